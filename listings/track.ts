import { createHash } from 'node:crypto'
import type { Listing, ListingEvent, ListingEventKind } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import { accountKey } from '../model/seller.ts'
import type { Reading, Signal } from '../model/signal.ts'
import { type Changes, changesOf, equal, kindOf, placeChanges, type Role } from './changes.ts'
import { isAnotherOffer, isNextOffer, sameOffer } from './same.ts'

/** What the store knows around a post. */
export interface Known {
  /** Listings of the same post, thread, author or contact; the most recently seen first. */
  listings: readonly Listing[]
  /** The listing that this very post belongs to, if it was a signal before. */
  own: string | null
  /** What this very post said when it was a signal before. */
  said?: Reading | null
  /** When its site said then that it had been edited, if it did. */
  editedAt?: Date | null
  /** The post was gone, and is there again. */
  isBack?: boolean
  /** The post says that what was sold or gone is to be had again. */
  isAgain?: boolean
}

/** What a signal did: the listing as it stands now, and the event that brought it there. */
export interface Tracked {
  listing: Listing
  event: ListingEvent
  /** Nothing happened: the post only says more of the listing, or once more what was said. */
  isSilent?: boolean
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)

const eventOf = (
  kind: ListingEventKind,
  listing: Listing,
  post: Post,
  contentHash: string,
  changes: Changes,
  postedAt = toDate(post.postedAt),
): ListingEvent => ({
  id: digest(listing.id, post.id, contentHash, kind),
  listingId: listing.id,
  postId: post.id,
  accountId: accountOf(post),
  kind,
  postedAt,
  seenAt: post.seenAt,
  changes,
  pageSha256: post.pageSha256,
})

/** An edit happened when the site says that it was edited: by a mark that was not there when the post was last read. */
function editedAt(post: Post, known: Known): Date | null {
  const at = toDate(post.editedAt)
  return at !== null && known.editedAt && at.getTime() <= known.editedAt.getTime() ? null : at
}

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
    verdict: 'new',
    postId,
    thread: post.thread,
    board: post.board,
    postedAt: toDate(post.postedAt),
    firstSeenAt: post.seenAt,
    lastSeenAt: post.seenAt,
  }
}

function merge(listing: Listing, signal: Signal, post: Post, changes: Changes): Listing {
  const said = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  return {
    ...listing,
    ...said,
    ...placeOf(listing, post),
    severity: Math.max(listing.severity, signal.severity),
    confidence: Math.max(listing.confidence, signal.confidence),
    lastSeenAt: post.seenAt,
  }
}

/** A listing stands where the post stands that opened it. */
function placeOf(listing: Listing, post: Post): Partial<Listing> {
  if (post.id !== listing.postId) return {}
  const { thread, board, url } = post
  if (placeChanges(listing, post).length === 0) return { board: board ?? listing.board }
  return { thread: thread ?? listing.thread, board: board ?? listing.board, url }
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
      (listing) => inThread(listing) && (byAuthor(listing) || byNobody(listing)) && !isNextOffer(signal, listing),
    ) ??
    known.listings.find((listing) => byAuthor(listing) && sameOffer(signal, listing)) ??
    known.listings.find((listing) => sharesContact(signal, listing) && sameOffer(signal, listing))
  )
}

const sharesContact = (signal: Signal, listing: Listing): boolean =>
  signal.contacts.some((contact) => listing.contacts.some((other) => equal(contact, other)))

/** A leak site's page of one victim says what its card said, and more. */
const isBehindCard = (post: Post, listing: Listing): boolean =>
  post.platform === 'leaksite' && post.author === null && post.id !== listing.postId

/** How a post stands to the listing that it continues; `copy` is somebody else's, or of another account. */
function roleOf(post: Post, listing: Listing, known: Known): Role | 'copy' {
  if (listing.id === known.own) return 'edit'
  if (listing.site !== post.site || listing.handle !== post.author) return 'copy'
  return post.thread !== null && listing.thread === post.thread ? 'further' : 'repost'
}

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
    const again = known.own !== null
    const listing = open(signal, post, again)
    return {
      listing,
      event: eventOf('opened', listing, post, contentHash, [], again ? editedAt(post, known) : undefined),
    }
  }
  const role = roleOf(post, before, known)
  if (role === 'copy') {
    // Somebody else's copy of an offer is noted on the listing; what it claims is not taken over.
    const changes = changesOf(before, { reading: signal, role: 'repost' })
    const listing = { ...before, lastSeenAt: post.seenAt }
    return { listing, event: eventOf('seen-elsewhere', listing, post, contentHash, changes) }
  }
  const said = { reading: signal, role, before: known.said ?? undefined, isAgain: known.isAgain }
  if (role === 'edit' && known.isBack) {
    // What is there again is to be had again, unless it says that it is sold.
    const changes = changesOf(before, { ...said, before: undefined })
    const listing = merge(before, signal, post, changes)
    return { listing, event: eventOf('reopened', listing, post, contentHash, changes, null) }
  }
  const moved = post.id === before.postId ? placeChanges(before, post) : []
  const changes = [...changesOf(before, said), ...moved]
  const listing = merge(before, signal, post, changes)
  const at = role === 'edit' ? editedAt(post, known) : undefined
  const event = eventOf(kindOf(changes, role), listing, post, contentHash, changes, at)
  return { listing, event, isSilent: isBehindCard(post, before) && (role === 'further' || changes.length === 0) }
}

/** The post that opened a listing says what it said, and stands elsewhere on its site. When it was moved, nobody says. */
export function move(post: Post, contentHash: string, known: Known): Tracked | null {
  const before = ownOf(post, known)
  const changes = before ? placeChanges(before, post) : []
  if (!before || changes.length === 0) return null
  const listing: Listing = { ...before, ...placeOf(before, post), lastSeenAt: post.seenAt }
  return { listing, event: eventOf('moved', listing, post, contentHash, changes, null) }
}

/** The listing that a post opened. */
const ownOf = (post: Post, known: Known): Listing | undefined =>
  known.listings.find(({ id, postId }) => id === known.own && postId === post.id)

/** The post that opened a listing is not on the site any more, and with it the listing. When that happened, nobody says. */
export function remove(post: Post, contentHash: string, known: Known): Tracked | null {
  const before = ownOf(post, known)
  if (!before) return null
  const changes = before.status === 'sold' ? [] : [{ field: 'status', before: before.status, after: 'sold' }]
  const listing: Listing = { ...before, status: 'sold', lastSeenAt: post.seenAt }
  return { listing, event: eventOf('removed', listing, post, contentHash, changes, null) }
}

/** A post that was an offer and, edited, is none any more: its listing is gone from the site. */
export function withdraw(post: Post, contentHash: string, known: Known): Tracked | null {
  const before = ownOf(post, known)
  if (!before || before.status === 'sold') return null
  const changes = [{ field: 'status', before: before.status, after: 'sold' }]
  const listing: Listing = { ...before, status: 'sold', lastSeenAt: post.seenAt }
  return { listing, event: eventOf('removed', listing, post, contentHash, changes, editedAt(post, known)) }
}
