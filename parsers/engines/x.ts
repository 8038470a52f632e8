import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { answer, linkTo, natural, needOne, pageWith } from '../markup/page/api.ts'
import { at, countAt, instantAt, jsonOf, listAt, textAt } from '../markup/page/json.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'

/** What the API should be asked for, beyond the words. */
const fields =
  'tweet.fields=created_at,author_id,entities,note_tweet,referenced_tweets,attachments,conversation_id,edit_history_tweet_ids&expansions=author_id,referenced_tweets.id,referenced_tweets.id.author_id,attachments.media_keys&user.fields=username,created_at,public_metrics&media.fields=url,alt_text,preview_image_url,type'

/**
 * X by its API v2 (https://docs.x.com/x-api). Each edit of a post is a new number there: the first one is the post's id,
 * so that an edited post stays itself.
 */
export const x: Engine = {
  id: 'x',
  name: 'X API',
  type: 'social',
  reads:
    'posts of a search or an account: long texts, expanded links, pictures with their descriptions, quotes, edits; reposts as what was reposted',
  needs: "a bearer token of an app with access to the API, as the target's `token`",
  start: `https://api.x.com/2/tweets/search/recent?query=kebocoran%20data&max_results=100&${fields}`,
  limits: 'knows of an author, a quote or a picture only what its address asks for (`expansions`, as in the example)',
  claims: (document) => claimOf(jsonOf(document)),
  read(document) {
    const json = jsonOf(document)
    const included = includedIn(json)
    const posts = dataOf(json).flatMap((entry) => readPost(document, included, entry) ?? [])
    const profiles = dataOf(json)
      .filter(isUser)
      .flatMap((user) => profileOf(document, user))
    if (posts.length === 0 && profiles.length > 0) return answer('profile', { profiles })
    needOne(document, listAt(json, 'data'), posts)
    if (posts.length === 0) refuseError(document, json)
    const token = textAt(json, 'meta', 'next_token')
    const name = /\/search\/|\/tweets\/search/.test(document.url.pathname) ? 'next_token' : 'pagination_token'
    const older = token === '' ? null : pageWith(document, name, token)
    if (posts.length === 0) return answer(listAt(json, 'errors').length > 0 ? 'missing' : 'empty')
    return answer('feed', { posts, links: [...linkTo(older, 'older'), ...peopleOf(document, json)] })
  },
}

const isTweet = (value: unknown): boolean => /^\d+$/.test(textAt(value, 'id')) && typeof at(value, 'text') === 'string'
const isUser = (value: unknown): boolean =>
  /^\d+$/.test(textAt(value, 'id')) && typeof at(value, 'username') === 'string'

const dataOf = (json: unknown): readonly unknown[] =>
  Array.isArray(at(json, 'data')) ? listAt(json, 'data') : [at(json, 'data')]

const problem = /^https:\/\/api\.(?:twitter|x)\.com\/2\/problems\//

function claimOf(json: unknown): Claim | null {
  if (json === undefined) return null
  const data = dataOf(json)
  const claim = (strength: number, why: string): Claim => ({ strength, why })
  if (
    data.some(
      (entry) => isTweet(entry) && (at(entry, 'edit_history_tweet_ids') ?? at(entry, 'author_id')) !== undefined,
    )
  )
    return claim(0.95, "it has posts of X's API")
  if (data.some((entry) => isTweet(entry) || isUser(entry))) return claim(0.85, "it has entries of X's API")
  if (typeof at(json, 'meta', 'result_count') === 'number') return claim(0.85, "it counts results as X's API does")
  if (problem.test(textAt(json, 'type')) || problem.test(textAt(json, 'errors', 0, 'type')))
    return claim(0.95, "it is a problem of X's API")
  const isProblem = ['title', 'type', 'status', 'detail'].every((name) => at(json, name) !== undefined)
  return isProblem && at(json, 'type') === 'about:blank' ? claim(0.8, "it is a problem as X's API words it") : null
}

interface Included {
  users: Map<string, unknown>
  tweets: Map<string, unknown>
  media: Map<string, unknown>
}

function includedIn(json: unknown): Included {
  const by = (name: string, key: string): Map<string, unknown> =>
    new Map(listAt(json, 'includes', name).map((entry) => [textAt(entry, key), entry]))
  return { users: by('users', 'id'), tweets: by('tweets', 'id'), media: by('media', 'media_key') }
}

/** A post; of a repost, the post that was reposted: its words are its own author's. */
function readPost(document: Document, included: Included, given: unknown): ParsedPost | null {
  if (!isTweet(given)) return null
  const tweet = referred(included, given, 'retweeted')[0] ?? given
  const versions = listAt(tweet, 'edit_history_tweet_ids').map((version) => textAt(version))
  const [id, author] = [textAt(tweet, 'id'), handleOf(included, tweet)]
  const first = versions.find((version) => /^\d+$/.test(version)) ?? id
  const written = instantAt(document, tweet, 'created_at')
  const { text, links } = wordsOf(document, tweet)
  return postOf({
    postId: first,
    thread: textAt(tweet, 'conversation_id') || null,
    author,
    postedAt: (first === id ? null : instantIn(document, first)) ?? written,
    dateText: textAt(tweet, 'created_at'),
    editedAt: first === id ? null : written,
    text,
    quotes: referred(included, tweet, 'quoted').map((quoted) => ({
      author: handleOf(included, quoted),
      text: wordsOf(document, quoted).text,
    })),
    links,
    images: imagesOf(document, included, tweet),
    url: `https://x.com/${author ?? 'i'}/status/${first}`,
  })
}

