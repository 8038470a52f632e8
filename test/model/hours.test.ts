import { expect, test } from 'vitest'
import { closedMs, Hours, isWithin, nextOutside } from '../../model/hours.ts'

test.each([
  ['07:00-23:00 Asia/Jakarta', '2026-05-01T00:00:00Z', true], // 07:00 there
  ['07:00-23:00 Asia/Jakarta', '2026-04-30T23:59:00Z', false],
  ['07:00-23:00 Asia/Jakarta', '2026-05-01T15:59:00Z', true],
  ['07:00-23:00 Asia/Jakarta', '2026-05-01T16:00:00Z', false],
  ['20:00-06:00 Europe/Moscow', '2026-05-01T22:00:00Z', true], // 01:00 there
  ['20:00-06:00 Europe/Moscow', '2026-05-01T12:00:00Z', false],
  ['00:00-24:00', '2026-05-01T23:59:00Z', true],
  ['09:00-17:00', '2026-05-01T17:00:00Z', false],
  // Clocks that change: New York is at -5 in winter and at -4 in summer.
  ['09:00-17:00 America/New_York', '2026-01-15T13:30:00Z', false],
  ['09:00-17:00 America/New_York', '2026-07-15T13:30:00Z', true],
])('%s at %s: %s', (hours, at, expected) => {
  expect(isWithin(Hours.parse(hours), new Date(at))).toBe(expected)
})

test('without hours a site is asked at any time', () => {
  expect(isWithin(undefined, new Date())).toBe(true)
  expect(closedMs(undefined)).toBe(0)
})

test.each([
  ['07:00-23:00 Asia/Jakarta', 8],
  ['20:00-06:00', 14],
  ['00:00-24:00', 0],
])('%s is closed for %i hours', (hours, closed) => expect(closedMs(Hours.parse(hours))).toBe(closed * 3_600_000))

test.each(['7-23', '07:00-07:00', '25:00-26:00', '07:00-23:00 Asia/Jakata', '07:00-24:30', 'always'])(
  '"%s" is refused, with an example',
  (hours) => {
    const { error } = Hours.safeParse(hours)
    expect(error?.issues[0]?.message).toContain('Asia/Jakarta')
  },
)

test.each([
  ['22:00-07:00 Asia/Jakarta', '2026-05-01T16:30:12Z', '2026-05-02T00:00:00Z'], // 23:30 there
  ['22:00-07:00 Asia/Jakarta', '2026-05-01T10:00:12Z', '2026-05-01T10:00:12Z'], // 17:00 there: outside already
  ['08:00-24:00', '2026-05-01T10:00:00Z', '2026-05-02T00:00:00Z'],
  // A night in which the clock is put forward, one in which it is put back, and a minute that there is not.
  ['22:00-07:00 Europe/Berlin', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
  ['22:00-07:00 Europe/Berlin', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  ['22:00-02:30 Europe/Berlin', '2026-03-28T22:00:00Z', '2026-03-29T01:00:00Z'],
])('%s at %s is over at %s', (hours, at, end) => {
  expect(nextOutside(Hours.parse(hours), new Date(at)).toISOString()).toBe(new Date(end).toISOString())
})
