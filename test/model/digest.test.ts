import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, instantOf, weekdayOf } from '../../model/calendar.ts'
import { Digest, lastPeriod, periodsDue, sendingTime } from '../../model/digest.ts'

const daily = Digest.parse({ id: 'daily', at: '08:00 Asia/Jakarta', channels: ['post'] })
const weekly = Digest.parse({ id: 'weekly', every: 'weekly', at: '08:00 Asia/Jakarta', channels: ['post'] })

test.each([
  [daily, '2026-03-02T00:59:59Z', '2026-02-28', '2026-03-01'], // a second before eight in Jakarta
  [daily, '2026-03-02T01:00:00Z', '2026-03-01', '2026-03-02'],
  [daily, '2026-03-02T17:30:00Z', '2026-03-01', '2026-03-02'], // past midnight there
  [weekly, '2026-03-02T00:59:59Z', '2026-02-16', '2026-02-23'],
  [weekly, '2026-03-02T01:00:00Z', '2026-02-23', '2026-03-02'],
  [weekly, '2026-03-08T23:00:00Z', '2026-02-23', '2026-03-02'],
])('$every at %s: the last one told is from %s to %s', (digest, now, from, until) => {
  expect(lastPeriod(digest, new Date(now))).toEqual({ from, until })
})

test('what was missed is made up for, each period once, the oldest first, a week of them at most', () => {
  const now = new Date('2026-03-10T02:00:00Z')
  const days = (told: string | null): string[] => periodsDue(daily, told, now).map(({ from }) => from)
  expect(days(null)).toEqual(['2026-03-09'])
  expect(days('2026-03-10')).toEqual([])
  expect(days('2026-03-07')).toEqual(['2026-03-07', '2026-03-08', '2026-03-09'])
  expect(days('2026-01-01')).toHaveLength(7)
  expect(periodsDue(weekly, '2026-02-23', now).map(({ from }) => from)).toEqual(['2026-02-23', '2026-03-02'])
})

const zones = fc.constantFrom(
  'UTC',
  'Asia/Jakarta',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
)
const instants = fc.date({ min: new Date('2011-01-02'), max: new Date('2030-01-01'), noInvalidDate: true })

test('a day begins with its first instant, in every zone, also when the clock is changed', () => {
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const day = dayOf(at, zone)
      const [start, end] = [instantOf(day, 0, zone), instantOf(addDays(day, 1), 0, zone)]
      expect(start <= at && at < end).toBe(true)
      expect(dayOf(start, zone)).toBe(day)
      expect(dayOf(new Date(+start - 1), zone) < day).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a period is due when its time has come, and the next one is not yet', () => {
  fc.assert(
    fc.property(zones, instants, fc.nat(1_439), fc.constantFrom('daily', 'weekly'), (zone, now, minutes, every) => {
      const digest = { every, at: { minutes, zone }, day: 'friday' } as const
      const period = lastPeriod(digest, now)
      expect(sendingTime(digest, period) <= now).toBe(true)
      const days = every === 'daily' ? 1 : 7
      const next = { from: period.until, until: addDays(period.until, days) }
      expect(sendingTime(digest, next) > now).toBe(true)
      if (every === 'weekly') expect(weekdayOf(period.until)).toBe('friday')
      expect(addDays(period.from, days)).toBe(period.until)
    }),
  )
})
