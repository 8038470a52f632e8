import type { Board, ParsedPost } from '../../../model/post.ts'
import { type Body, type Role, readBody } from '../body.ts'
import { type AnyNode, attribute, type Element, isTag } from '../page/dom.ts'
import type { Selector } from '../page/selectors.ts'
import { lineOf, textOf } from '../text.ts'
import { canonicalUrl, linkUrl } from '../urls.ts'
import type { ForumPage } from './page.ts'
import { crumbs } from './table.ts'

/** Old themes draw the line above a signature in letters. */
const ruler = /^[_-]{5,}\s*/

/** Reads the posts of a thread's page, in the order in which they stand. A block without id or body is no post. */
export function readPosts(page: ForumPage): ParsedPost[] {
  const items = page.found.apart(page.table.post.item, 'outermost')
  if (items.length === 0) return []
  const where = { thread: threadId(page), board: boardOf(page) }
  return items.flatMap((item, index) => readPost(page, item, index, where) ?? [])
}

function readPost(
  page: ForumPage,
  item: Element,
  index: number,
  where: Pick<ParsedPost, 'thread' | 'board'>,
): ParsedPost | null {
  const { found } = page
  const { post } = page.table
  const postId = page.pick(post.id, item)
  const body = found.first(post.body, item)
  if (postId === '' || body === undefined) return null
  const read = wordsOf(page, body)
  const files = found.all(post.attachments, item).map((element) => filesOf(page, element))
  const author = found.first(post.author, item)
  const date = page.dated(post.date, item, post.epoch)
  const signature = found.first(post.signature, item)
  return {
    postId,
    ...where,
    author: (author === undefined ? '' : lineOf(author)) || page.pick(post.handle, item) || null,
    postedAt: date.moment?.iso ?? null,
    dateText: date.shown,
    editedAt: page.dated(post.edited, item).moment?.iso ?? null,
    title: isFirst(page, item, index) ? titleOf(page) : '',
    text: [...found.all(post.form, item).map((element) => textOf(element)), read.text].filter(Boolean).join('\n'),
    quotes: read.quotes,
    signature: signature === undefined ? '' : textOf(signature).replace(ruler, ''),
    links: [...read.links, ...files.flatMap(({ links }) => links)],
    images: [...read.images, ...files.flatMap(({ images }) => images)],
    hidden: found.first(post.hidden, item) !== undefined,
    card: null,
    url: urlOf(page, item),
  }
}

/** Files by their names: the link of a single one may be a picture or an icon, and the name stand beside it. */
function filesOf(page: ForumPage, element: Element): Pick<Body, 'links' | 'images'> {
  const { links, images, text } = wordsOf(page, element)
  const [name = ''] = text.split('\n')
  const files = [...new Map(links.map((link) => [link.url, link])).values()]
  return {
    links:
      files.length > 1 ? files : files.map(({ url, text }) => ({ url, text: text || name || images[0]?.alt || '' })),
    images,
  }
}

/** The words of a body, with who was quoted by the markup's own word where it has one. */
function wordsOf(page: ForumPage, body: Element): Body {
  const { base } = page
  const roles = rolesOn(page)
  const quotes: Element[] = []
  const read = readBody(body, base, (element) => {
    const role = roles.get(element)
    if (role === 'quote') quotes.push(element)
    return role
  })
  // Quotes are read in the order in which they begin.
  const cited = quotes.map((quote) => citedIn(page, quote))
  return {
    text: read.text,
    quotes: read.quotes.map((quote, index) => ({ ...quote, author: cited[index] || quote.author })),
    links: read.links.map((link) => ({ ...link, url: sessionless(link.url, base) })),
    images: read.images.map(({ url, full, ...image }) => ({
      ...{ url: sessionless(url, base), ...image },
      ...(full === undefined ? {} : { full: sessionless(full, base) }),
    })),
  }
}

/** What elements are to the bodies that they stand in. Worked out for the page at once: most have no role at all. */
function rolesOn({ document, found, table: { post } }: ForumPage): ReadonlyMap<Element, Role> {
  return document.index.once(post, () => {
    const roles = new Map<Element, Role>()
    const give = (role: Role, selector: Selector | undefined): void => {
      for (const element of found.any(selector)) if (!roles.has(element)) roles.set(element, role)
    }
    give('drop', post.drop)
    give('drop', post.signature)
    give('quote', post.quote)
    give('cite', post.cite)
    give('block', post.block)
    return roles
  })
}

/** A link as it was written; one of the site's own without the session that the site hangs on it for each visitor. */
function sessionless(url: string, base: URL): string {
  const { host, hash } = new URL(url)
  const plain = host === base.host ? canonicalUrl(url, base) : null
  return plain === null ? url : plain + hash
}

/** Who a quote says it is of; what a quote inside it says is of that one. */
function citedIn(page: ForumPage, quote: Element): string {
  for (const pick of page.table.post.cited ?? []) {
    let owner: AnyNode | null = page.found.first(pick.select, quote) ?? null
    while (owner !== null && !(isTag(owner) && page.found.is(page.table.post.quote, owner))) owner = owner.parent
    const cited = owner === quote ? page.pick(pick, quote) : ''
    if (cited !== '') return cited
  }
  return ''
}

/** By the number that the post shows; else the top post of a page that no other page stands before. */
function isFirst(page: ForumPage, item: Element, index: number): boolean {
  const number = page.pick(page.table.post.number, item)
  return number === '' ? index === 0 && page.found.first(page.table.previous) === undefined : number === '1'
}

function titleOf(page: ForumPage): string {
  const element = page.found.first(page.table.thread.title)
  return element === undefined ? '' : lineOf(element)
}

/** The thread's own id: out of the markup, where a pretty address has none, else out of the address. */
function threadId(page: ForumPage): string | null {
  const { thread, addresses } = page.table
  for (const pick of thread.ids ?? []) {
    const id = page.pick(pick)
    if (id !== '') return id
  }
  const { pathname, search } = page.document.url
  return (
    addresses.thread
      .exec(pathname + search)
      ?.slice(1)
      .find((group) => group !== undefined) ?? null
  )
}

/** Where no link names the post, its element may. */
const anchorOf = (item: Element): string => (attribute(item, 'id') === '' ? '' : `#${attribute(item, 'id')}`)

/** The board that the thread stands on: the last one on the way to it. */
function boardOf(page: ForumPage): Board | null {
  const ways = page.found.all(crumbs).flatMap((link) => {
    const url = page.canonical(attribute(link, 'href'))
    const place = url === null ? '' : url.slice(new URL(url).origin.length)
    const name = lineOf(link)
    return name !== '' && page.table.addresses.board.test(place) ? [{ name, url: place }] : []
  })
  return ways.at(-1) ?? null
}

/** The post's own address: here its parameter and anchor count, because they name the post. */
function urlOf(page: ForumPage, item: Element): string {
  const link = page.found.first(page.table.post.link, item)
  const href = link === undefined ? '' : attribute(link, 'href')
  const { document, base } = page
  // An anchor alone names the post on whatever address its page was read at.
  const plain = href === '' ? null : href.startsWith('#') ? page.canonical(document.url.href) : canonicalUrl(href, base)
  if (plain === null) return `${page.canonical(document.url.href) ?? document.url.href}${anchorOf(item)}`
  const anchor = /^[^#]*(#[\w-]+|)$/.exec(href)?.[1] ?? new URL(linkUrl(href, base) ?? plain).hash
  return plain + anchor
}
