import type { Listing, ListingEvent } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import type { Account } from '../model/seller.ts'
import type { Signal } from '../model/signal.ts'

/** One moment of a seller's trail: an offer, a change of one, a profile first seen. Masked like everything in the store. */
export interface TimelineEntry {
  /** When the site says that it happened; `null` where it does not say. */
  postedAt: Date | null
  /** When Pantau saw it. */
  seenAt: Date
  account: Pick<Account, 'id' | 'site' | 'handle'>
  event: Pick<ListingEvent, 'kind' | 'changes' | 'pageSha256'>
  listing: Pick<Listing, 'id' | 'title' | 'status'>
  signal: Signal
  post: Pick<Post, 'id' | 'url' | 'title' | 'text' | 'thread'>
}

/** The trail of one seller, oldest first. */
export interface Timeline {
  seller: string
  accounts: Account[]
  entries: TimelineEntry[]
}

/** The contract of the shelf: a way to write a timeline down. */
export interface Format {
  readonly id: string
  readonly name: string
  /** With the dot. */
  readonly extension: string
  readonly mime: string
  /** The file, piece by piece. Everything is neutralised for the programs that open such a file. */
  write(timeline: Timeline): Iterable<string>
}
