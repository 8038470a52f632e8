import { ParseError } from '../../../model/errors.ts'
import { type ForumReader, forumReader } from '../../markup/forum/forum.ts'
import { answer, linkTo } from '../../markup/page/api.ts'
import { attribute } from '../../markup/page/dom.ts'
import { countAt, instantAt, listAt, parseJson, textAt } from '../../markup/page/json.ts'
import { compileSelectors } from '../../markup/page/selectors.ts'
import { canonicalUrl } from '../../markup/urls.ts'
import { refuse } from '../../markup/walls.ts'
import type { Document, ParsedPage } from '../engine.ts'
import { claimOf, markup, readJson, urls } from './json.ts'

/** The plain HTML that Discourse serves to crawlers and, in a <noscript>, to everybody. */
export const table = forumReader('Discourse', {
  marks: [
    { select: 'meta[name="generator"][content^="Discourse"]', strength: 0.95, why: 'generator meta says Discourse' },
    {
      select: 'meta#data-discourse-setup, meta[name="discourse_theme_ids"], meta[name="discourse_theme_id"]',
      strength: 0.93,
      why: 'it sets Discourse up',
    },
    {
      select: '.topic-body.crawler-post, tr.topic-list-item',
      strength: 0.85,
      why: "it is Discourse's view for crawlers",
    },
  ],
  urls,
  addresses: {
    thread: /\/t\/(?:(\d+)(?=[/?.]|$)|[^/?]+\/(\d+))/,
    board: /\/(?:c|tags?)\/|\/(?:latest|new|top|hot|categories)(?=[/?.]|$)/,
    profile: /\/u(?:sers)?\/[^/?]+/,
  },
  dates: { order: 'month-first', skip: '[itemprop="position"]' },
  message: '.page-not-found, .error-page',
  next: 'a[rel="next"], link[rel="next"]',
  previous: 'a[rel="prev"], link[rel="prev"]',
  post: {
    item: '.topic-body.crawler-post',
    id: { select: '[itemprop="position"]', match: /(\d+)/ },
    author: ['.creator a', '.creator'],
    date: ['.crawler-post-infos time', '.post-time', 'time'],
    body: ['.crawler-post > .post', '.post'],
    number: { select: '[itemprop="position"]', match: /(\d+)/ },
    ...markup,
    cited: [{ select: 'aside.quote', attribute: markup.cited }],
  },
  thread: { title: ['#topic-title h1 a', '.crawler-topic-title', 'h1', 'title'] },
  row: {
    item: ['tr.topic-list-item', '.topic-list [itemprop="itemListElement"]', '.topic-list tr:has(a[href*="/t/"])'],
    link: ['a.raw-topic-link', 'a.title', 'a[href*="/t/"]'],
    replies: ['.replies', '.posts'],
    date: 'td:last-child',
  },
  board: {
    item: '.category-list tr:has(td.category), .category-list [itemprop="itemListElement"]',
    link: ['td.category h3 a', 'h3 a', 'a[href*="/c/"]'],
    counts: 'td.topics',
  },
  profile: {
    item: '.user-crawler',
    handle: { select: '.user-crawler .username' },
    row: '.user-crawler dl > div',
    label: 'dt',
    value: 'dd',
  },
})

// In the plain HTML the moments of a post stand in microdata, and the older one shows the edit's only.
const item = '.topic-body.crawler-post'
const moments = { published: '[itemprop="datePublished"]', modified: '[itemprop="dateModified"]' }
const preloaded = '#data-preloaded[data-preloaded]'
const find = compileSelectors(item, moments.published, moments.modified, preloaded)

/** The plain HTML by the table; a page that scripts have yet to fill by the JSON that it brings, or by its address. */
export function readHtml(document: Document, reader: ForumReader): ParsedPage {
  const { pathname } = document.url
  let read: ParsedPage | ParseError
  try {
    read = reader.read(document)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    read = error
  }
  if (!(read instanceof ParseError) && (read.kind !== 'other' || read.links.length > 0)) return plain(document, read)
  const json = broughtBy(document)
  if (json !== undefined) return readJson(document, json, '')
  if (/\/(login|session)(\/|$)/.test(pathname)) refuse('login', document.url, 'it leads to the login')
  if (reader.claims(document) === null) {
    if (read instanceof ParseError) throw read
    return read
  }
  const path = pathname.replace(/\/$/, '') || '/latest'
  const url = canonicalUrl(`${path}.json${document.url.search}`, document.url, urls)
  if (/\/t\//.test(pathname)) return answer('other', { links: linkTo(url, 'thread') })
  return answer('index', { links: linkTo(url, 'board') })
}

/** The API's answer that a page brings for its scripts, among other things. */
function broughtBy(document: Document): unknown {
  const brought = find(document.index).first(preloaded)
  const stores = brought === undefined ? undefined : parseJson(attribute(brought, 'data-preloaded'))
  return Object.entries(Object(stores))
    .filter(([name, store]) => /^(topic_|user_|categories_list)/.test(name) && typeof store === 'string')
    .map(([, store]) => parseJson(String(store)))
    .find((json) => claimOf(json) !== null)
}

/** A page as the table read it, with ids, addresses and moments as Discourse's JSON would give them. */
function plain(document: Document, read: ParsedPage): ParsedPage {
  const found = find(document.index)
  const items = found.apart(item, 'outermost').filter((element) => found.first(moments.published, element))
  const topic = canonicalUrl(document.url.href, document.url, { ...urls, dropAt: { page: /./ } }) ?? document.url.href
  // A post that was only drawn again has a new date of modification too; the JSON beside it counts its versions.
  const shown = read.posts.length === 0 ? [] : listAt(broughtBy(document), 'post_stream', 'posts')
  const versions = new Map(shown.map((post) => [textAt(post, 'post_number'), countAt(post, 'version')]))
  const posts = read.posts.map((post, index) => {
    const element = items.length === read.posts.length ? items[index] : undefined
    const moment = (selector: string): string | null => {
      const stamp = element && found.first(selector, element)
      return stamp ? instantAt(document, attribute(stamp, 'datetime') || attribute(stamp, 'content')) : null
    }
    const [postedAt, modified] = [moment(moments.published) ?? post.postedAt, moment(moments.modified)]
    const [id, url] = [`${post.thread ?? ''}/${post.postId}`, `${topic.split('?')[0]}/${post.postId}`]
    return {
      ...post,
      postId: id,
      url,
      postedAt,
      editedAt: modified === postedAt || versions.get(post.postId) === 1 ? null : modified,
    }
  })
  return { ...read, posts }
}
