import { Text } from 'domhandler'
import type { Link } from '../../model/page.ts'
import type { Document, PageKind, ParsedPage } from '../engines/engine.ts'
import { type Body, type Role, readBody } from './body.ts'
import { type AnyNode, type Element, isTag, walk } from './dom.ts'
import { parseFragment } from './open.ts'
import { canonicalUrl } from './urls.ts'

/** What was read of an answer; whatever is not given is absent. The first link to each address stays. */
export function answer(
  kind: PageKind,
  { posts = [], profiles = [], links = [] }: Partial<Omit<ParsedPage, 'kind'>> = {},
): ParsedPage {
  const first = new Map(links.toReversed().map((link) => [link.url, link]))
  return { kind, posts, profiles, links: links.filter((link) => first.get(link.url) === link) }
}

/** A link, if there is an address for it to lead to. */
export const linkTo = (url: string | null, kind: Link['kind'], more: Partial<Link> = {}): Link[] =>
  url === null ? [] : [{ url, kind, ...more }]

/** What changes when there is something new behind a row: its counts and its last date. */
export const markOf = (...parts: (string | number | null)[]): Pick<Link, 'mark'> => {
  const mark = parts.filter((part) => part !== null && part !== '').join(' | ')
  return mark === '' ? {} : { mark }
}

/**
 * The body of a post whose HTML stands in a field. `mend` is shown each element before the body is read and may change
 * it: the markup is nobody else's.
 */
export function htmlBody(
  html: string,
  base: URL,
  roleOf?: (element: Element) => Role | undefined,
  mend?: (element: Element) => void,
): Body {
  const root: AnyNode = parseFragment(html, base.href)
  if (mend !== undefined) {
    walk(root, {
      enter(node) {
        if (isTag(node)) mend(node)
        return
      },
    })
  }
  return readBody(root, base, roleOf)
}

/** Puts words in the place of whatever an element holds. */
export function fill(element: Element, words: string): void {
  const text = new Text(words)
  text.parent = element
  element.children = [text]
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
