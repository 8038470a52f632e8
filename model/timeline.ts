import type { Reliability } from './admiralty.ts'
import type { Listing, ListingEvent } from './listing.ts'
import type { Post } from './post.ts'
import type { Account } from './seller.ts'
import type { Signal } from './signal.ts'

/** One moment of a seller's trail: an offer, or a change of one. Masked like everything in the store. */
export interface TimelineEntry {
  /** When the site says that it happened; `null` where it does not say. */
  postedAt: Date | null
  /** When Pantau saw it. */
  seenAt: Date
  account: Pick<Account, 'id' | 'site' | 'handle'>
  /** The site's, by the targets that are configured; F where none is any more. */
  reliability: Reliability
  event: Pick<ListingEvent, 'kind' | 'changes' | 'pageSha256'>
  listing: Pick<Listing, 'id' | 'title' | 'status'>
  signal: Signal
  post: Pick<Post, 'id' | 'url' | 'title' | 'text' | 'thread' | 'images'>
}

/** The trail of one seller, oldest first. */
export interface Timeline {
  seller: string
  accounts: Account[]
  entries: TimelineEntry[]
}
