import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { answer, htmlReader, linkTo, markOf, needOne, pageWith } from '../markup/page/api.ts'
import { at, countAt, instantAt, jsonOf, listAt, textAt } from '../markup/page/json.ts'
import { compileSelectors } from '../markup/page/selectors.ts'
import { oneLine, textOf } from '../markup/text.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'

const site = new URL('https://www.reddit.com/')
const readMarkdown = htmlReader({ quote: 'blockquote' })
const mark = '[src*="redditstatic.com"], [href*="redditstatic.com"], [href*="reddit.com"]'
const find = compileSelectors(mark, 'body')
const refusals =
  /blocked by network security|blocked due to a network policy|whoa there, pardner|you've been blocked|too many requests/i

/**
 * Reddit's listings, which are its pages with `.json` behind their path (https://www.reddit.com/dev/api). Ids are its
 * own full names: t3_ABC for a post, t1_ABC for a comment.
 */
export const reddit: Engine = {
  id: 'reddit',
  name: 'Reddit',
  type: 'social',
  reads: 'posts of a subreddit, a search or an account, and comments: links, pictures, galleries, cross-posts, edits',
  needs: 'a token where Reddit lets only those in; then addresses of https://oauth.reddit.com',
  start: 'https://www.reddit.com/r/example/new.json',
  limits: 'comments that Reddit folds away ("load more") stay unread; a page of HTML leads to its JSON',
  claims(document, above = 0) {
    const json = jsonOf(document)
    if (json !== undefined) return claimOf(json)
    return above < 0.9 ? claimOfPage(document) : null
  },
  read(document) {
    const json = jsonOf(document)
    if (json === undefined) return readPage(document)
    const things = thingsOf(json)
    const posts = things.flatMap((thing) => readThing(document, thing) ?? [])
    const account = at(json, 'kind') === 't2' ? readAccount(document, at(json, 'data')) : []
    if (account.length > 0) return answer('profile', { profiles: account })
    if (posts.length === 0 && !isListing(json) && !isThread(json)) return readError(document, json)
    if (things.length === 0) return answer('empty')
    needOne(document, things, posts)
    const after = textAt(json, 'data', 'after')
    const older = after === '' ? null : pageWith(document, 'after', after)
    const threads = isThread(json) ? [] : things.flatMap((thing) => threadOf(document, thing))
    const people = posts.flatMap(({ author }): Link[] => {
      if (author === null) return []
      return linkTo(canonicalUrl(`/user/${author}/about.json`, document.url), 'profile', { author })
    })
    return answer(isThread(json) ? 'thread' : 'feed', {
      posts,
      links: [...linkTo(older, 'older'), ...threads, ...people],
    })
  },
}

const isListing = (json: unknown): boolean =>
  at(json, 'kind') === 'Listing' && Array.isArray(at(json, 'data', 'children'))
const isThread = (json: unknown): boolean => Array.isArray(json) && json.length === 2 && json.every(isListing)

function claimOf(json: unknown): Claim | null {
  if (isListing(json) || isThread(json)) return { strength: 0.95, why: "it is a listing of Reddit's" }
  if (at(json, 'kind') === 't2' && at(json, 'data', 'name') !== undefined)
    return { strength: 0.95, why: "it is an account of Reddit's" }
  const isError = typeof at(json, 'error') === 'number' && typeof at(json, 'message') === 'string'
  return isError ? { strength: 0.8, why: "it is an error of Reddit's" } : null
}

/** Posts and comments in their order, answers behind what they answer; without calling itself, because depth is hostile. */
function thingsOf(json: unknown): unknown[] {
  const listings = Array.isArray(json) ? (json as unknown[]) : [json]
  const waiting = listings.flatMap((listing) => listAt(listing, 'data', 'children')).toReversed()
  const things: unknown[] = []
  while (waiting.length > 0) {
    const thing = waiting.pop()
    things.push(thing)
    for (const reply of listAt(thing, 'data', 'replies', 'data', 'children').toReversed()) waiting.push(reply)
  }
  return things
}

/** Without `raw_json=1` in the address, Reddit escapes markup, as if for a page. */
const plain = (words: string): string => words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const wordsAt = (data: unknown, ...path: (string | number)[]): string => plain(textAt(data, ...path))

