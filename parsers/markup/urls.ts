/** What else an engine's addresses carry that does not say which page it is. */
export interface UrlRules {
  /** Parameters that never matter: `highlight`, `sortby`. */
  drop?: readonly string[]
  /** Parameters that do not matter at some value: `action` at `lastpost`, `page` at 1. */
  dropAt?: Readonly<Record<string, RegExp>>
  /** Parameters that do not matter beside another: `pid` beside `tid`. */
  dropBeside?: Readonly<Record<string, string>>
  /**
   * Views of the same thing, as patterns over path and query: the print view of a thread is the thread. The first that
   * changes something counts, then they are asked again. One that leads to another host
   * gives its whole address.
   */
  rewrite?: readonly (readonly [RegExp, string])[]
}

// Session ids, as PHP, Java, ASP, ColdFusion and shops put them into links of a client without cookies, and the keys
// of forms, which change with the session.
const session =
  /^(phpsessid|jsessionid|aspsessionid\w*|sess(ion)?[_-]?id|cfid|cftoken|zenid|oscsid|_xftoken|my_post_key|securitytoken|logouthash|csrf_?token|_csrf|authenticity_token|form_?key|_pjax)$/i
const tracking =
  /^(utm_\w+|fbclid|fb_(action_\w+|source|ref)|gclid|gclsrc|dclid|[gw]braid|y(s)?clid|_openstat|msclkid|twclid|ttclid|igsh(id)?|mc_[ce]id|mkt_tok|_hs(enc|mi)|ref_(src|url)|srsltid|spm|_g[al]|highlight|hilit)$/i
// `sid` and `s` are sessions only at such a length: elsewhere they number stories and carry searches.
const token = /^([0-9a-z,-]{20,})?$/i
/** The moment of a request, which scripts add so that no cache answers. */
const moment = /^\d{10,13}$/

const none: UrlRules = {}
/** Rewriting leads to the full view at once; only rules that undo each other would go on. */
const mostRewrites = 4

/**
 * The one address of what a link leads to: absolute, without session id, tracking, highlight, anchor and user, in one
 * spelling of its escapes (RFC 3986, 6.2.2), with the rest in the order in which it stood. `null` for what a visit
 * cannot fetch: mailto:, javascript:, a broken address.
 */
export function canonicalUrl(href: string, base: URL | string, rules: UrlRules = none): string | null {
  const start = absolute(href, base)
  if (start === null || !/^https?:/.test(start.href)) return null
  let url = cleaned(start, rules)
  for (let count = 0; count < mostRewrites; count += 1) {
    const other = rewritten(url, rules)
    if (other === null || !/^https?:/.test(other) || !URL.canParse(other)) break
    url = cleaned(new URL(other), rules)
  }
  return url.origin + url.place
}

/** An address in two parts. A URL is parsed anew whenever one of its own is set, and a page has hundreds of links. */
interface Address {
  origin: string
  /** Path and query. */
  place: string
}

/** The address that the first fitting rule makes of another; `null` where none changes anything. */
function rewritten({ origin, place }: Address, { rewrite = [] }: UrlRules): string | null {
  for (const [pattern, replacement] of rewrite) {
    const other = place.replace(pattern, replacement)
    // A path may begin with two slashes: it is put behind its origin as it is.
    if (other !== place) return other.startsWith('/') ? origin + other : other
  }
  return null
}

function cleaned({ origin, pathname, search }: Pick<URL, 'origin' | 'pathname' | 'search'>, rules: UrlRules): Address {
  const path = withoutSession(origin, pathname)
  const query = search === '' ? '' : keep(spelled(search.slice(1)), rules)
  return { origin, place: spelled(path) + (query === '' ? '' : `?${query}`) }
}

