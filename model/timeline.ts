import type { Reliability } from './admiralty.ts'
import type { Kin } from './kin.ts'
import type { Listing, ListingEvent } from './listing.ts'
import type { OfferLinkState } from './offer-link.ts'
import type { Post } from './post.ts'
import type { PressLink } from './press.ts'
import type { Account, Link } from './seller.ts'
import type { Signal } from './signal.ts'

/** One moment of a trail: an offer, or a change of one. Masked like everything in the store. */
export interface TimelineEntry {
  /** When the site says that it happened; `null` where it does not say. */
  postedAt: Date | null
  /** When Pantau saw it. */
  seenAt: Date
  /** Who did it, and where; nobody in particular where posts are not signed. */
  account: { id: string | null; site: string; handle: string | null }
  /** The site's, by the targets that are configured; F where none is any more. */
  reliability: Reliability
  event: Pick<ListingEvent, 'kind' | 'changes' | 'pageSha256'>
  listing: Pick<Listing, 'id' | 'title' | 'status' | 'verdict' | 'firstSeenAt'>
  signal: Signal
  post: Pick<Post, 'id' | 'url' | 'title' | 'text' | 'thread' | 'images' | 'links' | 'platform' | 'card'>
}

/** What a trail may be of: everything that somebody did, all that became of one offer, all that was offered of one victim. */
export type SubjectKind = 'seller' | 'listing' | 'victim'

/** A trail, oldest first. */
export interface Timeline {
  subject: { kind: SubjectKind; name: string }
  /** The accounts that it speaks of. */
  accounts: Account[]
  /** What ties them to each other and to others; of somebody's trail only. */
  links?: Link[]
  entries: TimelineEntry[]
  /** Earlier listings with the data of its own: `of` is which, `listingId` the earlier one. */
  kin: (Kin & { of: string })[]
  /** What news reported of its listings, the first report first. */
  press: PressLink[]
  /** Of the addresses that the offers give, those that were asked whether something lies there. */
  goods: OfferLinkState[]
  /** The IANA time zone in which people read it; what programs read is in UTC. */
  zone: string
}
