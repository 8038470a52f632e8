import { Listing, type ListingEvent } from '../model/listing.ts'
import type { Contact } from '../model/profile.ts'
import { Signal } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

const columns = `id, site, account_id as "accountId", handle, thread, board, post_id as "postId", title, url, intent, status,
  victims, countries, data_classes as "dataClasses", records, price, contacts, payment, escrow, sample,
  leak_date as "leakDate", severity, confidence, posted_at as "postedAt", first_seen_at as "firstSeenAt",
  last_seen_at as "lastSeenAt"`

/** Where to look for the listing that a post belongs to. */
export interface Trace {
  /** The post itself: it may be an edit. */
  postId: string
  site: string
  thread: string | null
  accountId: string | null
  contacts: readonly Contact[]
}

/** What is known around a post. */
export interface Around {
  listings: Listing[]
  /** The listing that the post belongs to, if it was a signal before, and what it said then. */
  own: string | null
  said: Signal | null
}

/**
 * Every listing that a post could belong to, the nearest first: its own, its thread's, its author's, and those with one
 * of its contacts. They stay locked to the end of the transaction: two sites may speak of one listing at once.
 */
export async function listingsAround(sql: Sql, trace: Trace): Promise<Around> {
  const [own] = await sql.query<{ listingId: string; signal: unknown }>(
    `select listing_id as "listingId", signal from pantau.signals where post_id = $1`,
    [trace.postId],
  )
  const rows = await sql.query(
    `select ${columns} from pantau.listings
     where id = $1 or account_id = $2 or (site = $3 and thread = $4)
       or contacts @> any ($5::jsonb[])
     order by (id = $1) desc nulls last, (site = $3 and thread = $4) desc nulls last, last_seen_at desc limit 200
     for update`,
    [
      own?.listingId ?? null,
      trace.accountId,
      trace.site,
      trace.thread,
      trace.contacts.map((contact) => toJson([contact])),
    ],
  )
  return {
    listings: rows.map((row) => Listing.parse(row)),
    own: own?.listingId ?? null,
    said: own ? Signal.parse(own.signal) : null,
  }
}

/** Whether an offer stands in a thread. */
export async function hasListing(sql: Sql, site: string, thread: string): Promise<boolean> {
  const rows = await sql.query(`select 1 from pantau.listings where site = $1 and thread = $2 limit 1`, [site, thread])
  return rows.length > 0
}

/** Writes a listing as it stands now. */
export async function saveListing(sql: Sql, listing: Listing): Promise<void> {
  await sql.query(
    `insert into pantau.listings (id, site, account_id, handle, thread, board, post_id, title, url, intent, status, victims,
       countries, data_classes, records, price, contacts, payment, escrow, sample, leak_date, severity, confidence,
       posted_at, first_seen_at, last_seen_at)
     select id, site, "accountId", handle, thread, board, "postId", title, url, intent, status, victims, countries,
       "dataClasses", records, price, contacts, payment, escrow, sample, "leakDate", severity, confidence, "postedAt",
       "firstSeenAt", "lastSeenAt"
     from jsonb_to_record($1::jsonb) as listing (id text, site text, "accountId" text, handle text, thread text,
       board jsonb, "postId" text, title text, url text, intent text, status text, victims jsonb, countries jsonb,
       "dataClasses" jsonb, records bigint, price jsonb, contacts jsonb, payment jsonb, escrow boolean, sample boolean,
       "leakDate" text, severity integer, confidence double precision, "postedAt" timestamptz,
       "firstSeenAt" timestamptz, "lastSeenAt" timestamptz)
     on conflict (id) do update set
       thread = excluded.thread, board = excluded.board, title = excluded.title, url = excluded.url, intent = excluded.intent, status = excluded.status, victims = excluded.victims,
       countries = excluded.countries, data_classes = excluded.data_classes, records = excluded.records,
       price = excluded.price, contacts = excluded.contacts, payment = excluded.payment, escrow = excluded.escrow,
       sample = excluded.sample, leak_date = excluded.leak_date, severity = excluded.severity,
       confidence = excluded.confidence, last_seen_at = excluded.last_seen_at`,
    [toJson(listing)],
  )
}

/** Writes a signal. Its post and its listing must be there already. */
export async function saveSignal(sql: Sql, signal: Signal, listingId: string, readAt: Date): Promise<void> {
  await sql.query(
    `insert into pantau.signals (post_id, listing_id, intent, severity, signal, read_at)
     values ($1, $2, $3, $4, $5::jsonb, $6)
     on conflict (post_id) do update set listing_id = excluded.listing_id, intent = excluded.intent,
       severity = excluded.severity, signal = excluded.signal, read_at = excluded.read_at`,
    [signal.postId, listingId, signal.intent, signal.severity, toJson(signal), readAt],
  )
}

/** The signal of a post, as it was last read. */
export async function signalOf(sql: Sql, postId: string): Promise<Signal | null> {
  const [row] = await sql.query<{ signal: unknown }>(`select signal from pantau.signals where post_id = $1`, [postId])
  return row ? Signal.parse(row.signal) : null
}

/** Writes an event; tells whether it is new. The same change seen twice has the same id and is written once. */
export async function saveEvent(sql: Sql, event: ListingEvent): Promise<boolean> {
  const written = await sql.query(
    `insert into pantau.listing_events (id, listing_id, post_id, account_id, kind, posted_at, seen_at, changes, page_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9) on conflict (id) do nothing returning id`,
    [
      event.id,
      event.listingId,
      event.postId,
      event.accountId,
      event.kind,
      event.postedAt,
      event.seenAt,
      toJson(event.changes),
      event.pageSha256,
    ],
  )
  return written.length > 0
}

/** The subject of every alert with its listing as it stands now; the first told first. */
export async function alertedListings(sql: Sql): Promise<{ subject: string; listing: Listing }[]> {
  const alerts = await sql.query<{ subject: string; listingId: string }>(
    `select message ->> 'subject' as subject, listing_id as "listingId" from pantau.alerts
     where listing_id is not null order by created_at, id`,
  )
  const rows = await sql.query<{ id: string }>(
    `select ${columns} from pantau.listings where id in (select jsonb_array_elements_text($1::jsonb))`,
    [toJson(alerts.map(({ listingId }) => listingId))],
  )
  const listings = new Map(rows.map((row) => [row.id, Listing.parse(row)]))
  return alerts.flatMap(({ subject, listingId }) => {
    const listing = listings.get(listingId)
    return listing ? [{ subject, listing }] : []
  })
}
