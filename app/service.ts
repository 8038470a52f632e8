import { PantauError } from '../model/errors.ts'
import type { Target } from '../model/target.ts'
import type { Schedule } from '../queue/schedules.ts'
import { deliver } from './deliver.ts'
import type { House } from './house.ts'
import { visitAlone, type Watcher } from './turn.ts'
import { upkeep } from './upkeep.ts'

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
      await visitAlone(house, target, { worker, lastAttempt, signal }, watcher)
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
