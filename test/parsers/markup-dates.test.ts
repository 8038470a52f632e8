import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateReader, type Setting, shownDate } from '../../parsers/markup/dates/dates.ts'
import { type DateOrder, readDateText } from '../../parsers/markup/dates/text.ts'
import languages from '../../parsers/markup/dates/words.json' with { type: 'json' }
import { isTag } from '../../parsers/markup/page/dom.ts'
import { parseFragment } from '../../parsers/markup/page/open.ts'

const someWords = Object.values(languages).flatMap((words) =>
  JSON.stringify(words)
    .split(/["|{}[\]:,]+/)
    .filter((word) => word !== ''),
)

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

describe('the order of a page where nothing else tells', () => {
  const order = (samples: string[], more: Partial<Setting> = {}) => read('05-12-2021', { samples, ...more })

  test("a thread's dates run one way under the right reading only", () => {
    expect(order(['02-01-2021', '11-01-2021', '01-02-2021', '03-02-2021'])).toBe('2021-12-05T00:00:00.000Z')
    expect(order(['01-02-2021', '01-11-2021', '02-01-2021'], { order: 'day-first' })).toBe('2021-05-12T00:00:00.000Z')
  })
  test('a board runs backwards, which is one way too', () => {
    expect(order(['03-02-2021', '01-02-2021', '11-01-2021', '02-01-2021'])).toBe('2021-12-05T00:00:00.000Z')
  })
  test('a weekday beside a date tells it', () => {
    expect(read('Wed 05/12/2021', { order: 'day-first' })).toBe('2021-05-12T00:00:00.000Z')
    expect(order(['Sun 05/12/2021'])).toBe('2021-12-05T00:00:00.000Z')
  })
  test('the clock at the moment of the answer outweighs what other dates seem to say', () => {
    const served = new Date('2026-11-12T03:05:12Z')
    const clock = { clock: 'Current time: 12-11-2026, 03:05 AM', servedAt: served, fetchedAt: served }
    expect(order(['12-31-2021'], clock)).toBe('2021-12-05T00:00:00.000Z')
  })
})

describe('a footer that states the zone in words', () => {
  test.each([
    ['All times are GMT +7.', '2021-05-11T20:21:00.000Z'],
    ['All times are GMT. The time now is', '2021-05-12T03:21:00.000Z'],
    ['UTC+03:00', '2021-05-12T00:21:00.000Z'],
    ['All times are UTC-07:00', '2021-05-12T10:21:00.000Z'],
    ['Alle Zeitangaben in WEZ +2.', '2021-05-12T01:21:00.000Z'],
    ['All times are UTC + 1 hour [ DST ]', '2021-05-12T01:21:00.000Z'],
    ['Semua waktu dalam WIB', '2021-05-11T20:21:00.000Z'],
    ["Le fuseau horaire est réglé par l'administrateur", '2021-05-12T03:21:00.000Z'],
    ['当前时区 UTC + 8 小时', '2021-05-11T19:21:00.000Z'],
    // A clock without a date: the answer came at 03:05 UTC.
    ['All times are GMT -5. The time now is 10:05 PM.', '2021-05-12T08:21:00.000Z'],
    ['All times are GMT -5. The time now is 11:05 PM.', '2021-05-12T07:21:00.000Z'],
    ['Fuseau horaire GMT +1. Il est actuellement 04h06.', '2021-05-12T02:21:00.000Z'],
    ['Es ist jetzt 05:05 Uhr.', '2021-05-12T01:21:00.000Z'],
    ['The time now is 05:12.', '2021-05-12T03:21:00.000Z'], // no zone is ahead by 2:07
  ])('%s', (clock, iso) => expect(read('05-12-2021, 03:21 AM', { clock })).toBe(iso))

  test('the zone beside a date is its own', () => {
    expect(read('05-12-2021, 03:21 AM GMT-5', { clock: 'All times are GMT +7.' })).toBe('2021-05-12T08:21:00.000Z')
  })
  test('of a file it counts as well', () => {
    const file = { servedAt: null, clock: 'All times are GMT +7.' }
    expect(read('05-12-2021, 03:21 AM', file)).toBe('2021-05-11T20:21:00.000Z')
  })
})

describe('what the markup says more exactly', () => {
  const written = (html: string): string => {
    const root = parseFragment(html, 'http://forum.example/')
    const [element] = root.children.filter(isTag)
    return element === undefined ? '' : shownDate(element).written
  }
  test.each([
    ['<time datetime="2021-05-12T03:21:00+0700" title="x">May 12</time>', '2021-05-12T03:21:00+0700'],
    ['<abbr class="DateTime" data-time="1620764460" title="May 12, 2021">May 12</abbr>', '2021-05-11T20:21:00.000Z'],
    ['<span data-timestamp="1620764460000">a day ago</span>', '2021-05-11T20:21:00.000Z'],
    ['<span><meta itemprop="datePublished" content="2021-05-12T03:21:00Z">Today</span>', '2021-05-12T03:21:00Z'],
    ['<time datetime="2021-05-12 03:21:00">Yesterday</time>', '2021-05-12 03:21:00'],
    ['<a data-time="40">Yesterday, 03:25 PM</a>', 'Yesterday, 03:25 PM'],
    ['<div><span title="11-20-2026">Yesterday</span>, 03:25 PM</div>', '11-20-2026, 03:25 PM'],
    ['<div><span title="Contoh is offline">Yesterday</span>, 03:25 PM</div>', 'Yesterday, 03:25 PM'],
    ['<span><span title="11-21-2026, 05:48 PM">1 minute ago</span><br>by <a>x</a></span>', '11-21-2026, 05:48 PM by x'],
    ['<td><div>11-21-2026</div><div>5 PM</div><p>by x</p></td>', '11-21-2026 5 PM by x'],
    ['<b title="12 мая 2021 г., 15:25">вчера</b>', '12 мая 2021 г., 15:25'],
  ])('%s', (html, words) => expect(written(html)).toBe(words))
})

test('any words are read without a stumble, and never give a date that cannot be', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...someWords),
    fc.constantFrom(' ', ':', '.', '-', '/', ',', '+', "'", '年', '月', '日'),
    fc.nat({ max: 99_999_999 }).map(String),
    fc.nat({ max: 31 }).map(String),
  )
  const order = fc.constantFrom<DateOrder>('month-first', 'day-first')
  const line = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(line, line, order, (text, clock, which) => {
      readDateText(text, which)
      const iso = read(text, { order: which, clock, samples: [text, clock] })
      if (iso === undefined) return
      expect(Date.parse(iso)).toBeLessThanOrEqual(served.getTime() + 86_400_000)
      expect(Date.parse(iso)).toBeGreaterThanOrEqual(Date.UTC(1990, 0, 1))
    }),
    { numRuns: 2_000 },
  )
})
