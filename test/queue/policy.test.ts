import { expect, test } from 'vitest'
import { longestWishMs, pauseAfter, retries } from '../../queue/policy.ts'
import { secondAfter } from '../../queue/schedules.ts'

const policy = { attempts: 5, pauseMs: 1_000, longestMs: 5_000 }
const never = (): number => 0
const fully = (): number => 1

test('the pause doubles up to its limit', () => {
  expect([1, 2, 3, 4, 40].map((attempt) => pauseAfter(attempt, policy, 0, never))).toEqual([
    1_000, 2_000, 4_000, 5_000, 5_000,
  ])
})

test('chance takes away up to a half', () => {
  expect(pauseAfter(2, policy, 0, fully)).toBe(1_000)
})

test('the other side’s wish is kept, up to a day', () => {
  expect(pauseAfter(1, policy, 60_000, never)).toBe(60_000)
  expect(pauseAfter(1, policy, 10 * longestWishMs, never)).toBe(longestWishMs)
  expect(pauseAfter(4, policy, 10, never)).toBe(5_000)
})

test('a delivery is tried for more than a quarter of an hour', () => {
  const { attempts } = retries.alert
  const pauses = Array.from({ length: attempts - 1 }, (_, index) => pauseAfter(index + 1, retries.alert, 0, fully))
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(8 * 60_000)
})

test('what is added together comes apart: the second job at any moment of the interval, and not within minutes of what is rare', () => {
  const half = (): number => 0.5
  expect([never, half, fully].map((chance) => secondAfter(30_000, chance))).toEqual([0, 15_000, 30_000])
  expect([never, half, fully].map((chance) => secondAfter(3_600_000, chance))).toEqual([300_000, 1_950_000, 3_600_000])
})
