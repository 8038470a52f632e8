import { ParseError } from '../../model/errors.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { readBody } from '../markup/body.ts'
import { feedUrls, itemId } from '../markup/feed-ids.ts'
import { type Element, elementsOf, isTag, named } from '../markup/page/dom.ts'
import { parseFragment } from '../markup/page/open.ts'
import { lineOf, oneLine, textOf } from '../markup/text.ts'
import { canonicalUrl } from '../markup/urls.ts'
import type { Document, Engine } from './engine.ts'

/** RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 and Atom (RFC 4287). */
export const feed: Engine = {
  id: 'feed',
  name: 'RSS and Atom',
  type: 'news',
  reads: 'the items of a feed: title, text without markup, author, dates; the next page of a paged feed (RFC 5005)',
  needs: '',
  start: 'https://news.example/feed.xml',
  limits: 'reads what the feed holds and never opens the articles behind it',
  claims(document) {
    const root = rootOf(document)
    return root === undefined ? null : { strength: 0.9, why: `its root element is <${root.name}>` }
  },
  read(document) {
    const root = rootOf(document)
    if (root === undefined) throw new ParseError(`${document.url.href}: is no RSS or Atom feed`)
    const channel = named(root, 'channel')[0]
    const items = [...named(root, 'entry'), ...(channel ? named(channel, 'item') : []), ...named(root, 'item')]
    const next = [...named(root, 'link'), ...(channel ? named(channel, 'atom:link') : [])].find(
      ({ attribs }) => attribs.rel === 'next',
    )
    const older = next === undefined ? null : canonicalUrl(next.attribs.href ?? '', document.url)
    return {
      kind: 'feed',
      posts: items.flatMap((item) => readItem(item, document) ?? []),
      profiles: [],
      links: older === null ? [] : [{ url: older, kind: 'older' }],
    }
  },
}

const rootOf = (document: Document): Element | undefined =>
  elementsOf(document.root).find(({ name }) => /^(rss|feed|rdf:rdf)$/i.test(name))

function readItem(item: Element, document: Document): ParsedPost | null {
  const url = canonicalUrl(linkOf(item), document.url, feedUrls)
  const postId = wordsOf(item, 'guid', 'id') || item.attribs['rdf:about'] || url || ''
  if (postId === '') return null
  const dateText = wordsOf(item, 'pubDate', 'published', 'dc:date', 'updated')
  const postedAt = dateOf(dateText, document)
  const editedAt = dateOf(wordsOf(item, 'updated'), document)
  const title = named(item, 'title')[0]
  const body = bodyOf(item, new URL(url ?? document.url))
  return postOf({
    postId: itemId(postId, document.url),
    author: authorOf(item, document),
    postedAt,
    dateText,
    editedAt: editedAt === postedAt ? null : editedAt,
    title: title === undefined ? '' : oneLine(plain(title, document)),
    ...body,
    url: url ?? document.url.href,
  })
}

/** The words of the first of these elements that has any. */
function wordsOf(item: Element, ...names: string[]): string {
  for (const name of names) {
    const words = named(item, name)
      .map((element) => lineOf(element))
      .find((line) => line !== '')
    if (words !== undefined) return words
  }
  return ''
}

/** Atom's alternate link, RSS's link, or a guid that says it is one. */
function linkOf(item: Element): string {
  const links = named(item, 'link')
  const atom = links.find(({ attribs }) => attribs.href !== undefined && (attribs.rel ?? 'alternate') === 'alternate')
  const guid = named(item, 'guid').find(({ attribs }) => attribs.isPermaLink !== 'false')
  return atom?.attribs.href ?? (links[0] && lineOf(links[0])) ?? (guid ? lineOf(guid) : '')
}

function authorOf(item: Element, document: Document): string | null {
  const creator = named(item, 'dc:creator')[0] ?? named(item, 'author')[0]
  const name = creator === undefined ? undefined : (named(creator, 'name')[0] ?? creator)
  const words = name === undefined ? '' : oneLine(plain(name, document)).slice(0, 300)
  // RSS 2.0 writes "mail (Name)".
  return /^\S+@\S+ \((.+)\)$/.exec(words)?.[1] ?? (words || null)
}

/** Tags that writers use in a title, and entities that were escaped twice; `<Some Shop>` is a name. */
const markupInWords =
  /<\/?(?:a|abbr|b|br|code|em|font|i|img|s|small|span|strong|sub|sup|u)\b[^<]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);/i

/** Titles and names that carry markup of their own, as MyBB's do, are read as what a visitor sees. */
function plain(element: Element, document: Document): string {
  const words = textOf(element)
  const markup = element.attribs.type === 'html' || markupInWords.test(words)
  return markup ? lineOf(parseFragment(words, document.url.href)) : words
}

function bodyOf(item: Element, base: URL): Pick<ParsedPost, 'text' | 'quotes' | 'links' | 'images'> {
  const element = ['content:encoded', 'content', 'description', 'summary'].flatMap((name) => named(item, name))[0]
  if (element === undefined) return { text: '', quotes: [], links: [], images: [] }
  // XHTML content is markup already; everything else is markup written as text.
  const inner = elementsOf(element).some(isTag) ? element : parseFragment(source(element), base.href)
  return readBody(inner, base, (inside) => {
    if (inside.name === 'blockquote') return 'quote'
    // Quotes name their author in <cite>: "Kotz wrote:".
    if (inside.name === 'cite' && isInQuote(inside)) return 'cite'
    return isStatistics(inside) ? 'drop' : undefined
  })
}

/** Boards lay a <div> between a quote and its <cite>. */
const isInQuote = ({ parent }: Element): boolean =>
  parent !== null &&
  isTag(parent) &&
  (parent.name === 'blockquote' || (parent.parent as Element | null)?.name === 'blockquote')

/** phpBB ends every item with "Statistics: Posted by NAME — DATE" and a line, in the board's language. */
const isStatistics = (element: Element): boolean =>
  element.name === 'p' &&
  elementsOf(element).some(({ name, attribs }) => name === 'a' && /memberlist\.php\?/.test(attribs.href ?? '')) &&
  nextElement(element)?.name === 'hr'

function nextElement(element: Element): Element | undefined {
  for (let next = element.next; next !== null; next = next.next) {
    if (isTag(next)) return next
    if ('data' in next && next.data.trim() !== '') return undefined
  }
  return undefined
}

const source = (element: Element): string =>
  element.children
    .map((node) =>
      'data' in node
        ? node.data
        : 'children' in node
          ? node.children.map((inner) => ('data' in inner ? inner.data : '')).join('')
          : '',
    )
    .join('')

function dateOf(words: string, { page }: Document): string | null {
  const time = Date.parse(words)
  if (Number.isNaN(time) || time < Date.UTC(1990, 0, 1) || time > page.fetchedAt.getTime() + 86_400_000) return null
  return new Date(time).toISOString()
}