/** Java's servlets and ASP.NET keep a session in the path. */
function withoutSession(origin: string, path: string): string {
  if (!/[;(]/.test(path)) return path
  const rest = path.replace(/;(jsessionid|phpsessid|sid)=[^/;]*/gi, '').replace(/\/\([a-z]\([\w-]{20,}\)\)(?=\/)/gi, '')
  return rest === path ? path : new URL(origin + rest).pathname
}

/**
 * One spelling of what servers take for the same: `%7e` is `~`, `%c3` is `%C3`, and a `%` that escapes nothing is
 * escaped itself.
 */
function spelled(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/%([0-9a-f]{2})?/gi, (_, hex: string | undefined) => {
    if (hex === undefined) return '%25'
    const letter = String.fromCharCode(Number.parseInt(hex, 16))
    return /[\w.~-]/.test(letter) ? letter : `%${hex.toUpperCase()}`
  })
}

/** Longer ones lead nowhere that a visit wants to go, and servers refuse them. */
const longest = 4_000

/** Filters the query as text: SMF separates with `;`, and re-encoding would make another address of it. */
function keep(query: string, rules: UrlRules): string {
  // A link that was escaped twice.
  const pieces = query.replace(/&(amp;)+/gi, '&').split(/([&;])/)
  const names = new Set(rules.dropBeside === undefined ? [] : pieces.map(nameOf))
  let out = ''
  for (let index = 0; index < pieces.length; index += 2) {
    const parameter = pieces[index] ?? ''
    if (parameter === '') continue
    const name = nameOf(parameter)
    const value = parameter.slice(name.length + 1)
    if (isNoise(name) || (/^(s|sid)$/i.test(name) && token.test(value))) continue
    if (name === '_' && moment.test(value)) continue
    if (rules.drop?.includes(name) || rules.dropAt?.[name]?.test(value)) continue
    const beside = rules.dropBeside?.[name]
    if (beside !== undefined && names.has(beside)) continue
    out += (out === '' ? '' : (pieces[index - 1] ?? '&')) + parameter
  }
  return out
}

const noise = new Map<string, boolean>()

/** Whether a parameter never says which page it is. Sites have few names, and the patterns for them are long. */
function isNoise(name: string): boolean {
  const before = noise.get(name)
  if (before !== undefined) return before
  const is = session.test(name) || tracking.test(name)
  // V8 keeps the whole page for a piece of it of 13 characters or more.
  if (name.length < 13 && noise.size < 1_000) noise.set(name, is)
  return is
}

function nameOf(parameter: string): string {
  const end = parameter.indexOf('=')
  return end < 0 ? parameter : parameter.slice(0, end)
}

/** A piece of an address without its escapes; as it stands where it has a stray per cent sign. */
export function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece // A stray per cent sign is a part of the name.
  }
}

/** The address of a link as it was written, absolute; `null` where it is none or runs a script. */
export function linkUrl(href: string, base: URL | string): string | null {
  const url = absolute(href, base)
  return url === null || /^(javascript|data|vbscript|blob|about):/.test(url.href) ? null : url.href
}

type Whole = Pick<URL, 'href' | 'origin' | 'pathname' | 'search'>

function absolute(href: string, base: URL | string): Whole | null {
  const trimmed = href.length > longest ? '' : href.trim()
  const near = typeof base === 'string' ? null : ownSite(trimmed, base)
  if (near !== null) return near
  return trimmed !== '' && URL.canParse(trimmed, String(base)) ? new URL(trimmed, String(base)) : null
}

/** Path, query and anchor of nothing but letters that an address keeps as they are. */
const plain = /^(?:\.\/(?!\/))?([\w/.-]+)(\?[\w=&;.-]+)?(#[\w-]+)?$/
/** What changes a path, or makes a host of it. */
const steps = /\/\/|(?:^|\/)\./

/** A plain link to the site's own pages, as most are: it needs no parser, which takes as long as to read a post's date. */
function ownSite(href: string, base: URL): Whole | null {
  const { origin } = base
  const [, path = '', search = '', hash = ''] =
    plain.exec(href.startsWith(`${origin}/`) ? href.slice(origin.length) : href) ?? []
  if (path === '' || steps.test(path) || !origin.startsWith('http') || base.username !== '') return null
  const here = base.pathname
  const pathname = path.startsWith('/') ? path : here.slice(0, here.lastIndexOf('/') + 1) + path
  return { href: origin + pathname + search + hash, origin, pathname, search }
}
