import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { answer, linkTo, natural, pageWith } from '../markup/page/api.ts'
import { at, countAt, instantAt, jsonOf, listAt, textAt } from '../markup/page/json.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'

/**
 * Bluesky (https://docs.bsky.app): the lists and threads of its app's API, and the records that a personal data server
 * holds. A post's id is its address in the protocol, at://DID/app.bsky.feed.post/KEY: the same wherever it is seen.
 */
export const bluesky: Engine = {
  id: 'bluesky',
  name: 'Bluesky',
  type: 'social',
  reads:
    "posts of a search, an account's feed, a thread, or an account's records on its own server: links, pictures with their descriptions, quoted posts; reposts as what was reposted",
  needs: 'a token for the search; feeds and records are open to everybody',
  start: 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=example.bsky.social',
  limits: 'records asked for by number (did:plc:…) do not know the handle of their author; an edit leaves no trace',
  claims: (document) => claimOf(jsonOf(document)),
  read(document) {
    const json = jsonOf(document)
    const found = postsOf(json)
    const posts = found.flatMap((post) => readPost(document, post) ?? [])
    const isProfile = posts.length === 0 && at(json, 'handle') !== undefined
    if (isProfile) return answer('profile', { profiles: profilesOf(document, json) })
    if (posts.length === 0 && claimOf(json) === null)
      throw new ParseError(`${document.url.href}: is no answer of Bluesky`)
    if (typeof at(json, 'error') === 'string') return readError(document, json)
    const cursor = textAt(json, 'cursor')
    const older = cursor === '' || posts.length === 0 ? null : pageWith(document, 'cursor', cursor)
    const kind =
      at(json, 'thread') !== undefined ? 'thread' : !isList(json) ? 'other' : posts.length === 0 ? 'empty' : 'feed'
    return answer(kind, { posts, links: [...linkTo(older, 'older'), ...peopleOf(document, found)] })
  },
}

const collection = 'app.bsky.feed.post'
const place = /^at:\/\/(did:[\w.:%-]+)\/app\.bsky\.feed\.post\/([\w.:~-]+)$/
const isPost = (value: unknown): boolean => place.test(textAt(value, 'uri')) && recordOf(value) !== undefined
const isList = (json: unknown): boolean => ['posts', 'feed', 'records'].some((name) => Array.isArray(at(json, name)))

/** The author's own record of a post: in a view of it, in a quotation of it, or bare. */
const recordOf = (post: unknown): unknown =>
  [at(post, 'record'), at(post, 'value')].find((one) => typeof at(one, 'text') === 'string')

function claimOf(json: unknown): Claim | null {
  if (json === undefined) return null
  const claim = (strength: number, why: string): Claim => ({ strength, why })
  if (postsOf(json).length > 0) return claim(0.95, `it has records of ${collection}`)
  const did = textAt(json, 'did') || textAt(json, 'repos', 0, 'did')
  if (/^did:(plc|web):/.test(did)) return claim(0.9, 'it names a DID')
  const isEmpty = ['posts', 'feed', 'records'].some(
    (name) => Array.isArray(at(json, name)) && listAt(json, name).length === 0,
  )
  if (isEmpty && Object.keys(Object(json)).every((name) => /^(posts|feed|records|cursor|hitsTotal)$/.test(name)))
    return claim(0.6, 'it is an empty list of the AT protocol')
  const [error, message] = [textAt(json, 'error'), at(json, 'message')]
  const isError =
    /^[A-Z][A-Za-z]+$/.test(error) && typeof message === 'string' && Object.keys(Object(json)).length === 2
  return isError ? claim(0.8, "it is an error of the AT protocol's XRPC") : null
}

/** The posts of any list; of a thread, what it answers, itself and its answers, without calling itself: depth is hostile. */
function postsOf(json: unknown): unknown[] {
  const feed = listAt(json, 'feed').map((entry) => at(entry, 'post'))
  const posts = [json, ...listAt(json, 'posts'), ...feed, ...listAt(json, 'records')]
  const above: unknown[] = []
  for (
    let node = at(json, 'thread', 'parent');
    node !== undefined && above.length < deepest;
    node = at(node, 'parent')
  ) {
    above.unshift(at(node, 'post'))
  }
  const below: unknown[] = []
  const waiting = [at(json, 'thread')]
  while (waiting.length > 0 && below.length < mostPosts) {
    const node = waiting.pop()
    below.push(at(node, 'post'))
    for (const reply of listAt(node, 'replies').toReversed()) waiting.push(reply)
  }
  return [...posts, ...above, ...below].filter(isPost)
}

/** Bluesky gives at most 1,000 levels, and a thousand posts or so. */
const deepest = 1_000
const mostPosts = 10_000

