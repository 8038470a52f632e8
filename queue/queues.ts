import { setTimeout as sleep } from 'node:timers/promises'
import type { JobsOptions, QueueOptions } from 'bullmq'
import { PantauError, StoreError } from '../model/errors.ts'
import type { AnyQueue, Backend, Log } from './backend.ts'
import type { Complain } from './complaints.ts'
import { describe, openComplaints } from './complaints.ts'
import type { JobKind, JobOf } from './jobs.ts'
import { parseJob } from './jobs.ts'
import type { Retries } from './policy.ts'
import {
  retries as defaultRetries,
  embeddedLockMs,
  eventsKept,
  keep,
  leaveMs,
  lockMs,
  maxStalledCount,
  stalledMs,
} from './policy.ts'
import type { PgPool } from './postgres.ts'
import { openPostgres } from './postgres.ts'
import { openRedis } from './redis.ts'
import type { Schedule, ScheduleChanges } from './schedules.ts'
import { applySchedules, startTicks, tickQueue } from './schedules.ts'
import { jobSpans } from './telemetry.ts'
import type { Handler, RunningWorker, WorkOptions } from './worker.ts'
import { startWorker } from './worker.ts'

/**
 * Where the queue lives: Redis, or BullMQ's tables in PostgreSQL behind a pool whose `search_path` is `bullmq`.
 * `embedded` says that this process alone has the database open.
 */
export type QueueConnection = { redisUrl: string; prefix?: string } | { pool: PgPool; embedded?: boolean }

export interface AddOptions {
  /** While a job with this id waits, runs or is to be tried again, a second is dropped. After its end the id is free. */
  dedupe?: string
  /** Milliseconds before it may start. */
  delayMs?: number
  /** Tries in all; the kind's own number (`policy.ts`) by default. */
  attempts?: number
}

export interface Counts {
  waiting: number
  active: number
  delayed: number
  failed: number
}

/** The three kinds of job, their schedules and their workers, over either backend. */
export interface Queues {
  readonly kind: 'redis' | 'postgres'
  /** Throws a TypeError for a payload that is not the kind's, a StoreError while the queue cannot be reached. */
  add<K extends JobKind>(kind: K, payload: JobOf<K>, options?: AddOptions): Promise<void>
  /** Makes the job schedulers equal to this list: adds, changes, removes. One that is new or changed starts at once. */
  schedule(entries: readonly Schedule[]): Promise<ScheduleChanges>
  /** Starts to work on one kind, in this process; resolves when the worker is ready. */
  work<K extends JobKind>(kind: K, handler: Handler<K>, options: WorkOptions<K>): Promise<void>
  /** From now on, jobs of a kind that this process runs at the same time, at most. */
  setConcurrency(kind: JobKind, concurrency: number): void
  /** Jobs of each kind by state, without the ticks of the schedules. */
  counts(): Promise<Record<JobKind, Counts>>
  /**
   * Takes no more jobs, waits `graceMs` (30 s by default) for the running ones, then aborts their signals; what is
   * then not done goes back to the queue. The pool of a `QueueConnection` stays open.
   */
  close(options?: { graceMs?: number }): Promise<void>
}

export interface QueueSettings {
  log: Log
  /** How long a worker owns a job without renewing, in milliseconds. */
  lockMs?: number
  /** Time between two looks for jobs whose worker is gone, in milliseconds. */
  stalledMs?: number
  /** Whether jobs are traced, by OpenTelemetry's tracer of this process. */
  traced?: boolean
  /** How the kinds are tried again; `policy.ts` says why it is as it is. */
  retries?: Record<JobKind, Retries>
}

/** How long closing may take beyond the grace, in milliseconds: a server that is away must not keep us. */
const closeMs = leaveMs + 3_000

/**
 * Opens the queues. Rejects within seconds with a ConfigError (wrong address, password, version, pool) or a StoreError
 * (nobody there); later outages are logged and ridden out.
 */
