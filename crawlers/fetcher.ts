import { createHash } from 'node:crypto'
import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type Dispatcher, request } from 'undici'
import { decodeBody } from '../model/charset.ts'
import { type Clock, realTime } from '../model/clock.ts'
import { UnreadableError } from '../model/errors.ts'
import type { Page, PageRequest } from '../model/page.ts'
import type { Login } from '../model/session.ts'
import { refuseAddress } from './addresses.ts'
import { askedWith } from './asked.ts'
import { readBody, refuseContent } from './body.ts'
import { within } from './bounds.ts'
import { refuseStatus, shown } from './failures.ts'
import { receivePicture } from './pictures.ts'
import type { Jar } from './session/jar.ts'
import { createWays, type Route, type Ways } from './ways.ts'

/** What is asked for, and what it may cost. */
export interface Wish extends Route {
  url: string
  /** Validators of the copy that is known: the answer may be "unchanged". */
  etag?: string | undefined
  lastModified?: string | undefined
  userAgent?: string | undefined
  /** What kinds of content are asked for, where it is not a page. */
  accept?: string
  /** Sent as `Authorization: Bearer`, never on to another origin. */
  token?: string | undefined
  /** Cookies to send to whom they belong to, and to take. Without it there are none. */
  jar?: Jar | undefined
  /** A form that is sent, with POST; a redirect that answers it is followed with GET. */
  form?: { body: string; from: string } | undefined
  /** Bytes of the body after decompression, at most. */
  bytes: number
  /** Milliseconds from connect to the last byte, redirects included. */
  timeout: number
  /** Cuts the request off; `fetch` rejects with the signal's reason then. */
  signal: AbortSignal
}

/** A page with the size of its body in bytes, or `undefined`: nothing has changed since the copy that is known (304). */
export type Fetched = { page: Page; bytes: number } | undefined

export interface FetcherOptions {
  /** How host names become addresses where we resolve them; the system's way by default. */
  lookup?: LookupFunction
  /** Host and port of Tor's SOCKS port. */
  tor?: string
  /** What pages are dated by. */
  now?: Clock
}

/** Where Tor listens unless it is told otherwise. */
export const usualTor = '127.0.0.1:9050'

export interface Fetcher {
  /** Fetches one document, over redirects. Rejects with a FetchError of some kind. */
  fetch(wish: Wish): Promise<Fetched>
  /** Opens a page and signs in there as a person would, where that takes more than a request: in a browser. */
  submit?(wish: Wish, login: Login): Promise<Fetched>
  close(): Promise<void>
}

export interface HttpFetcher extends Fetcher {
  /** Fetches a picture as it is, by the same rules. Rejects with a FetchError of some kind. */
  picture(wish: Wish): Promise<Uint8Array>
  /** Asks whether something lies at an address: the status of the answer to HEAD, a redirect's too. Takes nothing in. */
  head(wish: Wish): Promise<number>
}

/** An address may send us on this often. */
export const maxRedirects = 5
export const redirects: readonly number[] = [301, 302, 303, 307, 308]

/** What an ordinary browser sends. The version ages: it wants a look once a year. */
const browser = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-US,en;q=0.7,id;q=0.3',
  'accept-encoding': 'gzip, deflate, br',
  'upgrade-insecure-requests': '1',
}

/** The kinds of picture that can be read. */
const pictures = 'image/webp,image/png,image/jpeg,image/gif;q=0.9,image/*;q=0.5'

/**
 * An HTTP client for hostile sites: no cookies but a jar's, no attachments, bounded in bytes and time, and with an address guard at
 * the socket. `tor` is where Tor's SOCKS port is, `127.0.0.1:9050` by default.
 */
export function createFetcher({
  lookup = systemLookup,
  tor = usualTor,
  now = realTime,
}: FetcherOptions = {}): HttpFetcher {
  const ways = createWays({ lookup, tor })

  return {
    fetch: (wish) => within(wish, (signal) => follow(wish, ways, signal, (received) => receive(received, wish, now))),
    picture: (wish) => within(wish, (signal) => follow({ ...wish, accept: pictures }, ways, signal, receivePicture)),
    head: (wish) => within(wish, (signal) => head(wish, ways, signal)),
    async close() {
      await ways.close()
    },
  }
}

async function head(wish: Wish, ways: Ways, signal: AbortSignal): Promise<number> {
  const url = addressOf(wish.url)
  refuseAddress(url, wish)
  const { dispatcher } = ways.of(wish)
  const headers = headersFor(wish, false)
  const { statusCode, body } = await request(url, { method: 'HEAD', dispatcher, headers, signal, headersTimeout: 0 })
  body.on('error', () => {}).destroy() // whoever answers HEAD with a body keeps it
  return statusCode
}

