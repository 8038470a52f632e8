import { Signal } from '../model/signal.ts'
import type { TimelineEntry } from '../model/timeline.ts'
import type { Sql } from './database.ts'

/** An entry as the store knows it: how reliable a site is, stands in the configuration. */
export type StoredEntry = Omit<TimelineEntry, 'reliability'>

/** Whose events are wanted: those of any of these accounts, of one listing, or of the listings that name a victim. */
export type TrailOf = { accountIds: readonly string[] } | { listingId: string } | { victim: string }

/** From when to when, by the site's date, or ours where it gives none; `until` itself is left out. */
export interface Period {
  since?: Date | undefined
  until?: Date | undefined
}

/** Where a page of a trail ends, and the next one begins. */
export interface TrailCursor {
  /** The moment of the last event, as PostgreSQL writes it: a Date has no microseconds. */
  at: string
  id: string
}

/** Events of one page of a trail that is read whole. */
const pageEvents = 1_000

/** Whose events are wanted, as rows of one id, and the column that says so: each has an index in the order of a trail. */
const sources = {
  accounts: { whose: `unnest($1::text[])`, column: 'account_id' },
  listing: { whose: `unnest($1::text[])`, column: 'listing_id' },
  victim: {
    whose: `(select id from pantau.listings where pantau.victim_keys(victims) @> array[pantau.name_key(($1::text[])[1])])`,
    column: 'listing_id',
  },
}

const sourceOf = (of: TrailOf): { whose: string; column: string; value: readonly string[] } => {
  if ('accountIds' in of) return { ...sources.accounts, value: of.accountIds }
  if ('listingId' in of) return { ...sources.listing, value: [of.listingId] }
  return { ...sources.victim, value: [of.victim] }
}

/**
 * At most `limit` events of a trail, oldest first, that come after another; `next` is where the following page begins,
 * `null` where there is none.
 */
export async function trailPage(
  sql: Sql,
  of: TrailOf,
  { since, until }: Period,
  { after, limit }: { after?: TrailCursor | null; limit: number },
): Promise<{ entries: StoredEntry[]; next: TrailCursor | null }> {
  const { whose, column, value } = sourceOf(of)
  const page = await sql.query<TrailCursor>(
    `select event.id, event.happened_at::text as at from ${whose} as whose (id)
     cross join lateral (
       select id, happened_at from pantau.listing_events
       where ${column} = whose.id and ($2::timestamptz is null or happened_at >= $2)
         and ($3::timestamptz is null or happened_at < $3)
         and ($4::timestamptz is null or (happened_at, id) > ($4, $5::text))
       order by happened_at, id limit $6
     ) as event
     order by event.happened_at, event.id limit $6`,
    [value, since ?? null, until ?? null, after?.at ?? null, after?.id ?? null, limit],
  )
  const entries = await entriesOf(
    sql,
    page.map(({ id }) => id),
  )
  return { entries, next: page.length < limit ? null : (page.at(-1) ?? null) }
}

/** Everything that happened there with listings, oldest first. */
export async function trail(sql: Sql, of: TrailOf, period: Period = {}): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (let after: TrailCursor | null = null; ; ) {
    const page: Awaited<ReturnType<typeof trailPage>> = await trailPage(sql, of, period, { after, limit: pageEvents })
    for (const entry of page.entries) entries.push(entry)
    if (page.next === null) return entries
    after = page.next
  }
}

/** Events with all that is told of them, oldest first. */
async function entriesOf(sql: Sql, eventIds: readonly string[]): Promise<StoredEntry[]> {
  const entries = await sql.query<StoredEntry & { firstSeenAt: Date }>(
    `select event.posted_at as "postedAt", event.seen_at as "seenAt", signal.signal,
       jsonb_build_object('id', account.id, 'site', post.site, 'handle', account.handle) as account,
       jsonb_build_object('kind', event.kind, 'changes', event.changes, 'pageSha256', event.page_sha256) as event,
       jsonb_build_object('id', listing.id, 'title', listing.title, 'status', listing.status, 'verdict', listing.verdict) as listing,
       listing.first_seen_at as "firstSeenAt",
       jsonb_build_object('id', post.id, 'url', post.url, 'title', post.title, 'text', post.text, 'images', post.images, 'thread', post.thread,
         'links', post.links, 'platform', post.platform, 'card', post.card) as post
     from pantau.listing_events event
     join pantau.posts post on post.id = event.post_id
     join pantau.signals signal on signal.post_id = post.id
     join pantau.listings listing on listing.id = event.listing_id
     left join pantau.accounts account on account.id = post.account_id
     where event.id = any($1::text[])
     order by event.happened_at, event.id`,
    [eventIds],
  )
  // What was stored before a field existed has its default.
  return entries.map(({ firstSeenAt, ...entry }) => ({
    ...entry,
    listing: { ...entry.listing, firstSeenAt },
    signal: Signal.parse(entry.signal),
  }))
}

/** Whether a listing has this id. */
export async function isListing(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query(`select 1 from pantau.listings where id = $1`, [id])).length > 0
}

/** A victim as listings call it, whatever the case and signs it is asked for with; `null` where none does. */
export async function victimCalled(sql: Sql, name: string): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>(
    `select name from pantau.listings, jsonb_array_elements_text(victims) as name
     where pantau.victim_keys(victims) @> array[pantau.name_key($1)] and pantau.name_key(name) = pantau.name_key($1) limit 1`,
    [name],
  )
  return row?.name ?? null
}
