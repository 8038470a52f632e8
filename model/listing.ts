import { z } from 'zod'
import { Verdict } from './kin.ts'
import { Board } from './post.ts'
import { Reading } from './signal.ts'

/** The offer itself, over all its posts and edits: what is being offered now, as last claimed. */
export const Listing = Reading.extend({
  id: z.string(),
  site: z.string(),
  /** The account that made the offer; `null` for an anonymous paste. */
  accountId: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string(),
  url: z.string(),
  /** The post that opened it. */
  postId: z.string(),
  thread: z.string().nullable(),
  /** The board on which it stands, where its page says so. */
  board: Board.nullable().default(null),
  /** Whether the same data was offered before. */
  verdict: Verdict.default('new'),
  severity: z.number().int().min(0).max(100),
  confidence: z.number().min(0).max(1),
  /** When the site says it was opened, and when we first saw it. */
  postedAt: z.date().nullable(),
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
})
export type Listing = z.infer<typeof Listing>

/**
 * What can happen to a listing. A change of a post is one event; where it changes several things at once, the kind is
 * the first of them in the order sold, reopened, repriced, sample-added, contact-changed, moved, edited, bumped, and
 * `changes` names every field.
 */
export const ListingEventKind = z.enum([
  'opened',
  'edited',
  'repriced',
  'bumped',
  /** A sample is shown or offered where there was none. */
  'sample-added',
  /** Another contact, in the place of the old or beside it. */
  'contact-changed',
  /** It stands in another thread or on another board of the same site. */
  'moved',
  'sold',
  'reopened',
  'removed',
  'seen-elsewhere',
])
export type ListingEventKind = z.infer<typeof ListingEventKind>

/** What a visit changed about a listing. */
export const ListingEvent = z.object({
  /** Derived from listing, post, the post's content and kind: the same change twice is one event. */
  id: z.string(),
  listingId: z.string(),
  postId: z.string(),
  /** Who did it: the author of the post; `null` where posts are not signed. */
  accountId: z.string().nullable(),
  kind: ListingEventKind,
  /** When the site says it happened; `null` where it does not say. */
  postedAt: z.date().nullable(),
  seenAt: z.date(),
  /** Field by field, what it was and what it is. */
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  pageSha256: z.string(),
})
export type ListingEvent = z.infer<typeof ListingEvent>
