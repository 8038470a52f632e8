import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Rhythm } from '../../model/rhythm.ts'
import {
  burstOf,
  dayMs,
  hourMs,
  hourShape,
  type Look,
  learn,
  rateAt,
  spending,
  weeklyRate,
} from '../../queue/rhythm.ts'
import { start, watch } from './rhythms.ts'

const perDay = (rhythm: Rhythm | undefined, at: number): number => rateAt(rhythm, at) * dayMs
const look = (at: number, newPosts: number, more: Partial<Look> = {}): Look => ({
  at,
  requests: 1 + newPosts,
  newPosts,
  came: 'to an end',
  ...more,
})

describe('the rate', () => {
  test.each([1, 24, 500])('of a board with %i posts a day is learnt in a week', (posts) => {
    const rhythm = watch({ days: 7, postsPerDay: () => posts })
    const rate = weeklyRate(rhythm) * dayMs
    expect(rate).toBeGreaterThan(posts * 0.8)
    expect(rate).toBeLessThan(posts * 1.2)
  })

  test('grows with every post that is found', () => {
    const known = watch({ days: 3, postsPerDay: () => 20 })
    const rates = [0, 1, 2, 10, 100].map((posts) =>
      rateAt(learn(known, look(known.at + hourMs, posts), 0), known.at + hourMs),
    )
    expect(rates).toEqual([...rates].sort((a, b) => a - b))
    expect(new Set(rates).size).toBe(rates.length)
  })

  test('sinks with every visit that finds nothing, and never to nothing', () => {
    let rhythm = learn(undefined, look(start, 40), 0)
    let before = rateAt(rhythm, start)
    for (let at = start + hourMs; at < start + 30 * dayMs; at += hourMs) {
      rhythm = learn(rhythm, look(at, 0), 0)
      const rate = rateAt(rhythm, at)
      expect(rate).toBeLessThan(before)
      expect(rate).toBeGreaterThan(0)
      before = rate
    }
    expect(before * dayMs).toBeLessThan(0.1)
  })

  test('follows a board that wakes up, and one that dies down, within days', () => {
    const change = start + 14 * dayMs
    const awake = watch({ days: 21, postsPerDay: (at) => (at < change ? 0.5 : 100) })
    expect(perDay(awake, awake.at)).toBeGreaterThan(60)
    const dead = watch({ days: 21, postsPerDay: (at) => (at < change ? 100 : 0.5) })
    expect(perDay(dead, dead.at)).toBeLessThan(20)
  })

  test('remembers a slow board for weeks: one quiet day is no news', () => {
    const known = watch({ days: 14, postsPerDay: () => 3 })
    const quiet = watch({ from: known.at + hourMs, days: 1, postsPerDay: () => 0 }, known)
    expect(weeklyRate(quiet) * dayMs).toBeGreaterThan(2.5)
  })

  test('knows day from night', () => {
    const isDay = (at: number): boolean => (at % dayMs) / hourMs >= 8 && (at % dayMs) / hourMs < 18
    const rhythm = watch({ days: 10, postsPerDay: (at) => (isDay(at) ? 100 : 2) })
    expect(hourShape(rhythm, 12)).toBeGreaterThan(1.8)
    expect(hourShape(rhythm, 1)).toBeLessThan(0.3)
    const midnight = Math.ceil(rhythm.at / dayMs) * dayMs
    expect(rateAt(rhythm, midnight + 12 * hourMs)).toBeGreaterThan(4 * rateAt(rhythm, midnight + 25 * hourMs))
  })
})

