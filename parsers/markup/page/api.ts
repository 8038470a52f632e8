import { ParseError } from '../../../model/errors.ts'
import type { Link } from '../../../model/page.ts'
import type { Document, PageKind, ParsedPage } from '../../engines/engine.ts'
import { type Body, readBody } from '../body.ts'
import { canonicalUrl } from '../urls.ts'
import { attribute, type Element } from './dom.ts'
import { parseFragment } from './open.ts'
import { compileSelectors, indexPage, type Selector } from './selectors.ts'

/** What was read of an answer; whatever is not given is absent. The first of each post and of each address stays. */
export function answer(
  kind: PageKind,
  { posts = [], profiles = [], links = [] }: Partial<Omit<ParsedPage, 'kind'>> = {},
): ParsedPage {
  return {
    kind,
    posts: firsts(posts, ({ postId }) => postId),
    profiles: firsts(profiles, ({ url }) => url),
    links: firsts(links, ({ url }) => url),
  }
}

/** The first entry under each key stays: a page links to one address five times. */
export function firsts<T>(list: readonly T[], keyOf: (entry: T) => string): T[] {
  const seen = new Set<string>()
  return list.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)))
}

/**
 * Of the entries that an answer holds, one that is garbled is passed over. Throws ParseError where all are: then it is
 * our reading that is wrong, and no quiet day.
 */
export function needOne({ url }: Document, entries: readonly unknown[], read: readonly unknown[]): void {
  if (entries.length > 0 && read.length === 0)
    throw new ParseError(`${url.href}: holds ${entries.length} entries, and none of them can be read`)
}

/** The count at a place of an answer, where it is one. */
export const natural = (count: number | null): number | null => (count === null || count < 0 ? null : count)

/** A link, if there is an address for it to lead to. */
export const linkTo = (url: string | null, kind: Link['kind'], more: Partial<Link> = {}): Link[] =>
  url === null ? [] : [{ url, kind, ...more }]

/** What changes when there is something new behind a row: its counts and its last date. */
export const markOf = (...parts: (string | number | null)[]): Pick<Link, 'mark'> => {
  const mark = parts.filter((part) => part !== null && part !== '').join(' | ')
  return mark === '' ? {} : { mark }
}

/** What the elements of a post are, as selectors: the same on a page and in a field of an API's answer. */
export interface PostMarkup {
  quote?: Selector
  cite?: Selector
  /** Who was quoted, by an attribute of the quote. */
  cited?: string
  /** Decoration. */
  drop?: Selector
}

/** Makes a reader for posts whose HTML stands in a field. Compiles the selectors at once. */
export function htmlReader({ quote, cite, cited, drop }: PostMarkup): (html: string, base: URL) => Body {
  const find = compileSelectors(quote, cite, drop)
  return (html, base) => {
    const root = parseFragment(html, base.href)
    const found = find(indexPage(root))
    const quotes: Element[] = []
    const body = readBody(root, base, (element) => {
      if (found.is(drop, element)) return 'drop'
      if (!found.is(quote, element)) return found.is(cite, element) ? 'cite' : undefined
      quotes.push(element)
      return 'quote'
    })
    // Quotes are read in the order in which they begin.
    const named = (index: number): string => attribute(quotes[index] as Element, cited ?? '')
    return { ...body, quotes: body.quotes.map((read, index) => ({ ...read, author: named(index) || read.author })) }
  }
}

/** The page's own address with one parameter set: how an API's next page is asked for. */
export function pageWith({ url }: Document, name: string, value: string): string {
  const rest = canonicalUrl(url.href, url, { drop: [name] }) ?? url.href
  return `${rest}${rest.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
}

/** Where a `Link` header says that the next page lies (RFC 8288); `null` where it says nothing. */
export function linkedNext({ page, url }: Document): string | null {
  const next = (page.headers.link ?? '').split(/,\s*(?=<)/).find((link) => /;\s*rel="?next"?/i.test(link))
  const href = /<([^>]*)>/.exec(next ?? '')?.[1] ?? ''
  return canonicalUrl(href, url)
}
