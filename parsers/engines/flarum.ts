import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { answer, htmlReader, linkTo, markOf, needOne } from '../markup/page/api.ts'
import { sourceOf } from '../markup/page/dom.ts'
import { at, countAt, instantAt, jsonOf, listAt, parseJson, textAt } from '../markup/page/json.ts'
import { compileSelectors } from '../markup/page/selectors.ts'
import { canonicalUrl } from '../markup/urls.ts'
import { refuse, refuseWall } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'

// A page of Flarum is drawn by scripts from an answer of the API, which lies in it (https://docs.flarum.org/rest-api).
const select = {
  payload: 'script#flarum-json-payload',
  mark: '#flarum-loading, noscript#flarum-content, link[href*="/assets/forum"][href*=".css"]',
} as const
const find = compileSelectors(...Object.values(select))

// A quote of a post begins with a mention of it, which names whom it quotes.
const readContent = htmlReader({
  quote: 'blockquote',
  cite: 'blockquote cite, blockquote a.PostMention',
  drop: '.PostMention-icon, .Post-quoteButton',
})

/** Flarum. */
export const flarum: Engine = {
  id: 'flarum',
  name: 'Flarum',
  type: 'forum',
  reads: 'discussions, posts with quotes and edits, tags, profiles: as JSON (/api/discussions, /api/posts) or as pages',
  needs: '',
  start: 'https://forum.example/api/discussions',
  limits: 'tags for members only stay unread; a page without its JSON leads to the API',
  claims(document) {
    const json = jsonOf(document)
    if (json !== undefined) return claimOf(json)
    const found = find(document.index)
    if (found.first(select.payload) !== undefined) return { strength: 0.95, why: "it carries Flarum's JSON payload" }
    return found.first(select.mark) === undefined ? null : { strength: 0.9, why: "it has Flarum's loading screen" }
  },
  read(document) {
    const json = jsonOf(document)
    if (json !== undefined) return readAnswer(document, json, true)
    const brought = broughtBy(document)
    if (claimOf(brought) !== null) return readAnswer(document, brought, false)
    return withoutAnswer(document)
  },
}

const kinds = {
  discussions: ['title', 'commentCount'],
  posts: ['number', 'createdAt'],
  users: ['username', 'displayName'],
  tags: ['name', 'slug'],
} as const
type Kind = keyof typeof kinds

/** The kind of resources that an answer is about, by the attributes that Flarum gives them. */
function kindOf(json: unknown): Kind | null {
  const first = at(json, 'data', 'type') === undefined ? at(json, 'data', 0) : at(json, 'data')
  const kind = (Object.keys(kinds) as Kind[]).find((name) => name === at(first, 'type'))
  const fits = kind && kinds[kind].every((name) => at(first, 'attributes', name) !== undefined)
  return fits ? kind : null
}

/** Flarum's own words for what went wrong. */
const errors =
  /^(not_found|permission_denied|not_authenticated|csrf_token_mismatch|too_many_requests|validation_error)$/

function claimOf(json: unknown): Claim | null {
  const kind = kindOf(json)
  if (kind !== null) return { strength: 0.95, why: `it is a JSON:API document of Flarum's ${kind}` }
  if (errors.test(textAt(json, 'errors', 0, 'code'))) return { strength: 0.95, why: "it is an error of Flarum's API" }
  const isEmpty = Array.isArray(at(json, 'data')) && listAt(json, 'data').length === 0
  const self = textAt(json, 'links', 'first')
  return isEmpty && /\/api\/(discussions|posts)\b/.test(self)
    ? { strength: 0.9, why: 'it is an empty list of Flarum' }
    : null
}

function broughtBy(document: Document): unknown {
  const script = find(document.index).first(select.payload)
  // Where it brings none, the API itself is asked.
  return script === undefined ? undefined : at(parseJson(sourceOf(script)), 'apiDocument')
}

