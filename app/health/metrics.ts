import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { failingChannels } from '../../store/gates.ts'
import { allPauses } from '../../store/pauses.ts'
import { openTroubles } from '../../store/troubles.ts'
import { lastGoodVisits } from '../../store/visits.ts'
import type { House } from '../house.ts'
import type { Watcher } from '../turn.ts'

// What Prometheus asks for. Counters are of this process; gauges are of the store and the queue, and the same on every
// worker. Names and units as its conventions have them: pantau_ before, base units, _total behind a counter.

export interface Metrics {
  /** Counts what the service does. */
  watcher: Watcher
  /** The text that Prometheus reads, and its content type. */
  text(): Promise<{ body: string; type: string }>
}

/** Seconds; a visit may take half an hour, a delivery a minute. */
const visitSeconds = [0.5, 1, 2, 5, 10, 30, 60, 180, 600, 1_800]
const deliverySeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export function createMetrics(house: () => House): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })

  const visits = new Counter({
    ...{ name: 'pantau_visits_total', help: 'Visits, by target and outcome (good, failed)', registers },
    labelNames: ['target', 'outcome'],
  })
  const counted = (name: string, help: string): Counter<'target'> =>
    new Counter({ name, help, registers, labelNames: ['target'] })
  const sums = {
    requests: counted('pantau_requests_total', 'Requests for pages, by target'),
    pages: counted('pantau_pages_total', 'Pages read, by target'),
    bytes: counted('pantau_fetched_bytes_total', 'Bytes of page bodies after decompression, by target'),
    posts: counted('pantau_posts_total', 'Posts shown by the pages read, known or new, by target'),
    newPosts: counted('pantau_new_posts_total', 'Posts not seen before, by target'),
    changedPosts: counted('pantau_changed_posts_total', 'Posts that were edited, by target'),
    signals: counted('pantau_signals_total', 'New or changed posts that were read as signals, by target'),
    alerts: counted('pantau_alerts_total', 'Alerts raised, by target'),
  }
  const visitTime = new Histogram({
    ...{ name: 'pantau_visit_duration_seconds', help: 'Time that visits took', registers },
    buckets: visitSeconds,
  })
  const deliveries = new Counter({
    ...{ name: 'pantau_deliveries_total', help: 'Tries of deliveries, by channel and outcome', registers },
    labelNames: ['channel', 'outcome'],
  })
  const deliveryTime = new Histogram({
    ...{ name: 'pantau_delivery_duration_seconds', help: 'Time that a channel took to answer', registers },
    labelNames: ['channel'],
    buckets: deliverySeconds,
  })
  const look = createLook(house, registers)

  return {
    watcher: {
      onVisit: (visit) => {
        const { targetId: target, error, startedAt, endedAt } = visit
        visits.inc({ target, outcome: error === null ? 'good' : 'failed' })
        for (const [name, counter] of Object.entries(sums)) counter.inc({ target }, visit[name as keyof typeof sums])
        visitTime.observe((endedAt.getTime() - startedAt.getTime()) / 1_000)
      },
      onDelivery: (channel, outcome, ms) => {
        deliveries.inc({ channel, outcome })
        deliveryTime.observe({ channel }, ms / 1_000)
      },
    },
    text: async () => {
      await look()
      return { body: await register.metrics(), type: register.contentType }
    },
  }
}

/** Gauges that are asked for when Prometheus comes. Where the store or the queue does not answer, they are left out. */
function createLook(house: () => House, registers: Registry[]): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers })
  const reachable = gauge('pantau_store_reachable', 'Whether the store and the queue answer: 1 or 0')
  const jobs = gauge('pantau_queue_jobs', 'Jobs in the queue, by kind and state', 'kind', 'state')
  const since = gauge(
    'pantau_target_seconds_since_good_visit',
    'Seconds since the last visit to a target that did not fail ended',
    'target',
  )
  const paused = gauge('pantau_target_paused', 'Whether a target is paused: 1 or 0', 'target')
  const troubles = gauge('pantau_target_troubles', 'Troubles of a target that have not passed', 'target')
  const failures = gauge(
    'pantau_channel_failures',
    'Tries over a channel that failed since the last that did not',
    'channel',
  )

  return async () => {
    const { config, database, queues, mailroom } = house()
    for (const each of [jobs, since, paused, troubles, failures]) each.reset()
    try {
      const targets = config.targets.filter(({ enabled }) => enabled).map(({ id }) => id)
      const good = await lastGoodVisits(database, targets)
      const resting = new Set((await allPauses(database)).map(({ targetId }) => targetId))
      const open = await openTroubles(database)
      for (const target of targets) {
        const at = good.get(target)
        if (at) since.set({ target }, (Date.now() - at.getTime()) / 1_000)
        paused.set({ target }, resting.has(target) ? 1 : 0)
        troubles.set({ target }, open.filter(({ targetId }) => targetId === target).length)
      }
      const failing = new Map((await failingChannels(database)).map((row) => [row.channelId, row.failures]))
      for (const { id: channel } of config.channels) failures.set({ channel }, failing.get(channel) ?? 0)
      for (const [kind, counts] of Object.entries(await queues.counts()))
        for (const [state, count] of Object.entries(counts)) jobs.set({ kind, state }, count)
      reachable.set(1)
    } catch (error) {
      reachable.set(0)
      mailroom.log.warn({ error: String(error) }, 'metrics without the store')
    }
  }
}
