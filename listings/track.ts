import { createHash } from 'node:crypto'
import type { Listing, ListingEvent, ListingEventKind } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import { accountKey } from '../model/seller.ts'
import type { Reading, Signal } from '../model/signal.ts'
import { isAnotherOffer, sameOffer } from './same.ts'

/** What the store knows around a post. */
export interface Known {
  /** Listings of the same post, thread, author or contact; the most recently seen first. */
  listings: readonly Listing[]
  /** The listing that this very post belongs to, if it was a signal before. */
  own: string | null
  /** The post was gone, and is there again. */
  isBack?: boolean
}

/** What a signal did: the listing as it stands now, and the event that brought it there. */
export interface Tracked {
  listing: Listing
  event: ListingEvent
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)

/** A claim's fields whose change is news. */
const claims = [
  'intent',
  'status',
  'victims',
  'countries',
  'dataClasses',
  'records',
  'price',
  'contacts',
  'payment',
  'escrow',
  'sample',
  'leakDate',
] as const satisfies readonly (keyof Reading)[]

const isSilent = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0)

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What the reading says otherwise than the listing did. What it leaves unsaid still stands. */
const changesOf = (listing: Listing, reading: Reading): ListingEvent['changes'] =>
  claims
    .filter((field) => !isSilent(reading[field]) && !equal(reading[field], listing[field]))
    .map((field) => ({ field, before: listing[field], after: reading[field] }))

function kindOf(changes: ListingEvent['changes'], before: Listing, signal: Signal, isEdit: boolean): ListingEventKind {
  if (before.status === 'open' && signal.status === 'sold') return 'sold'
  if (before.status === 'sold' && signal.status === 'open' && isEdit) return 'reopened'
  // A price named for the first time, as on a victim's own page behind its card, is no other price.
  if (changes.some(({ field, before }) => field === 'price' && before !== null)) return 'repriced'
  return isEdit ? 'edited' : 'bumped'
}

const eventOf = (
  kind: ListingEventKind,
  listing: Listing,
  post: Post,
  contentHash: string,
  changes: ListingEvent['changes'],
): ListingEvent => ({
  id: digest(listing.id, post.id, contentHash, kind),
  listingId: listing.id,
  postId: post.id,
  accountId: accountOf(post),
  kind,
  // An edit happened when the site says that it was edited; anything else when it was posted.
  postedAt: toDate(kind === 'opened' || kind === 'bumped' ? post.postedAt : (post.editedAt ?? post.postedAt)),
  seenAt: post.seenAt,
  changes,
  pageSha256: post.pageSha256,
})

const accountOf = ({ site, author }: Post): string | null => (author === null ? null : accountKey(site, author))

const toDate = (instant: string | null): Date | null => (instant === null ? null : new Date(instant))

/** Where the author wrote none of his own, that of his picture. */
const firstLine = ({ text, images }: Post): string | undefined =>
  [text, ...images.map((image) => image.text)].find(Boolean)?.split('\n', 1)[0]?.slice(0, 120)

/** `again`: the post's first listing stays, and this is another one in its place. */
function open(signal: Signal, post: Post, again: boolean): Listing {
  const { postId, reasons: _reasons, personal: _personal, ...reading } = signal
  return {
    ...reading,
    id: again ? digest(postId, ...signal.victims) : digest(postId),
    site: post.site,
    accountId: accountOf(post),
    handle: post.author,
    title: post.title || firstLine(post) || post.url,
    url: post.url,
    postId,
    thread: post.thread,
    postedAt: toDate(post.postedAt),
    firstSeenAt: post.seenAt,
    lastSeenAt: post.seenAt,
  }
}

function merge(listing: Listing, signal: Signal, post: Post, changes: ListingEvent['changes']): Listing {
  const said = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  return {
    ...listing,
    ...said,
    severity: Math.max(listing.severity, signal.severity),
    confidence: Math.max(listing.confidence, signal.confidence),
    lastSeenAt: post.seenAt,
  }
}

