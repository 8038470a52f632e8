import { Signal } from '../model/signal.ts'
import type { TimelineEntry } from '../model/timeline.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** An entry as the store knows it: how reliable a site is, stands in the configuration. */
export type StoredEntry = Omit<TimelineEntry, 'reliability'>

/** Whose events are wanted: those of any of these accounts, of one listing, or of the listings that name a victim. */
export type TrailOf = { accountIds: readonly string[] } | { listingId: string } | { victim: string }

/** From when to when, by the site's date, or ours where it gives none; `until` itself is left out. */
export interface Period {
  since?: Date | undefined
  until?: Date | undefined
}

const conditions = {
  accounts: `post.account_id in (select jsonb_array_elements_text($1::jsonb))`,
  listing: `event.listing_id = $1`,
  victim: `exists (select 1 from jsonb_array_elements_text(listing.victims) as name where lower(name) = lower($1))`,
}

const conditionOf = (of: TrailOf): { condition: string; value: string } => {
  if ('accountIds' in of) return { condition: conditions.accounts, value: toJson(of.accountIds) }
  if ('listingId' in of) return { condition: conditions.listing, value: of.listingId }
  return { condition: conditions.victim, value: of.victim }
}

/** Everything that happened there with listings, oldest first. */
export async function trail(sql: Sql, of: TrailOf, { since, until }: Period = {}): Promise<StoredEntry[]> {
  const { condition, value } = conditionOf(of)
  const entries = await sql.query<StoredEntry & { firstSeenAt: Date }>(
    `select coalesce(event.posted_at, post.posted_at) as "postedAt", event.seen_at as "seenAt", signal.signal,
       jsonb_build_object('id', account.id, 'site', post.site, 'handle', account.handle) as account,
       jsonb_build_object('kind', event.kind, 'changes', event.changes, 'pageSha256', event.page_sha256) as event,
       jsonb_build_object('id', listing.id, 'title', listing.title, 'status', listing.status) as listing,
       listing.first_seen_at as "firstSeenAt",
       jsonb_build_object('id', post.id, 'url', post.url, 'title', post.title, 'text', post.text, 'images', post.images, 'thread', post.thread,
         'links', post.links, 'platform', post.platform, 'card', post.card) as post
     from pantau.listing_events event
     join pantau.posts post on post.id = event.post_id
     join pantau.signals signal on signal.post_id = post.id
     join pantau.listings listing on listing.id = event.listing_id
     left join pantau.accounts account on account.id = post.account_id
     where ${condition}
       and ($2::timestamptz is null or coalesce(event.posted_at, post.posted_at, event.seen_at) >= $2)
       and ($3::timestamptz is null or coalesce(event.posted_at, post.posted_at, event.seen_at) < $3)
     order by coalesce(event.posted_at, post.posted_at, event.seen_at), event.id`,
    [value, since ?? null, until ?? null],
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

/** A victim as listings call it, whatever the case it is asked for in; `null` where none does. */
export async function victimCalled(sql: Sql, name: string): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>(
    `select name from pantau.listings, jsonb_array_elements_text(victims) as name where lower(name) = lower($1) limit 1`,
    [name],
  )
  return row?.name ?? null
}
