import { Signal } from '../model/signal.ts'
import type { TimelineEntry } from '../model/timeline.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** An entry as the store knows it: how reliable a site is, stands in the configuration. */
export type StoredEntry = Omit<TimelineEntry, 'reliability'>

/** Everything that these accounts did with listings, oldest first: by the site's date, or ours where it gives none. */
export async function trail(sql: Sql, accountIds: readonly string[]): Promise<StoredEntry[]> {
  const entries = await sql.query<StoredEntry>(
    `select coalesce(event.posted_at, post.posted_at) as "postedAt", event.seen_at as "seenAt", signal.signal,
       jsonb_build_object('id', account.id, 'site', account.site, 'handle', account.handle) as account,
       jsonb_build_object('kind', event.kind, 'changes', event.changes, 'pageSha256', event.page_sha256) as event,
       jsonb_build_object('id', listing.id, 'title', listing.title, 'status', listing.status) as listing,
       jsonb_build_object('id', post.id, 'url', post.url, 'title', post.title, 'text', post.text, 'thread', post.thread,
         'images', post.images) as post
     from pantau.listing_events event
     join pantau.posts post on post.id = event.post_id
     join pantau.signals signal on signal.post_id = post.id
     join pantau.listings listing on listing.id = event.listing_id
     join pantau.accounts account on account.id = post.account_id
     where post.account_id in (select jsonb_array_elements_text($1::jsonb))
     order by coalesce(event.posted_at, post.posted_at, event.seen_at), event.id`,
    [toJson(accountIds)],
  )
  // What was stored before a field existed has its default.
  return entries.map((entry) => ({ ...entry, signal: Signal.parse(entry.signal) }))
}
