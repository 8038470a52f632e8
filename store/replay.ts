import type { Listing, ListingEvent } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import type { Signal } from '../model/signal.ts'
import type { Sql } from './database.ts'

/** What rules ask of a listing, as it stands now. */
export type ListingNow = Pick<
  Listing,
  'accountId' | 'title' | 'intent' | 'victims' | 'countries' | 'dataClasses' | 'records' | 'price'
> &
  Pick<Listing, 'verdict' | 'severity' | 'confidence'>

/** An event of the past, without any words of its post. */
export interface PastEvent extends ListingEvent {
  listing: ListingNow
  /** Where its post stands: not the listing's site where it was seen elsewhere. */
  site: string
  platform: Post['platform']
  /** Seen elsewhere by whom had been seen to show it there before. */
  isRepeat: boolean
  /** The moment that it was seen, as PostgreSQL writes it: a Date has no microseconds. */
  at: string
}

/** Which events are wanted: of these kinds, or by these accounts. */
export interface PastFilter {
  since: Date
  until: Date
  kinds: readonly ListingEvent['kind'][]
  accountIds: readonly string[]
}

/** Events in the order in which they were seen, at most `limit` that come after another. */
export async function pastEvents(
  sql: Sql,
  { since, until, kinds, accountIds }: PastFilter,
  after: Pick<PastEvent, 'at' | 'id'> | null,
  limit: number,
): Promise<PastEvent[]> {
  return sql.query<PastEvent>(
    `select event.id, event.listing_id as "listingId", event.post_id as "postId", event.account_id as "accountId", event.kind,
       event.posted_at as "postedAt", event.seen_at as "seenAt", event.changes, event.page_sha256 as "pageSha256",
       event.seen_at::text as at, coalesce(post.platform, 'forum') as platform,
       coalesce(post.site, listing.site) as site,
       event.kind = 'seen-elsewhere' and exists (
         select 1 from pantau.listing_events earlier
         where earlier.listing_id = event.listing_id and earlier.kind = 'seen-elsewhere'
           and (earlier.seen_at, earlier.id) < (event.seen_at, event.id)
           and (earlier.account_id = event.account_id or (event.account_id is null and earlier.account_id is null
             and starts_with(earlier.post_id, post.site || '/')))
       ) as "isRepeat",
       jsonb_build_object('accountId', listing.account_id, 'title', listing.title,
         'intent', listing.intent, 'victims', listing.victims, 'countries', listing.countries,
         'dataClasses', listing.data_classes, 'records', listing.records, 'price', listing.price,
         'verdict', listing.verdict, 'severity', listing.severity, 'confidence', listing.confidence) as listing
     from (
       select * from pantau.listing_events
       where seen_at >= $1 and seen_at < $2 and (kind = any ($3::text[]) or account_id = any ($4::text[]))
         and ($5::timestamptz is null or (seen_at, id) > ($5, $6::text))
       order by seen_at, id limit $7
     ) as event
     join pantau.listings listing on listing.id = event.listing_id
     left join pantau.posts post on post.id = event.post_id
     order by event.seen_at, event.id`,
    [since, until, kinds, accountIds, after?.at ?? null, after?.id ?? null, limit],
  )
}

/** What changed about listings, in the order in which it was seen; what others claim of an offer changed nothing about it. */
export const changesOfListings = (
  sql: Sql,
  listingIds: readonly string[],
): Promise<Pick<ListingEvent, 'id' | 'listingId' | 'seenAt' | 'changes'>[]> =>
  sql.query(
    `select id, listing_id as "listingId", seen_at as "seenAt", changes from pantau.listing_events
     where listing_id = any ($1::text[]) and changes <> '[]' and kind <> 'seen-elsewhere' order by seen_at, id`,
    [listingIds],
  )

/** The words of a post that watchlists look into, and what was counted in it. */
export type PastWords = Pick<Post, 'id' | 'title' | 'text' | 'links' | 'images'> & Pick<Signal, 'own'>

/** The masked words of posts; of a giant's text its beginning. */
export const wordsOfPosts = (sql: Sql, postIds: readonly string[]): Promise<PastWords[]> =>
  sql.query(
    `select post.id, post.title, left(post.text, 100000) as text, post.links, post.images,
       coalesce(signal.signal -> 'own', '[]') as own
     from pantau.posts post left join pantau.signals signal on signal.post_id = post.id where post.id = any ($1::text[])`,
    [postIds],
  )

/** When something of each target was first stored. */
export async function firstStored(sql: Sql): Promise<Map<string, Date>> {
  const rows = await sql.query<{ id: string; at: Date }>(`select id, began_at as at from pantau.targets`)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** When a store's history begins; `null` where it has none. */
export async function historyBegins(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(`select min(seen_at) as at from pantau.listing_events`)
  return row?.at ?? null
}
