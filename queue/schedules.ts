import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { JobSchedulerJson, WorkerOptions } from 'bullmq'
import { z } from 'zod'
import { ConfigError } from '../model/errors.ts'
import type { AnyJob, AnyQueue, Backend } from './backend.ts'
import type { Complain } from './complaints.ts'
import type { JobKind, JobOf } from './jobs.ts'
import { jobSchemas, parseJob } from './jobs.ts'
import type { RunningWorker } from './worker.ts'

/** A job that comes round. At most one job of a schedule waits or runs at any time. */
export type Schedule = {
  [K in JobKind]: {
    /** Also the `dedupe` id of the jobs it adds: adding one by hand under it does not double a visit. */
    id: string
    kind: K
    payload: JobOf<K>
    /**
     * Milliseconds from one job to the next. The first comes at once, the second at a moment within that time: what was
     * added together does not come together for ever.
     */
    everyMs: number
    /** Up to this many milliseconds, by chance, jobs after the first are put off: nobody shall be asked on the dot. */
    jitter?: number
  }
}[JobKind]

export interface ScheduleChanges {
  added: number
  changed: number
  removed: number
}

/**
 * What a job scheduler puts into the queue: not the job itself, but the reminder to add it. BullMQ makes the next one
 * as soon as this one starts, so visits that take longer than their interval would pile up; adding the job under the
 * schedule's deduplication id drops it instead while one waits, runs or is about to be tried again.
 */
const Tick = z.strictObject({
  kind: z.strictObject(jobSchemas).keyof(),
  payload: z.unknown(),
  jitter: z.number().nonnegative(),
})
type Tick = z.infer<typeof Tick>

/** BullMQ's name of the queue of ticks. */
export const tickQueue = 'schedule'

/** Adds a job, as `Queues.add`. */
type Add = <K extends JobKind>(
  kind: K,
  payload: JobOf<K>,
  options: { dedupe: string; delayMs?: number },
) => Promise<void>

/** Makes the job schedulers in `ticks` equal to `entries`. Nothing is touched when an entry is wrong. */
export async function applySchedules(
  ticks: AnyQueue,
  queues: Record<JobKind, AnyQueue>,
  entries: readonly Schedule[],
  add: Add,
): Promise<ScheduleChanges> {
  const wanted = new Map(entries.map((entry) => [entry.id, checked(entry)]))
  if (wanted.size < entries.length) throw new ConfigError('two schedules have the same id')
  const present = new Map((await ticks.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]))

  const changes: ScheduleChanges = { added: 0, changed: 0, removed: 0 }
  for (const [id, scheduler] of present) {
    if (wanted.has(id)) continue
    await ticks.removeJobScheduler(id)
    await removeWaitingJob(queues, id, scheduler)
    changes.removed += 1
    await setImmediate() // PGlite never lets timers and signals through by itself
  }
  for (const [id, { everyMs, tick }] of wanted) {
    const scheduler = present.get(id)
    const same = scheduler?.every === everyMs && isDeepStrictEqual(scheduler.template?.data, tick)
    if (same && !isOverdue(scheduler)) continue
    // An overdue one is begun anew: BullMQ would put its next turn up to two intervals off, and forget it for good if
    // the tick itself was lost.
    if (scheduler) await ticks.removeJobScheduler(id)
    const startDate = Date.now() + secondAfter(everyMs)
    await ticks.upsertJobScheduler(id, { every: everyMs, startDate }, { name: 'tick', data: tick, opts: tickOptions })
    await add(tick.kind, parseJob(tick.kind, tick.payload), { dedupe: id })
    if (!scheduler) changes.added += 1
    else if (!same) changes.changed += 1
    await setImmediate()
  }
  return changes
}

/** What comes round rarely does not come twice within so many milliseconds. */
const leastPauseMs = 300_000

/**
 * Milliseconds from the first job to the second: by chance, as five hundred sites that are all asked in the same second of
 * each minute are read in turn, and late.
 */
export function secondAfter(everyMs: number, random = Math.random): number {
  const least = everyMs > 2 * leastPauseMs ? leastPauseMs : 0
  return Math.round(least + random() * (everyMs - least))
}

/** Starts the worker that does the ticks: each adds the job that its schedule stands for. */
export function startTicks(
  backend: Backend,
  ticks: AnyQueue,
  add: Add,
  settings: Omit<WorkerOptions, 'connection'>,
  complain: Complain,
): RunningWorker {
  const worker = backend.openWorker(tickQueue, (job) => runTick(job, ticks, add), settings)
  worker.on('error', (error) => complain(tickQueue, error))
  worker.on('failed', (_job, error) => complain(tickQueue, error))
  return { ready: worker.waitUntilReady(), drain: () => worker.close(), cutShort: () => {}, setConcurrency: () => {} }
}

async function runTick(job: AnyJob, ticks: AnyQueue, add: Add): Promise<void> {
  const id = job.repeatJobKey
  // Removing a scheduler leaves a tick behind that already waits; it is void.
  if (!id || !(await ticks.getJobScheduler(id))) return
  const { kind, payload, jitter } = Tick.parse(job.data)
  await add(kind, parseJob(kind, payload), { dedupe: id, delayMs: Math.round(Math.random() * jitter) })
}

/** A tick that fails is tried again soon; if that does not help either, the next one comes by itself. */
const tickOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const

function checked({ id, kind, payload, everyMs, jitter = 0 }: Schedule): { everyMs: number; tick: Tick } {
  if (!(everyMs >= 1 && everyMs <= Number.MAX_SAFE_INTEGER)) {
    throw new ConfigError(`schedule ${id}: every must be a millisecond at least, not ${everyMs}`)
  }
  return { everyMs: Math.round(everyMs), tick: { kind, payload: parseJob(kind, payload), jitter } }
}

const isOverdue = ({ next }: JobSchedulerJson): boolean => (next ?? 0) < Date.now()

/** Takes back the job that a removed schedule has already added. One that runs is left alone (BullMQ refuses). */
async function removeWaitingJob(
  queues: Record<JobKind, AnyQueue>,
  id: string,
  { template }: JobSchedulerJson,
): Promise<void> {
  const tick = Tick.safeParse(template?.data)
  if (!tick.success) return
  const queue = queues[tick.data.kind]
  const waiting = await queue.getDeduplicationJobId(id)
  if (waiting) await queue.remove(waiting)
}
