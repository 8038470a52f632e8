import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DateOrder, readDateText } from '../../parsers/markup/date-text.ts'
import { dateReader, type Setting } from '../../parsers/markup/dates.ts'

const served = new Date('2026-11-20T03:05:12Z')
const setting = (more: Partial<Setting> = {}): Setting => ({
  order: 'month-first',
  clock: '',
  servedAt: served,
  fetchedAt: served,
  samples: [],
  ...more,
})
const read = (written: string, more: Partial<Setting> = {}): string | undefined =>
  dateReader(setting(more))(written)?.iso

describe('what a date says', () => {
  test.each([
    ['05-12-2021, 03:21 AM', '2021-05-12T03:21:00.000Z'],
    ['05-12-2021, 12:21 AM', '2021-05-12T00:21:00.000Z'],
    ['05-12-2021, 12:21 PM', '2021-05-12T12:21:00.000Z'],
    ['05-13-2021', '2021-05-13T00:00:00.000Z'],
    ['13-05-2021, 08:00', '2021-05-13T08:00:00.000Z'],
    ['12.05.2021', '2021-05-12T00:00:00.000Z'],
    ['12.05.21, 15.25', '2021-05-12T15:25:00.000Z'],
    ['2021-05-12 03:21:00', '2021-05-12T03:21:00.000Z'],
    ['2021-05-12T03:21:00+07:00', '2021-05-11T20:21:00.000Z'],
    ['April 03, 2021 at 01:41 PM', '2021-04-03T13:41:00.000Z'],
    ['Wed May 12, 2021 3:21 am', '2021-05-12T03:21:00.000Z'],
    ['12th May 2021, 03:21 PM', '2021-05-12T15:21:00.000Z'],
    ['12 Mei 2021 15.25', '2021-05-12T15:25:00.000Z'],
    ['Rabu, 12 Agustus 2021, 15:25 WIB', '2021-08-12T08:25:00.000Z'],
    ['17 Des 2021 21:00 +0700', '2021-12-17T14:00:00.000Z'],
    ['Jan 2020', '2020-01-01T00:00:00.000Z'],
    ['Yesterday, 03:25 PM', '2026-11-19T15:25:00.000Z'],
    ['Today 17:33:08', '2026-11-20T17:33:08.000Z'],
    ['Kemarin, 15.25', '2026-11-19T15:25:00.000Z'],
    ['hari ini 01:00', '2026-11-20T01:00:00.000Z'],
    ['4 minutes ago', '2026-11-20T03:01:12.000Z'],
    ['1 Second ago.', '2026-11-20T03:05:11.000Z'],
    ['10 menit yang lalu', '2026-11-20T02:55:12.000Z'],
    ['an hour ago', '2026-11-20T02:05:12.000Z'],
    ['semenit yang lalu', '2026-11-20T03:04:12.000Z'],
    ['Less than 1 minute ago', '2026-11-20T03:05:12.000Z'],
    ['27 February', '2026-02-27T00:00:00.000Z'],
    ['December 24', '2025-12-24T00:00:00.000Z'],
  ])('%s', (written, iso) => expect(read(written)).toBe(iso))

  test.each([
    ['', 'no words'],
    ['Never', 'no date'],
    ['02-30-2021', 'a day that no calendar has'],
    ['01-01-1970, 07:00 AM', 'the clock that never was set'],
    ['05-12-2031, 03:21 AM', 'a day to come'],
    ['05-12-2021, 25:61', 'a time that no clock shows'],
    ['Joined recently', 'words'],
  ])('"%s" is no date: %s', (written) => expect(read(written)).toBeUndefined())
})

describe('which number is the month', () => {
  const board = (samples: string[], more: Partial<Setting> = {}) => read('05-12-2021', { samples, ...more })

  test("is the software's habit where nothing tells it", () => {
    expect(board(['03-04-2021'])).toBe('2021-05-12T00:00:00.000Z')
    expect(board(['03-04-2021'], { order: 'day-first' })).toBe('2021-12-05T00:00:00.000Z')
  })
  test('a number over twelve on the page is a day', () => {
    expect(board(['31-10-2021, 11:00 AM', '01-02-2021'])).toBe('2021-12-05T00:00:00.000Z')
    expect(board(['10-31-2021'], { order: 'day-first' })).toBe('2021-05-12T00:00:00.000Z')
  })
  test('a date yet to come is the other way round', () => {
    expect(board(['11-12-2026', '10-12-2026'], { order: 'day-first' })).toBe('2021-05-12T00:00:00.000Z')
  })
  test("the board's clock tells it", () => {
    expect(board([], { clock: 'Current time: 20-11-2026, 03:05 AM' })).toBe('2021-12-05T00:00:00.000Z')
  })
})

describe("the board's zone", () => {
  test.each([
    ['11-20-2026, 03:05 AM', '2021-05-12T03:21:00.000Z'],
    ['11-20-2026, 10:05 AM', '2021-05-11T20:21:00.000Z'],
    ['11-20-2026, 08:35 AM', '2021-05-11T21:51:00.000Z'],
    ['11-19-2026, 10:06 PM', '2021-05-12T08:21:00.000Z'],
    ['11-15-2026, 10:05 AM', '2021-05-12T03:21:00.000Z'], // a clock that stands still is no zone
  ])('Current time: %s', (clock, iso) =>
    expect(read('05-12-2021, 03:21 AM', { clock: `Current time: ${clock}` })).toBe(iso),
  )

  test('cannot be told of a file: the clock is then taken for UTC, and now for what it shows', () => {
    const file = {
      servedAt: null,
      fetchedAt: new Date('2026-12-24T00:00:00Z'),
      clock: 'Current time: 11-20-2026, 10:05 AM',
    }
    expect(read('05-12-2021, 03:21 AM', file)).toBe('2021-05-12T03:21:00.000Z')
    expect(read('Yesterday, 03:25 PM', file)).toBe('2026-11-19T15:25:00.000Z')
    expect(read('5 minutes ago', file)).toBe('2026-11-20T10:00:00.000Z')
  })
  test("a word such as Today follows the board's day, not ours", () => {
    const late = { clock: 'Current time: 11-20-2026, 05:05 PM' }
    expect(read('Today, 01:00 AM', late)).toBe('2026-11-19T11:00:00.000Z')
  })
})

test('a date counted back from now is not exact', () => {
  const reader = dateReader(setting())
  expect(reader('3 hours ago')?.exact).toBe(false)
  expect(reader('Yesterday, 03:25 PM')?.exact).toBe(true)
})

test('any words are read without a stumble, and never give a date that cannot be', () => {
  const words = fc.oneof(fc.string(), fc.stringMatching(/^[0-9 .:,/-]{0,30}(AM|pm|ago|today)?$/))
  const order = fc.constantFrom<DateOrder>('month-first', 'day-first')
  fc.assert(
    fc.property(words, order, (text, which) => {
      readDateText(text, which)
      const iso = read(text, { order: which })
      if (iso !== undefined) expect(Date.parse(iso)).toBeLessThanOrEqual(served.getTime() + 86_400_000)
    }),
  )
})
