import type { DefaultJobOptions } from 'bullmq'
import type { JobKind } from './jobs.ts'

const seconds = 1_000
const minutes = 60 * seconds
const hours = 60 * minutes

/** How a job of one kind is tried again: `attempts` in all, the n-th pause `pauseMs` × 2ⁿ⁻¹, `longestMs` at most. */
export interface Retries {
  attempts: number
  pauseMs: number
  longestMs: number
}

/**
 * A visit is soon due again by its schedule, so few attempts; until they are used up its schedule adds no other. What a
 * channel refuses is tried again by its row, not by the queue: these attempts are for a store that is away, and then the
 * sweep finds the row. A chore comes round by itself.
 */
export const retries: Record<JobKind, Retries> = {
  crawl: { attempts: 3, pauseMs: 30 * seconds, longestMs: 10 * minutes },
  alert: { attempts: 8, pauseMs: 10 * seconds, longestMs: 10 * minutes },
  upkeep: { attempts: 2, pauseMs: 30 * seconds, longestMs: 30 * seconds },
}

/**
 * Milliseconds to wait after failed attempt number `attempt` (1, 2 …): exponential, less up to a half by chance so that
 * what failed together does not come back together, and never less than `wishMs`, the other side's own wish.
 */
export function pauseAfter(attempt: number, { pauseMs, longestMs }: Retries, wishMs = 0, random = Math.random): number {
  const full = Math.min(pauseMs * 2 ** (attempt - 1), longestMs)
  return Math.round(Math.max(full * (1 - random() / 2), Math.min(wishMs, longestWishMs)))
}

/** A site or channel that asks for a longer pause than a day is asked again after a day. */
export const longestWishMs = 24 * hours

/** A wish shorter than this is taken as this: "Retry-After: 0" must not become a tight loop. */
export const shortestWishMs = 1 * seconds

/**
 * How often a job may lose its worker (kill, power cut, out of memory) before it is given up as the one that kills
 * them. BullMQ's own 1 would fail for good what two deployments in a row cut short.
 */
export const maxStalledCount = 10

/** How long a worker owns a job without renewing, which it does at half. After a kill: this and up to two checks. */
export const lockMs = 30 * seconds

/** Time between two looks for jobs whose worker is gone. */
export const stalledMs = 15 * seconds

/**
 * With PGlite the only workers are in this process, and jobs that it left running are freed when it opens the folder
 * again; a lock need only outlast the longest statement that holds up the event loop.
 */
export const embeddedLockMs = 120 * seconds

/** How long a handler whose signal was aborted may take to return before its job goes back without it. */
export const leaveMs = 2 * seconds

/**
 * Finished jobs are not kept: their rows in the store are the record. Failed ones stay for a week, a thousand a kind,
 * to be looked at. Ids are the queue's own and never reused, so a kept job blocks nobody. One line of stack is enough.
 */
export const keep: DefaultJobOptions = {
  removeOnComplete: true,
  removeOnFail: { age: (7 * 24 * hours) / 1_000, count: 1_000 },
  stackTraceLimit: 1,
}

/** BullMQ's event log, that nothing of ours reads: as short as it may be. */
export const eventsKept = 100
