import { type ParsedPost, postOf } from '../../model/post.ts'
import { type ForumReader, forumReader } from '../markup/forum/forum.ts'
import { answer, htmlReader, linkTo, markOf, needOne } from '../markup/page/api.ts'
import { sourceOf } from '../markup/page/dom.ts'
import { at, countAt, instantAt, jsonOf, listAt, parseJson, textAt } from '../markup/page/json.ts'
import { parseFragment } from '../markup/page/open.ts'
import { compileSelectors } from '../markup/page/selectors.ts'
import { lineOf, textOf } from '../markup/text.ts'
import { canonicalUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'
import { markup, table, urls } from './nodebb/table.ts'

// What a page of NodeBB was drawn from lies in it as JSON: the same that its API answers with.
const drawnFrom = 'script#ajaxify-data'
const find = compileSelectors(drawnFrom)

const readContent = htmlReader(markup)

/** A site's own selectors are for its page, so that the JSON in it does not count beside them. */
const verbs = (reader: ForumReader, isSkin = false): Pick<Engine, 'claims' | 'read' | 'skin'> => ({
  claims: (document, above) => claimOf(jsonOf(document)) ?? reader.claims(document, above),
  read(document) {
    const json = jsonOf(document)
    if (json !== undefined) return readJson(document, json, '/api')
    const drawn = isSkin ? null : broughtBy(document)
    if (claimOf(drawn) !== null) return readJson(document, drawn, '')
    const read = reader.read(document)
    return { ...read, posts: read.posts.map((post) => plain(document, post)) }
  },
  skin: (selectors) => verbs(reader.skin(selectors), true),
})

/** NodeBB. */
export const nodebb: Engine = {
  id: 'nodebb',
  name: 'NodeBB',
  type: 'forum',
  reads:
    'categories, topics with quotes, signatures and edits, profiles: as JSON (/api/recent, /api/topic/5) or as pages',
  needs: '',
  start: 'https://forum.example/api/recent',
  limits: 'deleted posts and categories for members only stay unread',
  ...verbs(forumReader('NodeBB', table)),
}

/** The template that a page is drawn with stands in every answer; an error has its title, yet to be translated. */
function claimOf(json: unknown): Claim | null {
  if (json === undefined) return null
  const template = textAt(json, 'template', 'name')
  if (template !== '' && at(json, 'template', template) === true)
    return { strength: 0.95, why: `it is NodeBB's template "${template}"` }
  if (textAt(json, 'title').startsWith('[[') && at(json, 'path') !== undefined)
    return { strength: 0.95, why: "it is NodeBB's error" }
  if (at(json, 'response') !== undefined && /^(not-|bad-|forbidden|internal)/.test(textAt(json, 'status', 'code')))
    return { strength: 0.95, why: "it is an error of NodeBB's API" }
  const shape = [at(json, 'tid'), at(json, 'cid'), at(json, 'posts', 0, 'pid'), at(json, 'pagination')]
  return shape.every((part) => part !== undefined) ? { strength: 0.9, why: 'it is a topic of NodeBB' } : null
}

function broughtBy(document: Document): unknown {
  const script = find(document.index).first(drawnFrom)
  // Where it brings none, the page itself is read.
  return script === undefined ? undefined : parseJson(sourceOf(script))
}

/** A post of a page, with what the scripts would have put into it. */
function plain(document: Document, post: ParsedPost): ParsedPost {
  const url = canonicalUrl(`${baseOf(document)}/post/${post.postId}`, document.url) ?? post.url
  return { ...named(post), dateText: post.dateText || (post.postedAt ?? ''), url }
}

/** `@kotz said in Topic` names kotz. */
const named = <T extends Pick<ParsedPost, 'quotes'>>(post: T): T => ({
  ...post,
  quotes: post.quotes.map(({ author, text }) => ({ author: /^@(\S+)/.exec(author ?? '')?.[1] ?? author, text })),
})

/** Where the forum's own paths hang: a forum may live in a folder. */
const baseOf = ({ url }: Document): string =>
  /^(.*?)\/(?:api|topic|category|categories|recent|popular|unread|top|tags|user|users|post|groups)(?=\/|$)/.exec(
    url.pathname,
  )?.[1] ?? ''

/** Reads an answer of the API, or what a page was drawn from. Links lead to the same form: `form` stands before their paths. */
function readJson(document: Document, json: unknown, form: '/api' | ''): ParsedPage {
  const base = baseOf(document)
  const link = (path: string): string | null => canonicalUrl(`${base}${form}${path}`, document.url, urls)
  const next = textAt(json, 'pagination', 'next', 'qs')
  const following = at(json, 'pagination', 'next', 'active') === true && next !== '' ? pageAt(document, next) : null
  const people = [...listAt(json, 'posts'), ...listAt(json, 'topics')].flatMap((entry) => {
    const [author, slug] = [handleOf(at(entry, 'user')), textAt(entry, 'user', 'userslug')]
    return author === null || slug === '' ? [] : linkTo(link(`/user/${slug}`), 'profile', { author })
  })
  if (Array.isArray(at(json, 'posts')) && at(json, 'tid') !== undefined) {
    const posts = listAt(json, 'posts').flatMap((post) => readPost(document, post, json) ?? [])
    needOne(document, listAt(json, 'posts'), posts)
    return answer('thread', { posts, links: [...linkTo(following, 'next'), ...people] })
  }
  const boards = [...listAt(json, 'categories'), ...listAt(json, 'children')]
    .flatMap((category) => [category, ...listAt(category, 'children')])
    .flatMap((category) => {
      const slug = textAt(category, 'slug')
      const mark = markOf(countAt(category, 'totalTopicCount'), countAt(category, 'totalPostCount'))
      if (!/^\d+/.test(slug)) return []
      return linkTo(link(`/category/${slug}`), 'board', { title: unescaped(textAt(category, 'name')), ...mark })
    })
  const rows = listAt(json, 'topics').flatMap((topic) => {
    const [slug, title] = [textAt(topic, 'slug'), textAt(topic, 'titleRaw') || unescaped(textAt(topic, 'title'))]
    const mark = markOf(countAt(topic, 'postcount'), instantAt(document, topic, 'lastposttime'))
    return /^\d+/.test(slug) ? linkTo(link(`/topic/${slug}`), 'thread', { title, ...mark }) : []
  })
  needOne(document, listAt(json, 'topics'), rows)
  if (Array.isArray(at(json, 'topics')))
    return answer('board', { links: [...boards, ...rows, ...linkTo(following, 'next'), ...people] })
  if (Array.isArray(at(json, 'categories'))) return answer('index', { links: boards })
  if (textAt(json, 'userslug') !== '') return readAccount(document, json)
  return readError(document, json)
}

const pageAt = (document: Document, query: string): string | null =>
  canonicalUrl(`${document.url.pathname}?${query}`, document.url, urls)

/** Titles and names come escaped for a page. */
const unescaped = (words: string): string => (words.includes('&') ? lineOf(parseFragment(words, 'about:blank')) : words)

/** The account's name; `null` for an account that was deleted or never was, whose name is yet to be translated. */
function handleOf(user: unknown): string | null {
  const name = unescaped(textAt(user, 'username') || textAt(user, 'displayname'))
  return name === '' || name.startsWith('[[') ? null : name
}

function readPost(document: Document, post: unknown, topic: unknown): ParsedPost | null {
  const [postId, content] = [textAt(post, 'pid'), at(post, 'content')]
  if (postId === '' || typeof content !== 'string') return null
  const isDeleted = content.startsWith('[[topic:post_is_deleted]]') || content.startsWith('[[topic:post-is-deleted]]')
  const body = named(readContent(isDeleted ? '' : content, document.url))
  const edited = countAt(post, 'edited') ?? 0
  return postOf({
    postId,
    thread: textAt(topic, 'tid') || null,
    author: handleOf(at(post, 'user')),
    postedAt: instantAt(document, post, 'timestamp'),
    dateText: textAt(post, 'timestampISO') || textAt(post, 'timestamp'),
    editedAt: edited > 0 ? instantAt(document, post, 'edited') : null,
    title: countAt(post, 'index') === 0 ? textAt(topic, 'titleRaw') || unescaped(textAt(topic, 'title')) : '',
    ...body,
    signature: textOf(parseFragment(textAt(post, 'user', 'signature'), document.url.href)),
    hidden: isDeleted,
    url: canonicalUrl(`${baseOf(document)}/post/${encodeURIComponent(postId)}`, document.url) ?? document.url.href,
  })
}

function readAccount(document: Document, json: unknown): ParsedPage {
  const handle = handleOf(json)
  if (handle === null) return answer('missing')
  const url = canonicalUrl(document.url.href, document.url, urls) ?? document.url.href
  const count = (...path: string[]): number | null => {
    const number = countAt(json, ...path)
    return number === null || number < 0 ? null : number
  }
  const profile = {
    handle,
    url,
    joinedAt: instantAt(document, json, 'joindate'),
    posts: count('postcount') ?? count('counts', 'posts'),
    threads: count('topiccount') ?? count('counts', 'topics'),
    reputation: countAt(json, 'reputation'),
    contacts: [],
  }
  return answer('profile', { profiles: [profile] })
}

function readError(document: Document, json: unknown): ParsedPage {
  const [title, code] = [textAt(json, 'title'), textAt(json, 'status', 'code')]
  const message = textAt(json, 'status', 'message') || textAt(json, 'error') || title
  if (/403|login|register/.test(title) || /not-auth|forbidden/.test(code)) refuse('login', document.url, message)
  if (/maintenance|50\d/.test(title)) refuse('blocked', document.url, message)
  return answer(/404/.test(title) || code === 'not-found' ? 'missing' : 'other')
}
