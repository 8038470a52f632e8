import type { Intent } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'
import {
  bestFirst,
  conditionsOf,
  type Found,
  ofListings,
  type Piece,
  pageOf,
  pageSql,
  passagesSql,
  piecesOf,
  type Ranked,
  type SearchFilters,
  type SearchPage,
  scoreSql,
  statementValues,
} from './search-parts.ts'

// What people look for in the store: each kind of result has one query, ranked, filtered and paged, with no word about
// where it is shown. The text of every result is masked, as everything that is stored.

export interface FoundListing extends Ranked {
  title: string
  site: string
  handle: string | null
  url: string
  intent: Intent
  status: 'open' | 'sold'
  victims: string[]
  records: number | null
}

export interface FoundPost extends Ranked {
  listingId: string
  title: string
  site: string
  author: string | null
  url: string
  intent: Intent
  snippet: Piece[]
}

/**
 * Of what matches, so many of the newest are ranked: a word that stands in every second ad would otherwise have all of
 * them read. What lies behind is reached by `until`.
 */
const mostRanked = 1_000

/**
 * Listings whose title, victims or seller match `query` (of `toTsquery`), or that give one of `contacts` (as contacts
 * are noted: without @, in lower case); those stand first.
 */
export async function searchListings(
  sql: Sql,
  query: string,
  contacts: readonly string[],
  filters: SearchFilters,
  page: SearchPage,
): Promise<Found<FoundListing>> {
  const { values, give } = statementValues()
  const wanted = give(query)
  const contact = `contacts @> any (${give(contacts.map((value) => toJson([{ value }])))}::jsonb[])`
  const conditions = [`(words @@ ${wanted}::tsquery or ${contact})`, ...conditionsOf(filters, ofListings, give)]
  const rows = await sql.query<FoundListing>(
    `with matching as (
       select id, words, ${ofListings.at} as at, ${contact} as gives_contact from pantau.listings
       where ${conditions.join(' and ')}
       order by ${ofListings.at} desc, id limit ${mostRanked}
     ), ranked as (
       select id, at, case when gives_contact then 1000000 else 0 end + ${scoreSql('words', wanted)} as score
       from matching
     ), page as (${pageSql(page, give)})
     select page.*, title, site, handle, url, intent, status, victims, records
     from page join pantau.listings using (id) order by ${bestFirst}`,
    values,
  )
  return pageOf(rows, page.limit)
}

const ofPosts = {
  at: 'coalesce(post.posted_at, post.first_seen_at)',
  site: 'post.site',
  intent: 'signal.intent',
  accountId: 'post.account_id',
  victims: 'listing.victims',
}

/** A post with what its signal and its listing add; they are joined where a filter asks for them. */
const postsWith = ({ intent, victim }: SearchFilters): string =>
  `pantau.posts post
   ${intent || victim ? 'join pantau.signals signal on signal.post_id = post.id' : ''}
   ${victim ? 'join pantau.listings listing on listing.id = signal.listing_id' : ''}`

const foundPost = `page.*, signal.listing_id as "listingId", post.title, post.site, post.author, post.url, signal.intent`

/** Offers whose title, text, pictures or author match `query` (of `toTsquery`), each with the passage that does. */
export async function searchPosts(
  sql: Sql,
  query: string,
  filters: SearchFilters,
  page: SearchPage,
): Promise<Found<FoundPost>> {
  const { values, give } = statementValues()
  const wanted = give(query)
  const conditions = [`post.words @@ ${wanted}::tsquery`, 'post.is_offer', ...conditionsOf(filters, ofPosts, give)]
  const rows = await sql.query<Omit<FoundPost, 'snippet'> & { passages: string[] }>(
    `with matching as (
       select post.id, post.words, ${ofPosts.at} as at from ${postsWith(filters)}
       where ${conditions.join(' and ')}
       order by ${ofPosts.at} desc, post.id limit ${mostRanked}
     ), ranked as (
       select id, at, ${scoreSql('words', wanted)} as score from matching
     ), page as (${pageSql(page, give)})
     select ${foundPost},
       ${passagesSql(`post.text || ' ' || pantau.picture_words(post.images)`, wanted)} as passages
     from page join pantau.posts post using (id) join pantau.signals signal on signal.post_id = post.id
     order by ${bestFirst}`,
    values,
  )
  const found = rows.map(({ passages, ...row }) => ({ ...row, snippet: piecesOf(passages) }))
  return pageOf(found, page.limit)
}

/** Offers that showed personal data with one of these keyed hashes, the newest first, and how many there are. */
export async function postsWithHashes(
  sql: Sql,
  hashes: readonly string[],
  filters: SearchFilters,
  limit: number,
): Promise<{ results: FoundPost[]; count: number }> {
  const { values, give } = statementValues()
  const conditions = [
    `jsonb_path_query_array(signal.signal, '$.personal[*].hashes[*]') ?| ${give(hashes)}::text[]`,
    ...conditionsOf(filters, ofPosts, give),
  ]
  const rows = await sql.query<Omit<FoundPost, 'snippet'> & { count: number }>(
    `with page as (
       select signal.post_id as id, 1000000 as score, ${ofPosts.at} as at, count(*) over () as count
       from pantau.signals signal join pantau.posts post on post.id = signal.post_id
       join pantau.listings listing on listing.id = signal.listing_id
       where ${conditions.join(' and ')} order by at desc, id limit ${give(limit)}
     )
     select ${foundPost}
     from page join pantau.posts post using (id) join pantau.signals signal on signal.post_id = post.id
     order by at desc, id`,
    values,
  )
  return { results: rows.map(({ count: _, ...row }) => ({ ...row, snippet: [] })), count: rows[0]?.count ?? 0 }
}
