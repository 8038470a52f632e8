import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import type { Profile } from '../../model/profile.ts'
import { contactOf } from '../markup/forum/contacts.ts'
import { answer, htmlReader, linkedNext, linkTo, natural, pageWith } from '../markup/page/api.ts'
import { at, countAt, instantAt, jsonOf, listAt, textAt } from '../markup/page/json.ts'
import { parseFragment } from '../markup/page/open.ts'
import { lineOf } from '../markup/text.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Claim, Document, Engine, ParsedPage } from './engine.ts'

// Older servers get a line "RE: <address>" in front of a quoting status.
const readContent = htmlReader({ quote: 'blockquote', drop: '.quote-inline' })

/** Mastodon's API (https://docs.joinmastodon.org/api), which Pleroma, Akkoma and GoToSocial speak too. */
export const mastodon: Engine = {
  id: 'mastodon',
  name: 'Mastodon',
  type: 'social',
  reads:
    'statuses of a hashtag, an account, a list, a search or a conversation: words under a warning, polls, pictures with their descriptions, quotes, edits; boosts as what was boosted',
  needs: 'a token where the server keeps its timelines or its search for members',
  start: 'https://social.example/api/v1/timelines/tag/kebocoran',
  limits: "a status has another id on each server; the servers' pages are not read, their API is",
  claims: (document) => claimOf(document, jsonOf(document)),
  read(document) {
    const json = jsonOf(document)
    const answers = answersOf(json)
    const statuses = answers.flatMap(statusesOf)
    const accounts = [...answers, ...answers.flatMap((one) => listAt(one, 'accounts'))].filter(isAccount)
    if (statuses.length + accounts.length === 0) return withoutStatus(document, json)
    return answer(statuses.length === 0 ? 'profile' : answers.some(isContext) ? 'thread' : 'feed', {
      posts: statuses.flatMap((status) => readStatus(document, status) ?? []),
      profiles: accounts.flatMap((account) => readAccount(document, account) ?? []),
      links: [...olderOf(document, json, statuses), ...statuses.flatMap((status) => peopleOf(document, status))],
    })
  },
}

/** An answer of the API, or a recording of several, as client libraries keep them: method, address, status and body. */
function answersOf(json: unknown): unknown[] {
  const isRecording =
    Array.isArray(json) && json.length > 0 && json.every((one) => 'method' in Object(one) && 'body' in Object(one))
  return isRecording ? json.map((one) => at(one, 'body')) : [json]
}

const isStatus = (value: unknown): boolean =>
  typeof at(value, 'content') === 'string' &&
  typeof at(value, 'account', 'acct') === 'string' &&
  at(value, 'spoiler_text') !== undefined &&
  textAt(value, 'id') !== ''
const isAccount = (value: unknown): boolean =>
  typeof at(value, 'acct') === 'string' && at(value, 'statuses_count') !== undefined && at(value, 'note') !== undefined
const isContext = (value: unknown): boolean =>
  Array.isArray(at(value, 'ancestors')) && Array.isArray(at(value, 'descendants'))

function statusesOf(json: unknown): unknown[] {
  const lists = ['statuses', 'ancestors', 'descendants'].map((name) => listAt(json, name))
  return [json, ...(Array.isArray(json) ? json : []), ...lists.flat()].filter(isStatus)
}

const places = /^\/api\/(?:v1\/(?:timelines|accounts|statuses|trends|search)|v2\/search)(?:\/|$)/

function claimOf({ url }: Document, json: unknown): Claim | null {
  if (json === undefined) return null
  const answers = answersOf(json)
  const claim = (strength: number, why: string): Claim => ({ strength, why })
  if (answers.some((one) => statusesOf(one).length > 0)) return claim(0.95, 'it has statuses of Mastodon')
  if (answers.some((one) => isAccount(one) || listAt(one, 'accounts').some(isAccount)))
    return claim(0.95, 'it has accounts of Mastodon')
  if (answers.some((one) => isContext(one) || isSearch(one))) return claim(0.9, "it is an answer of Mastodon's API")
  const isBare = (Array.isArray(json) && json.length === 0) || typeof at(json, 'error') === 'string'
  return isBare && places.test(url.pathname) ? claim(0.7, "its address is one of Mastodon's API") : null
}

const isSearch = (json: unknown): boolean =>
  ['accounts', 'statuses', 'hashtags'].every((name) => Array.isArray(at(json, name)))

function withoutStatus(document: Document, json: unknown): ParsedPage {
  const error = textAt(json, 'error')
  if (error === '' && claimOf(document, json) !== null) return answer('empty')
  const { status } = document.page
  if (/requires an authenticated|access token|not authorized|login/i.test(error) || status === 401)
    refuse('login', document.url, error)
  if (/too many requests|throttled/i.test(error) || status === 429) refuse('blocked', document.url, error)
  if (/not found/i.test(error) || [404, 410].includes(status)) return answer('missing')
  throw new ParseError(`${document.url.href}: is no answer of Mastodon's that we know ("${error.slice(0, 100)}")`)
}

