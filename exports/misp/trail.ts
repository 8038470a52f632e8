import { defang, oneLine } from '../../model/plain.ts'
import type { Account } from '../../model/seller.ts'
import { bandOf } from '../../model/severity.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { toldLinks } from '../trail/persons.ts'

// A timeline by what it speaks of, as the objects of an event need it: everything once, in the order of its first entry.

type Entries = readonly [TimelineEntry, ...TimelineEntry[]]

export interface Trail {
  /** `account` is missing where the site's page of it was not kept. */
  accounts: {
    id: string
    site: string
    handle: string
    account: Account | undefined
    entries: readonly TimelineEntry[]
    /** What ties it to another account of the trail that stands behind it. */
    links: { to: string; isConfirmed: boolean }[]
  }[]
  /** By name, whatever its case. */
  victims: { id: string; name: string; entries: Entries }[]
  /** `isLeak`: it claims that something happened; somebody who looks for data claims nothing. */
  listings: {
    id: string
    title: string
    isLeak: boolean
    latest: TimelineEntry
    entries: Entries
    kin: Timeline['kin']
  }[]
  posts: { id: string; entries: Entries }[]
}

/** The id of a thing within one event. MISP knows an id once in all its events, so that a thing has another in each. */
export type Ids = (kind: 'account' | 'victim' | 'listing' | 'post' | 'entry', name: string) => string

export function trailOf({ accounts, entries, kin, links }: Timeline): Trail {
  const byAccount = grouped(entries, ({ account }) => (account.id === null ? [] : [account.id]))
  const known = new Map(accounts.map((account) => [account.id, account]))
  const listings = grouped(entries, ({ listing }) => [oneLine(listing.id)])
  const ids = new Set([...known.keys(), ...byAccount.keys()])
  const told = toldLinks({ links }).filter(({ from, to }) => ids.has(from) && ids.has(to))
  return {
    accounts: [...ids].map((id) => {
      const done = byAccount.get(id) ?? []
      const [site = '', ...rest] = id.split('/')
      const handle = oneLine(known.get(id)?.handle ?? done[0]?.account.handle ?? rest.join('/'))
      const tied = told.filter(({ from }) => from === id)
      const links = tied.map(({ to, verdict }) => ({ to, isConfirmed: verdict !== null }))
      return { id, site, handle, account: known.get(id), entries: done, links }
    }),
    victims: [...grouped(entries, ({ signal }) => signal.victims.map(victimId))].map(([id, group]) => ({
      id,
      name: oneLine(group[0].signal.victims.find((name) => victimId(name) === id) ?? id),
      entries: group,
    })),
    listings: [...listings].map(([id, group]) => {
      const latest = group.at(-1) ?? group[0]
      return {
        id,
        title: defang(oneLine(latest.listing.title)) || id,
        isLeak: latest.signal.intent !== 'wanted',
        latest,
        entries: group,
        kin: kin.filter(({ of, listingId }) => oneLine(of) === id && listings.has(oneLine(listingId))),
      }
    }),
    posts: [...grouped(entries, ({ post }) => [oneLine(post.id)])].map(([id, group]) => ({ id, entries: group })),
  }
}

export const victimId = (name: string): string => oneLine(name).toLowerCase()

function grouped(
  entries: readonly TimelineEntry[],
  keysOf: (entry: TimelineEntry) => readonly string[],
): Map<string, [TimelineEntry, ...TimelineEntry[]]> {
  const groups = new Map<string, [TimelineEntry, ...TimelineEntry[]]>()
  for (const entry of entries)
    for (const key of new Set(keysOf(entry))) {
      const group = groups.get(key)
      if (key === '') continue
      if (group) group.push(entry)
      else groups.set(key, [entry])
    }
  return groups
}

/** When Pantau saw the first of these entries and the last; 1970 where there is none. */
export function spanOf(entries: readonly TimelineEntry[]): { first: Date; last: Date } {
  const times = entries.map(({ seenAt }) => seenAt.getTime())
  const first = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0)
  return { first: new Date(first), last: new Date(times.reduce((most, time) => Math.max(most, time), first)) }
}

/** Severity 0 to 100 in four steps, those by which alerts are coloured. */
export const severityStep = <T>(severity: number, most: T, high: T, middle: T, low: T): T =>
  ({ critical: most, high, medium: middle, low })[bandOf(severity)]
