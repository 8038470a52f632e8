import { describe, expect, test } from 'vitest'
import { DeliveryError, FetchError, LoginNeededError, ThrottledError } from '../../model/errors.ts'
import type { Bench } from './bench.ts'
import { hour, nothing } from './bench.ts'
import { openGate, openJournal } from './journal.ts'

/** What every backend must do with a job: take it, delay it, drop its double, try it again. */
export function jobSuite({ open, settles, logged }: Bench): void {
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
      expect(logged().splice(0)).toEqual([{ level: 'error', message: 'queue: the store is away' }])
    })
  })
}
