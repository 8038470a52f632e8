import { describe, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import { hour, nothing } from './bench.ts'
import { openGate, openJournal } from './journal.ts'

/** What every backend must do over time: schedules, and an end that loses nothing. */
export function scheduleSuite({ open, settles }: Bench): void {
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
