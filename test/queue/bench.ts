import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Log } from '../../queue/backend.ts'
import type { JobKind } from '../../queue/jobs.ts'
import type { Counts, QueueSettings, Queues } from '../../queue/queues.ts'
import { openQueues } from '../../queue/queues.ts'
import type { Place } from './places.ts'

export const hour = 3_600_000
export const nothing: Counts = { waiting: 0, active: 0, delayed: 0, failed: 0 }

const soon = { attempts: 3, pauseMs: 20, longestMs: 40 }

/** A log that remembers. */
export function memoryLog(): Log & { lines: { level: string; message: string }[] } {
  const lines: { level: string; message: string }[] = []
  const at = (level: string) => (_fields: object, message: string) => {
    lines.push({ level, message })
  }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** What the tests of a suite work with. */
export interface Bench {
  /** Opens the test's queue, as a process does; closed after the test. */
  open(settings?: Partial<QueueSettings>): Promise<Queues>
  /** Resolves when the kind's counts are these, and zero where not given. */
  settles(queues: Queues, kind: JobKind, expected: Partial<Counts>): Promise<void>
  /** What was logged so far. An error that is still in it at the end fails the test. */
  logged(): { level: string; message: string }[]
}

/** A place of its own for each test, left clean. */
export function prepareBench(place: () => Promise<Place>): Bench {
  let here: Place
  let log: ReturnType<typeof memoryLog>
  let opened: Queues[]

  beforeEach(async () => {
    opened = []
    log = memoryLog()
    here = await place()
  })

  afterEach(async () => {
    await Promise.all(opened.map((queues) => queues.close({ graceMs: 0 })))
    await here.leave()
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  return {
    open: async (settings = {}) => {
      const retries = { crawl: soon, alert: soon, upkeep: soon }
      const queues = await openQueues(here.connection, { log, retries, ...settings })
      opened.push(queues)
      return queues
    },
    settles: (queues, kind, expected) =>
      vi.waitFor(async () => expect((await queues.counts())[kind]).toEqual({ ...nothing, ...expected }), {
        timeout: 10_000,
      }),
    logged: () => log.lines,
  }
}
