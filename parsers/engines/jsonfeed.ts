import { ParseError } from '../../model/errors.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { readBody } from '../markup/body.ts'
import { itemId } from '../markup/feed-ids.ts'
import { instantAt, jsonOf, listAt, textAt } from '../markup/page/json.ts'
import { parseFragment } from '../markup/page/open.ts'
import { plainText } from '../markup/pastes/text.ts'
import { oneLine } from '../markup/text.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import type { Document, Engine } from './engine.ts'

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const jsonfeed: Engine = {
  id: 'jsonfeed',
  name: 'JSON Feed',
  type: 'news',
  reads: 'the items of a feed: title, text without markup, author, dates, attachments; the next page of a paged feed',
  needs: '',
  start: 'https://news.example/feed.json',
  limits: 'reads what the feed holds and never opens the articles behind it',
  claims(document) {
    const version = textAt(jsonOf(document), 'version')
    return isFeed(version) ? { strength: 0.9, why: `it calls itself JSON Feed (${version.slice(0, 60)})` } : null
  },
  read(document) {
    const feed = jsonOf(document)
    if (!isFeed(textAt(feed, 'version'))) throw new ParseError(`${document.url.href}: is no JSON Feed`)
    const posts = listAt(feed, 'items').flatMap((item) => readItem(document, feed, item) ?? [])
    const older = canonicalUrl(textAt(feed, 'next_url'), document.url)
    const links = older === null || older === document.url.href ? [] : [{ url: older, kind: 'older' as const }]
    return { kind: posts.length + links.length === 0 ? 'empty' : 'feed', posts, profiles: [], links }
  },
}

const isFeed = (version: string): boolean => /^https?:\/\/(www\.)?jsonfeed\.org\/version\/1/.test(version)

/** An item without an id is none, by the specification; its address is the next best. */
function readItem(document: Document, feed: unknown, item: unknown): ParsedPost | null {
  const url = canonicalUrl(textAt(item, 'url') || textAt(item, 'external_url'), document.url)
  const postId = textAt(item, 'id') || url || ''
  if (postId === '') return null
  const postedAt = instantAt(document, item, 'date_published')
  const changedAt = instantAt(document, item, 'date_modified')
  const base = new URL(url ?? document.url)
  const body = bodyOf(item, base)
  const external = linkUrl(textAt(item, 'external_url'), base)
  const attached = listAt(item, 'attachments').flatMap((file) => {
    const there = linkUrl(textAt(file, 'url'), base)
    return there === null ? [] : [{ url: there, text: oneLine(textAt(file, 'title')) }]
  })
  return postOf({
    postId: itemId(postId, document.url),
    author: authorOf(item) ?? authorOf(feed),
    postedAt,
    dateText: textAt(item, 'date_published') || textAt(item, 'date_modified'),
    editedAt: changedAt === postedAt ? null : changedAt,
    title: oneLine(textAt(item, 'title')),
    ...body,
    links: [
      ...body.links,
      ...attached,
      ...(external === null || external === url ? [] : [{ url: external, text: '' }]),
    ],
    url: url ?? document.url.href,
  })
}

/** 1.1 has a list of authors, 1.0 had one. */
const authorOf = (value: unknown): string | null =>
  oneLine(textAt(value, 'authors', 0, 'name') || textAt(value, 'author', 'name')).slice(0, 300) || null

function bodyOf(item: unknown, base: URL): Pick<ParsedPost, 'text' | 'quotes' | 'links' | 'images'> {
  const html = textAt(item, 'content_html')
  if (html === '') {
    const text = plainText(textAt(item, 'content_text') || textAt(item, 'summary'))
    return { text, quotes: [], links: [], images: [] }
  }
  return readBody(parseFragment(html, base.href), base, ({ name }) => (name === 'blockquote' ? 'quote' : undefined))
}
