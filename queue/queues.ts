import { setTimeout as sleep } from 'node:timers/promises'
import { PantauError, StoreError } from '../model/errors.ts'
import type { AnyQueue, Backend, Log } from './backend.ts'
import { describe, openComplaints } from './complaints.ts'
import type { JobKind, JobOf } from './jobs.ts'
import { jobSchemas, parseJob } from './jobs.ts'
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
import { applySchedules, runTick, tickQueue } from './schedules.ts'
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
  /** How the kinds are tried again; `policy.ts` says why it is as it is. */
  retries?: Record<JobKind, Retries>
}

const kinds = Object.keys(jobSchemas) as JobKind[]

/** How long closing may take beyond the grace, in milliseconds: a server that is away must not keep us. */
const closeMs = leaveMs + 3_000

/**
 * Opens the queues. Rejects within seconds with a ConfigError (wrong address, password, version, pool) or a StoreError
 * (nobody there); later outages are logged and ridden out.
 */
export async function openQueues(connection: QueueConnection, settings: QueueSettings): Promise<Queues> {
  const { log, retries = defaultRetries } = settings
  const embedded = 'pool' in connection && connection.embedded === true
  const tell = openComplaints(log)
  let closed = false
  const complain: typeof tell = (source, error) => {
    if (!closed) tell(source, error) // what breaks off afterwards, breaks off because we left
  }
  const backend =
    'pool' in connection
      ? await openPostgres(connection.pool, complain)
      : await openRedis(connection.redisUrl, connection.prefix ?? 'pantau', log)
  const open = (name: string): AnyQueue => openQueue(backend, name, complain)
  const queues: Record<JobKind, AnyQueue> = { crawl: open('crawl'), alert: open('alert'), upkeep: open('upkeep') }
  const ticks = open(tickQueue)
  if (embedded) await freeRunningJobs([...Object.values(queues), ticks])

  const workerSettings = {
    lockDuration: settings.lockMs ?? (embedded ? embeddedLockMs : lockMs),
    stalledInterval: settings.stalledMs ?? stalledMs,
    maxStalledCount,
    runRetryDelay: 5_000,
  }
  const running: RunningWorker[] = []
  let closing: Promise<void> | undefined

  const add: Queues['add'] = async (kind, payload, { dedupe, delayMs, attempts } = {}) => {
    const data = parseJob(kind, payload)
    await reach(() =>
      queues[kind].add(kind, data, {
        ...keep,
        attempts: attempts ?? retries[kind].attempts,
        backoff: { type: 'ours' },
        ...(delayMs ? { delay: delayMs } : {}),
        ...(dedupe ? { deduplication: { id: dedupe } } : {}),
      }),
    )
  }

  /** Ticks are done by every process that works at all, so that schedules do not hang on one of them. */
  let tickWorker: Promise<void> | undefined
  const workOnTicks = async (): Promise<void> => {
    const worker = backend.openWorker(tickQueue, (job) => runTick(job, ticks, add), workerSettings)
    worker.on('error', (error) => complain(tickQueue, error))
    running.push({ ready: worker.waitUntilReady(), drain: () => worker.close(), cutShort: () => {} })
    await worker.waitUntilReady()
  }

  return {
    kind: backend.kind,
    add,
    schedule: (entries) => reach(() => applySchedules(ticks, queues, entries)),
    work: async (kind, handler, options) => {
      const worker = startWorker(
        backend,
        kind,
        handler,
        options,
        { ...workerSettings, retries: retries[kind] },
        complain,
      )
      running.push(worker)
      tickWorker ??= workOnTicks()
      await reach(() => Promise.all([worker.ready, tickWorker]))
    },
    counts: () =>
      reach(async () => {
        const counted = await Promise.all(kinds.map(async (kind) => [kind, await countJobs(queues[kind])] as const))
        return Object.fromEntries(counted) as Record<JobKind, Counts>
      }),
    close: ({ graceMs = 30_000 } = {}) => {
      closing ??= closeAll(running, [...Object.values(queues), ticks], backend, graceMs, complain).finally(() => {
        closed = true
      })
      return closing
    },
  }
}

function openQueue(backend: Backend, name: string, complain: (source: string, error: unknown) => void): AnyQueue {
  const queue = backend.openQueue(name, { streams: { events: { maxLen: eventsKept } } })
  queue.on('error', (error) => complain(name, error))
  return queue
}

/** What this process left running when it was killed: nobody else can be at it, so it need not wait for its lock. */
async function freeRunningJobs(queues: AnyQueue[]): Promise<void> {
  for (const queue of queues) {
    for (const job of await queue.getActive()) await job.moveToWait('0') // '0' stands for any lock
  }
}

async function countJobs(queue: AnyQueue): Promise<Counts> {
  const {
    waiting = 0,
    active = 0,
    delayed = 0,
    failed = 0,
  } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')
  return { waiting, active, delayed, failed }
}

/** A server that is away is a StoreError: nothing is lost, the caller may try again. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PantauError || error instanceof TypeError) throw error
    throw new StoreError(`the queue cannot be reached now (${describe(error)}): try again`, { cause: error })
  }
}

async function closeAll(
  running: RunningWorker[],
  queues: AnyQueue[],
  backend: Backend,
  graceMs: number,
  complain: (source: string, error: unknown) => void,
): Promise<void> {
  const hurry = setTimeout(() => {
    for (const worker of running) worker.cutShort()
  }, graceMs)
  const inTime = new AbortController()
  const closed = (async () => {
    await Promise.all(running.map((worker) => worker.drain()))
    await Promise.all(queues.map((queue) => queue.close()))
  })()
  const tooLate = sleep(graceMs + closeMs, 'too late', { signal: inTime.signal }).catch(() => undefined)
  try {
    const outcome = await Promise.race([closed, tooLate])
    if (outcome)
      complain('close', new Error('the queue does not answer: left without it, its jobs come back by themselves'))
  } finally {
    clearTimeout(hurry)
    inTime.abort()
    await backend.close()
  }
}