/** X's numbers hold the millisecond of their making, since 4 November 2010 (https://github.com/twitter-archive/snowflake). */
function instantIn(document: Document, id: string): string | null {
  if (id.length < 15 || id.length > 19) return null
  return instantAt(document, Number((BigInt(id) >> 22n) + 1_288_834_974_657n))
}

const handleOf = ({ users }: Included, tweet: unknown): string | null =>
  textAt(users.get(textAt(tweet, 'author_id')), 'username') || null

const referred = ({ tweets }: Included, tweet: unknown, type: string): unknown[] =>
  listAt(tweet, 'referenced_tweets').flatMap((reference) => {
    const found = at(reference, 'type') === type ? tweets.get(textAt(reference, 'id')) : undefined
    return isTweet(found) ? [found] : []
  })

/** The words with their links written out: X shortens each to t.co. What links to the post's own media or quote is no word of it. */
function wordsOf({ url: base }: Document, tweet: unknown): Pick<ParsedPost, 'text' | 'links'> {
  const long = textAt(tweet, 'note_tweet', 'text')
  const entities = long === '' ? [] : listAt(tweet, 'note_tweet', 'entities', 'urls')
  const links: ParsedPost['links'] = []
  let text = long || textAt(tweet, 'text')
  for (const entity of [...entities, ...listAt(tweet, 'entities', 'urls')].slice(0, mostLinks)) {
    const [short, shown] = [textAt(entity, 'url'), textAt(entity, 'display_url')]
    const target = linkUrl(textAt(entity, 'unwound_url') || textAt(entity, 'expanded_url'), base)
    if (short === '' || target === null) continue
    const isOwn =
      at(entity, 'media_key') !== undefined || /^(pic\.(twitter|x)\.com)/.test(shown) || statusOf(tweet, target)
    text = text.replaceAll(short, isOwn ? '' : target)
    if (!isOwn && !links.some(({ url }) => url === target)) links.push({ url: target, text: shown })
  }
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return { text: plain.replace(/\r\n?/g, '\n').trim(), links }
}

/** No post has more; a page that says so would have us replace for hours. */
const mostLinks = 200

/** Whether an address is that of a post which this one refers to. */
const statusOf = (tweet: unknown, target: string): boolean => {
  const id = /^https:\/\/(?:twitter|x)\.com\/\w+\/status\/(\d+)/.exec(target)?.[1]
  return id !== undefined && listAt(tweet, 'referenced_tweets').some((reference) => textAt(reference, 'id') === id)
}

const imagesOf = ({ url: base }: Document, { media }: Included, tweet: unknown): ParsedPost['images'] =>
  listAt(tweet, 'attachments', 'media_keys').flatMap((key) => {
    const file = media.get(textAt(key))
    const url = linkUrl(textAt(file, 'url') || textAt(file, 'preview_image_url'), base)
    return url === null ? [] : [{ url, alt: textAt(file, 'alt_text') }]
  })

function peopleOf(document: Document, json: unknown): Link[] {
  return listAt(json, 'includes', 'users').flatMap((user) => {
    const [id, author] = [textAt(user, 'id'), textAt(user, 'username')]
    if (!/^\d+$/.test(id) || author === '') return []
    return linkTo(canonicalUrl(`/2/users/${id}?user.fields=created_at,public_metrics`, document.url), 'profile', {
      author,
    })
  })
}

function profileOf(document: Document, user: unknown): ParsedPage['profiles'] {
  const handle = textAt(user, 'username')
  const joinedAt = instantAt(document, user, 'created_at')
  const posts = natural(countAt(user, 'public_metrics', 'tweet_count'))
  return handle === ''
    ? []
    : [{ handle, url: `https://x.com/${handle}`, joinedAt, posts, threads: null, reputation: null, contacts: [] }]
}

/** Problems after RFC 7807, alone or beside data; a search that finds nothing has none. */
function refuseError(document: Document, json: unknown): void {
  const first = at(json, 'errors', 0) ?? json
  const [title, detail] = [textAt(first, 'title'), textAt(first, 'detail') || textAt(first, 'message')]
  const status = countAt(json, 'status') ?? countAt(first, 'status') ?? document.page.status
  const message = `${title}: ${detail}`
  if (status === 401 || status === 403 || /unauthorized|forbidden|authorization/i.test(title))
    refuse('login', document.url, message)
  if (status === 429 || /usage-capped|too many/i.test(`${textAt(first, 'type')} ${title}`))
    refuse('blocked', document.url, message)
  const isKnown = title === '' ? claimOf(json) !== null : /not found/i.test(title) || status === 404
  if (!isKnown)
    throw new ParseError(`${document.url.href}: X says "${message.slice(0, 160)}"; look at the target's address`)
}
