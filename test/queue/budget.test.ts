import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rhythm } from '../../model/rhythm.ts'
import { type AutoTarget, planVisits } from '../../queue/budget.ts'
import { dayMs, hourMs, learn, rateAt, weeklyRate } from '../../queue/rhythm.ts'
import { start, watch } from './rhythms.ts'

const minute = 60_000
const every = { floor: 2 * minute, ceiling: 6 * hourMs }
const usual = hourMs / 4

/** A target whose rate is this all day, seen for so short that there is no account of its spending yet. */
function board(id: string, postsPerDay: number, more: Partial<Rhythm> = {}): AutoTarget {
  const watched = Array(24).fill(hourMs * 4)
  const news = Array(24).fill((postsPerDay / 24) * 4)
  const known = watch({ days: 0, postsPerDay: () => 0 })
  return { id, every, rhythm: { ...known, cost: 1, hours: { news, watched }, ...more } }
}
const intervals = (targets: AutoTarget[], budget: number | null, now = start): Record<string, number> =>
  Object.fromEntries(planVisits(targets, budget, now).map(({ id, everyMs }) => [id, everyMs]))

const aBoard = fc.record({
  posts: fc.double({ min: 0, max: 5_000, noNaN: true }),
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  cost: fc.double({ min: 0, max: 40, noNaN: true }),
  failures: fc.nat(40),
  ago: fc.nat(30 * dayMs),
  floor: fc.integer({ min: 1, max: hourMs }),
  span: fc.nat(7 * dayMs),
})
const boards = fc.array(aBoard, { minLength: 1, maxLength: 12 }).map((items) =>
  items.map(({ posts, ago, floor, span, ...rest }, index) => ({
    ...board(`b${index}`, posts, { at: start - ago, began: start - ago, ...rest }),
    every: { floor, ceiling: floor + span },
  })),
)
const budgets = fc.option(fc.double({ min: 1e-9, max: 1e-2, noNaN: true }))

describe('a plan', () => {
  test('keeps to every target’s floor and ceiling', () => {
    fc.assert(
      fc.property(boards, budgets, (targets, budget) => {
        const plan = planVisits(targets, budget, start)
        for (const [at, { id, dueAt, everyMs }] of plan.entries()) {
          const target = targets[at]
          if (!target?.rhythm) throw new Error('lost')
          expect(id).toBe(target.id)
          for (const interval of [everyMs, dueAt - target.rhythm.at]) {
            expect(interval).toBeGreaterThanOrEqual(target.every.floor)
            expect(interval).toBeLessThanOrEqual(target.every.ceiling)
          }
        }
      }),
    )
  })

  test('never asks a busier target more seldom than a quieter one of the same cost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 9_000, noNaN: true }), { minLength: 2 }),
        budgets,
        (rates, budget) => {
          const sorted = rates.sort((a, b) => a - b).map((rate, index) => board(`b${index}`, rate))
          const plan = planVisits(sorted, budget, start).map(({ everyMs }) => everyMs)
          expect(plan).toEqual([...plan].sort((a, b) => b - a))
        },
      ),
    )
  })

  test('spends the budget, where bounds allow it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 5, max: 200, noNaN: true }), { minLength: 2, maxLength: 20 }),
        fc.double({ min: 0.7, max: 2, noNaN: true }),
        (rates, share) => {
          const targets = rates.map((rate, index) => board(`b${index}`, rate))
          const budget = (share * targets.length) / usual
          const plan = planVisits(targets, budget, start)
          const spent = plan.reduce((sum, { everyMs }) => sum + 1 / everyMs, 0)
          expect(spent / budget).toBeCloseTo(1, 4)
        },
      ),
    )
  })

  test('goes by the square root of the rate, and of the cost', () => {
    const plan = intervals([board('slow', 10), board('fast', 40), board('costly', 40, { cost: 4 })], null)
    expect((plan.slow ?? 0) / (plan.fast ?? 1)).toBeCloseTo(2, 1)
    expect((plan.costly ?? 0) / (plan.fast ?? 1)).toBeCloseTo(2, 4)
  })

  test('without a budget spends what a quarter of an hour for each would', () => {
    expect(intervals([board('a', 30), board('b', 30)], null).a).toBeCloseTo(usual, 0)
  })

  test('gives up the budget before a ceiling, and keeps what it need not spend', () => {
    const [quiet, busy] = [board('a', 3), board('b', 3_000)]
    expect(Object.values(intervals([quiet, busy], 1e-9))).toEqual([every.ceiling, every.ceiling])
    const fiftyLooksAPost = 1 / (50 * weeklyRate(quiet.rhythm))
    expect(Object.values(intervals([quiet, busy], 1))).toEqual([expect.closeTo(fiftyLooksAPost), every.floor])
  })
})

