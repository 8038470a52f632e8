import type { Intent } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'
import {
  bestFirst,
  conditionsOf,
  type Found,
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

export interface FoundAccount extends Ranked {
  site: string
  handle: string
  url: string
  listings: number
}

/**
 * Of what matches, so many of the newest are ranked: a word that stands in every second ad would otherwise have all of
 * them read. What lies behind is reached by `until`.
 */
const mostRanked = 1_000

const ofListings = {
  at: 'coalesce(posted_at, first_seen_at)',
  site: 'site',
  intent: 'intent',
  accountId: 'account_id',
  victims: 'victims',
}

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

/** How like a name a handle must be: a third of their trigrams in common, as pg_trgm has it by default. */
const alike = 0.3

/**
 * Accounts whose handle is one of `names`, begins with one or is like one (k0tz, Kotz_), the likest first. Filters are
 * of their listings; without any, who never offered anything is found too.
 */
export async function searchAccounts(
  sql: Sql,
  names: readonly string[],
  { site, accountIds, ...filters }: SearchFilters,
  page: SearchPage,
): Promise<Found<FoundAccount>> {
  const { values, give } = statementValues()
  const wanted = give(names)
  const ofAccount = [
    ...(site ? [`account.site = ${give(site)}`] : []),
    ...(accountIds ? [`account.id = any (${give(accountIds)}::text[])`] : []),
  ]
  const offered = conditionsOf(filters, ofListings, give)
  const rows = await sql.query<FoundAccount>(
    `with wanted as (
       select pantau.name_key(name) as key, pantau.trigrams(name) as trigrams from unnest(${wanted}::text[]) as name
     ), matching as (
       select account.id, account.last_seen_at as at, max(case
           when pantau.name_key(account.handle) = wanted.key then 1
           when starts_with(pantau.name_key(account.handle), wanted.key) then 0.9
           else cardinality(array(select unnest(wanted.trigrams) intersect select unnest(pantau.trigrams(account.handle))))::float
             / cardinality(array(select unnest(wanted.trigrams) union select unnest(pantau.trigrams(account.handle))))
         end) as likeness
       from wanted join pantau.accounts account on pantau.trigrams(account.handle) && wanted.trigrams
       where wanted.key <> '' ${ofAccount.map((condition) => `and ${condition}`).join(' ')}
       group by account.id
     ), ranked as (
       select id, at, round(1000000 * likeness)::int as score from matching
       where likeness >= ${alike}
       ${offered.length > 0 ? `and exists (select 1 from pantau.listings where account_id = matching.id and ${offered.join(' and ')})` : ''}
     ), page as (${pageSql(page, give)})
     select page.*, site, handle, url,
       (select count(*)::int from pantau.listings where account_id = account.id) as listings
     from page join pantau.accounts account using (id) order by ${bestFirst}`,
    values,
  )
  return pageOf(rows, page.limit)
}