/** An answer that is no redirect. */
export interface Received {
  response: Dispatcher.ResponseData
  /** Names in lower case. */
  headers: Record<string, string>
  url: URL
  via: Page['via']
  request: PageRequest
}

/**
 * Asks, and asks again where it is sent to, each address checked like the first. What `take` does not want of the answer
 * is cut off.
 */
async function follow<T>(
  wish: Wish,
  ways: Ways,
  signal: AbortSignal,
  take: (received: Received, wish: Wish) => Promise<T>,
): Promise<T> {
  const { dispatcher, via } = ways.of(wish)
  let url = addressOf(wish.url)
  const { origin } = url
  let { form } = wish
  const been = new Set<string>()
  while (been.size <= maxRedirects) {
    // A cookie may be what the second answer from an address depends on.
    const state = `${form ? 'POST' : 'GET'} ${url.href} ${wish.jar?.headerFor(url) ?? ''}`
    if (been.has(state)) throw new UnreadableError(`${shown(wish.url)} redirects in a circle; it may want a cookie`)
    been.add(state)
    refuseAddress(url, wish)
    const headers = { ...headersFor(wish, url.origin === origin), ...cookiesFor(wish, url), ...formHeaders(form) }
    const sent = form ? ({ method: 'POST', body: form.body } as const) : {}
    const response = await request(url, { dispatcher, headers, signal, headersTimeout: 0, bodyTimeout: 0, ...sent })
    wish.jar?.take(response.headers['set-cookie'], url)
    const next = redirectOf(response, url)
    if (next === undefined) {
      const asked = askedWith(form ? 'POST' : 'GET', headers)
      return await takeOrCut({ response, headers: flat(response.headers), url, via, request: asked }, wish, take)
    }
    await response.body.dump({ limit: 65_536, signal })
    // What was typed into a form is for whom it was typed, and for nobody that he sends us on to.
    form = undefined
    url = next
  }
  throw new UnreadableError(`${shown(wish.url)} redirects more than ${maxRedirects} times`)
}

/** An address without what is not sent: its credentials and its fragment. */
export function addressOf(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new UnreadableError(`"${shown(address)}" is not an address`)
  const url = new URL(address, base)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

function headersFor(wish: Wish, sameOrigin: boolean): Record<string, string> {
  const headers: Record<string, string> = { ...browser }
  if (wish.accept !== undefined) headers.accept = wish.accept
  if (wish.userAgent !== undefined) headers['user-agent'] = wish.userAgent
  if (sameOrigin && wish.token !== undefined) headers.authorization = `Bearer ${wish.token}`
  if (sameOrigin && wish.etag !== undefined) headers['if-none-match'] = wish.etag
  if (sameOrigin && wish.lastModified !== undefined) headers['if-modified-since'] = wish.lastModified
  return headers
}

const cookiesFor = ({ jar }: Wish, url: URL): { cookie?: string } => {
  const cookie = jar?.headerFor(url)
  return cookie === undefined ? {} : { cookie }
}

const formHeaders = (form: Wish['form']): Record<string, string> =>
  form === undefined
    ? {}
    : {
        'content-type': 'application/x-www-form-urlencoded',
        origin: new URL(form.from).origin,
        referer: form.from,
      }

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, url: URL): URL | undefined {
  const location = [headers.location].flat()[0]
  return redirects.includes(statusCode) && location !== undefined ? addressOf(location, url) : undefined
}

const flat = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

async function takeOrCut<T>(
  received: Received,
  wish: Wish,
  take: (received: Received, wish: Wish) => Promise<T>,
): Promise<T> {
  try {
    return await take(received, wish)
  } catch (error) {
    // Destroying an unfinished body makes it emit an error, which nobody else listens for any more.
    received.response.body.on('error', () => {}).destroy()
    throw error
  }
}

/** Takes the answer in where it is a page. */
async function receive({ response, headers, url, via, request }: Received, wish: Wish, now: Clock): Promise<Fetched> {
  if (response.statusCode === 304 && (wish.etag ?? wish.lastModified) !== undefined) {
    await response.body.dump()
    return undefined
  }
  refuseStatus(response.statusCode, headers, url)
  refuseContent(headers, url)
  const bytes = await readBody(response.body, headers, wish.bytes, url)
  const page: Page = {
    url: wish.url,
    finalUrl: url.href,
    status: response.statusCode,
    headers,
    body: decodeBody(bytes, headers['content-type']),
    fetchedAt: now(),
    // Of the bytes before the server compressed them: how it does that may differ from one fetch to the next.
    sha256: createHash('sha256').update(bytes).digest('hex'),
    via,
    bytes,
    request,
  }
  return { page, bytes: bytes.length }
}
