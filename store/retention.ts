import type { RecordClass } from '../model/retention.ts'
import type { LocalDatabase, Sql } from './database.ts'
import { type Destroyed, forgetCaptures } from './evidence.ts'

// What is older than its time, and how it goes. Every statement looks for holds itself: one that is placed while a purge
// runs counts for the next batch.

/** What of a class is past its time. */
export interface Overdue {
  count: number
  oldest: Date | null
}

/** The post stands in the thread of a listing that is held, or belongs to it. */
const isHeldPost = `exists (select 1 from pantau.holds hold join pantau.listings listing on listing.id = hold.listing_id
  where listing.post_id = posts.id or (listing.site = posts.site and listing.thread = posts.thread))`

const isHeld = (listingId: string): string =>
  `exists (select 1 from pantau.holds hold where hold.listing_id = ${listingId})`

/** The page speaks for a listing that is held. */
const isHeldPage = `page_sha256 in (
  select event.page_sha256 from pantau.holds hold join pantau.listing_events event using (listing_id)
  union all
  select version.page_sha256 from pantau.holds hold join pantau.signals signal using (listing_id)
  join pantau.post_versions version on version.post_id = signal.post_id)`

/** By the last alert of a digest is known until when it has told. */
const isLastDigest = `(alerts.rule_id like 'digest:%' and not exists (select 1 from pantau.alerts later
  where later.rule_id = alerts.rule_id and later.event_id > alerts.event_id))`

/** Of each class: its table with the type of its key, what dates a row, and which rows may go. */
const classes: Record<RecordClass, { table: string; key: 'text' | 'bigint'; dated: string; may: string }> = {
  posts: {
    table: 'posts',
    key: 'text',
    dated: 'seen_at',
    may: `purged_at is null and not exists (select 1 from pantau.signals signal where signal.post_id = posts.id)
      and not ${isHeldPost}`,
  },
  evidence: { table: 'evidence', key: 'bigint', dated: 'fetched_at', may: `file is not null and not ${isHeldPage}` },
  listings: { table: 'listings', key: 'text', dated: 'last_seen_at', may: `not ${isHeld('listings.id')}` },
  alerts: {
    table: 'alerts',
    key: 'text',
    dated: 'created_at',
    may: `not exists (select 1 from pantau.deliveries delivery
        where delivery.alert_id = alerts.id and delivery.state in ('due', 'claimed', 'held'))
      and not exists (select 1 from pantau.alerts later
        where later.root_id = alerts.id and later.created_at >= $1)
      and not ${isHeld('alerts.listing_id')} and not ${isLastDigest}`,
  },
  accounts: {
    table: 'accounts',
    key: 'text',
    dated: 'last_seen_at',
    may: `not exists (select 1 from pantau.listings listing where listing.account_id = accounts.id)
      and not exists (select 1 from pantau.posts post join pantau.signals signal on signal.post_id = post.id
        where post.account_id = accounts.id)`,
  },
  visits: {
    table: 'visits',
    key: 'bigint',
    dated: 'started_at',
    may: `exists (select 1 from pantau.visits later
      where later.target_id = visits.target_id and later.started_at > visits.started_at)`,
  },
  tips: { table: 'tips', key: 'bigint', dated: 'reported_at', may: 'true' },
}

/** Where a purge of a class deletes rows, and with them those that refer to them; and where it only changes some. */
const tablesPurged: Record<RecordClass, { deletes: string[]; changes: string[] }> = {
  posts: { deletes: ['reports'], changes: ['posts'] },
  evidence: { deletes: [], changes: ['evidence'] },
  listings: { deletes: ['listings', 'alerts'], changes: ['posts'] },
  alerts: { deletes: ['alerts'], changes: [] },
  accounts: { deletes: ['accounts'], changes: [] },
  visits: { deletes: ['visits'], changes: [] },
  tips: { deletes: ['tips'], changes: [] },
}

/** How much of a class lies before an instant and may go, and how old the oldest is. */
export async function overdue(sql: Sql, of: RecordClass, before: Date): Promise<Overdue> {
  const { table, dated, may } = classes[of]
  const [row] = await sql.query<Overdue>(
    `select count(*)::int as count, min(${dated}) as oldest from pantau.${table} where ${dated} < $1 and ${may}`,
    [before],
  )
  return row ?? { count: 0, oldest: null }
}

