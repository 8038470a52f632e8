import type { ParsedPost } from '../../model/post.ts'
import { type Role, readBody } from './body.ts'
import { attribute, type Element } from './dom.ts'
import type { ForumPage } from './forum-page.ts'
import { lineOf, textOf } from './text.ts'
import { canonicalUrl, linkUrl } from './urls.ts'

/** Reads the posts of a thread's page, in the order in which they stand. A block without id or body is no post. */
export function readPosts(page: ForumPage): ParsedPost[] {
  const items = page.found.apart(page.table.post.item, 'outermost')
  if (items.length === 0) return []
  const thread = threadId(page)
  return items.flatMap((item, index) => readPost(page, item, index, thread) ?? [])
}

function readPost(page: ForumPage, item: Element, index: number, thread: string | null): ParsedPost | null {
  const { table, found, document } = page
  const { post } = table
  const postId = page.pick(post.id, item)
  const body = found.first(post.body, item)
  if (postId === '' || body === undefined) return null
  const roleOf = (element: Element): Role | undefined =>
    found.is(post.drop, element) || found.is(post.signature, element)
      ? 'drop'
      : found.is(post.quote, element)
        ? 'quote'
        : found.is(post.cite, element)
          ? 'cite'
          : undefined
  const read = readBody(body, document.url, roleOf)
  const files = found.all(post.attachments, item).map((element) => readBody(element, document.url, roleOf))
  const author = found.first(post.author, item)
  const date = page.dated(post.date, item)
  const signature = found.first(post.signature, item)
  return {
    postId,
    thread,
    author: (author === undefined ? '' : lineOf(author)) || null,
    postedAt: date.moment?.iso ?? null,
    dateText: date.shown,
    editedAt: page.dated(post.edited, item).moment?.iso ?? null,
    title: isFirst(page, item, index) ? titleOf(page) : '',
    text: read.text,
    quotes: read.quotes,
    signature: signature === undefined ? '' : textOf(signature),
    links: [...read.links, ...files.flatMap(({ links }) => links)],
    images: [...read.images, ...files.flatMap(({ images }) => images)],
    hidden: found.first(post.hidden, item) !== undefined,
    card: null,
    url: urlOf(page, item),
  }
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

/** The post's own address: here its parameter and anchor count, because they name the post. */
function urlOf(page: ForumPage, item: Element): string {
  const link = page.found.first(page.table.post.link, item)
  const href = link === undefined ? '' : attribute(link, 'href')
  const { document } = page
  const plain = href === '' ? null : canonicalUrl(href, document.url)
  if (plain === null) return page.canonical(document.url.href) ?? document.url.href
  return plain + new URL(linkUrl(href, document.url) ?? plain).hash
}
