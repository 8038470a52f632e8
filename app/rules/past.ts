import type { Judged } from '../../alerts/happening.ts'
import type { ListingEvent } from '../../model/listing.ts'
import { longestEvery, siteOf, type Target } from '../../model/target.ts'
import type { Sql } from '../../store/database.ts'
import { changesOfListings, type PastEvent, wordsOfPosts } from '../../store/replay.ts'

// What was stored, as the rules would have seen it then.

/** Posts whose words are asked for at once: their texts may be long. */
const wordsAtOnce = 200

/** Puts back what later events changed of a listing: each field as it was before the first of them that changed it. */
export async function asTheyStood(sql: Sql, events: readonly PastEvent[]): Promise<PastEvent[]> {
  const changes = await changesOfListings(sql, [...new Set(events.map(({ listingId }) => listingId))])
  const byListing = groupedBy(changes, ({ listingId }) => listingId)
  return events.map((event) => {
    const later = (byListing.get(event.listingId) ?? []).filter((other) => isAfter(other, event))
    if (later.length === 0) return event
    const before = later.flatMap((one) => one.changes).map(({ field, before }) => [field, before] as const)
    const fields = before.filter(([field]) => field in event.listing)
    return { ...event, listing: { ...event.listing, ...Object.fromEntries(fields.reverse()) } }
  })
}

function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}

const isAfter = (one: Pick<ListingEvent, 'id' | 'seenAt'>, other: Pick<ListingEvent, 'id' | 'seenAt'>): boolean =>
  one.seenAt.getTime() === other.seenAt.getTime() ? one.id > other.id : one.seenAt > other.seenAt

/** Where a site is watched, and what is too old there to tell anybody of. */
export interface Watched {
  targets: Pick<Target, 'id' | 'reliability'>[]
  /** Milliseconds. */
  oldAge: number
  /** Until when its first visits lasted, where that is known. */
  firstUntil: Date
}

const usualAge = 172_800_000

/** The sites of a configuration; one that it does not name any more is read as one without settings. */
export function sitesOf(targets: readonly Target[], began: ReadonlyMap<string, Date>): (site: string) => Watched {
  const sites = groupedBy(targets, siteOf)
  return (site) => {
    const here = sites.get(site)
    const oldAge = Math.max(...(here ?? []).map((one) => Math.max(one.alertAge, 2 * longestEvery(one))), 0) || usualAge
    const first = Math.max(...(here ?? []).map(({ id }) => began.get(id)?.getTime() ?? 0), 0)
    // Whoever alerts on all that is old has no first visits.
    const firstUntil = new Date(oldAge === Number.POSITIVE_INFINITY ? 0 : first + oldAge)
    return { targets: here ?? [{ id: site, reliability: 'F' }], oldAge, firstUntil }
  }
}

/**
 * Whether nobody would have been told of it for its age, as far as the past still tells: a first visit or a backfill came
 * upon it, and the site dates it long before, or not at all.
 */
export const wasOld = ({ kind, postedAt, seenAt }: PastEvent, { oldAge, firstUntil }: Watched): boolean =>
  postedAt === null ? kind === 'opened' && seenAt < firstUntil : seenAt.getTime() - postedAt.getTime() > oldAge

/** What rules look at, without words: enough for most of them. */
export const withoutWords = (
  { kind, changes, accountId, listing, platform, isRepeat }: PastEvent,
  target: Watched['targets'][number],
): Judged => ({
  event: { kind, changes, accountId },
  listing,
  signal: { own: [] },
  post: { platform, title: '', text: '', links: [], images: [] },
  reliability: target.reliability,
  targetId: target.id,
  seller: null,
  isRepeat,
})

/** The words of the posts behind some happenings, by post. */
export async function wordsOf(
  sql: Sql,
  postIds: readonly string[],
): Promise<Map<string, Pick<Judged, 'signal'> & { post: Omit<Judged['post'], 'platform'> }>> {
  const words: Awaited<ReturnType<typeof wordsOf>> = new Map()
  for (let at = 0; at < postIds.length; at += wordsAtOnce)
    for (const { id, own, ...post } of await wordsOfPosts(sql, postIds.slice(at, at + wordsAtOnce)))
      words.set(id, { signal: { own }, post })
  return words
}
