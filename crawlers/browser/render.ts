import { createHash } from 'node:crypto'
import type { BrowserContext, CDPSession, Response, Page as Tab } from 'playwright-core'
import type { Clock } from '../../model/clock.ts'
import { FetchError, ForbiddenAddressError, TooLargeError, UnreadableError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import type { Login } from '../../model/session.ts'
import { refuseAddress } from '../addresses.ts'
import { askedWith } from '../asked.ts'
import { readBody, refuseContent, tooLarge } from '../body.ts'
import { asFetchError, refuseStatus, shown } from '../failures.ts'
import { addressOf, type Fetched, type Wish } from '../fetcher.ts'
import { kindOf } from '../ways.ts'
import { submitForm } from './form.ts'
import { type Look, lookAt } from './look.ts'
import { proofOf } from './proof.ts'
import { closeTabs, endOf, prepareTab, type Watch, watchTab } from './tab.ts'
import type { Tunnel } from './tunnel.ts'

/** What a page is rendered in. */
export interface Room {
  context: BrowserContext
  tunnel: Tunnel
  userAgent: string
  now: Clock
  /** A session with the browser as a whole. */
  control: CDPSession
  /** Why a process of the browser was ended, where it was us. */
  whyEnded(): string | undefined
}

/** Milliseconds from DOMContentLoaded until a page is taken as it is, if it doesn't come to rest by itself. */
const restMs = 5_000
/** What remains of its time for taking it. */
const takingMs = 1_000
/** Looks at a page that is never the same twice. */
const mostLooks = 8
/** All that a page may load over the wire, to what its own text may be: scripts are larger than what they show. */
const loadFactor = 8

/**
 * Opens an address in a tab of its own and takes what stands there when its scripts have come to rest: HTML as it was
 * built, anything else (JSON, text, feeds) as it arrived. There is no "unchanged" here, for the validators of a page that a
 * script fills speak of the script. With a `login` its form is filled in and sent, and what follows is the answer. Rejects with a FetchError of some kind, and as soon as `signal` says so.
 */
export async function render(room: Room, wish: Wish, signal: AbortSignal, login?: Login): Promise<Fetched> {
  const { context, tunnel, control, whyEnded } = room
  const until = performance.now() + wish.timeout
  const tab = await context.newPage()
  let targetId = ''
  let session: CDPSession | undefined
  try {
    signal.throwIfAborted()
    const watch = watchTab(tab, wish.url, whyEnded)
    const bytes = wish.bytes * loadFactor
    const more = `loads more than ${bytes} bytes (${loadFactor} times limits.bytes of the target)`
    tunnel.begin({ bytes, onTooMuch: () => watch.fail(new TooLargeError(`${shown(wish.url)} ${more}`)) })
    const cut = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    const read = async (): Promise<Fetched> => {
      session = await prepareTab(context, tab, room.userAgent)
      targetId = (await session.send('Target.getTargetInfo')).targetInfo.targetId
      try {
        await tab.goto(routeOf(wish.url), { waitUntil: 'commit', timeout: 0 })
      } catch (error) {
        return await readUnshown(error, watch, room, wish)
      }
      const shown = await readShown(tab, session, watch, room, wish, until)
      if (login === undefined) return shown
      await submitForm(tab, login, watch)
      return await readShown(tab, session, watch, room, wish, until)
    }
    const fetched = await Promise.race([read(), cut, watch.failed])
    const { response } = watch
    if (!fetched || !session || !response || !isBuilt(fetched.page)) return fetched
    const limits = { bytes: wish.bytes, until: until - takingMs }
    const rendered = await Promise.race([proofOf(session, response, limits), cut])
    return { ...fetched, page: { ...fetched.page, rendered } }
  } catch (error) {
    tunnel.stop()
    throw isEnd(error) ? endOf(wish.url, whyEnded()) : error
  } finally {
    await closeTabs(context, () => control.send('Target.closeTarget', { targetId }))
  }
}

/** Of HTML a browser makes its own; anything else is taken as it arrived. */
const isBuilt = ({ headers, body }: Page): boolean => body !== '' && /html/i.test(headers['content-type'] ?? 'html')

const isEnd = (error: unknown): boolean =>
  error instanceof Error && /Page crashed|has been closed|Target crashed/.test(error.message)

/** An address as it is opened: where the part behind # is a page's address within its script, it stays. */
function routeOf(address: string): string {
  const { hash } = new URL(address)
  return addressOf(address).href + (/^#[!/]/.test(hash) ? hash : '')
}

/** What it means that nothing is shown: an answer without a body is a page too. */
async function readUnshown(error: unknown, watch: Watch, { tunnel, now }: Room, wish: Wish): Promise<Fetched> {
  if (isEnd(error)) throw error
  const code = /net::(ERR_\w+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
  const { address, response } = watch
  const isBare = code === 'ERR_HTTP_RESPONSE_CODE_FAILURE' || code === 'ERR_ABORTED'
  if (response !== undefined && isBare) return fetchedFrom(response, '', response.url(), wish, now)
  refuseAddress(new URL(address), wish)
  const at = shown(address)
  if (code === 'ERR_TOO_MANY_REDIRECTS') throw new UnreadableError(`${at} redirects in a circle; it may want a cookie`)
  if (code === 'ERR_UNSAFE_REDIRECT' || code === 'ERR_UNKNOWN_URL_SCHEME' || code === 'ERR_UNSAFE_PORT')
    throw new ForbiddenAddressError(`${at} leads to an address that is none of the web (${code})`)
  const failure = tunnel.failureOf(address)
  if (failure !== undefined) throw asFetchError(failure, address)
  if (code === 'ERR_ABORTED') throw new UnreadableError(`${at} leads to nothing that a browser shows`)
  throw new FetchError(`${at}: ${wordsFor(code) ?? (code || String(error))}`, { cause: error })
}

function wordsFor(code: string): string | undefined {
  if (code.startsWith('ERR_CERT_')) return `its TLS certificate is not accepted (${code})`
  if (code.startsWith('ERR_SSL_')) return `no TLS connection comes about (${code})`
  if (code === 'ERR_EMPTY_RESPONSE' || code.startsWith('ERR_CONNECTION_')) return `the connection was cut (${code})`
  return undefined
}

/** Waits until the tab has come to rest and stayed where it is, and takes what it shows. */
async function readShown(
  tab: Tab,
  session: CDPSession,
  watch: Watch,
  room: Room,
  wish: Wish,
  until: number,
): Promise<Fetched> {
  for (let looks = 1; ; looks++) {
    const { departures } = watch
    await tab.waitForLoadState('domcontentloaded', { timeout: 0 })
    const rest = Math.min(restMs, until - takingMs - performance.now())
    if (rest > 0) await tab.waitForLoadState('networkidle', { timeout: rest }).catch(() => {}) // it never rests
    const { look, error } = await lookAt(session, wish.bytes).then(
      (look) => ({ look, error: undefined }),
      (error: unknown) => ({ look: undefined, error }),
    )
    if (look !== undefined && departures === watch.departures) return takeLook(look, watch, room, wish)
    // It went on while we looked: what was heard is of another page than what was seen.
    if (looks === mostLooks) throw error ?? new FetchError(`${shown(wish.url)} is never at rest`)
  }
}

async function takeLook(look: Look, watch: Watch, { tunnel, now }: Room, wish: Wish): Promise<Fetched> {
  const { address, body, size } = look
  const { response } = watch
  const failure = /^https?:/.test(address) ? undefined : tunnel.failureOf(watch.address)
  if (failure !== undefined) throw asFetchError(failure, watch.address)
  if (response === undefined || !/^https?:/.test(address))
    throw new UnreadableError(`${shown(wish.url)} leads to ${shown(address)}, which is no page of a site`)
  if (size > wish.bytes) throw tooLarge(new URL(address), wish.bytes)
  return fetchedFrom(response, body ?? (await response.text()), address, wish, now)
}

/** A page as the HTTP way tells it. The browser has decoded it, so it is hashed as UTF-8. */
async function fetchedFrom(response: Response, body: string, at: string, wish: Wish, now: Clock): Promise<Fetched> {
  const url = new URL(routeOf(at))
  const asked = response.request()
  const all = Object.entries(await response.allHeaders())
  const headers = Object.fromEntries(all.map(([name, value]) => [name, value.replaceAll('\n', ', ')]))
  refuseStatus(response.status(), headers, url)
  refuseContent(headers, url)
  const { 'content-encoding': _, 'content-length': __, ...plain } = headers
  const bytes = await readBody([Buffer.from(body)], plain, wish.bytes, url)
  const page: Page = {
    url: wish.url,
    finalUrl: url.href,
    status: response.status(),
    headers,
    body,
    fetchedAt: now(),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    via: kindOf(wish.via),
    bytes,
    request: askedWith(asked.method() === 'POST' ? 'POST' : 'GET', await asked.allHeaders()),
  }
  return { page, bytes: bytes.length }
}
