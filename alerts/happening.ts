import type { Kin } from '../model/kin.ts'
import type { Listing, ListingEvent } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import type { PressLink } from '../model/press.ts'
import type { Account } from '../model/seller.ts'
import type { Signal } from '../model/signal.ts'
import type { Target } from '../model/target.ts'
import type { SellerPast } from './message/past.ts'

/** What rules look at. */
export interface Judged {
  event: Pick<ListingEvent, 'kind' | 'changes' | 'accountId'>
  listing: Pick<
    Listing,
    | ('title' | 'accountId' | 'intent' | 'victims' | 'countries' | 'dataClasses' | 'records' | 'price')
    | ('verdict' | 'severity' | 'confidence')
  >
  signal: Pick<Signal, 'own'>
  post: Pick<Post, 'platform' | 'title' | 'text' | 'links' | 'images'>
  /** Admiralty source reliability of the target. */
  reliability: Target['reliability']
  targetId: string
  /** Who is behind it; only looked up where a rule asks for sellers, and not for an anonymous paste. */
  seller: KnownSeller | null
  /** Seen elsewhere by an account that had shown the offer before: no more than a bump. */
  isRepeat?: boolean
}

/** A listing event with the offer and the post around it. */
export interface Happening extends Judged {
  event: ListingEvent
  /** The offer as it stands after the event. */
  listing: Listing
  /** The reading of the post that caused the event. */
  signal: Signal
  /** That post, personal data already masked. */
  post: Post
}

/** What is known of the account that made a listing event happen. */
export interface KnownSeller {
  /** Its own and those that an analyst has confirmed to be the same person's. */
  accountIds: readonly string[]
  /** How long nothing had been heard of any of them, in milliseconds; `null` where this is the first that is known. */
  silentMs: number | null
}

/** A happening that somebody is to hear of, with what a message tells besides; looked up only then. */
export interface Story extends Happening {
  /** The account that wrote the post; `null` for an anonymous paste. */
  account: Account | null
  /** Earlier listings with the same data, the first of them first; none where its verdict is `new`. */
  kin: Kin[]
  /** What the one behind that account offered besides; `null` for an anonymous paste. */
  past: SellerPast | null
  /** What news reported of it until now, the first report first. */
  press: PressLink[]
}