/** The known listing that a post continues, nearest first: its own, its thread's by the same author, the same offer. */
function find(signal: Signal, post: Post, known: Known): Listing | undefined {
  const accountId = accountOf(post)
  const byAuthor = (listing: Listing): boolean => accountId !== null && listing.accountId === accountId
  // On a leak site nobody signs: what stands in one victim's thread is one offer.
  const byNobody = (listing: Listing): boolean =>
    accountId === null && listing.accountId === null && post.platform === 'leaksite'
  const inThread = (listing: Listing): boolean =>
    post.thread !== null && listing.site === post.site && listing.thread === post.thread
  const own = known.listings.find(({ id }) => id === known.own)
  if (own && !isAnotherOffer(signal, own)) return own
  return (
    known.listings.find(
      (listing) => inThread(listing) && (byAuthor(listing) || byNobody(listing)) && !isAnotherOffer(signal, listing),
    ) ??
    known.listings.find((listing) => byAuthor(listing) && sameOffer(signal, listing)) ??
    known.listings.find((listing) => sharesContact(signal, listing) && sameOffer(signal, listing))
  )
}

const sharesContact = (signal: Signal, listing: Listing): boolean =>
  signal.contacts.some((contact) => listing.contacts.some((other) => equal(contact, other)))

/**
 * What a signal means for the listings that are known. A listing is opened by its first signal and changed by later
 * ones: an edit of its post, a further post by its author in its thread, the same offer posted again by its author
 * (bumped), or by somebody with one of its contacts (seen elsewhere).
 *
 * `contentHash` is the post's: it makes the event's id, so that the same change seen twice is one event.
 */
export function track(signal: Signal, post: Post, contentHash: string, known: Known): Tracked {
  const before = find(signal, post, known)
  if (!before) {
    const listing = open(signal, post, known.own !== null)
    return { listing, event: eventOf('opened', listing, post, contentHash, []) }
  }
  const isOwn = before.id === known.own || (before.site === post.site && before.handle === post.author)
  const changes = changesOf(before, signal)
  const isEdit = before.id === known.own
  if (isEdit && known.isBack) {
    const listing = merge(before, signal, post, changes)
    return { listing, event: { ...eventOf('reopened', listing, post, contentHash, changes), postedAt: null } }
  }
  const kind = isOwn ? kindOf(changes, before, signal, isEdit) : 'seen-elsewhere'
  // Somebody else's copy of an offer is noted on the listing; what it claims is not taken over.
  const listing = isOwn ? merge(before, signal, post, changes) : { ...before, lastSeenAt: post.seenAt }
  return { listing, event: eventOf(kind, listing, post, contentHash, changes) }
}

/** The post that opened a listing is not on the site any more, and with it the listing. When that happened, nobody says. */
export function remove(post: Post, contentHash: string, known: Known): Tracked | null {
  const before = known.listings.find(({ id, postId }) => id === known.own && postId === post.id)
  if (!before) return null
  const changes = before.status === 'sold' ? [] : [{ field: 'status', before: before.status, after: 'sold' }]
  const listing: Listing = { ...before, status: 'sold', lastSeenAt: post.seenAt }
  return { listing, event: { ...eventOf('removed', listing, post, contentHash, changes), postedAt: null } }
}

/** A post that was an offer and, edited, is none any more: its listing is gone from the site. */
export function withdraw(post: Post, contentHash: string, known: Known): Tracked | null {
  const before = known.listings.find(({ id, postId }) => id === known.own && postId === post.id)
  if (!before || before.status === 'sold') return null
  const changes = [{ field: 'status', before: before.status, after: 'sold' }]
  const listing: Listing = { ...before, status: 'sold', lastSeenAt: post.seenAt }
  return { listing, event: eventOf('removed', listing, post, contentHash, changes) }
}
