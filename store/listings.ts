import { Listing, type ListingEvent } from '../model/listing.ts'
import type { Contact } from '../model/profile.ts'
import { type Reading, Signal } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

const columns = `id, site, account_id as "accountId", handle, thread, board, post_id as "postId", title, url, intent, status,
  victims, countries, data_classes as "dataClasses", records, price, contacts, payment, escrow, sample,
  leak_date as "leakDate", verdict, severity, confidence, posted_at as "postedAt", first_seen_at as "firstSeenAt",
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
  /** When its site said then that it had been edited, if it did. */
  editedAt: Date | null
}

/**
 * Every listing that a post could belong to, the nearest first: its own, its thread's, its author's, and those with one
 * of its contacts. They stay locked to the end of the transaction: two sites may speak of one listing at once.
 */
export async function listingsAround(sql: Sql, trace: Trace): Promise<Around> {
  const rows = await sql.query<{ id: string; said: unknown; editedAt: Date | null }>(
    `with own as (select listing_id, signal, edited_at from pantau.signals signal
       join pantau.posts post on post.id = signal.post_id where signal.post_id = $1)
     select ${columns}, case when id = (select listing_id from own) then (select signal from own) end as said,
       (select edited_at from own) as "editedAt"
     from pantau.listings
     where id = (select listing_id from own) or account_id = $2 or (site = $3 and thread = $4)
       or contacts @> any ($5::jsonb[])
     order by (id = (select listing_id from own)) desc nulls last, (site = $3 and thread = $4) desc nulls last,
       last_seen_at desc limit 200
     for update`,
    [trace.postId, trace.accountId, trace.site, trace.thread, trace.contacts.map((contact) => toJson([contact]))],
  )
  const own = rows.find(({ said }) => said !== null)
  return {
    listings: rows.map((row) => Listing.parse(row)),
    own: own?.id ?? null,
    said: own ? Signal.parse(own.said) : null,
    editedAt: own?.editedAt ?? null,
  }
}

/** What a post did: the listing as it stands after it, and the event that brought it there. */
interface Step {
  listing: Listing
  event: ListingEvent
  /** Nothing happened: the post only says more of the listing. */
  isSilent?: boolean
}

const saveListing = `
  insert into pantau.listings (id, site, account_id, handle, thread, board, post_id, title, url, intent, status, victims,
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
    thread = excluded.thread, board = excluded.board, title = excluded.title, url = excluded.url,
    intent = excluded.intent, status = excluded.status, victims = excluded.victims, countries = excluded.countries,
    data_classes = excluded.data_classes, records = excluded.records, price = excluded.price,
    contacts = excluded.contacts, payment = excluded.payment, escrow = excluded.escrow, sample = excluded.sample,
    leak_date = excluded.leak_date, severity = excluded.severity, confidence = excluded.confidence,
    last_seen_at = excluded.last_seen_at`

const saveSignal = `
  insert into pantau.signals (post_id, listing_id, intent, severity, signal, read_at)
  select $3::jsonb ->> 'postId', $4, $3::jsonb ->> 'intent', ($3::jsonb -> 'severity')::int, $3::jsonb, $5::timestamptz
  where $3::jsonb is not null
  on conflict (post_id) do update set listing_id = excluded.listing_id, intent = excluded.intent,
    severity = excluded.severity, signal = excluded.signal, read_at = excluded.read_at`

const saveEvent = `
  insert into pantau.listing_events (id, listing_id, post_id, account_id, kind, posted_at, seen_at, changes, page_sha256)
  select id, "listingId", "postId", "accountId", kind, "postedAt", "seenAt", changes, "pageSha256"
  from jsonb_to_record($2::jsonb) as event (id text, "listingId" text, "postId" text, "accountId" text, kind text,
    "postedAt" timestamptz, "seenAt" timestamptz, changes jsonb, "pageSha256" text)
  where not $6::boolean
  on conflict (id) do nothing returning id`

/**
 * Writes what a post did, and its signal where it is one, in one statement; tells whether the event is new. The same
 * change seen twice has the same id and is written once.
 */
export async function saveStep(
  sql: Sql,
  { listing, event, isSilent = false }: Step,
  signal: Signal | null,
): Promise<boolean> {
  const written = await sql.query(`with listing as (${saveListing}), signal as (${saveSignal}) ${saveEvent}`, [
    toJson(listing),
    toJson(event),
    signal && toJson(signal),
    listing.id,
    event.seenAt,
    isSilent,
  ])
  return written.length > 0
}

/** A listing as it stands now. */
export async function listingById(sql: Sql, id: string): Promise<Listing | null> {
  const [row] = await sql.query(`select ${columns} from pantau.listings where id = $1`, [id])
  return row ? Listing.parse(row) : null
}

/** What was last read from the posts of a listing, by post id. */
export async function signalsOf(sql: Sql, listingId: string): Promise<Map<string, Signal>> {
  const rows = await sql.query<{ postId: string; signal: unknown }>(
    `select post_id as "postId", signal from pantau.signals where listing_id = $1`,
    [listingId],
  )
  return new Map(rows.map(({ postId, signal }) => [postId, Signal.parse(signal)]))
}

/**
 * Whether whoever did this had been seen to show the listing elsewhere before: by the account, or, where nobody signs, by
 * the site.
 */
export async function hasShownBefore(
  sql: Sql,
  { id, listingId, accountId }: Pick<ListingEvent, 'id' | 'listingId' | 'accountId'>,
  site: string,
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from pantau.listing_events
     where listing_id = $1 and id <> $2 and kind = 'seen-elsewhere'
       and (account_id = $3 or ($3::text is null and account_id is null and starts_with(post_id, $4 || '/'))) limit 1`,
    [listingId, id, accountId, site],
  )
  return rows.length > 0
}