/** A status; of a boost, the status that was boosted: its words are its own author's. */
function readStatus(document: Document, given: unknown): ParsedPost | null {
  const status = isStatus(at(given, 'reblog')) ? at(given, 'reblog') : given
  const acct = textAt(status, 'account', 'acct')
  const url = canonicalUrl(textAt(status, 'url') || textAt(status, 'uri'), document.url)
  const body = readContent(textAt(status, 'content'), new URL(url ?? document.url))
  const options = listAt(status, 'poll', 'options').map((option) => textAt(option, 'title'))
  const [postedAt, editedAt] = [instantAt(document, status, 'created_at'), instantAt(document, status, 'edited_at')]
  const quoted = isStatus(at(status, 'quote', 'quoted_status')) ? at(status, 'quote', 'quoted_status') : undefined
  return postOf({
    postId: textAt(status, 'id'),
    author: acct || null,
    postedAt,
    dateText: textAt(status, 'created_at'),
    editedAt,
    text: [textAt(status, 'spoiler_text'), body.text, ...options].filter((words) => words !== '').join('\n'),
    quotes: [...body.quotes, ...(quoted === undefined ? [] : [quoteOf(document, quoted)])],
    ...mediaOf(document, status, body.links),
    url: url ?? document.url.href,
  })
}

function quoteOf({ url }: Document, status: unknown): ParsedPost['quotes'][number] {
  const { text } = readContent(textAt(status, 'content'), url)
  const words = [textAt(status, 'spoiler_text'), text].filter((part) => part !== '').join('\n')
  return { author: textAt(status, 'account', 'acct') || null, text: words }
}

/** Links of the words (mentions and hashtags lead nowhere new), of the preview card and of files; pictures by their descriptions. */
function mediaOf(
  { url: base }: Document,
  status: unknown,
  written: ParsedPost['links'],
): Pick<ParsedPost, 'links' | 'images'> {
  const links = written.filter(({ text }) => !/^[@#]/.test(text))
  const card = linkUrl(textAt(status, 'card', 'url'), base)
  if (card !== null && !links.some(({ url }) => url === card))
    links.push({ url: card, text: textAt(status, 'card', 'title') })
  const images: ParsedPost['images'] = []
  for (const file of listAt(status, 'media_attachments')) {
    const url = linkUrl(textAt(file, 'url') || textAt(file, 'remote_url'), base)
    const [type, words] = [textAt(file, 'type'), textAt(file, 'description')]
    if (url !== null && /^(image|gifv)$/.test(type)) images.push({ url, alt: words })
    else if (url !== null) links.push({ url, text: words })
  }
  return { links, images }
}

function readAccount(document: Document, account: unknown): Profile | null {
  const [handle, url] = [textAt(account, 'acct'), canonicalUrl(textAt(account, 'url'), document.url)]
  if (handle === '') return null
  const contacts = listAt(account, 'fields').flatMap((field) => {
    const value = lineOf(parseFragment(textAt(field, 'value'), document.url.href))
    return contactOf(textAt(field, 'name'), value) ?? []
  })
  const [joinedAt, posts] = [instantAt(document, account, 'created_at'), natural(countAt(account, 'statuses_count'))]
  return { handle, url: url ?? document.url.href, joinedAt, posts, threads: null, reputation: null, contacts }
}

/** Those who wrote and those who boosted. */
function peopleOf({ url }: Document, status: unknown): Link[] {
  return [at(status, 'account'), at(status, 'reblog', 'account')].flatMap((account) => {
    const [id, author] = [textAt(account, 'id'), textAt(account, 'acct')]
    if (!/^\w+$/.test(id) || author === '') return []
    return linkTo(canonicalUrl(`/api/v1/accounts/${id}`, url), 'profile', { author })
  })
}

/** A timeline's own `Link` header, or else the statuses before the oldest; a search counts how many it has given. */
function olderOf(document: Document, json: unknown, statuses: readonly unknown[]): Link[] {
  if (document.page.headers.link !== undefined) return linkTo(linkedNext(document), 'older')
  const last = textAt(statuses.at(-1), 'id')
  const { searchParams } = document.url
  if (Array.isArray(json) && isStatus(json.at(-1))) return linkTo(pageWith(document, 'max_id', last), 'older')
  if (!isSearch(json) || statuses.length === 0 || searchParams.get('type') !== 'statuses') return []
  const given = (Number(searchParams.get('offset')) || 0) + statuses.length
  return linkTo(pageWith(document, 'offset', String(given)), 'older')
}
