import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerOptions } from 'bullmq'
import { DelayedError, ErrorCode, UnrecoverableError, WaitingError } from 'bullmq'
import { PantauError, ThrottledError } from '../model/errors.ts'
import type { AnyJob, Backend } from './backend.ts'
import type { Complain } from './complaints.ts'
import { describe } from './complaints.ts'
import type { JobKind, JobOf } from './jobs.ts'
import { parseJob } from './jobs.ts'
import type { Retries } from './policy.ts'
import { leaveMs, longestWishMs, pauseAfter, shortestWishMs } from './policy.ts'

/** What a handler is told besides the payload. */
export interface JobContext {
  /** 1 for the first try. Tries that a throttled site or a killed worker cut short are not counted. */
  attempt: number
  /** After this try, a failure is final. */
  lastAttempt: boolean
  /** Aborted when the handler must stop: the process leaves, or another worker has taken the job over. */
  signal: AbortSignal
}

/** Does one job. Resolves when it is done; rejects when it is not, also when `signal` was aborted before the end. */
export type Handler<K extends JobKind> = (payload: JobOf<K>, context: JobContext) => Promise<void>

export interface WorkOptions<K extends JobKind> {
  /** Jobs run at the same time in this process. */
  concurrency: number
  /** Told of every failed try, before it is recorded; `willRetry` is false for the last. Its own failure is logged. */
  onFailed?: (payload: JobOf<K>, error: unknown, willRetry: boolean) => void | Promise<void>
}

/** A running worker that can be asked to hurry. */
export interface RunningWorker {
  /** From now on, jobs run at the same time, at most. */
  setConcurrency(concurrency: number): void
  /** Resolves when it can take jobs. */
  readonly ready: Promise<void>
  /** Takes no more jobs; resolves when the running ones are done or have gone back. */
  drain(): Promise<void>
  /** Aborts the signals of the running jobs, and of any that still start. */
  cutShort(): void
}

/** Why a signal was aborted. */
const leaving = new Error('the process is leaving')
const takenOver = new Error('another worker has taken the job over')

/**
 * Starts a worker for one kind of job. Here, and nowhere else, what a handler throws is translated for BullMQ:
 *
 * - a permanent PantauError fails the job for good;
 * - a ThrottledError puts it back for `retryAfterMs` (a second to a day) and costs no attempt;
 * - anything else is tried again while attempts are left, after a growing pause that honours the error's `retryAfterMs`;
 * - a job that was cut short goes back to the queue as it was.
 */
export function startWorker<K extends JobKind>(
  backend: Backend,
  kind: K,
  handler: Handler<K>,
  { concurrency, onFailed }: WorkOptions<K>,
  { retries, ...settings }: Omit<WorkerOptions, 'connection' | 'settings'> & { retries: Retries },
  complain: Complain,
): RunningWorker {
  const running = new Map<string, AbortController>()
  let cut = false

  const report = async (payload: JobOf<K>, error: unknown, willRetry: boolean): Promise<void> => {
    try {
      await onFailed?.(payload, error, willRetry)
    } catch (failure) {
      complain(kind, failure)
    }
  }

  const run = async (job: AnyJob, token: string): Promise<void> => {
    const payload = readPayload(kind, job)
    const stop = new AbortController()
    const id = job.id ?? ''
    running.set(id, stop)
    if (cut) stop.abort(leaving)
    const attempt = job.attemptsMade + 1
    const lastAttempt = attempt >= (job.opts.attempts ?? 1)
    try {
      await orLeave(handler(payload, { attempt, lastAttempt, signal: stop.signal }), stop.signal)
    } catch (error) {
      if (stop.signal.aborted) throw await giveBack(job, token, stop.signal)
      const final = isPermanent(error) || (lastAttempt && !(error instanceof ThrottledError))
      await report(payload, error, !final)
      throw await translate(error, job, token)
    } finally {
      if (running.get(id) === stop) running.delete(id)
    }
  }

  const worker = backend.openWorker(kind, run, {
    ...settings,
    concurrency,
    settings: { backoffStrategy: (attempt, _type, error) => pauseAfter(attempt, retries, wishOf(error)) },
  })
  worker.on('error', (error) => {
    // A job that is taken back with its schedule just as a worker starts it has nothing to finish.
    if (!('code' in error && error.code === ErrorCode.JobNotExist)) complain(kind, error)
  })
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) running.get(id)?.abort(takenOver)
  })
  worker.on('failed', (job, error) => {
    if (error instanceof UnreadableJob) complain(kind, error)
    // Given up by BullMQ without being run: its worker died too often.
    else if (job?.deferredFailure) void report(readPayload(kind, job), error, false)
  })
  return {
    setConcurrency: (concurrency) => {
      worker.concurrency = concurrency
    },
    ready: worker.waitUntilReady(),
    drain: () => worker.close(),
    cutShort: () => {
      cut = true
      for (const stop of running.values()) stop.abort(leaving)
    },
  }
}

/** A payload that this version does not understand was written by another one, and no retry will help. */
class UnreadableJob extends UnrecoverableError {}

function readPayload<K extends JobKind>(kind: K, job: AnyJob): JobOf<K> {
  try {
    return parseJob(kind, job.data)
  } catch (error) {
    throw new UnreadableJob(`${job.id}: ${describe(error)}`)
  }
}

/** Waits for the handler; once `signal` is aborted only for as long as leaving may take. */
async function orLeave(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const done = new AbortController()
  const left = new Promise<never>((_, reject) => {
    const leave = (): void => {
      sleep(leaveMs, undefined, { signal: done.signal }).then(() => reject(signal.reason), ignore)
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
  try {
    await Promise.race([work, left])
  } finally {
    done.abort()
  }
}

/** Puts a job that was cut short back, its attempts untouched. One that was taken over is another's already. */
async function giveBack(job: AnyJob, token: string, signal: AbortSignal): Promise<Error> {
  if (signal.reason === leaving) await job.moveToWait(token)
  return new WaitingError()
}

async function translate(error: unknown, job: AnyJob, token: string): Promise<unknown> {
  if (error instanceof ThrottledError) {
    const pause = Math.min(Math.max(error.retryAfterMs, shortestWishMs), longestWishMs)
    await job.moveToDelayed(Date.now() + pause, token)
    return new DelayedError()
  }
  if (!isPermanent(error)) return error
  const final = new UnrecoverableError(error.message)
  final.cause = error
  return final
}

const isPermanent = (error: unknown): error is PantauError | UnrecoverableError =>
  (error instanceof PantauError && error.permanent) || error instanceof UnrecoverableError

const wishOf = (error: unknown): number | undefined =>
  error instanceof Error && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
    ? error.retryAfterMs
    : undefined

/** The timer of a handler that came back in time. */
const ignore = (): void => {}
