import { z } from 'zod'
import type { Sql } from '../../store/database.ts'
import type { TrueEvent, TrueListing, World } from './format.ts'
import type { Seen, SeenEvent, SeenListing } from './replay.ts'

/** What came in at the receiver: under which key, after which visit, in which words. */
export interface Arrival {
  key: string
  visit: number
  said: string
}

/** An alert that arrived: one rule's word of one event of a listing. */
export interface SeenAlert {
  id: string
  rule: string
  listing: string
  event: string
  /** What the receiver was told that happened. */
  kind: string | null
  /** Number of the visit after which it arrived. */
  visit: number
  /** The first alert of its rule about its listing. */
  root: string
}

const Payload = z.object({ message: z.object({ event: z.string().nullable() }) })

/** What the arrivals are by the store, and what is wrong with them: what nobody sent, came twice, or never came. */
export async function alertsOf(
  arrivals: readonly Arrival[],
  sql: Sql,
): Promise<{ alerts: SeenAlert[]; strays: string[] }> {
  const sent = await sql.query<Omit<SeenAlert, 'kind' | 'visit'> & { key: string }>(
    `select delivery.id as key, alert.id, alert.rule_id as rule, alert.listing_id as listing, alert.event_id as event,
       alert.root_id as root
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id`,
  )
  const byKey = new Map(sent.map(({ key, ...alert }) => [key, alert]))
  const strays: string[] = []
  const alerts: SeenAlert[] = []
  for (const { key, visit, said } of arrivals) {
    const alert = byKey.get(key)
    if (alert === undefined || alerts.some(({ id }) => id === alert.id))
      strays.push(`visit ${visit}: ${alert ? `${alert.rule} told twice` : 'nobody sent'} ${key}`)
    else alerts.push({ ...alert, visit, kind: Payload.parse(JSON.parse(said)).message.event })
  }
  const lost = sent.filter(({ id }) => !alerts.some((alert) => alert.id === id))
  return { alerts, strays: [...strays, ...lost.map(({ rule, key }) => `an alert of ${rule} never arrived: ${key}`)] }
}

/** What was told of an event otherwise than its truth says: by whom, when, and as what. */
export function compareAlerts(
  key: string,
  truth: Pick<TrueEvent, 'alerts'>,
  event: SeenEvent,
  { alerts }: Pick<Seen, 'alerts'>,
  { manifest }: World,
): string[] {
  if (manifest.rules.length === 0) return []
  const told = alerts.filter((alert) => alert.event === event.id)
  const [should, does] = [truth.alerts, told.map(({ rule }) => rule)].map((rules) => rules.toSorted().join(', '))
  return [
    ...(should === does
      ? []
      : [`${key}: ${event.kind} was told by ${does || 'nobody'}, not by ${should || 'anybody'}`]),
    ...told.flatMap(({ rule, kind, visit }) => [
      ...(kind === event.kind ? [] : [`${key}: ${rule} told of ${event.kind} as ${kind}`]),
      ...(visit === event.visit ? [] : [`${key}: ${rule} told of ${event.kind} at visit ${visit}, not ${event.visit}`]),
    ]),
  ]
}

/** Alerts of a listing that do not stand under the first that their rule told of it. */
export function compareThreads({ key }: Pick<TrueListing, 'key'>, { id }: SeenListing, { alerts }: Seen): string[] {
  const of = alerts.filter(({ listing }) => listing === id)
  return of.flatMap(({ rule, root, kind, visit }) => {
    const first = of.find((alert) => alert.rule === rule)
    return root === first?.id ? [] : [`${key}: ${rule} told of ${kind} at visit ${visit} under another thread`]
  })
}
