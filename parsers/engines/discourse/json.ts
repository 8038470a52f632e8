import type { Link } from '../../../model/page.ts'
import { type ParsedPost, postOf } from '../../../model/post.ts'
import { answer, htmlReader, linkTo, markOf, natural, needOne, type PostMarkup } from '../../markup/page/api.ts'
import { at, countAt, instantAt, listAt, textAt } from '../../markup/page/json.ts'
import { canonicalUrl, type UrlRules } from '../../markup/urls.ts'
import { refuse } from '../../markup/walls.ts'
import type { Claim, Document, ParsedPage } from '../engine.ts'

/** Addresses of one topic's many views, in either form. */
export const urls: UrlRules = {
  drop: ['no_definitions', 'u', 'print', 'filter'],
  rewrite: [[/\/t\/((?!\d+\/)[^/?]+\/\d+|\d+)\/\d+(?=[/?.]|$)/, '/t/$1']],
}

/** The markup of a post, in either form. Whom a quote quotes stands in its attribute: its title may name a topic instead. */
export const markup = {
  quote: 'aside.quote, blockquote:not(aside.quote > blockquote)',
  cited: 'data-username',
  cite: 'aside.quote:not([data-username]) > .title:not(:has(a))',
  drop: 'aside.quote[data-username] > .title, aside.quote > .title:has(a), .onebox > .source, .onebox-body p, .onebox-metadata, .lightbox .meta, .poll-info, .poll-buttons',
} satisfies PostMarkup

const readCooked = htmlReader(markup)

/** By what an answer of the API is known. */
export function claimOf(json: unknown): Claim | null {
  if (json === undefined) return null
  const claim = (why: string): Claim => ({ strength: 0.95, why })
  if (Array.isArray(at(json, 'post_stream', 'posts'))) return claim('it has a post_stream')
  if (Array.isArray(at(json, 'topic_list', 'topics'))) return claim('it has a topic_list')
  if (Array.isArray(at(json, 'category_list', 'categories'))) return claim('it has a category_list')
  if (at(json, 'grouped_search_result') !== undefined) return claim('it has a grouped_search_result')
  if (listAt(json, 'latest_posts').some((post) => at(post, 'cooked') !== undefined)) return claim('it has latest_posts')
  if (at(json, 'user', 'username') !== undefined && at(json, 'user', 'trust_level') !== undefined)
    return claim('it is an account with a trust level')
  const isError = typeof at(json, 'errors', 0) === 'string' && at(json, 'error_type') !== undefined
  return isError ? claim("it is Discourse's error") : null
}

/** Reads an answer of the API. `ending` is what links to other pages of the same form end in. */
export function readJson(document: Document, json: unknown, ending: '.json' | ''): ParsedPage {
  const base = baseOf(document)
  const link = (path: string): string | null => canonicalUrl(base + path, document.url, urls)
  const people = [...listAt(json, 'users'), ...listAt(json, 'post_stream', 'posts')].flatMap((user) => {
    const author = textAt(user, 'username')
    return author === '' ? [] : linkTo(link(`/u/${encodeURIComponent(author)}${ending}`), 'profile', { author })
  })
  const rows = [...listAt(json, 'topic_list', 'topics'), ...listAt(json, 'topics')].flatMap((topic): Link[] => {
    const [id, slug, title] = [textAt(topic, 'id'), textAt(topic, 'slug'), textAt(topic, 'title')]
    if (!/^\d+$/.test(id)) return []
    const url = link(ending === '' ? `/t/${slug || '-'}/${id}` : `/t/${id}.json`)
    const last = instantAt(document, topic, 'last_posted_at') ?? instantAt(document, topic, 'bumped_at')
    return linkTo(url, 'thread', { title, ...markOf(countAt(topic, 'posts_count'), last) })
  })
  if (Array.isArray(at(json, 'post_stream', 'posts'))) return readTopic(document, json, people, ending)
  if (Array.isArray(at(json, 'latest_posts'))) {
    const posts = listAt(json, 'latest_posts').flatMap((post) => readPost(document, post, '', '') ?? [])
    needOne(document, listAt(json, 'latest_posts'), posts)
    const ids = listAt(json, 'latest_posts').flatMap((post) => countAt(post, 'id') ?? [])
    const oldest = ids.reduce((least, id) => Math.min(least, id), Number.MAX_SAFE_INTEGER)
    const older = posts.length === 0 ? null : link(`/posts.json?before=${oldest}`)
    return answer('feed', { posts, links: linkTo(older, 'older') })
  }
  if (at(json, 'topic_list') !== undefined || at(json, 'grouped_search_result') !== undefined) {
    needOne(document, [...listAt(json, 'topic_list', 'topics'), ...listAt(json, 'topics')], rows)
    const more = textAt(json, 'topic_list', 'more_topics_url')
    const next = more === '' ? null : more.replace(/^([^?]*?)(?:\.json)?(?=\?|$)/, `$1${ending}`)
    const following = next === null ? null : canonicalUrl(next, document.url, urls)
    return answer('board', { links: [...rows, ...linkTo(following, 'next'), ...people] })
  }
  if (at(json, 'category_list') !== undefined) return readCategories(document, json, ending)
  if (at(json, 'user', 'username') !== undefined) return readAccount(document, json)
  return readError(document, json)
}