/** When any of these accounts last did something before a moment, by the site's date; `null` where nothing is known. */
export async function lastDoneBy(sql: Sql, accountIds: readonly string[], before: Date): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `select max(event.happened_at) as at from unnest($1::text[]) as account (id) cross join lateral (
       select happened_at from pantau.listing_events
       where account_id = account.id and happened_at < $2 and kind not in ('removed', 'moved')
       order by happened_at desc limit 1
     ) as event`,
    [accountIds, before],
  )
  return row?.at ?? null
}

/** An alert about a listing, as that stands now. */
export interface AlertedListing {
  id: string
  /** The first alert of its rule about its listing. */
  rootId: string
  subject: string
  event: string
  /** Their ids. */
  deliveries: string[]
  listing: Listing
}

/** Every alert about a listing; the first told first. */
export async function alertedListings(sql: Sql): Promise<AlertedListing[]> {
  const alerts = await sql.query<Omit<AlertedListing, 'listing'> & { listingId: string }>(
    `select id, root_id as "rootId", message ->> 'subject' as subject, message ->> 'event' as event,
       listing_id as "listingId", array(select delivery.id from pantau.deliveries delivery where alert_id = alert.id) as deliveries
     from pantau.alerts alert where listing_id is not null order by created_at, id`,
  )
  const rows = await sql.query<{ id: string }>(`select ${columns} from pantau.listings where id = any ($1::text[])`, [
    texts(alerts.map(({ listingId }) => listingId)),
  ])
  const listings = new Map(rows.map((row) => [row.id, Listing.parse(row)]))
  return alerts.flatMap(({ listingId, ...alert }) => {
    const listing = listings.get(listingId)
    return listing ? [{ ...alert, listing }] : []
  })
}

/** An offer as it stands in a thread. */
export type ThreadOffer = Reading & Pick<Listing, 'postId' | 'title' | 'severity' | 'confidence'>

/** The signed offers that stand in these threads. */
export async function offersInThreads(
  sql: Sql,
  site: string,
  threads: readonly string[],
): Promise<(ThreadOffer & Pick<Listing, 'accountId' | 'thread'>)[]> {
  const rows = await sql.query(
    `select ${columns} from pantau.listings
     where site = $1 and thread = any ($2::text[]) and account_id is not null`,
    [site, texts(threads)],
  )
  return rows.map((row) => Listing.parse(row))
}
