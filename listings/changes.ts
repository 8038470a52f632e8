import type { Listing, ListingEvent, ListingEventKind } from '../model/listing.ts'
import type { Board } from '../model/post.ts'
import type { Contact } from '../model/profile.ts'
import type { Price, Reading } from '../model/signal.ts'

/** Field by field, what an event changed. */
export type Changes = ListingEvent['changes']

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

/** Lists of claims are sets; a dollar of Tether is a dollar. */
const normal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item)).sort()
  if (value !== null && typeof value === 'object' && 'currency' in value)
    return { ...value, currency: value.currency === 'USDT' ? 'USD' : value.currency }
  return value
}
export const equal = (a: unknown, b: unknown): boolean => JSON.stringify(normal(a)) === JSON.stringify(normal(b))

/** How a post stands to the listing that it belongs to. */
export type Role =
  /** It was a signal of this listing before, and was edited. */
  | 'edit'
  /** A further word of the author in the listing's thread. */
  | 'further'
  /** The same offer posted once more, somewhere else. */
  | 'repost'

/** What a reading says otherwise than its listing did. What it leaves unsaid still stands. */
export interface Said {
  reading: Reading
  role: Role
  /** What this very post said before it was edited: what it repeats is no change, whatever was said elsewhere since. */
  before?: Reading | undefined
  /** A further word says that the offer is to be had again. */
  isAgain?: boolean | undefined
}

/** What a post changes about the claims of its listing. */
export const changesOf = (listing: Listing, said: Said): Changes =>
  claims.flatMap((field) => {
    const after = claimOf(field, listing, said)
    return isSilent(after) || equal(after, listing[field]) ? [] : [{ field, before: listing[field], after }]
  })

function claimOf(field: (typeof claims)[number], listing: Listing, { reading, role, before, isAgain }: Said): unknown {
  if (before && equal(reading[field], before[field])) return null
  if (role !== 'further') return reading[field]
  // A further word names one contact more; and that it does not say "sold" says nothing.
  if (field === 'contacts') return union(listing.contacts, reading.contacts)
  if (field === 'status') return reading.status === 'sold' ? 'sold' : isAgain ? 'open' : null
  return reading[field]
}

const union = (before: readonly Contact[], after: readonly Contact[]): Contact[] => [
  ...before,
  ...after.filter((contact) => !before.some((other) => equal(other, contact))),
]

/** Where a thing stands on its site. */
export interface Place {
  thread: string | null
  board: Board | null
}

/**
 * Whether a post stands elsewhere on its site than it did. An address that is written otherwise (a new host, a session,
 * slugs for numbers) is no other place, and neither is a board that was renamed: another board has another address *and*
 * another name; another thread another number.
 */
export function placeChanges(before: Place, after: Place): Changes {
  const changes: Changes = []
  if (isOtherThread(before.thread, after.thread))
    changes.push({ field: 'thread', before: before.thread, after: after.thread })
  if (isOtherBoard(before.board, after.board))
    changes.push({ field: 'board', before: before.board?.name, after: after.board?.name })
  return changes
}

const isNumber = (id: string | null): boolean => id !== null && /^\d+$/.test(id)
const isOtherThread = (before: string | null, after: string | null): boolean =>
  isNumber(before) && isNumber(after) && before !== after
const isOtherBoard = (before: Board | null, after: Board | null): boolean =>
  before !== null && after !== null && before.url !== after.url && before.name !== after.name

const isPrice = (value: unknown): value is Price => value !== null && typeof value === 'object' && 'amount' in value

/** A price named for the first time, as on a victim's own page behind its card, is no other price; nor is "each". */
const isRepricing = ({ field, before, after }: Changes[number]): boolean =>
  field === 'price' && isPrice(before) && isPrice(after) && !equal({ ...before, per: '' }, { ...after, per: '' })

/** Another contact in the place of the old, or beside it; a first one is none, and one that is left out neither. */
const isOtherContact = ({ field, before, after }: Changes[number]): boolean =>
  field === 'contacts' &&
  Array.isArray(before) &&
  Array.isArray(after) &&
  before.length > 0 &&
  after.some((contact) => !before.some((other) => equal(other, contact)))

/** What kind of event changes make: one for each change of a post, by what matters most in it. */
export function kindOf(changes: Changes, role: Role): ListingEventKind {
  const has = (field: string, after?: unknown): boolean =>
    changes.some((change) => change.field === field && (after === undefined || change.after === after))
  if (has('status', 'sold')) return 'sold'
  if (has('status', 'open')) return 'reopened'
  if (changes.some(isRepricing)) return 'repriced'
  if (has('sample')) return 'sample-added'
  if (changes.some(isOtherContact)) return 'contact-changed'
  if (has('thread') || has('board')) return 'moved'
  return role === 'edit' ? 'edited' : 'bumped'
}
