import { PantauError, ThrottledError } from '../model/errors.ts'
import { siteOf, type Target } from '../model/target.ts'
import { maskText } from '../parsers/mask.ts'
import type { Schedule } from '../queue/schedules.ts'
import { giveLease, takeLease } from '../store/leases.ts'
import { lastError, saveVisit, type Visit } from '../store/visits.ts'
import { deliver, tellOperator } from './deliver.ts'
import type { House } from './house.ts'
import { visit } from './pipeline.ts'
import { upkeep } from './upkeep.ts'

/** What a service tells whoever looks on: the demo's progress, the tests. */
export interface Watcher {
  onVisit?(visit: Visit): void
}

/** How long a visit waits for another one to the same site to end, in milliseconds, before it asks again. */
const siteBusyMs = 3_000

/**
 * Puts the house to work: workers for visits, deliveries and chores, and, with `schedule`, the schedules as the
 * configuration has them.
 */
export async function serve(
  house: House,
  worker: string,
  options: { schedule: boolean },
  watcher: Watcher = {},
): Promise<void> {
  const { config, queues, post } = house
  const targets = new Map(config.targets.filter(({ enabled }) => enabled).map((target) => [target.id, target]))

  const onFailed = (payload: object, error: unknown, willRetry: boolean): void =>
    post.log[willRetry ? 'warn' : 'error'](
      { ...payload, error: describe(error) },
      willRetry ? 'failed, will be tried again' : 'failed',
    )

  await queues.work('alert', ({ deliveryId }, { signal }) => deliver(deliveryId, post, signal), {
    concurrency: config.work.deliveries,
    onFailed,
  })
  await queues.work('upkeep', ({ chore }) => upkeep(chore, house), { concurrency: 1, onFailed })
  await queues.work(
    'crawl',
    async ({ targetId }, { lastAttempt, signal }) => {
      const target = targets.get(targetId)
      if (!target) return post.log.warn({ target: targetId }, 'no longer configured here: not visited')
      await visitOnce(house, target, { worker, lastAttempt, signal }, watcher)
    },
    { concurrency: config.work.visits, onFailed },
  )
  if (options.schedule) await queues.schedule(schedules([...targets.values()], config.work.patience / 4))
}

/** One line for what we know by name, the whole trace for a defect of ours. */
const describe = (error: unknown): string =>
  error instanceof PantauError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)

const schedules = (targets: readonly Target[], sweepEvery: number): Schedule[] => [
  ...targets.map(({ id, every }) => ({
    id: `visit ${id}`,
    kind: 'crawl' as const,
    payload: { targetId: id },
    everyMs: every,
  })),
  { id: 'sweep deliveries', kind: 'upkeep', payload: { chore: 'sweep-deliveries' }, everyMs: sweepEvery },
  { id: 'vacuum', kind: 'upkeep', payload: { chore: 'vacuum' }, everyMs: 3_600_000 },
]

interface Turn {
  worker: string
  lastAttempt: boolean
  signal: AbortSignal
}

/** One visit, alone on its site, written down whatever comes of it. */
async function visitOnce(house: House, target: Target, turn: Turn, watcher: Watcher): Promise<void> {
  const { database, config } = house
  const lease = `site ${siteOf(target)}`
  const owner = `${turn.worker} ${target.id}`
  const until = (): Date => new Date(Date.now() + config.work.patience)
  if (!(await takeLease(database, lease, owner, new Date(), until())))
    throw new ThrottledError(`${target.id}: another visit to ${siteOf(target)} is under way`, siteBusyMs)
  const stop = new AbortController()
  const renewal = setInterval(() => {
    takeLease(database, lease, owner, new Date(), until())
      .then((held) => held || stop.abort(new Error('the lease is another worker’s')))
      .catch((error: Error) => house.post.log.warn({ target: target.id, error: error.message }, 'lease not renewed'))
  }, config.work.patience / 3)
  try {
    await record(house, target, AbortSignal.any([turn.signal, stop.signal]), turn, watcher)
  } finally {
    clearInterval(renewal)
    await giveLease(database, lease, owner).catch(() => undefined) // it runs out by itself
  }
}

/** Visits, and writes down what came of it; a target that fails where it did not before is told to the operator. */
async function record(house: House, target: Target, signal: AbortSignal, turn: Turn, watcher: Watcher): Promise<void> {
  const { database, line, post } = house
  const startedAt = new Date()
  const before = await lastError(database, target.id)
  const write = async (outcome: Omit<Visit, 'targetId' | 'startedAt' | 'endedAt'>): Promise<void> => {
    const written: Visit = { targetId: target.id, startedAt, endedAt: new Date(), ...outcome }
    await saveVisit(database, written)
    const { errors, ...facts } = written
    post.log[written.error === null ? 'info' : 'error'](
      { ...facts, failedPages: errors.length, ms: +written.endedAt - +startedAt },
      'visit',
    )
    watcher.onVisit?.(written)
  }
  try {
    const { report, ...counts } = await visit(target, line, signal)
    const errors = report.errors.map(({ url, error }) => ({ url: maskText(url), error: maskText(error.message) }))
    await write({ ...counts, pages: report.pages, unchanged: report.unchanged, errors, error: null })
  } catch (error) {
    const isFinal = turn.lastAttempt || (error instanceof PantauError && error.permanent)
    if (isFinal && !turn.signal.aborted && !(error instanceof ThrottledError)) {
      const reason = maskText(error instanceof Error ? error.message : String(error))
      await write({ ...nothing, error: reason })
      if (!before)
        await tellOperator(post, `target ${target.id} fails since ${startedAt.toISOString()}`, {
          subject: `${target.id} can no longer be read`,
          facts: [
            { label: 'Target', value: target.id },
            { label: 'Error', value: reason },
          ],
          reasons: ['Its last visit failed for good. Until it is mended, offers on this site are not seen.'],
        })
    }
    throw error
  }
}

const nothing = { pages: 0, unchanged: 0, posts: 0, newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, errors: [] }
