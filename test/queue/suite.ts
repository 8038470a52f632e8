import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DeliveryError, FetchError, LoginNeededError, ThrottledError } from '../../model/errors.ts'
import type { Log } from '../../queue/backend.ts'
import type { JobKind } from '../../queue/jobs.ts'
import type { QueueSettings, Queues } from '../../queue/queues.ts'
import { openQueues } from '../../queue/queues.ts'
import { openGate, openJournal } from './journal.ts'
import type { Place } from './places.ts'

const soon = { attempts: 3, pauseMs: 20, longestMs: 40 }
const hour = 3_600_000

/** A log that remembers: an error that no test expects fails it. */
export function memoryLog(): Log & { lines: { level: string; message: string }[] } {
  const lines: { level: string; message: string }[] = []
  const at = (level: string) => (_fields: object, message: string) => {
    lines.push({ level, message })
  }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** What every backend of the queue must do, whatever lies beneath. */
export function queueSuite(place: () => Promise<Place>): void {
  let here: Place
  let log: ReturnType<typeof memoryLog>
  let opened: Queues[]

  const open = async (settings: Partial<QueueSettings> = {}): Promise<Queues> => {
    const queues = await openQueues(here.connection, {
      log,
      retries: { crawl: soon, alert: soon, upkeep: soon },
      ...settings,
    })
    opened.push(queues)
    return queues
  }

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

  const nothing = { waiting: 0, active: 0, delayed: 0, failed: 0 }
  const settles = (queues: Queues, kind: JobKind, expected: Partial<typeof nothing>): Promise<void> =>
    vi.waitFor(async () => expect((await queues.counts())[kind]).toEqual({ ...nothing, ...expected }), {
      timeout: 10_000,
    })

  describe('jobs', () => {
    test('a payload that is not the kind’s is refused, in one line, before it is queued', async () => {
      const queues = await open()
      const wrong = { targetId: 'Not A Slug', password: 'x' } as { targetId: string }
      await expect(queues.add('crawl', wrong)).rejects.toThrow(TypeError)
      await expect(queues.add('crawl', wrong)).rejects.toThrow(/^crawl job: .*targetId/)
      expect((await queues.counts()).crawl).toEqual(nothing)
    })

    test('a job reaches the worker of its kind, once, and leaves nothing behind', async () => {
      const queues = await open()
      const seen = openJournal<unknown>()
      await queues.work(
        'crawl',
        async ({ targetId }, { attempt, lastAttempt }) => seen.write({ targetId, attempt, lastAttempt }),
        {
          concurrency: 2,
        },
      )
      await queues.add('alert', { deliveryId: 'd1' })
      await queues.add('crawl', { targetId: 'forum' })
      await seen.reaches(1)
      await settles(queues, 'crawl', {})
      expect(seen.entries).toEqual([{ targetId: 'forum', attempt: 1, lastAttempt: false }])
      expect((await queues.counts()).alert).toEqual({ ...nothing, waiting: 1 })
    })

    test('a delayed job waits while others pass it', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      await queues.add('crawl', { targetId: 'later' }, { delayMs: 700 })
      await queues.add('crawl', { targetId: 'now' })
      expect((await queues.counts()).crawl).toEqual({ ...nothing, waiting: 1, delayed: 1 })
      await queues.work('crawl', async ({ targetId }) => seen.write(targetId), { concurrency: 1 })
      await seen.reaches(2)
      expect(seen.entries).toEqual(['now', 'later'])
    })
  })

  describe('deduplication', () => {
    test('drops a second job while the first waits or runs, and not after it has ended', async () => {
      const queues = await open()
      const add = (): Promise<void> => queues.add('crawl', { targetId: 'forum' }, { dedupe: 'forum' })
      await add()
      await add()
      expect((await queues.counts()).crawl.waiting).toBe(1)

      const seen = openJournal<string>()
      const gate = openGate()
      const work = async (): Promise<void> => {
        seen.write('start')
        await gate.passed
      }
      await queues.work('crawl', work, { concurrency: 5 })
      await seen.reaches(1)
      await add()
      expect((await queues.counts()).crawl).toEqual({ ...nothing, active: 1 })
      gate.open()
      await settles(queues, 'crawl', {})
      await add()
      await seen.reaches(2)
      await settles(queues, 'crawl', {})
      expect(seen.entries).toHaveLength(2)
    })

    test('frees the id of a job that failed for good, though the job is kept', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      const failing = async (): Promise<void> => {
        seen.write('start')
        throw new LoginNeededError('forum: needs a login')
      }
      await queues.work('crawl', failing, { concurrency: 1 })
      await queues.add('crawl', { targetId: 'forum' }, { dedupe: 'forum' })
      await settles(queues, 'crawl', { failed: 1 })
      await queues.add('crawl', { targetId: 'forum' }, { dedupe: 'forum' })
      await settles(queues, 'crawl', { failed: 2 })
      expect(seen.entries).toHaveLength(2)
    })

    test('holds while a failed job is about to be tried again', async () => {
      const slow = { attempts: 2, pauseMs: hour, longestMs: hour }
      const queues = await open({ retries: { crawl: slow, alert: slow, upkeep: slow } })
      await queues.work('alert', () => Promise.reject(new DeliveryError('mail: try later')), { concurrency: 1 })
      await queues.add('alert', { deliveryId: 'd1' }, { dedupe: 'd1' })
      await settles(queues, 'alert', { delayed: 1 })
      await queues.add('alert', { deliveryId: 'd1' }, { dedupe: 'd1' })
      expect((await queues.counts()).alert).toEqual({ ...nothing, delayed: 1 })
    })
  })

  describe('failures', () => {
    test('a passing error is tried again until the attempts are used up', async () => {
      const queues = await open()
      const tries = openJournal<[attempt: number, last: boolean]>()
      const told = openJournal<boolean>()
      const fail = async (_: unknown, { attempt, lastAttempt }: { attempt: number; lastAttempt: boolean }) => {
        tries.write([attempt, lastAttempt])
        throw new FetchError('forum: connection reset')
      }
      await queues.work('crawl', fail, {
        concurrency: 1,
        onFailed: (_payload, _error, willRetry) => told.write(willRetry),
      })
      await queues.add('crawl', { targetId: 'forum' })
      await settles(queues, 'crawl', { failed: 1 })
      expect(tries.entries).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ])
      expect(told.entries).toEqual([true, true, false])
    })

    test('a permanent error fails at once, and is told as it was thrown', async () => {
      const queues = await open()
      const told = openJournal<unknown>()
      const error = new LoginNeededError('forum: needs a login')
      await queues.work('crawl', () => Promise.reject(error), {
        concurrency: 1,
        onFailed: (payload, thrown, willRetry) => told.write({ payload, thrown, willRetry }),
      })
      await queues.add('crawl', { targetId: 'forum' })
      await settles(queues, 'crawl', { failed: 1 })
      expect(told.entries).toEqual([{ payload: { targetId: 'forum' }, thrown: error, willRetry: false }])
    })

    test('a throttled job waits as long as the site wishes and costs no attempt', async () => {
      const queues = await open()
      const tries = openJournal<{ attempt: number; at: number }>()
      const told = openJournal<boolean>()
      const work = async (_: unknown, { attempt }: { attempt: number }): Promise<void> => {
        tries.write({ attempt, at: Date.now() })
        if (tries.entries.length < 3) throw new ThrottledError('forum: 429', 1_000)
      }
      await queues.work('crawl', work, {
        concurrency: 1,
        onFailed: (_payload, _error, willRetry) => told.write(willRetry),
      })
      await queues.add('crawl', { targetId: 'forum' }, { attempts: 1 })
      await settles(queues, 'crawl', { delayed: 1 })
      await tries.reaches(3)
      await settles(queues, 'crawl', {})
      expect(tries.entries.map(({ attempt }) => attempt)).toEqual([1, 1, 1])
      expect(told.entries).toEqual([true, true])
      const [first, second] = tries.entries
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
    })

    test('a failing onFailed is logged and changes nothing', async () => {
      const queues = await open()
      await queues.work('crawl', () => Promise.reject(new LoginNeededError('forum: needs a login')), {
        concurrency: 1,
        onFailed: () => Promise.reject(new Error('the store is away')),
      })
      await queues.add('crawl', { targetId: 'forum' })
      await settles(queues, 'crawl', { failed: 1 })
      expect(log.lines.splice(0)).toEqual([{ level: 'error', message: 'queue: the store is away' }])
    })
  })

  describe('schedules', () => {
    const forum = { id: 'forum', kind: 'crawl', payload: { targetId: 'forum' }, everyMs: hour } as const
    const pastes = { id: 'pastes', kind: 'crawl', payload: { targetId: 'pastes' }, everyMs: hour } as const
    const vacuum = { id: 'vacuum', kind: 'upkeep', payload: { chore: 'vacuum' }, everyMs: 40 } as const

    test('the first job comes at once; the same list again changes nothing', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      await queues.work('crawl', async ({ targetId }) => seen.write(targetId), { concurrency: 1 })
      expect(await queues.schedule([forum, { ...pastes, jitter: hour }])).toEqual({ added: 2, changed: 0, removed: 0 })
      await seen.reaches(2)
      expect([...seen.entries].sort()).toEqual(['forum', 'pastes'])
      await queues.close()

      const later = await open()
      expect(await later.schedule([forum, { ...pastes, jitter: hour }])).toEqual({ added: 0, changed: 0, removed: 0 })
      await later.work('crawl', async ({ targetId }) => seen.write(targetId), { concurrency: 1 })
      await later.add('crawl', { targetId: 'by-hand' })
      await seen.reaches(3)
      expect(seen.entries[2]).toBe('by-hand')
      await settles(later, 'crawl', {})
    })

    test('a changed interval takes effect, a removed schedule comes no more', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      await queues.work('crawl', async ({ targetId }) => seen.write(targetId), { concurrency: 1 })
      await queues.schedule([forum, pastes])
      await seen.reaches(2)
      expect(await queues.schedule([{ ...forum, everyMs: 30 }])).toEqual({ added: 0, changed: 1, removed: 1 })
      await seen.until((entries) => entries.filter((id) => id === 'forum').length >= 5)
      expect(await queues.schedule([])).toEqual({ added: 0, changed: 0, removed: 1 })
      await settles(queues, 'crawl', {})
      const count = seen.entries.length
      await queues.schedule([pastes])
      await seen.until((entries) => entries.filter((id) => id === 'pastes').length >= 2)
      expect(seen.entries.length).toBeLessThanOrEqual(count + 2) // one of forum's may have been on its way
    })

    test('a removed schedule takes its waiting job back', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      const gate = openGate()
      const work = async ({ targetId }: { targetId: string }): Promise<void> => {
        seen.write(targetId)
        await gate.passed
      }
      await queues.add('crawl', { targetId: 'by-hand' })
      await queues.work('crawl', work, { concurrency: 1 })
      await seen.reaches(1)
      await queues.schedule([forum])
      await settles(queues, 'crawl', { active: 1, waiting: 1 })
      await queues.schedule([])
      await settles(queues, 'crawl', { active: 1 })
      gate.open()
      await settles(queues, 'crawl', {})
      expect(seen.entries).toEqual(['by-hand'])
    })

    test('a visit that outlasts its interval is not piled up', async () => {
      const queues = await open()
      const visits = openJournal<string>()
      const chores = openJournal<string>()
      const gate = openGate()
      const visit = async (): Promise<void> => {
        visits.write('start')
        if (visits.entries.length === 1) await gate.passed
      }
      await queues.work('crawl', visit, { concurrency: 5 })
      await queues.work('upkeep', async () => chores.write('done'), { concurrency: 1 })
      await queues.schedule([{ ...forum, everyMs: 40 }, vacuum])
      await visits.reaches(1)
      await chores.reaches(6)
      expect(visits.entries).toHaveLength(1)
      expect((await queues.counts()).crawl).toEqual({ ...nothing, active: 1 })
      gate.open()
      await visits.reaches(2)
      await queues.schedule([])
    })

    test('a wrong entry changes nothing', async () => {
      const queues = await open()
      await queues.schedule([forum])
      await expect(queues.schedule([pastes, pastes])).rejects.toThrow('two schedules have the same id')
      await expect(queues.schedule([{ ...pastes, everyMs: 0 }])).rejects.toThrow(/schedule pastes: every/)
      await expect(queues.schedule([{ ...pastes, payload: { targetId: '' } }])).rejects.toThrow(/^crawl job: /)
      expect(await queues.schedule([forum])).toEqual({ added: 0, changed: 0, removed: 0 })
    })
  })

  describe('closing', () => {
    test('waits for the running job', async () => {
      const queues = await open()
      const seen = openJournal<string>()
      const gate = openGate()
      const work = async (): Promise<void> => {
        seen.write('start')
        await gate.passed
        seen.write('end')
      }
      await queues.work('crawl', work, { concurrency: 1 })
      await queues.add('crawl', { targetId: 'one' })
      await queues.add('crawl', { targetId: 'two' })
      await seen.reaches(1)
      const closed = queues.close()
      gate.open()
      await closed
      expect(seen.entries).toEqual(['start', 'end'])
      const later = await open()
      expect((await later.counts()).crawl).toEqual({ ...nothing, waiting: 1 })
    })

    test('a job that is finishing may still add one; after the end nobody may', async () => {
      const queues = await open()
      const gate = openGate()
      const seen = openJournal<string>()
      const work = async (): Promise<void> => {
        seen.write('start')
        await gate.passed
        await queues.add('alert', { deliveryId: 'd1' })
      }
      await queues.work('crawl', work, { concurrency: 1 })
      await queues.add('crawl', { targetId: 'forum' })
      await seen.reaches(1)
      const closed = queues.close()
      gate.open()
      await closed
      await expect(queues.add('alert', { deliveryId: 'd2' })).rejects.toThrow('the queue is closed')
      const later = await open()
      expect(await later.counts()).toMatchObject({ crawl: nothing, alert: { ...nothing, waiting: 1 } })
    })

    test.each(['that obeys its signal', 'that is deaf'])('gives back the job of a handler %s', async (how) => {
      const queues = await open()
      const seen = openJournal<string>()
      const told = openJournal<unknown>()
      const work = (_: unknown, { signal }: { signal: AbortSignal }): Promise<void> =>
        new Promise((_resolve, reject) => {
          seen.write('start')
          if (how === 'that obeys its signal') signal.addEventListener('abort', () => reject(signal.reason))
        })
      await queues.work('crawl', work, { concurrency: 1, onFailed: (...args) => told.write(args) })
      await queues.add('crawl', { targetId: 'one' }, { attempts: 1 })
      await seen.reaches(1)
      await queues.close({ graceMs: 50 })

      const later = await open()
      expect((await later.counts()).crawl).toEqual({ ...nothing, waiting: 1 })
      await later.work('crawl', async (_, { attempt }) => seen.write(`attempt ${attempt}`), { concurrency: 1 })
      await seen.reaches(2)
      expect(seen.entries[1]).toBe('attempt 1')
      expect(told.entries).toEqual([])
      await settles(later, 'crawl', {})
    })
  })
}
