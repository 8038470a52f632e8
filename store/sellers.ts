import type { DataClass } from '../model/data-classes.ts'
import type { Listing } from '../model/listing.ts'
import type { Intent } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { texts } from './json.ts'

/** Who has made offers of late. */
export interface RecentSeller {
  accountId: string
  offers: number
  lastOfferAt: Date
}

/** Offers that are looked at to find who made the last ones. */
const offersLookedAt = 5_000

/** The accounts that made the last offers, the latest first. */
export const recentSellers = (sql: Sql, most: number): Promise<RecentSeller[]> =>
  sql.query<RecentSeller>(
    `with latest as (
       select account_id, coalesce(posted_at, first_seen_at) as offered_at from pantau.listings
       order by coalesce(posted_at, first_seen_at) desc, id limit ${offersLookedAt}
     ), sellers as (
       select account_id, max(offered_at) as last_offer_at from latest
       where account_id is not null group by account_id order by 2 desc, 1 limit $1
     )
     select account_id as "accountId", last_offer_at as "lastOfferAt",
       (select count(*)::int from pantau.listings where listings.account_id = sellers.account_id) as offers
     from sellers order by last_offer_at desc, account_id`,
    [most],
  )

/** An offer as it stands on a seller's page. */
export type Offer = Pick<
  Listing,
  'id' | 'accountId' | 'intent' | 'status' | 'title' | 'victims' | 'countries' | 'dataClasses' | 'records' | 'price'
> & { offeredAt: Date; lastSeenAt: Date }

/** Everything that accounts have offered and wanted, the latest first. */
export const offersOf = (sql: Sql, accountIds: readonly string[]): Promise<Offer[]> =>
  sql.query<Offer>(
    `select id, account_id as "accountId", intent, status, title, victims, countries, data_classes as "dataClasses",
       records::float8 as records, price, coalesce(posted_at, first_seen_at) as "offeredAt", last_seen_at as "lastSeenAt"
     from pantau.listings where account_id = any ($1::text[])
     order by coalesce(posted_at, first_seen_at) desc, id`,
    [texts(accountIds)],
  )

/** When accounts post: posts by hour of the day, in UTC, 24 counts; by the site's dates. */
export async function hoursOf(sql: Sql, accountIds: readonly string[]): Promise<number[]> {
  const rows = await sql.query<{ hour: number; posts: number }>(
    `select extract(hour from posted_at at time zone 'UTC')::int as hour, count(*)::int as posts from pantau.posts
     where account_id = any ($1::text[]) and posted_at is not null group by 1`,
    [accountIds],
  )
  const counts = Array.from({ length: 24 }, () => 0)
  for (const { hour, posts } of rows) counts[hour] = posts
  return counts
}

/** The words of accounts' last posts, masked. */
export const lastWords = (
  sql: Sql,
  accountIds: readonly string[],
  most: number,
): Promise<{ title: string; text: string }[]> =>
  sql.query(
    `select title, text from unnest($1::text[]) as whose (id) cross join lateral (
       select title, left(text, 2000) as text, coalesce(posted_at, first_seen_at) as at, posts.id from pantau.posts
       where account_id = whose.id order by coalesce(posted_at, first_seen_at) desc, posts.id limit $2
     ) as post
     order by at desc, post.id limit $2`,
    [accountIds, most],
  )

/** How often somebody dealt in a thing: as who has it, and as who wants it. */
export interface Dealt<What> {
  what: What
  sold: number
  bought: number
}

/** Countries and data classes, the most dealt in first. */
export interface Dealing {
  intents: Partial<Record<Intent, number>>
  countries: Dealt<string>[]
  dataClasses: Dealt<DataClass>[]
}

/** What somebody offered besides one listing; a sum over the last `most` offers of each account. */
export interface Beside {
  offers: number
  sold: number
  recycled: number
  since: Date | null
  /** The last three, the latest first. */
  last: { title: string; victims: string[]; offeredAt: Date }[]
}

/** What accounts offered before and beside a listing, wishes left out: each account's last `most` offers are looked at. */
export async function offersBeside(
  sql: Sql,
  accountIds: readonly string[],
  listingId: string,
  most: number,
): Promise<Beside> {
  const [row] = await sql.query<Beside>(
    `with beside as (
       select offer.* from unnest($1::text[]) as whose (id) cross join lateral (
         select id, status, verdict, intent, title, victims, coalesce(posted_at, first_seen_at) as at
         from pantau.listings where account_id = whose.id
         order by coalesce(posted_at, first_seen_at) desc, id limit $3
       ) as offer where offer.id <> $2 and offer.intent <> 'wanted'
     ), last as (select title, victims, at from beside order by at desc, id limit 3)
     select count(*)::int as offers, (count(*) filter (where status = 'sold'))::int as sold,
       (count(*) filter (where verdict = 'recycled'))::int as recycled, min(at) as since,
       coalesce((select jsonb_agg(jsonb_build_object('title', title, 'victims', victims, 'offeredAt', at)
         order by at desc) from last), '[]') as last
     from beside`,
    [accountIds, listingId, most],
  )
  if (row === undefined) throw new Error('a sum without a row')
  return { ...row, last: row.last.map((offer) => ({ ...offer, offeredAt: new Date(offer.offeredAt) })) }
}