describe('a burst', () => {
  const known = watch({ days: 14, postsPerDay: () => 24 })
  const after = learn(known, look(known.at + hourMs, 15), 0)

  test('shows at once', () => {
    expect(burstOf(after, after.at)).toBeGreaterThan(3)
    expect(rateAt(after, after.at)).toBeGreaterThan(3 * rateAt(known, known.at))
  })

  test('is forgotten within a day, looked at or not', () => {
    expect(burstOf(after, after.at + dayMs)).toBeLessThan(1.1)
    const calm = watch({ from: after.at + hourMs / 2, days: 1, postsPerDay: () => 24 }, after)
    expect(perDay(calm, calm.at)).toBeLessThan(24 * 1.3)
  })
})

describe('what teaches no rate', () => {
  test('a first visit, however much it finds, and those that go on with it', () => {
    const first = learn(undefined, look(start, 5_000, { came: 'to a limit' }), 0)
    const second = learn(first, look(start + hourMs, 5_000), 0)
    for (const rhythm of [first, second]) expect(rateAt(rhythm, rhythm.at)).toBe(rateAt(undefined, start))
    expect(spending(second, second.at)).toEqual({ looking: 0, reading: 0 })
    const third = learn(second, look(start + 2 * hourMs, 1), 0)
    expect(perDay(third, third.at)).toBeLessThan(48)
  })

  test('a visit that failed: what the next one finds counts from the last good one', () => {
    const known = watch({ days: 7, postsPerDay: () => 24 })
    const failed = learn(known, look(known.at + hourMs, 0, { came: 'to nothing' }), 0)
    expect(failed.failures).toBe(1)
    expect(rateAt(failed, known.at + hourMs)).toBe(rateAt(known, known.at + hourMs))
    const at = known.at + 2 * hourMs
    const { hours, recent, since } = learn(known, look(at, 2), 0)
    expect(learn(failed, look(at, 2), 0)).toMatchObject({ hours, recent, since, failures: 0 })
  })

  test('a site that was away for long, nor the flood when it is back', () => {
    let rhythm = watch({ days: 7, postsPerDay: () => 24 })
    const { hours } = rhythm
    for (let failure = 1; failure <= 4; failure++)
      rhythm = learn(rhythm, look(rhythm.at + 6 * hourMs, 0, { came: 'to nothing' }), 0)
    const back = learn(rhythm, look(rhythm.at + hourMs, 700), 0)
    expect(back.hours).toEqual(hours)
    expect(back.since).toBe(back.at)
  })

  test('a service that stood still for weeks', () => {
    const known = watch({ days: 7, postsPerDay: () => 24 })
    expect(learn(known, look(known.at + 40 * dayMs, 900), 0).hours).toEqual(known.hours)
  })
})

test('the cost of a look is what it takes beyond the posts that it finds', () => {
  const rhythm = watch({ days: 4, postsPerDay: () => 100, requests: 3 })
  expect(rhythm.cost).toBeCloseTo(3)
  const { looking, reading } = spending(rhythm, rhythm.at)
  expect((looking * dayMs) / (3 * 48)).toBeCloseTo(1, 1)
  expect((reading * dayMs) / 100).toBeCloseTo(1, 1)
})

test('whatever happens, what is learnt can be stored and gives a rate', () => {
  const came = fc.constantFrom('to an end', 'to a limit', 'to nothing')
  const step = fc.record({
    ms: fc.oneof(fc.integer({ min: -1_000, max: 60_000 }), fc.integer({ min: 0, max: 60 * dayMs })),
    requests: fc.nat(5_000),
    newPosts: fc.nat(100_000),
    came,
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      let at = start
      let rhythm: Rhythm | undefined
      for (const { ms, ...rest } of steps) {
        at += ms
        rhythm = learn(rhythm, { at, ...rest } as Look, 0.3)
        expect(Rhythm.parse(JSON.parse(JSON.stringify(rhythm)))).toEqual(rhythm)
        for (const later of [0, hourMs, 90 * dayMs]) {
          expect(rateAt(rhythm, at + later)).toBeGreaterThan(0)
          expect(rateAt(rhythm, at + later)).toBeLessThan(Number.POSITIVE_INFINITY)
        }
      }
    }),
  )
})
