import { visit } from '../../app/pipeline.ts'
import { serve } from '../../app/service.ts'
import { linksOf } from '../../listings/links.ts'
import type { Verdict } from '../../model/kin.ts'
import type { ListingEventKind } from '../../model/listing.ts'
import type { Target } from '../../model/target.ts'
import { sharedClues } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import { startDesk } from '../app/desk.ts'
import { openTestHouse, until } from '../app/house.ts'
import { type Arrival, alertsOf, type SeenAlert } from './alerts.ts'
import type { World } from './format.ts'
import { serveWorld } from './server.ts'

/** What Pantau made of a world. */
export interface Seen {
  listings: SeenListing[]
  /** Accounts that may be one person's, and why. */
  links: { accounts: [string, string]; reasons: string[] }[]
  /** What arrived at the receiver, in its order. */
  alerts: SeenAlert[]
  /** Visits that failed, and pages of them; alerts that are none. */
  failures: string[]
  /** Requests of all visits. */
  requests: number
}

/** A listing by the post that opened it, and its events, oldest first. */
export interface SeenListing {
  id: string
  post: string
  account: string | null
  title: string
  /** Whether its data was offered before, and the posts that opened the listings in which it was. */
  verdict: Verdict
  of: string[]
  events: SeenEvent[]
}

export interface SeenEvent {
  id: string
  kind: ListingEventKind
  /** Number of the visit that brought it. */
  visit: number
  postedAt: Date | null
  account: string | null
  /** What changed, field by field: for whoever reads the difference. */
  changes: string
}

/**
 * Reads a world as it would have been read in its years: visit by visit in their order, each site over real HTTP as it
 * stood at that visit, through the whole line into a store of its own, and on to a receiver of webhooks: what a visit gives
 * reason to tell has arrived before the next begins. The house's clock is the world's.
 */
export async function replay(world: World, { onVisit = (_at: number) => {} } = {}): Promise<Seen> {
  const { visits } = world.manifest
  const [server, desk] = [await serveWorld(world), await startDesk()]
  let now = new Date(visits[0]?.at ?? 0)
  const house = await openTestHouse(configOf(world, server.url, desk.webhookUrl), {}, { now: () => now })
  try {
    await serve(house, 'replay', { schedule: false })
    const targets = new Map(house.config.targets.map((target) => [target.id, target]))
    const failures: string[] = []
    const arrivals: Arrival[] = []
    let requests = 0
    for (const [at, { site, at: when }] of visits.entries()) {
      now = new Date(when)
      server.goTo(at)
      failures.push(...(await read(targets.get(site), house.line)).map((failure) => `visit ${at}, ${when}: ${failure}`))
      requests += server.asked().length
      await until(() => isTold(house.database))
      const payloads = desk.payloads.splice(0)
      arrivals.push(...desk.keys.splice(0).map((key, index) => ({ key, visit: at, said: payloads[index] ?? '' })))
      onVisit(at)
    }
    const listings = await listingsOf(house.database, world)
    const { alerts, strays } = await alertsOf(arrivals, house.database)
    failures.push(...strays)
    return { listings, links: await linksIn(house.database), alerts, failures, requests }
  } finally {
    await house.close()
    await house.remove()
    await server.close()
    await desk.close()
  }
}

/** Nothing is on its way to the receiver any more. */
const isTold = async (sql: Sql): Promise<boolean> =>
  (await countDeliveries(sql)).every(({ state }) => state === 'sent' || state === 'dead')

/** One visit; says what of it failed. */
async function read(target: Target | undefined, line: Parameters<typeof visit>[1]): Promise<string[]> {
  if (target === undefined) throw new Error('a visit to a site that is not configured')
  try {
    const { report } = await visit(target, line)
    return report.errors.map(({ url, error }) => `${url}: ${error.message}`)
  } catch (error) {
    return [`${target.id}: ${(error as Error).message}`]
  }
}

/**
 * A world without rules tells everybody of everything, so that every offer is watched as long as it can be. Each rule has a
 * channel of its own: one that several share would hear of an event once.
 */
function configOf({ manifest }: World, proxy: string, url: string): string {
  const rules = manifest.rules.length > 0 ? manifest.rules : [{ id: 'all' }]
  return JSON.stringify({
    targets: manifest.sites.map((site) => ({ ...site, ...{ via: proxy, every: '1d', limits: { delay: '1ms' } } })),
    watchlists: manifest.watchlists,
    rules: rules.map((rule) => ({ ...rule, channels: [rule.id] })),
    channels: rules.map(({ id }) => ({ id, type: 'webhook', url, secret: `\${HOOK_SECRET}` })),
  })
}

async function listingsOf(sql: Sql, { manifest }: World): Promise<SeenListing[]> {
  const visitAt = new Map(manifest.visits.map(({ at, site }, index) => [`${site} ${Date.parse(at)}`, index]))
  const listings = await sql.query<Omit<SeenListing, 'events'>>(
    `select id, post_id as post, account_id as account, title, verdict,
       array(select earlier.post_id from pantau.kin join pantau.listings earlier on earlier.id = kin.earlier_id
             where kin.listing_id = listing.id order by earlier.first_seen_at) as of
     from pantau.listings listing order by first_seen_at, id`,
  )
  const events = await sql.query<
    Omit<SeenEvent, 'visit' | 'changes'> & { listingId: string; site: string; seenAt: Date; changes: Change[] }
  >(
    `select event.id, event.listing_id as "listingId", event.kind, event.posted_at as "postedAt", event.seen_at as "seenAt",
       event.changes, post.account_id as account, post.site
     from pantau.listing_events event join pantau.posts post on post.id = event.post_id
     order by event.seen_at, event.posted_at nulls last, event.id`,
  )
  return listings.map((listing) => ({
    ...listing,
    events: events
      .filter(({ listingId }) => listingId === listing.id)
      .map(({ id, kind, postedAt, account, site, seenAt, changes }) => ({
        ...{ id, kind, postedAt, account },
        visit: visitAt.get(`${site} ${seenAt.getTime()}`) ?? -1,
        changes: changes.map(shown).join(', '),
      })),
  }))
}

async function linksIn(sql: Sql): Promise<Seen['links']> {
  const accounts = await sql.query<{ id: string }>(`select distinct account_id as id from pantau.clues order by 1`)
  const ties = await sharedClues(
    sql,
    accounts.map(({ id }) => id),
  )
  return linksOf(ties, []).map(({ from, to, reasons }) => ({
    accounts: [from, to],
    reasons: [...new Set(reasons.map(({ kind }) => kind))].sort(),
  }))
}

interface Change {
  field: string
  before: unknown
  after: unknown
}

const shown = ({ field, before, after }: Change): string =>
  `${field} ${JSON.stringify(before)} → ${JSON.stringify(after)}`
