import type { Sql } from './database.ts'

/** A listing that is kept whatever its age, and why. */
export interface Hold {
  listingId: string
  title: string
  why: string
  by: string
  at: Date
}

/** Keeps a listing until it is released; `false` where that is so already, and stays with its first reason. */
export async function saveHold(sql: Sql, hold: Omit<Hold, 'title'>): Promise<boolean> {
  const written = await sql.query(
    `insert into pantau.holds (listing_id, why, held_by, held_at) values ($1, $2, $3, $4)
     on conflict (listing_id) do nothing returning listing_id`,
    [hold.listingId, hold.why, hold.by, hold.at],
  )
  return written.length > 0
}

/** Lets a listing go; `false` where it was not held. */
export async function deleteHold(sql: Sql, listingId: string): Promise<boolean> {
  return (
    (await sql.query(`delete from pantau.holds where listing_id = $1 returning listing_id`, [listingId])).length > 0
  )
}

/** Every listing that is held, the longest held first. */
export const allHolds = (sql: Sql): Promise<Hold[]> =>
  sql.query<Hold>(
    `select hold.listing_id as "listingId", listing.title, hold.why, hold.held_by as by, hold.held_at as at
     from pantau.holds hold join pantau.listings listing on listing.id = hold.listing_id
     order by hold.held_at, hold.listing_id`,
  )