function readThing(document: Document, thing: unknown): ParsedPost | null {
  const [kind, data] = [at(thing, 'kind'), at(thing, 'data')]
  const id = textAt(data, 'id')
  if ((kind !== 't3' && kind !== 't1') || !/^\w+$/.test(id)) return null
  const postId = `${kind}_${id}`
  const html = kind === 't3' ? markup(data, 'selftext_html') : markup(data, 'body_html')
  const body = html === '' ? wordsOnly(wordsAt(data, kind === 't3' ? 'selftext' : 'body')) : readMarkdown(html, site)
  const author = textAt(data, 'author')
  const isGone = /^\[(removed|deleted)/.test(textAt(data, 'selftext') || textAt(data, 'body'))
  const place = textAt(data, 'permalink') || `/comments/${id}/`
  return postOf({
    postId,
    thread: kind === 't3' ? postId : textAt(data, 'link_id') || null,
    author: author === '' || author === '[deleted]' ? null : author,
    postedAt: instantAt(document, data, 'created_utc'),
    dateText: textAt(data, 'created_utc'),
    editedAt: instantAt(document, data, 'edited'),
    title: kind === 't3' ? oneLine(wordsAt(data, 'title')) : '',
    text: isGone ? '' : body.text,
    quotes: [...body.quotes, ...crossPosts(data)],
    ...mediaOf(data, body),
    hidden: isGone,
    url: canonicalUrl(place, site) ?? document.url.href,
  })
}

const markup = (data: unknown, name: string): string => {
  const html = textAt(data, name)
  return html.trimStart().startsWith('&lt;') ? plain(html) : html
}

const wordsOnly = (text: string): ReturnType<typeof readMarkdown> => ({
  text: text.trim(),
  quotes: [],
  links: [],
  images: [],
})

const crossPosts = (data: unknown): ParsedPost['quotes'] =>
  listAt(data, 'crosspost_parent_list').map((parent) => ({
    author: textAt(parent, 'author') || null,
    text: [wordsAt(parent, 'title'), wordsAt(parent, 'selftext')].filter((words) => words !== '').join('\n'),
  }))

/** What a post links to, pictures of its own, and those of a gallery by their captions. */
function mediaOf(data: unknown, body: Pick<ParsedPost, 'links' | 'images'>): Pick<ParsedPost, 'links' | 'images'> {
  const target = linkUrl(wordsAt(data, 'url_overridden_by_dest'), site)
  const isOwn = target !== null && /^https:\/\/www\.reddit\.com\/gallery\//.test(target)
  const isPicture =
    target !== null && (/\.(png|jpe?g|gif|webp)(\?|$)/i.test(target) || at(data, 'post_hint') === 'image')
  const gallery = listAt(data, 'gallery_data', 'items').flatMap((item) => {
    const url = linkUrl(wordsAt(data, 'media_metadata', textAt(item, 'media_id'), 's', 'u'), site)
    return url === null ? [] : [{ url, alt: wordsAt(item, 'caption') }]
  })
  return {
    links: [
      ...body.links,
      ...(target === null || isOwn || isPicture ? [] : [{ url: target, text: textAt(data, 'domain') }]),
    ],
    images: [...body.images, ...(target !== null && isPicture ? [{ url: target, alt: '' }] : []), ...gallery],
  }
}

/** The comments on a post, where it has any. */
function threadOf(document: Document, thing: unknown): Link[] {
  const [id, comments] = [textAt(thing, 'data', 'id'), countAt(thing, 'data', 'num_comments') ?? 0]
  if (at(thing, 'kind') !== 't3' || !/^\w+$/.test(id) || comments <= 0) return []
  const url = canonicalUrl(`/comments/${id}.json`, document.url)
  return linkTo(url, 'thread', { title: oneLine(wordsAt(thing, 'data', 'title')), ...markOf(comments) })
}

function readAccount(document: Document, data: unknown): ParsedPage['profiles'] {
  const handle = textAt(data, 'name')
  const url = canonicalUrl(`/user/${handle}/`, site) ?? document.url.href
  const joinedAt = instantAt(document, data, 'created_utc')
  const karma = countAt(data, 'total_karma') ?? countAt(data, 'comment_karma')
  return handle === '' ? [] : [{ handle, url, joinedAt, posts: null, threads: null, reputation: karma, contacts: [] }]
}

/** Reddit's errors: the HTTP status again, and a reason where a subreddit is closed. */
function readError(document: Document, json: unknown): ParsedPage {
  const [code, message] = [countAt(json, 'error'), textAt(json, 'message')]
  const reason = textAt(json, 'reason')
  if (code === 404 || reason === 'banned') return answer('missing')
  if (code === 401 || /private|quarantined|gold_only|employees_only/.test(reason))
    refuse('login', document.url, reason || message)
  if (code === 403 || code === 429) refuse('blocked', document.url, message)
  throw new ParseError(`${document.url.href}: is no answer of Reddit's that we know ("${message.slice(0, 100)}")`)
}

const wordsOf = (document: Document): string => {
  const body = find(document.index).first('body')
  return body === undefined ? '' : oneLine(textOf(body))
}

function claimOfPage(document: Document): Claim | null {
  const isReddits = /html/.test(document.mime) && find(document.index).first(mark) !== undefined
  if (isReddits && refusals.test(wordsOf(document).slice(0, 2_000)) && wordsOf(document).length < 2_000)
    return { strength: 0.9, why: "it is Reddit's page for visitors that it does not want" }
  const isPage = /html/.test(document.mime) && /(^|\.)reddit\.com$/.test(document.url.hostname)
  return isPage ? { strength: 0.8, why: 'it is a page of reddit.com' } : null
}

/** A page of Reddit's is drawn by scripts; the same lies behind its address as JSON. */
function readPage(document: Document): ParsedPage {
  const words = wordsOf(document)
  const said = refusals.exec(words)?.[0]
  if (said !== undefined && words.length < 2_000) refuse('blocked', document.url, said)
  if (claimOfPage(document) === null) throw new ParseError(`${document.url.href}: is no page of Reddit's`)
  const { pathname, search } = document.url
  const url = canonicalUrl(`${pathname.replace(/\/$/, '')}/.json${search}`, document.url)
  if (/\/comments\//.test(pathname)) return answer('other', { links: linkTo(url, 'thread') })
  return answer('index', { links: linkTo(url, 'board') })
}