function readPost(document: Document, post: unknown): ParsedPost | null {
  const [uri, did, key] = place.exec(textAt(post, 'uri')) ?? []
  const record = recordOf(post)
  if (uri === undefined || did === undefined || key === undefined) return null
  const author = handleOf(at(post, 'author')) ?? askedFor(document, post) ?? did
  const text = textAt(record, 'text')
  // A record's embed holds what its author gave; the view's holds what the app made of it, with addresses.
  const embed = at(post, 'embed') ?? at(record, 'embed')
  return postOf({
    postId: uri,
    thread: textAt(record, 'reply', 'root', 'uri') || null,
    author,
    postedAt: instantAt(document, record, 'createdAt') ?? instantAt(document, post, 'indexedAt'),
    dateText: textAt(record, 'createdAt'),
    text: text.replace(/\r\n?/g, '\n').trim(),
    quotes: quotesOf(embed),
    links: linksOf(document, record, text, embed),
    images: imagesOf(document, embed, did),
    url: `https://bsky.app/profile/${author}/post/${key}`,
  })
}

/** The account's handle; `null` where it has none that holds. */
function handleOf(author: unknown): string | null {
  const handle = textAt(author, 'handle')
  return handle === '' || handle === 'handle.invalid' ? null : handle
}

/** A list of records is asked for by its account's handle or number; the records know the number only. */
function askedFor({ url }: Document, post: unknown): string | null {
  const repo = at(post, 'value') === undefined ? '' : (url.searchParams.get('repo') ?? '')
  return /^[\w-]+(\.[\w-]+)+$/.test(repo) ? repo.toLowerCase() : null
}

/** Facets mark links by their place in the text, counted in bytes of UTF-8. */
function linksOf({ url }: Document, record: unknown, text: string, embed: unknown): ParsedPost['links'] {
  const bytes = new TextEncoder().encode(text)
  const words = new TextDecoder()
  const written = listAt(record, 'facets').flatMap((facet) => {
    const [start, end] = [countAt(facet, 'index', 'byteStart') ?? 0, countAt(facet, 'index', 'byteEnd') ?? 0]
    return listAt(facet, 'features').flatMap((feature) => {
      const target = /#link$/.test(textAt(feature, '$type')) ? linkUrl(textAt(feature, 'uri'), url) : null
      return target === null
        ? []
        : [{ url: target, text: words.decode(bytes.slice(Math.max(0, start), Math.max(0, end))) }]
    })
  })
  const card = at(embed, 'external') ?? at(embed, 'media', 'external')
  const target = linkUrl(textAt(card, 'uri'), url)
  const isNew = target !== null && !written.some((link) => link.url === target)
  return isNew ? [...written, { url: target, text: textAt(card, 'title') }] : written
}

/** Pictures by their descriptions; those of a bare record lie on the account's server under their hash. */
function imagesOf({ url: base }: Document, embed: unknown, did: string): ParsedPost['images'] {
  return [...listAt(embed, 'images'), ...listAt(embed, 'media', 'images')].flatMap((image) => {
    const hash = textAt(image, 'image', 'ref', '$link')
    const blob = hash === '' ? '' : `/xrpc/com.atproto.sync.getBlob?did=${did}&cid=${hash}`
    const url = linkUrl(textAt(image, 'fullsize') || textAt(image, 'thumb') || blob, base)
    return url === null ? [] : [{ url, alt: textAt(image, 'alt') }]
  })
}

/** The post that a post quotes; a bare record knows its address only. */
function quotesOf(embed: unknown): ParsedPost['quotes'] {
  const quoted = [at(embed, 'record', 'record'), at(embed, 'record')].find((one) => place.test(textAt(one, 'uri')))
  if (quoted === undefined) return []
  const author = handleOf(at(quoted, 'author')) ?? place.exec(textAt(quoted, 'uri'))?.[1] ?? null
  return [{ author, text: textAt(recordOf(quoted), 'text') }]
}

function peopleOf({ url }: Document, posts: readonly unknown[]): Link[] {
  return posts.flatMap((post) => {
    const [author, did] = [handleOf(at(post, 'author')), textAt(post, 'author', 'did')]
    if (author === null || did === '') return []
    const profile = canonicalUrl(`/xrpc/app.bsky.actor.getProfile?actor=${encodeURIComponent(did)}`, url)
    return linkTo(profile, 'profile', { author })
  })
}

function profilesOf(document: Document, json: unknown): ParsedPage['profiles'] {
  const handle = handleOf(json) ?? textAt(json, 'did')
  if (handle === '') return []
  const [joinedAt, posts] = [instantAt(document, json, 'createdAt'), natural(countAt(json, 'postsCount'))]
  return [
    {
      handle,
      url: `https://bsky.app/profile/${handle}`,
      joinedAt,
      posts,
      threads: null,
      reputation: null,
      contacts: [],
    },
  ]
}

/** XRPC's errors have a name for machines and a message for people. */
function readError(document: Document, json: unknown): ParsedPage {
  const [error, message] = [textAt(json, 'error'), textAt(json, 'message')]
  if (/auth|token|forbidden/i.test(error)) refuse('login', document.url, message || error)
  if (/ratelimit|blocked|throttl/i.test(error)) refuse('blocked', document.url, message || error)
  const isGone =
    /notfound|takendown|deactivated|suspended/i.test(error) ||
    /not found|could not (find|locate|resolve)|unable to resolve/i.test(message)
  if (isGone) return answer('missing')
  throw new ParseError(
    `${document.url.href}: the server says ${error} ("${message.slice(0, 100)}"); look at the target's address`,
  )
}