/** A page of another kind, or one whose scripts ask the API by themselves. */
function withoutAnswer(document: Document): ParsedPage {
  const { pathname, search } = document.url
  const base = baseOf(document)
  const discussion = /\/d\/(\d+)/.exec(pathname)?.[1]
  if (refuseWall(document)) return answer('missing')
  if (Object.values(select).every((mark) => find(document.index).first(mark) === undefined))
    throw new ParseError(`${document.url.href}: carries nothing that Flarum would draw a page from`)
  const asked = (path: string): string | null => canonicalUrl(`${base}/api/discussions${path}`, document.url)
  if (discussion !== undefined) return answer('other', { links: linkTo(asked(`/${discussion}`), 'thread') })
  const tag = /\/t\/([^/?]+)/.exec(pathname)?.[1]
  const isList = tag !== undefined || /^\/(all)?$/.test(pathname.slice(base.length))
  if (!isList || search !== '') return answer('other')
  return answer('index', { links: linkTo(asked(tag === undefined ? '' : `?filter[tag]=${tag}`), 'board') })
}

/** Where the forum's own paths hang: a forum may live in a folder. */
const baseOf = ({ url }: Document): string => /^(.*?)\/(?:api|d|t|u|all|tags)(?=\/|$)/.exec(url.pathname)?.[1] ?? ''

/** An answer in reading: its resources by type and id, and whether links lead to the API or to pages. */
interface Answer {
  document: Document
  json: unknown
  isApi: boolean
  resource(type: string, id: string): unknown
  link(api: string, page: string): string | null
}

function readAnswer(document: Document, json: unknown, isApi: boolean): ParsedPage {
  const kind = kindOf(json)
  if (kind === null) return readError(document, json)
  const data = at(json, 'data')
  const list = Array.isArray(data) ? (data as unknown[]) : [data]
  const byId = new Map([...list, ...listAt(json, 'included')].map((entry) => [keyOf(entry), entry]))
  const base = baseOf(document)
  const read: Answer = {
    document,
    json,
    isApi,
    resource: (type, id) => byId.get(`${type} ${id}`),
    link: (api, page) => canonicalUrl(`${base}${isApi ? `/api${api}` : page}`, document.url),
  }
  if (kind === 'tags') return answer('index', { links: list.flatMap((tag) => boardOf(read, tag)) })
  if (kind === 'users') return answer('profile', { profiles: profilesOf(read, list) })
  if (kind === 'discussions' && Array.isArray(data))
    return answer('board', { links: [...list.flatMap((row) => rowOf(read, row)), ...nextOf(read), ...peopleOf(read)] })
  // Posts that mention these come along, though they may belong elsewhere.
  const own =
    kind === 'posts' ? list : listAt(data, 'relationships', 'posts', 'data').map((post) => byId.get(keyOf(post)))
  const posts = own.flatMap((entry) => readPost(read, entry) ?? [])
  needOne(
    document,
    own.filter((entry) => textAt(entry, 'attributes', 'contentType') === 'comment'),
    posts,
  )
  const ordered = posts.toSorted((a, b) => a.number - b.number).map(({ post }) => post)
  const next = kind === 'posts' ? nextOf(read) : moreOf(read, posts.length)
  return answer('thread', { posts: ordered, links: [...next, ...peopleOf(read)] })
}

const keyOf = (entry: unknown): string => `${textAt(entry, 'type')} ${textAt(entry, 'id')}`
const related = (entry: unknown, name: string): string => textAt(entry, 'relationships', name, 'data', 'id')

function rowOf({ document, link }: Answer, row: unknown): Link[] {
  const [id, slug] = [textAt(row, 'id'), textAt(row, 'attributes', 'slug')]
  const last = instantAt(document, row, 'attributes', 'lastPostedAt')
  const mark = markOf(countAt(row, 'attributes', 'commentCount'), last)
  if (!/^\d+$/.test(id)) return []
  return linkTo(link(`/discussions/${id}`, `/d/${slug || id}`), 'thread', {
    title: textAt(row, 'attributes', 'title'),
    ...mark,
  })
}

function boardOf({ document, link }: Answer, tag: unknown): Link[] {
  const slug = textAt(tag, 'attributes', 'slug')
  const last = instantAt(document, tag, 'attributes', 'lastPostedAt')
  const mark = markOf(countAt(tag, 'attributes', 'discussionCount'), last)
  if (slug === '') return []
  const url = link(`/discussions?filter[tag]=${encodeURIComponent(slug)}`, `/t/${encodeURIComponent(slug)}`)
  return linkTo(url, 'board', { title: textAt(tag, 'attributes', 'name'), ...mark })
}

