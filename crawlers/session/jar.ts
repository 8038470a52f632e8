import { isIP } from 'node:net'
import { Cookie, CookieJar, domainMatch, getPublicSuffix } from 'tough-cookie'
import { z } from 'zod'

/** A cookie as a browser and its exports tell of it. */
export const PlainCookie = z.object({
  name: z.string(),
  value: z.string(),
  /** Without a dot before it, of this host alone; with one, of those under it too. */
  domain: z.string(),
  path: z.string(),
  /** Milliseconds since 1970; `undefined` for one that a browser forgets when it is closed. */
  expires: z.number().optional(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
})
export type PlainCookie = z.infer<typeof PlainCookie>

/** The cookies of one site. They go to whom they belong to, by the rules of RFC 6265 and the public suffix list. */
export interface Jar {
  /** The Cookie header of a request; `undefined` where no cookie goes there. */
  headerFor(url: URL): string | undefined
  /** Takes what an answer from `url` sets; what is no cookie, or another's, is left out as in a browser. */
  take(setCookie: string | string[] | undefined, url: URL): void
  put(cookie: PlainCookie): void
  /** Those that are still good, in an order of their own. */
  cookies(): PlainCookie[]
  clear(): void
  isEmpty(): boolean
  /** Whether some cookie goes to a host, under whatever path. */
  has(host: string): boolean
}

/** RFC 6265, 6.1: browsers keep 4096 bytes of a cookie and 50 of a domain; a jar is for one site and its neighbours. */
const mostBytes = 4_096
const mostCookies = 200

/** A jar with these cookies, or an empty one. */
export function createJar(cookies: readonly PlainCookie[] = []): Jar {
  const jar = new CookieJar()
  const all = (): Cookie[] =>
    (jar.serializeSync()?.cookies ?? [])
      .flatMap((json) => Cookie.fromJSON(json) ?? [])
      .filter((cookie) => (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) > Date.now())
  const set = (cookie: Cookie | string, url: URL | string): void => {
    jar.setCookieSync(cookie, String(url), { ignoreError: true })
  }

  const put = (plain: PlainCookie): void => {
    const { name, value, domain, path, expires, secure, httpOnly } = plain
    if (name.length + value.length > mostBytes) return
    const host = domain.replace(/^\./, '').toLowerCase()
    const cookie = new Cookie({
      ...{ key: name, value, path: path.startsWith('/') ? path : '/', secure, httpOnly },
      ...(domain.startsWith('.') ? { domain: host } : {}),
      expires: expires === undefined ? 'Infinity' : new Date(expires),
    })
    set(cookie, `http${secure ? 's' : ''}://${host}/`)
  }
  for (const cookie of cookies) put(cookie)

  return {
    headerFor: (url) => jar.getCookieStringSync(url.href) || undefined,
    take(setCookie, url) {
      for (const line of [setCookie ?? []].flat()) {
        const cookie = line.length > mostBytes * 2 ? undefined : Cookie.parse(line)
        if (!cookie || cookie.key.length + cookie.value.length > mostBytes) continue
        if (all().length >= mostCookies && !all().some(({ key }) => key === cookie.key)) continue
        set(cookie, url)
      }
    },
    put,
    cookies: () =>
      all()
        .map(plainOf)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
    clear: () => jar.removeAllCookiesSync(),
    isEmpty: () => all().length === 0,
    has: (host) => all().some(({ domain, hostOnly }) => domain === host || (!hostOnly && domainMatch(host, domain))),
  }
}

const placeOf = ({ domain, path, name }: PlainCookie): string => `${domain} ${path} ${name}`

function plainOf(cookie: Cookie): PlainCookie {
  const { key, value, domain, hostOnly, path, secure, httpOnly } = cookie
  const host = domain ?? ''
  const expires = cookie.expiryTime()
  return {
    ...{ name: key, value, domain: hostOnly || isIP(host) > 0 ? host : `.${host}`, path: path ?? '/' },
    ...(expires === undefined || expires === Number.POSITIVE_INFINITY ? {} : { expires }),
    ...{ secure, httpOnly },
  }
}

/** What belongs together as one site: the domain that somebody registered, or the host where there is none. */
export function siteOfHost(host: string): string {
  const name = host.replace(/^\./, '').toLowerCase()
  return getPublicSuffix(name, { allowSpecialUseDomain: true, ignoreError: true }) ?? name
}