/** What a batch has purged. */
export interface Batch {
  ids: string[]
  /** Files of the vault that are to be destroyed when this is committed. */
  files: Destroyed[]
  /** What dates the last one: the next batch goes on there. `null` where nothing is left. */
  last: Date | null
}

/** Purges some of a class, the oldest from `after` on first, at most `limit`. In a transaction. */
export async function purgeBatch(
  sql: Sql,
  of: RecordClass,
  { after, before, limit, now }: { after: Date | null; before: Date; limit: number; now: Date },
): Promise<Batch> {
  const { table, key, dated, may } = classes[of]
  const rows = await sql.query<{ id: string; dated: Date }>(
    `select id::text as id, ${dated} as dated from pantau.${table}
     where ${dated} < $1 and ($2::timestamptz is null or ${dated} >= $2) and ${may}
     order by ${dated} limit $3 for update skip locked`,
    [before, after, limit],
  )
  const ids = rows.map(({ id }) => id)
  const files = of === 'evidence' ? await forgetCaptures(sql, ids, now) : []
  if (of === 'posts') await emptyPosts(sql, ids)
  else if (of === 'listings') await deleteListings(sql, ids)
  else if (of !== 'evidence') await sql.query(`delete from pantau.${table} where id = any ($1::${key}[])`, [ids])
  if (ids.length > 0) await noteLeftovers(sql, tablesPurged[of])
  return { ids, files, last: rows.length < limit ? null : (rows.at(-1)?.dated ?? null) }
}

async function noteLeftovers(sql: Sql, { deletes, changes }: { deletes: string[]; changes: string[] }): Promise<void> {
  await sql.query(
    `with recursive lost as (
       select ('pantau.' || value)::regclass::oid as id from unnest($1::text[]) as value
       union
       select fk.conrelid from pg_constraint fk join lost on fk.confrelid = lost.id
       where fk.contype = 'f' and fk.confdeltype = 'c'
     )
     insert into pantau.leftovers (name)
     select relname from pg_class join lost on lost.id = pg_class.oid
     union select unnest($2::text[]) on conflict do nothing`,
    [deletes, changes],
  )
}

/** The tables whose files still hold what was purged from them. */
export async function leftovers(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(`select name from pantau.leftovers order by name`)
  return rows.map(({ name }) => name)
}

/** Rewrites the tables whose files still hold what was purged, and the files hold it no more. */
export async function removeLeftovers(database: LocalDatabase): Promise<void> {
  const tables = await leftovers(database)
  if (tables.length === 0) return
  await database.rewrite(tables.map((name) => `pantau.${name}`))
  await database.query(`delete from pantau.leftovers where name = any ($1::text[])`, [tables])
}

/** What is left of a post: its ids, dates and hashes, so that it is known where it still stands. */
async function emptyPosts(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query(
    `update pantau.posts set title = '', text = '', quotes = '[]', signature = '', links = '[]', images = '[]',
       card = null, url = '', author = null, account_id = null, date_text = '', board = null,
       is_offer = false, purged_at = now()
     where id = any ($1::text[]) and not exists (select 1 from pantau.signals signal where signal.post_id = posts.id)`,
    [ids],
  )
  // What a news post mentioned goes with it; that it spoke of a listing stays as long as the listing.
  await sql.query(`delete from pantau.reports where post_id = any ($1::text[])`, [ids])
}

/** A listing goes with everything that was said of it: signals and events by reference, alerts and the posts' words here. */
async function deleteListings(sql: Sql, ids: readonly string[]): Promise<void> {
  const posts = await sql.query<{ id: string }>(
    `select post_id as id from pantau.signals where listing_id = any ($1::text[])
     union select post_id from pantau.listings where id = any ($1::text[])`,
    [ids],
  )
  await sql.query(`delete from pantau.alerts where listing_id = any ($1::text[])`, [ids])
  await sql.query(`delete from pantau.listings where id = any ($1::text[])`, [ids])
  await emptyPosts(
    sql,
    posts.map(({ id }) => id),
  )
}