export async function openQueues(connection: QueueConnection, settings: QueueSettings): Promise<Queues> {
  const { log, retries = defaultRetries } = settings
  const spans = settings.traced ? { telemetry: jobSpans() } : {}
  const embedded = 'pool' in connection && connection.embedded === true
  let closed = false
  const tell = openComplaints(log)
  const complain: Complain = (source, error) => {
    if (!closed) tell(source, error) // what breaks off afterwards, breaks off because we left
  }
  const backend =
    'pool' in connection
      ? await openPostgres(connection.pool, complain)
      : await openRedis(connection.redisUrl, connection.prefix ?? 'pantau', log)
  const open = (name: string): AnyQueue => openQueue(backend, name, spans, complain)
  const queues = { crawl: open('crawl'), alert: open('alert'), upkeep: open('upkeep') }
  const ticks = openQueue(backend, tickQueue, {}, complain)
  const all = [...Object.values(queues), ticks]
  if (embedded) await freeRunningJobs(all)

  const workerSettings = {
    lockDuration: settings.lockMs ?? (embedded ? embeddedLockMs : lockMs),
    stalledInterval: settings.stalledMs ?? stalledMs,
    maxStalledCount,
    runRetryDelay: 5_000,
  }
  const workers: RunningWorker[] = []
  const byKind = new Map<JobKind, RunningWorker>()
  let tickWorker: RunningWorker | undefined
  let closing: Promise<void> | undefined

  /** A server that is away is a StoreError: nothing is lost, the caller may try again. */
  const reach = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new StoreError('the queue is closed')
    try {
      return await work()
    } catch (error) {
      if (error instanceof PantauError || error instanceof TypeError) throw error
      throw new StoreError(`the queue cannot be reached now (${describe(error)}): try again`, { cause: error })
    }
  }

  const add: Queues['add'] = async (kind, payload, options = {}) => {
    const data = parseJob(kind, payload)
    await reach(() => queues[kind].add(kind, data, jobOptions(options, retries[kind])))
  }

  const work: Queues['work'] = async (kind, handler, options) => {
    const own = { ...workerSettings, ...spans, retries: retries[kind] }
    const worker = startWorker(backend, kind, handler, options, own, complain)
    workers.push(worker)
    byKind.set(kind, worker)
    if (!tickWorker) {
      // Ticks are done by every process that works at all, so that schedules do not hang on one of them.
      tickWorker = startTicks(backend, ticks, add, workerSettings, complain)
      workers.push(tickWorker)
    }
    await reach(() => Promise.all([worker.ready, tickWorker?.ready]))
  }

  const close = async (graceMs: number): Promise<void> => {
    const drained = await drainAll(workers, graceMs)
    if (!drained) {
      complain('close', new Error('the queue does not answer: left without it, its jobs come back by themselves'))
    }
    closed = true
    if (drained) await Promise.all(all.map((queue) => queue.close()))
    await backend.close()
  }

  return {
    kind: backend.kind,
    add,
    work,
    schedule: (entries) => reach(() => applySchedules(ticks, queues, entries, add)),
    setConcurrency: (kind, concurrency) => byKind.get(kind)?.setConcurrency(concurrency),
    counts: () => reach(() => countAll(queues)),
    close: ({ graceMs = 30_000 } = {}) => {
      closing ??= close(graceMs)
      return closing
    },
  }
}

function openQueue(
  backend: Backend,
  name: string,
  spans: Pick<QueueOptions, 'telemetry'>,
  complain: Complain,
): AnyQueue {
  const queue = backend.openQueue(name, { ...spans, streams: { events: { maxLen: eventsKept } } })
  queue.on('error', (error) => complain(name, error))
  return queue
}

const jobOptions = ({ dedupe, delayMs, attempts }: AddOptions, retries: Retries): JobsOptions => ({
  ...keep,
  attempts: attempts ?? retries.attempts,
  backoff: { type: 'ours' }, // the worker's strategy: see `pauseAfter`
  ...(delayMs ? { delay: delayMs } : {}),
  ...(dedupe ? { deduplication: { id: dedupe } } : {}),
})

/** What this process left running when it was killed: nobody else can be at it, so it need not wait for its lock. */
async function freeRunningJobs(queues: AnyQueue[]): Promise<void> {
  for (const queue of queues) {
    for (const job of await queue.getActive()) await job.moveToWait('0') // '0' stands for any lock
  }
}

async function countAll(queues: Record<JobKind, AnyQueue>): Promise<Record<JobKind, Counts>> {
  const [crawl, alert, upkeep] = await Promise.all([queues.crawl, queues.alert, queues.upkeep].map(countJobs))
  return { crawl, alert, upkeep } as Record<JobKind, Counts>
}

async function countJobs(queue: AnyQueue): Promise<Counts> {
  const counted = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counted
  return { waiting, active, delayed, failed }
}

/** Lets the running jobs finish, then cuts them short; says whether that came to an end in its time. */
async function drainAll(workers: RunningWorker[], graceMs: number): Promise<boolean> {
  const hurry = setTimeout(() => {
    for (const worker of workers) worker.cutShort()
  }, graceMs)
  const drained = Promise.all(workers.map((worker) => worker.drain())).then(() => true)
  const patience = new AbortController()
  const late = sleep(graceMs + closeMs, false, { signal: patience.signal }).catch(() => false)
  try {
    return await Promise.race([drained, late])
  } finally {
    clearTimeout(hurry)
    patience.abort()
  }
}