/** The answer's own next page; a page that it was drawn on has the next number. */
function nextOf({ document, json, isApi }: Answer): Link[] {
  const next = textAt(json, 'links', 'next')
  if (next === '') return []
  return linkTo(isApi ? canonicalUrl(next, document.url) : nextPage(document), 'next')
}

function nextPage({ url }: Document): string | null {
  const page = Number(url.searchParams.get('page') ?? 1)
  return Number.isSafeInteger(page) ? canonicalUrl(`${url.pathname}?page=${page + 1}`, url) : null
}

/** A discussion knows the ids of all its posts and brings some of them. */
function moreOf({ document, json, isApi, resource, link }: Answer, shown: number): Link[] {
  const ids = listAt(json, 'data', 'relationships', 'posts', 'data').map((post) => textAt(post, 'id'))
  const brought = ids.map((id) => resource('posts', id) !== undefined)
  const offset = brought.lastIndexOf(true) + 1
  if (shown === 0 || offset >= ids.length) return []
  const id = textAt(json, 'data', 'id')
  return linkTo(isApi ? link(`/posts?filter[discussion]=${id}&page[offset]=${offset}`, '') : nextPage(document), 'next')
}

function peopleOf({ json, link }: Answer): Link[] {
  return listAt(json, 'included').flatMap((user) => {
    const [author, id] = [textAt(user, 'attributes', 'username'), textAt(user, 'id')]
    if (at(user, 'type') !== 'users' || author === '') return []
    return linkTo(link(`/users/${id}`, `/u/${textAt(user, 'attributes', 'slug') || author}`), 'profile', { author })
  })
}

function readPost(read: Answer, entry: unknown): { number: number; post: ParsedPost } | null {
  const { document, json, resource } = read
  const [postId, number] = [textAt(entry, 'id'), countAt(entry, 'attributes', 'number')]
  const [html, isHidden] = [at(entry, 'attributes', 'contentHtml'), at(entry, 'attributes', 'isHidden') === true]
  // What happened to the discussion ("renamed", "locked") is a post of another content type.
  if (at(entry, 'type') !== 'posts' || textAt(entry, 'attributes', 'contentType') !== 'comment') return null
  if (postId === '' || number === null || (typeof html !== 'string' && !isHidden)) return null
  const thread = related(entry, 'discussion') || (kindOf(json) === 'discussions' ? textAt(json, 'data', 'id') : '')
  const discussion = resource('discussions', thread)
  const slug = textAt(discussion, 'attributes', 'slug') || thread
  const user = resource('users', related(entry, 'user'))
  const post = postOf({
    postId,
    thread: thread || null,
    author: textAt(user, 'attributes', 'username') || null,
    postedAt: instantAt(document, entry, 'attributes', 'createdAt'),
    dateText: textAt(entry, 'attributes', 'createdAt'),
    editedAt: instantAt(document, entry, 'attributes', 'editedAt'),
    title: number === 1 ? textAt(discussion, 'attributes', 'title') : '',
    ...readContent(textAt(entry, 'attributes', 'contentHtml'), document.url),
    hidden: isHidden,
    url: canonicalUrl(`${baseOf(document)}/d/${slug}/${number}`, document.url) ?? document.url.href,
  })
  return { number, post }
}

function profilesOf({ document }: Answer, users: readonly unknown[]): ParsedPage['profiles'] {
  return users.flatMap((user) => {
    const handle = textAt(user, 'attributes', 'username')
    const url = canonicalUrl(`${baseOf(document)}/u/${handle}`, document.url) ?? document.url.href
    const count = (name: string): number | null => {
      const number = countAt(user, 'attributes', name)
      return number === null || number < 0 ? null : number
    }
    const joinedAt = instantAt(document, user, 'attributes', 'joinTime')
    const [posts, threads] = [count('commentCount'), count('discussionCount')]
    return handle === '' ? [] : [{ handle, url, joinedAt, posts, threads, reputation: null, contacts: [] }]
  })
}

function readError(document: Document, json: unknown): ParsedPage {
  const code = textAt(json, 'errors', 0, 'code')
  if (/permission_denied|not_authenticated|csrf/.test(code)) refuse('login', document.url, code)
  if (code === 'too_many_requests') refuse('blocked', document.url, code)
  if (code === 'not_found') return answer('missing')
  if (claimOf(json) !== null && code === '') return answer('empty')
  throw new ParseError(`${document.url.href}: is no answer of Flarum's that we know (${code || 'no code'})`)
}
