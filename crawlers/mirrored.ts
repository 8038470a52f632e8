import type { Page } from '../model/page.ts'

/**
 * A page of a mirror as the site's home would have given it: under the home's address, and with its links leading there,
 * whichever of the site's addresses they name. What people wrote stays as it is; only what is an address by its place is
 * changed: attributes of a markup, strings of JSON that begin with one, elements of a feed that hold nothing else.
 *
 * `origins` are the site's addresses, the home first; `url` is what was asked for, under the home. The sha256 stays that of
 * the bytes that came, and `servedBy` says from where.
 */
export function underHome(page: Page, url: string, origins: readonly string[]): Page {
  const [home = ''] = origins
  const hosts = new Set(origins.map((origin) => new URL(origin).host))
  const final = new URL(page.finalUrl)
  const isOurs = hosts.has(final.host)
  return {
    ...page,
    url,
    finalUrl: isOurs ? home + page.finalUrl.slice(final.origin.length) : page.finalUrl,
    body: withHomeLinks(page.body, page.headers['content-type'] ?? '', home, hosts),
    ...(final.origin === home ? {} : { servedBy: final.origin }),
  }
}

/** What stands before an address that is one by its place, by the type of the document. */
const before = {
  html: String.raw`=\s*["']?\s*`,
  xml: String.raw`=\s*["']\s*|>\s*|<!\[CDATA\[\s*`,
  json: '"',
}

function withHomeLinks(body: string, type: string, home: string, hosts: ReadonlySet<string>): string {
  const kind = /json/i.test(type)
    ? 'json'
    : /html/i.test(type) || type === ''
      ? 'html'
      : /xml/i.test(type)
        ? 'xml'
        : null
  if (kind === null) return body
  const others = [...hosts].filter((host) => host !== new URL(home).host && body.includes(host))
  if (others.length === 0) return body
  const slashes = kind === 'json' ? String.raw`(?:\/\/|\\\/\\\/)` : '//'
  const names = others.map((host) => host.replace(/[.\\[\]]/g, String.raw`\$&`)).join('|')
  const link = new RegExp(`(${before[kind]})(?:https?:)?${slashes}(?:${names})(?=[/?#"'\\s<>\\\\&\\]]|$)`, 'gi')
  return body.replace(link, (_, place: string) => place + home)
}
