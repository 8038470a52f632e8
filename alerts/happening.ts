import type { Listing, ListingEvent } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import type { Account } from '../model/seller.ts'
import type { Signal } from '../model/signal.ts'
import type { Target } from '../model/target.ts'

/** A listing event with everything that is known around it: what rules judge and messages tell. */
export interface Happening {
  event: ListingEvent
  /** The offer as it stands after the event. */
  listing: Listing
  /** The reading of the post that caused the event. */
  signal: Signal
  /** That post, personal data already masked. */
  post: Post
  /** The account that wrote it; `null` for an anonymous paste. */
  account: Account | null
  /** Admiralty source reliability of the target. */
  reliability: Target['reliability']
  targetId: string
}
