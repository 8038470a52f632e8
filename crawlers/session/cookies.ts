import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { ConfigError } from '../../model/errors.ts'
import { areCookies } from '../../model/session.ts'
import type { Target } from '../../model/target.ts'
import { createJar, type Jar, type PlainCookie, siteOfHost } from './jar.ts'

/** An export of a whole browser has some hundred kilobytes. */
const mostBytes = 5_000_000

/** What stands under `cookies:`, read where it is a file. Throws ConfigError where that is not there. */
export async function cookieText(given: string): Promise<string> {
  if (areCookies(given)) return given
  const failed = (why: string): ConfigError =>
    new ConfigError(`cookies: ${given} ${why}: export them again, or correct the path`)
  try {
    if ((await stat(given)).size > mostBytes) throw failed(`is larger than ${mostBytes} bytes`)
    return await readFile(given, 'utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw failed(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** The addresses that a target's cookies may belong to. */
export const addressesOf = ({ start, mirrors, session }: Target): string[] => [
  ...start,
  ...mirrors.map(({ url }) => url),
  ...(session?.login ? [session.login.page] : []),
]

/**
 * The cookies of a text, in any of the forms that people have them in, for the sites of these addresses; an export of a
 * whole browser's cookies gives those alone. Throws ConfigError, which never quotes the text, where there are none.
 */
export function readCookies(text: string, addresses: readonly string[]): Jar {
  const hosts = addresses.map((address) => new URL(address))
  const sites = new Set(hosts.map(({ hostname }) => siteOfHost(hostname)))
  const jar = createJar()
  const found = exported(text) ?? hosts.flatMap((url) => fromHeader(text, url))
  for (const cookie of found) if (sites.has(siteOfHost(cookie.domain))) jar.put(cookie)
  if (!jar.isEmpty()) return jar
  const names = [...sites].join(', ')
  throw new ConfigError(
    found.length === 0
      ? 'cookies: neither "name=value; …", nor a cookies.txt, nor a JSON export of cookies'
      : `cookies: none of the ${found.length} is for ${names} and still good: sign in there, and export them again`,
  )
}

/** The cookies of an export; `undefined` for a text that is none. */
function exported(text: string): PlainCookie[] | undefined {
  if (/^\s*[[{]/.test(text)) return fromJson(text)
  if (/^(#HttpOnly_)?[^\s#][^\t]*\t(TRUE|FALSE)\t/im.test(text)) return fromNetscape(text)
  return /^# (Netscape )?HTTP Cookie File/i.test(text) ? [] : undefined
}

/** "name=value; other=value" says nothing of hosts: they are of each start address, and go to its host alone. */
function fromHeader(text: string, { hostname, protocol }: URL): PlainCookie[] {
  return text
    .replace(/^\s*cookie:/i, '')
    .split(/[;\n]/)
    .flatMap((pair) => {
      const [, name, value] = /^\s*([^\s=;,]+)=(.*?)\s*$/.exec(pair) ?? []
      if (name === undefined || value === undefined || !isPrintable(value)) return []
      const of = { domain: hostname, path: '/', secure: protocol === 'https:', httpOnly: true }
      return [{ name, value, ...of }]
    })
}

/** The format of curl and of the browsers' extensions: seven columns, one cookie a line. */
function fromNetscape(text: string): PlainCookie[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const httpOnly = /^#HttpOnly_/i.test(line)
    const columns = line.replace(/^#HttpOnly_/i, '').split('\t')
    const [domain = '', isForAll = '', path = '/', secure = '', expires = '', name = '', value = ''] = columns
    if (line.startsWith('#') && !httpOnly) return []
    if (columns.length < 6 || name === '' || !isPrintable(name + value)) return []
    const of = { domain: dotted(domain, /true/i.test(isForAll)), path, secure: /true/i.test(secure), httpOnly }
    return [{ name, value, ...of, ...expiring(Number(expires)) }]
  })
}

/** What extensions (Cookie-Editor, EditThisCookie), Puppeteer and Playwright's storage states have in common. */
const Exported = z.object({
  name: z.string().min(1),
  value: z.string().refine(isPrintable),
  domain: z.string().min(1),
  path: z.string().default('/'),
  secure: z.boolean().default(false),
  httpOnly: z.boolean().default(false),
  hostOnly: z.boolean().optional(),
  /** Seconds since 1970; -1 or nothing for a session's. */
  expirationDate: z.number().nullish(),
  expires: z.number().nullish(),
})

function fromJson(text: string): PlainCookie[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return []
  }
  const list = z.union([z.array(z.unknown()), z.object({ cookies: z.array(z.unknown()) })]).safeParse(json).data ?? []
  return (Array.isArray(list) ? list : list.cookies).flatMap((item) => {
    const { success, data } = Exported.safeParse(item)
    if (!success) return []
    const { name, value, path, secure, httpOnly, hostOnly, domain } = data
    const of = { domain: dotted(domain, hostOnly === undefined ? domain.startsWith('.') : !hostOnly), path }
    return [{ name, value, ...of, secure, httpOnly, ...expiring(data.expirationDate ?? data.expires ?? 0) }]
  })
}

const dotted = (domain: string, isForAll: boolean): string => `${isForAll ? '.' : ''}${domain.replace(/^\./, '')}`

const expiring = (seconds: number): { expires?: number } => (seconds > 0 ? { expires: seconds * 1_000 } : {})

/** Whether a header may have it. */
function isPrintable(value: string): boolean {
  return /^[\x20-\x7e\x80-\xff]*$/.test(value)
}
