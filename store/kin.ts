import { createHash } from 'node:crypto'
import { type Kin, type Offer, Verdict } from '../model/kin.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** An offer that is known, and which listing it is. */
export interface KnownOffer {
  listingId: string
  offer: Offer
}

/** What is written of a listing's kin; the rest stands with the earlier listing. */
export type Found = Pick<Kin, 'listingId' | 'verdict' | 'strength' | 'reasons'>

/** Of what many offers share, as a victim's name, the first and the last of them are looked at. */
const firstOf = 4
const lastOf = 8
/** Offers that are compared with a new one: those that share most with it. */
const mostCompared = 50

/** A key as the index has it. */
export const keyOf = (name: string): string => createHash('sha256').update(name).digest().readBigInt64BE().toString()

/**
 * Offers that share one of the keys, those that share most of them first; at most 50, whatever the number of listings.
 * Every key is one descent into an index, to both ends of what stands under it.
 */
export async function offersLike(sql: Sql, keys: readonly string[]): Promise<KnownOffer[]> {
  if (keys.length === 0) return []
  const rows = await sql.query<{ listingId: string; offer: Omit<Offer, 'at'> & { at: string } }>(
    `with near as (
       select wanted.key, near.offer
       from unnest($1::bigint[]) as wanted (key) cross join lateral (
         (select offer from pantau.offer_keys where key = wanted.key order by offer limit ${firstOf})
         union
         (select offer from pantau.offer_keys where key = wanted.key order by offer desc limit ${lastOf})
       ) as near
     ), nearest as (
       select offer, count(*) as shared from near group by offer order by shared desc, offer desc limit ${mostCompared}
     )
     select offers.listing_id as "listingId", offers.offer
     from nearest join pantau.offers on offers.n = nearest.offer
     order by nearest.shared desc, offers.n desc`,
    [keys.map(keyOf)],
  )
  // As `saveOffer` wrote them: to check fifty of them again costs more than to compare them.
  return rows.map(({ listingId, offer }) => ({ listingId, offer: { ...offer, at: new Date(offer.at) } }))
}

/** Writes what is compared of a listing, and the keys by which others find it; what stood there before is replaced. */
export async function saveOffer(sql: Sql, listingId: string, offer: Offer, keys: readonly string[]): Promise<void> {
  await sql.query(
    `with written as (
       insert into pantau.offers (listing_id, offer) values ($1, $2::jsonb)
       on conflict (listing_id) do update set offer = excluded.offer returning n
     ), dropped as (
       delete from pantau.offer_keys where offer in (select n from written) and key <> all ($3::bigint[])
     )
     insert into pantau.offer_keys (key, offer) select distinct wanted.key, written.n
     from written, unnest($3::bigint[]) as wanted (key) on conflict do nothing`,
    [listingId, toJson(offer), keys.map(keyOf)],
  )
}

/**
 * Writes that a listing has the data of earlier ones, beside those that are known, and gives back its verdict: what it is
 * to the first of them all, and `new` where there are none.
 */
export async function addKin(sql: Sql, listingId: string, kin: readonly Found[]): Promise<Verdict> {
  const [listing] = await sql.query<{ verdict: string }>(
    // The date of each is asked for by itself: joined and ordered, the few would cost a walk through all listings.
    `with written as (
       insert into pantau.kin (listing_id, earlier_id, verdict, strength, reasons)
       select $1, "listingId", verdict, strength, reasons
       from jsonb_to_recordset($2::jsonb) as kin ("listingId" text, verdict text, strength double precision, reasons jsonb)
       on conflict (listing_id, earlier_id) do update set verdict = excluded.verdict, strength = excluded.strength,
         reasons = excluded.reasons
       returning earlier_id, verdict
     ), earlier as (
       select earlier_id, verdict from written
       union all select earlier_id, verdict from pantau.kin
       where listing_id = $1 and earlier_id not in (select earlier_id from written)
     )
     update pantau.listings set verdict = coalesce((
       select verdict from earlier order by (
         select coalesce(posted_at, first_seen_at) from pantau.listings listing where listing.id = earlier_id), earlier_id
       limit 1), 'new')
     where id = $1 returning verdict`,
    [listingId, toJson(kin)],
  )
  return Verdict.parse(listing?.verdict)
}

/** A listing that says something else now has no longer the data of earlier ones, but for these. */
export async function dropKin(sql: Sql, listingId: string, but: readonly string[]): Promise<void> {
  await sql.query(`delete from pantau.kin where listing_id = $1 and earlier_id <> all ($2::text[])`, [listingId, but])
}

/** Some of the listings that were stored before they were compared, the first offered first; they are not given again. */
export async function takeUncompared(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `delete from pantau.uncompared where listing_id in (
       select listing_id from pantau.uncompared join pantau.listings listing on listing.id = listing_id
       order by coalesce(listing.posted_at, listing.first_seen_at) limit $1 for update of uncompared skip locked)
     returning listing_id as id`,
    [limit],
  )
  return rows.map(({ id }) => id)
}

/** Most that are told of one listing: the first ones. */
const mostKin = 20

/** The earlier listings with the data of each of these, the first of them first; `of` is which. */
export const kinOf = (sql: Sql, listingIds: readonly string[]): Promise<(Kin & { of: string })[]> =>
  sql.query<Kin & { of: string }>(
    `select one.* from unnest($1::text[]) as listing (id) cross join lateral (
       select kin.listing_id as of, earlier.id as "listingId", earlier.title, earlier.site, earlier.handle,
         earlier.records, coalesce(earlier.posted_at, earlier.first_seen_at) as "offeredAt", kin.verdict, kin.strength,
         kin.reasons
       from pantau.kin join pantau.listings earlier on earlier.id = kin.earlier_id
       where kin.listing_id = listing.id order by "offeredAt", earlier.id limit ${mostKin}
     ) as one order by one."offeredAt", one."listingId", one.of`,
    [listingIds],
  )