describe('over time', () => {
  test('a target that never has news slides to its ceiling, and is still visited', () => {
    let silent: Rhythm | undefined
    const busy = watch({ days: 14, postsPerDay: () => 60 })
    let last = 0
    for (let now = start; now < start + 28 * dayMs; ) {
      silent = learn(silent, { at: now, requests: 1, newPosts: 0, came: 'to an end' }, 0.5)
      const [next] = planVisits(
        [
          { id: 'silent', every, rhythm: silent },
          { id: 'busy', every, rhythm: busy },
        ],
        null,
        now,
      )
      if (!next) throw new Error('no plan')
      last = next.everyMs
      expect(next.dueAt - now).toBeLessThanOrEqual(every.ceiling)
      now = next.dueAt
    }
    expect(last).toBe(every.ceiling)
  })

  test('a burst shortens the interval of its board at once', () => {
    const known = watch({ days: 7, postsPerDay: () => 24 })
    const others = Array.from({ length: 8 }, (_, index) => ({ id: `b${index}`, every, rhythm: known }))
    const at = known.at + hourMs
    const burst = learn(known, { at, requests: 20, newPosts: 15, came: 'to an end' }, 0.5)
    const [calm] = planVisits([{ id: 'a', every, rhythm: known }, ...others], null, at)
    const [now] = planVisits([{ id: 'a', every, rhythm: burst }, ...others], null, at)
    expect(now?.why).toBe('burst')
    expect(now?.everyMs).toBeLessThan((calm?.everyMs ?? 0) * 0.7)
  })

  test('what was overspent yesterday is saved today, and reading counts', () => {
    const account = { began: start - 3 * dayMs }
    const usually = { looking: 96, reading: 0 }
    const plan = (spent: Rhythm['spent'], budget: number) =>
      intervals([board('a', 30, { ...account, spent }), board('b', 30, { ...account, spent: usually })], budget).a ?? 0
    const even = plan(usually, 2 / usual)
    expect(plan({ looking: 140, reading: 0 }, 2 / usual)).toBeGreaterThan(even * 1.2)
    expect(plan({ looking: 60, reading: 0 }, 2 / usual)).toBeLessThan(even * 0.9)
    expect(plan({ looking: 96, reading: 60 }, 2 / usual)).toBeGreaterThan(even * 1.2)
  })

  test('a target that fails is asked ever more seldom, up to its ceiling', () => {
    const plan = [0, 1, 2, 3, 30].map((failures) => planVisits([board('a', 30, { failures })], null, start)[0])
    expect(plan.map((next) => next?.everyMs)).toEqual(
      [usual, 2 * usual, 4 * usual, 8 * usual, every.ceiling].map((ms) => expect.closeTo(ms, 0)),
    )
    expect(plan.map((next) => next?.why)).toEqual(['share', 'failing', 'failing', 'failing', 'failing'])
  })

  test('a target that was never visited is due now', () => {
    const [next] = planVisits([{ id: 'new', every, rhythm: undefined }], null, start)
    expect(next).toMatchObject({ dueAt: start, why: 'never visited' })
  })

  test('chance keeps targets of one rhythm apart', () => {
    const plan = planVisits(
      [0, 0.5, 1].map((chance) => board(`b${chance}`, 30, { chance })),
      null,
      start,
    )
    const [early = 0, middle = 0, late = 0] = plan.map(({ dueAt }) => dueAt - start)
    expect(early).toBeLessThan(middle)
    expect(middle).toBeLessThan(late)
    expect((early + late) / 2).toBeCloseTo(middle)
  })

  test('an hour that brings posts is looked at more often than one that does not', () => {
    const isDay = (at: number): boolean => (at % dayMs) / hourMs >= 8 && (at % dayMs) / hourMs < 18
    const rhythm = watch({ days: 10, postsPerDay: (at) => (isDay(at) ? 100 : 2) })
    const flat = watch({ days: 10, postsPerDay: () => 40 })
    const at = (hour: number): number => Math.ceil(rhythm.at / dayMs) * dayMs + hour * hourMs
    const plan = (hour: number) =>
      intervals(
        [
          { id: 'a', every, rhythm },
          { id: 'b', every, rhythm: flat },
        ],
        null,
        at(hour),
      ).a ?? 0
    expect(plan(12)).toBeLessThan(plan(25) / 2)
    expect(rateAt(rhythm, at(12))).toBeGreaterThan(rateAt(rhythm, at(25)))
  })
})
