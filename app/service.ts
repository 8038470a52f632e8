import { PantauError } from '../model/errors.ts'
import { isWithin } from '../model/hours.ts'
import type { AlertJob, CrawlJob, JobKind } from '../queue/jobs.ts'
import type { Schedule } from '../queue/schedules.ts'
import type { Handler, JobContext } from '../queue/worker.ts'
import { askAgain } from '../store/gates.ts'
import { readHistory } from './backfill/turn.ts'
import type { Config } from './config.ts'
import { deliver } from './deliver.ts'
import { dueSchedules, visitId } from './due.ts'
import { sweepVault } from './evidence/sweep.ts'
import { forgetKept } from './health/kept.ts'
import type { House } from './house.ts'
import { maskError } from './log.ts'
import { visitAlone, type Watcher } from './turn.ts'
import { upkeep } from './upkeep.ts'

/** A house at work. */
export interface Service {
  /** The house as its configuration has it now. */
  house(): House
  /**
   * Goes on under another configuration: what is under way ends as it began, and the schedules are written anew. Throws
   * a ConfigError, with nothing changed, where the configuration cannot be put together.
   */
  take(config: Config): Promise<void>
}

/**
 * Puts the house to work: workers for visits, deliveries and chores, and, with `schedule`, the schedules as the
 * configuration has them, written again every `renewalMs`.
 */
export async function serve(
  opened: House,
  worker: string,
  options: { schedule: boolean; renewalMs?: number },
  watcher: Watcher = {},
): Promise<Service> {
  const { queues } = opened
  const { log } = opened.mailroom
  let house = opened

  const onFailed = (payload: object, error: unknown, willRetry: boolean): void =>
    log[willRetry ? 'warn' : 'error'](
      { ...payload, error: describe(error) },
      willRetry ? 'failed, will be tried again' : 'failed',
    )
  const visit = async ({ targetId, backfill }: CrawlJob, { lastAttempt, signal }: JobContext): Promise<void> => {
    const target = house.config.targets.find(({ id, enabled }) => id === targetId && enabled)
    if (!target) return log.warn({ target: targetId }, 'no longer configured here: not visited')
    // Its next turn after the site's morning finds what the night brought.
    if (!isWithin(target.hours, new Date())) return
    if (backfill !== undefined) return readHistory(house, target, backfill, { worker, signal })
    await visitAlone(house, target, { worker, lastAttempt, signal }, watcher)
  }
  const deliverOne = ({ deliveryId }: AlertJob, { signal }: JobContext): Promise<void> =>
    deliver(deliveryId, { ...house.mailroom, onDelivery: watcher.onDelivery }, signal)

  await askAgain(house.database, [...house.mailroom.channels.keys()])
  const { deliveries, visits } = house.config.work
  await queues.work('alert', masked(deliverOne), { concurrency: deliveries, onFailed })
  await queues.work(
    'upkeep',
    masked(({ chore }) => upkeep(chore, house)),
    { concurrency: choresAtOnce, onFailed },
  )
  await queues.work('crawl', masked(visit), { concurrency: visits, onFailed })
  // Folders are this machine's: each process tidies its own.
  const tidy = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: Error) => log.warn({ error: error.message }, 'kept pages and evidence not tidied'))
  const closing = new AbortController()
  const tidyVault = (): Promise<unknown> => tidy(sweepVault(house.database, house.line.evidence.vault, closing.signal))
  await tidy(forgetKept(house.data))
  const firstSweep = tidyVault() // a vault of years takes its time
  house.onClose(async () => {
    closing.abort()
    await firstSweep
  })
  house.onClose(againAndAgain(tidyMs, () => tidy(forgetKept(house.data)).then(tidyVault)))

  const write = oneAtATime(() => queues.schedule(schedules(house.config)))
  // A queue that comes back empty has forgotten them.
  const renew = (): Promise<unknown> =>
    write().catch((error: Error) => log.warn({ error: error.message }, 'schedules not renewed'))
  if (options.schedule) {
    await write()
    house.onClose(againAndAgain(options.renewalMs ?? scheduleRenewalMs, renew))
  }
  return {
    house: () => house,
    take: async (config) => {
      const before = house.mailroom.channels
      house = house.refurnish(config)
      const { database, channels } = house.mailroom
      const changed = [...channels.keys()].filter((id) => channels.get(id) !== before.get(id))
      await askAgain(database, changed).catch((error: Error) =>
        log.warn({ error: error.message }, 'channels that fail keep their pause'),
      )
      queues.setConcurrency('crawl', config.work.visits)
      queues.setConcurrency('alert', config.work.deliveries)
      if (options.schedule) await renew()
    },
  }
}

/** The work, never begun before it has ended: a second call waits for the first. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Does something `everyMs` after it was last done; gives the way to end that. */
function againAndAgain(everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let isOver = false
  let timer = setTimeout(turn, everyMs)
  async function turn(): Promise<void> {
    await work()
    if (!isOver) timer = setTimeout(turn, everyMs)
  }
  return async () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** How often kept pages that are too old, and files of evidence that no row names, are removed, in milliseconds. */
const tidyMs = 6 * 3_600_000

/** A purge, the comparing of what is stored and the asking of links take minutes; what is due meanwhile is not kept waiting. */
const choresAtOnce = 4

/** How often the schedules are written again, in milliseconds. */
const scheduleRenewalMs = 60_000

/** The queue keeps the error of a job that failed: what a page said in it is masked first. */
const masked =
  <K extends JobKind>(handler: Handler<K>): Handler<K> =>
  async (payload, context) => {
    try {
      await handler(payload, context)
    } catch (error) {
      throw maskError(error)
    }
  }

/** One line for what we know by name, the whole trace for a defect of ours. */
const describe = (error: unknown): string =>
  error instanceof PantauError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)

const schedules = (config: Config): Schedule[] => [
  ...config.targets.flatMap(({ id, every, enabled }) => {
    if (typeof every !== 'number' || !enabled) return []
    const jitter = every / 20 // so that sites are not asked on the dot
    return [{ id: visitId({ id }), kind: 'crawl' as const, payload: { targetId: id }, everyMs: every, jitter }]
  }),
  ...dueSchedules(config),
  { id: 'sweep deliveries', kind: 'upkeep', payload: { chore: 'sweep-deliveries' }, everyMs: config.work.patience / 4 },
  { id: 'triage', kind: 'upkeep', payload: { chore: 'triage' }, everyMs: config.work.patience / 4 },
  { id: 'backfills', kind: 'upkeep', payload: { chore: 'backfills' }, everyMs: config.work.patience / 4 },
  { id: 'silence', kind: 'upkeep', payload: { chore: 'silence' }, everyMs: 600_000 },
  { id: 'vacuum', kind: 'upkeep', payload: { chore: 'vacuum' }, everyMs: 3_600_000 },
  ...(config.links.check
    ? [{ id: 'links', kind: 'upkeep' as const, payload: { chore: 'links' as const }, everyMs: 600_000 }]
    : []),
  ...(config.digests.length > 0
    ? [{ id: 'digests', kind: 'upkeep' as const, payload: { chore: 'digests' as const }, everyMs: 60_000 }]
    : []),
  // Every hour it looks whether this night's is done.
  { id: 'purge', kind: 'upkeep', payload: { chore: 'purge' }, everyMs: 3_600_000 },
  // Has something to do once, after an update.
  { id: 'compare', kind: 'upkeep', payload: { chore: 'compare' }, everyMs: 3_600_000 },
]