/** Where the forum's own paths hang: a forum may live in a folder. */
const baseOf = ({ url }: Document): string =>
  /^(.*?)\/(?:t|c|u|users|tags?|latest|new|top|hot|posts|search|categories)(?=[/.]|$)/.exec(url.pathname)?.[1] ?? ''

function readTopic(document: Document, json: unknown, people: Link[], ending: string): ParsedPage {
  const [id, slug, title] = [textAt(json, 'id'), textAt(json, 'slug'), textAt(json, 'title')]
  const shown = listAt(json, 'post_stream', 'posts')
  const posts = shown.flatMap((post) => readPost(document, post, slug, title) ?? [])
  needOne(
    document,
    shown.filter((post) => countAt(post, 'post_type') !== smallAction),
    posts,
  )
  // Of further pages the stream knows the ids only; a very long topic has no stream, but says how many posts there are.
  const stream = listAt(json, 'post_stream', 'stream')
  const last = shown.at(-1)
  const place = stream.indexOf(at(last, 'id'))
  const total = stream.length || (countAt(json, 'highest_post_number') ?? 0)
  const done = place >= 0 ? place + 1 : (countAt(last, 'post_number') ?? total)
  const page = Math.floor(done / (countAt(json, 'chunk_size') || 20)) + 1
  const isPart = /\/posts\.json$/.test(document.url.pathname)
  const path = ending === '' ? `/t/${slug || '-'}/${id}` : `/t/${id}.json`
  const next = canonicalUrl(`${baseOf(document)}${path}?page=${page}`, document.url)
  const more = !isPart && id !== '' && shown.length > 0 && done < total
  return answer('thread', { posts, links: [...(more ? linkTo(next, 'next') : []), ...people] })
}

/** A post; `null` for what is none: "closed this topic". */
function readPost(document: Document, post: unknown, slug: string, title: string): ParsedPost | null {
  const [topic, number] = [textAt(post, 'topic_id'), countAt(post, 'post_number')]
  const cooked = at(post, 'cooked')
  if (!/^\d+$/.test(topic) || number === null || typeof cooked !== 'string') return null
  if (countAt(post, 'post_type') === smallAction) return null
  const path = `${baseOf(document)}/t/${textAt(post, 'topic_slug') || slug || '-'}/${topic}/${number}`
  return postOf({
    postId: `${topic}/${number}`,
    thread: topic,
    author: textAt(post, 'username') || null,
    postedAt: instantAt(document, post, 'created_at'),
    dateText: textAt(post, 'created_at'),
    editedAt: (countAt(post, 'version') ?? 1) > 1 ? instantAt(document, post, 'updated_at') : null,
    title: number === 1 ? title || textAt(post, 'topic_title') : '',
    ...readCooked(cooked, document.url),
    hidden: at(post, 'hidden') === true || at(post, 'cooked_hidden') === true,
    url: canonicalUrl(path, document.url) ?? document.url.href,
  })
}

/** What the forum notes between the posts, by Discourse's own number for it. */
const smallAction = 3

function readCategories(document: Document, json: unknown, ending: string): ParsedPage {
  const categories = listAt(json, 'category_list', 'categories')
  const all = categories.flatMap((category) => [category, ...listAt(category, 'subcategory_list')])
  const links = all.flatMap((category) => {
    const [id, slug] = [textAt(category, 'id'), textAt(category, 'slug')]
    const url = canonicalUrl(`${baseOf(document)}/c/${slug || '-'}/${id}${ending}`, document.url)
    const mark = markOf(countAt(category, 'topic_count'), countAt(category, 'post_count'))
    return id === '' ? [] : linkTo(url, 'board', { title: textAt(category, 'name'), ...mark })
  })
  return answer('index', { links })
}

function readAccount(document: Document, json: unknown): ParsedPage {
  const handle = textAt(json, 'user', 'username')
  if (handle === '') return answer('missing')
  const url = canonicalUrl(document.url.href, document.url) ?? document.url.href
  const joinedAt = instantAt(document, json, 'user', 'created_at')
  const posts = natural(countAt(json, 'user', 'post_count'))
  const profile = { handle, url, joinedAt, posts, threads: null, reputation: null, contacts: [] }
  return answer('profile', { profiles: [profile] })
}

/** Discourse's own words for what went wrong: `error_type`. */
function readError(document: Document, json: unknown): ParsedPage {
  const [type, message] = [textAt(json, 'error_type'), textAt(json, 'errors', 0)]
  if (/not_logged_in|invalid_access/.test(type)) refuse('login', document.url, message)
  if (/rate_limit|read_only/.test(type)) refuse('blocked', document.url, message)
  return answer('missing')
}
