import { accountKey } from '../../model/seller.ts'
import { compareAlerts, compareThreads } from './alerts.ts'
import { type TrueEvent, type TrueListing, toleranceOf, type World } from './format.ts'
import type { Seen, SeenEvent, SeenListing } from './replay.ts'

/** A page with an offer is read again at least so often, in milliseconds; what nothing else tells of is seen then. */
const rereadMs = 7 * 86_400_000

/** What Pantau made of a world otherwise than its truth: a line for each, none where all is equal. */
export function differences(world: World, seen: Seen): string[] {
  const { listings } = world.truth
  const left = [...seen.listings]
  const found = listings.map((listing) => {
    const at = left.findIndex(({ post }) => sameName(post, listing.post))
    return [listing, at === -1 ? undefined : left.splice(at, 1)[0]] as const
  })
  return [
    ...seen.failures,
    ...found.flatMap(([truth, one]) =>
      one === undefined
        ? [`${truth.key}: no listing was opened by ${truth.post}`]
        : compareListing(truth, one, seen, world),
    ),
    ...compareLinks(world.truth.links, seen.links),
    ...left.map(
      ({ post, title, events }) => `a listing that is none: ${post} “${title}”: ${events.map(tell).join('; ')}`,
    ),
  ]
}

/** The links that only one of the two has, and those whose reasons differ; none where the truth names no links. */
function compareLinks(truth: World['truth']['links'], seen: Seen['links']): string[] {
  if (truth === undefined) return []
  const told = (links: Seen['links']): Map<string, string> =>
    new Map(
      links.map(({ accounts, reasons }) => [accounts.map(keyOf).sort().join(' and '), reasons.toSorted().join(', ')]),
    )
  const [there, found] = [told(truth), told(seen)]
  return [...new Set([...there.keys(), ...found.keys()])].flatMap((pair) => {
    const [should, does] = [there.get(pair), found.get(pair)]
    return should === does ? [] : [`${pair}: linked by ${does ?? 'nothing'}, not ${should ?? 'by anything'}`]
  })
}

/** An account as Pantau knows it, whatever the case of its handle. */
const keyOf = (name: string): string => {
  const [site = '', ...handle] = name.split('/')
  return accountKey(site, handle.join('/'))
}

function compareListing(truth: TrueListing, seen: SeenListing, all: Seen, world: World): string[] {
  const said: string[] = compareThreads(truth, seen, all)
  if (!sameAccount(truth.account, seen.account))
    said.push(`${truth.key}: by ${seen.account ?? 'nobody'}, not ${truth.account ?? 'nobody'}`)
  if (truth.verdict) said.push(...compareVerdict(truth.key, truth.verdict, seen, world))
  const left = [...seen.events]
  for (const event of truth.events) {
    const of = event.account === undefined ? truth.account : event.account
    const fits = left.map((one) => misfits(event, of, one, world))
    // One that fits in all is meant; else the first of its kind, whose misfits are told.
    const best = fits.indexOf('') === -1 ? left.findIndex(({ kind }) => kind === event.kind) : fits.indexOf('')
    const [one] = best === -1 ? [] : left.splice(best, 1)
    if (one === undefined)
      said.push(`${truth.key}: ${event.kind} was not seen (visit ${event.visit}, ${event.postedAt})`)
    else {
      if (fits[best] !== '') said.push(`${truth.key}: ${event.kind} ${fits[best]}`)
      said.push(...compareAlerts(truth.key, event, one, all, world))
    }
  }
  return [...said, ...left.map((event) => `${truth.key}: there was no ${tell(event)}`)]
}

/** The verdict, and whether the earlier listings that the truth names are among those that were found. */
function compareVerdict(
  key: string,
  { kind, of }: NonNullable<TrueListing['verdict']>,
  seen: SeenListing,
  { truth }: World,
): string[] {
  const said = kind === seen.verdict ? [] : [`${key}: is ${[seen.verdict, ...seen.of].join(' ')}, not ${kind}`]
  const missing = of.filter((earlier) => {
    const post = truth.listings.find((listing) => listing.key === earlier)?.post ?? ''
    return !seen.of.some((name) => sameName(name, post))
  })
  return [...said, ...missing.map((earlier) => `${key}: was not found to offer what ${earlier} offered`)]
}

/** How an event that was seen differs from the true one; '' where it does not. */
function misfits(event: TrueEvent, account: string | null, seen: SeenEvent, world: World): string {
  if (seen.kind !== event.kind) return `is ${seen.kind}`
  const said: string[] = []
  if (!sameAccount(account, seen.account)) said.push(`is by ${seen.account ?? 'nobody'}, not ${account ?? 'nobody'}`)
  const last = latestVisit(event, world)
  if (seen.visit < event.visit || seen.visit > last)
    said.push(`was seen at visit ${seen.visit}, not ${event.visit}${last > event.visit ? ` to ${last}` : ''}`)
  const posted = event.postedAt === null ? null : Date.parse(event.postedAt)
  const isThen =
    posted === null || seen.postedAt === null
      ? posted === null && seen.postedAt === null
      : Math.abs(posted - seen.postedAt.getTime()) <= toleranceOf(event)
  if (!isThen) said.push(`is dated ${seen.postedAt?.toISOString() ?? 'nowhere'}, not ${event.postedAt ?? 'nowhere'}`)
  return said.join(', ') + (said.length > 0 && seen.changes ? ` (${seen.changes})` : '')
}

/**
 * The last visit that may bring an event. What moves a board is seen at once. An edit that moves nothing is seen when its
 * page is read again, once a week at least, and what is gone must be missed at two visits.
 */
function latestVisit({ kind, visit, quiet }: TrueEvent, { manifest: { visits } }: World): number {
  if (!quiet && kind !== 'removed') return visit
  const { site, at } = visits[visit] ?? { site: '', at: '' }
  const due = Date.parse(at) + rereadMs
  const later = visits.flatMap((one, index) => (one.site === site && Date.parse(one.at) >= due ? [index] : []))
  return later[kind === 'removed' ? 1 : 0] ?? visits.length
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const sameAccount = (truth: string | null, seen: string | null): boolean => {
  if (truth === null || seen === null) return truth === seen
  return keyOf(truth) === seen
}

const tell = ({ kind, visit, account, postedAt, changes }: SeenEvent): string =>
  `${kind} by ${account ?? 'nobody'} at visit ${visit}, dated ${postedAt?.toISOString() ?? 'nowhere'}${changes ? ` (${changes})` : ''}`
