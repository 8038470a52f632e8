/** What else an engine's addresses carry that does not say which page it is. */
export interface UrlRules {
  /** Parameters that never matter: `highlight`, `sortby`. */
  drop?: readonly string[]
  /** Parameters that do not matter at some value: `action` at `lastpost`, `page` at 1. */
  dropAt?: Readonly<Record<string, RegExp>>
  /** Parameters that do not matter beside another: `pid` beside `tid`. */
  dropBeside?: Readonly<Record<string, string>>
  /** Views of the same thing, as patterns over path and query: the print view of a thread is the thread. */
  rewrite?: readonly (readonly [RegExp, string])[]
}

// Session ids, as PHP, Java, phpBB, SMF and vBulletin put them into links of a client without cookies.
const session = /^(phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id)$/i
const tracking = /^(utm_\w+|fbclid|gclid|yclid|msclkid|mc_[ce]id|ref_src|igshid|_ga|highlight|hilit)$/i
// `sid` and `s` are sessions only at such a length: elsewhere they number stories and carry searches.
const token = /^([0-9a-z,-]{20,})?$/i

const none: UrlRules = {}

/**
 * The one address of what a link leads to: absolute, without session id, tracking, highlight, anchor and user, with the
 * rest in the order in which it stood. `null` for what a visit cannot fetch: mailto:, javascript:, a broken address.
 */
export function canonicalUrl(href: string, base: URL | string, rules: UrlRules = none): string | null {
  const url = absolute(href, base)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  // What is there is changed and nothing else: a URL is parsed anew at every change, and a page has hundreds of links.
  if (url.username !== '') url.username = ''
  if (url.password !== '') url.password = ''
  if (url.pathname.includes(';')) url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/gi, '')
  const place = url.pathname + url.search
  for (const [pattern, replacement] of rules.rewrite ?? []) {
    const other = place.replace(pattern, replacement)
    if (other !== place) return canonicalUrl(other, url, { ...rules, rewrite: [] })
  }
  const query = url.search.slice(1)
  const kept = keep(query, rules)
  if (kept !== query) url.search = kept
  const [address = ''] = url.href.split('#', 1)
  return kept === '' ? address.replace(/\?$/, '') : address
}

/** Longer ones lead nowhere that a visit wants to go, and servers refuse them. */
const longest = 4_000

/** Filters the query as text: SMF separates with `;`, and re-encoding would make another address of it. */
function keep(query: string, rules: UrlRules): string {
  if (query === '') return ''
  const pieces = query.split(/([&;])/)
  const parameters = pieces.filter((_, index) => index % 2 === 0)
  const names = new Set(parameters.map((parameter) => nameOf(parameter)))
  let out = ''
  for (const [index, parameter] of parameters.entries()) {
    if (parameter === '') continue
    const name = nameOf(parameter)
    const value = parameter.slice(name.length + 1)
    if (session.test(name) || tracking.test(name) || (/^(s|sid)$/i.test(name) && token.test(value))) continue
    if (rules.drop?.includes(name) || rules.dropAt?.[name]?.test(value)) continue
    const beside = rules.dropBeside?.[name]
    if (beside !== undefined && names.has(beside)) continue
    out += (out === '' ? '' : (pieces[index * 2 - 1] ?? '&')) + parameter
  }
  return out
}

const nameOf = (parameter: string): string => parameter.split('=', 1)[0] ?? ''

/** The address of a link as it was written, absolute; `null` where it is none or runs a script. */
export function linkUrl(href: string, base: URL | string): string | null {
  const url = absolute(href, base)
  return url === null || /^(javascript|data|vbscript|blob|about):$/.test(url.protocol) ? null : url.href
}

function absolute(href: string, base: URL | string): URL | null {
  const trimmed = href.length > longest ? '' : href.trim()
  return trimmed !== '' && URL.canParse(trimmed, String(base)) ? new URL(trimmed, String(base)) : null
}
