import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateReader } from '../../parsers/markup/dates/dates.ts'
import languages from '../../parsers/markup/dates/words.json' with { type: 'json' }

// Dates in the languages of boards. What Node's own tables of languages write (Unicode's CLDR) is read back, and beside
// it the forms that boards write and those tables do not know.

const served = new Date('2026-11-20T03:05:12Z') // a Friday
const reader = dateReader({ order: 'day-first', clock: '', servedAt: served, fetchedAt: served, samples: [] })
const read = (written: string): string | undefined => reader(written)?.iso

const locales = Object.keys(languages).filter((code) => code !== 'short')

/** Whole minutes of the years in which boards have been. */
const instants = fc
  .integer({ min: Date.UTC(1999, 0, 1) / 60_000, max: Date.UTC(2026, 9, 1) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000))

/** Digits as they are, or as many boards write them in Arabic and in full width. */
const digits: Record<string, string> = { ar: 'arab', zh: 'fullwide' }

describe.each(locales)('%s', (locale) => {
  const options = { timeZone: 'UTC', calendar: 'gregory' } as const

  test.each(['full', 'long', 'medium'] as const)('a date in the %s style is read back', (dateStyle) => {
    const formats = ['latn', digits[locale] ?? 'latn'].map(
      (numberingSystem) =>
        new Intl.DateTimeFormat(locale, { ...options, numberingSystem, dateStyle, timeStyle: 'short' }),
    )
    fc.assert(
      fc.property(instants, fc.constantFrom(...formats), (at, format) => {
        expect(read(format.format(at)), format.format(at)).toBe(at.toISOString())
      }),
    )
  })

  test('a numeric date is read back, month first in English only', () => {
    const format = new Intl.DateTimeFormat(locale, {
      ...options,
      numberingSystem: 'latn',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const order = locale === 'en' ? 'month-first' : 'day-first'
    const board = dateReader({ order, clock: '', servedAt: served, fetchedAt: served, samples: [] })
    fc.assert(
      fc.property(instants, (at) => {
        expect(board(format.format(at))?.iso, format.format(at)).toBe(at.toISOString())
      }),
    )
  })

  test('a date whose month is cut short is read back, weekday before it or not', () => {
    const parts = { month: 'short', day: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
    const formats = [
      new Intl.DateTimeFormat(locale, { ...options, numberingSystem: 'latn', ...parts }),
      new Intl.DateTimeFormat(locale, { ...options, numberingSystem: 'latn', ...parts, weekday: 'short' }),
    ]
    fc.assert(
      fc.property(instants, fc.constantFrom(...formats), (at, format) => {
        expect(read(format.format(at)), format.format(at)).toBe(at.toISOString())
      }),
    )
  })

  test('every month and weekday is known by its name', () => {
    for (let month = 0; month < 12; month += 1) {
      const at = new Date(Date.UTC(2021, month, 1))
      const name = new Intl.DateTimeFormat(locale, { ...options, month: 'long' }).format(at)
      expect(read(`12 ${name} 2021`), name).toBe(new Date(Date.UTC(2021, month, 12)).toISOString())
    }
    for (let day = 13; day < 20; day += 1) {
      const at = new Date(Date.UTC(2026, 10, day, 16, 30))
      const name = new Intl.DateTimeFormat(locale, { ...options, weekday: 'long' }).format(at)
      expect(read(`${name}, 16:30`), name).toBe(at.toISOString())
    }
  })

  test.each(['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const)('%ss ago', (unit) => {
    const size = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800, month: 2_629_746, year: 31_556_952 }
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
    fc.assert(
      // Arabic has words of their own for two of a thing; they are out of scope.
      fc.property(fc.integer({ min: locale === 'ar' ? 3 : 1, max: unit === 'year' ? 10 : 59 }), (count) => {
        fc.pre(locale !== 'ar' || count <= 10)
        const words = format.format(-count, unit)
        expect(read(words), words).toBe(new Date(served.getTime() - count * size[unit] * 1_000).toISOString())
      }),
    )
  })

  test('today, yesterday and the day before', () => {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
    for (const days of [0, 1]) {
      const words = `${format.format(-days, 'day')}, 15:25`
      expect(read(words), words).toBe(new Date(Date.UTC(2026, 10, 20 - days, 15, 25)).toISOString())
    }
  })
})

test.each(['months', 'weekdays', 'daysBack'] as const)('no word has two places among the %s', (list) => {
  const places = new Map<string, Set<number>>()
  for (const words of Object.values(languages)) {
    const lists: Partial<Record<string, unknown>> = words
    for (const [place, names] of ((lists[list] ?? []) as string[]).entries()) {
      for (const name of names.split('|')) places.set(name, (places.get(name) ?? new Set()).add(place))
    }
  }
  expect([...places].filter(([, at]) => at.size > 1).map(([name]) => name)).toEqual([])
})

test.each([
  // Russian
  ['8 мая 2021', '2021-05-08T00:00:00.000Z'],
  ['12 мар 2021, 03:21', '2021-03-12T03:21:00.000Z'],
  ['Вчера в 15:25', '2026-11-19T15:25:00.000Z'],
  ['сегодня, 3:21', '2026-11-20T03:21:00.000Z'],
  ['час назад', '2026-11-20T02:05:12.000Z'],
  ['полчаса назад', '2026-11-20T02:35:12.000Z'],
  ['менее минуты назад', '2026-11-20T03:05:12.000Z'],
  ['Только что', '2026-11-20T03:05:12.000Z'],
  ['В понедельник в 15:25', '2026-11-16T15:25:00.000Z'],
  ['12 мая 2021, 3:25 вечера', '2021-05-12T15:25:00.000Z'],
  ['15 ч. 25 мин. 12 мая 2021 г.', '2021-05-12T15:25:00.000Z'],
  ['«12» мая 2021', '2021-05-12T00:00:00.000Z'],
  // Chinese
  ['2021年5月12日 15:25', '2021-05-12T15:25:00.000Z'],
  ['2021-5-12 下午 03:25', '2021-05-12T15:25:00.000Z'],
  ['2021年5月12日 下午3点25分', '2021-05-12T15:25:00.000Z'],
  ['发表于 2021-5-12 15:25:10', '2021-05-12T15:25:10.000Z'],
  ['昨天 15:25', '2026-11-19T15:25:00.000Z'],
  ['前天 15:25', '2026-11-18T15:25:00.000Z'],
  ['3 分钟前', '2026-11-20T03:02:12.000Z'],
  ['半小时前', '2026-11-20T02:35:12.000Z'],
  ['刚刚', '2026-11-20T03:05:12.000Z'],
  ['2021年5月12日 上午12:25', '2021-05-12T00:25:00.000Z'],
  ['2021年5月12日 中午12:25', '2021-05-12T12:25:00.000Z'],
  // Spanish, Portuguese, Italian, French: "mar" is March or a Tuesday, "ago" is August and the past
  ['hace 3 horas', '2026-11-20T00:05:12.000Z'],
  ['hace media hora', '2026-11-20T02:35:12.000Z'],
  ['ayer a las 15:25', '2026-11-19T15:25:00.000Z'],
  ['mar, 12 may. 2021 3:25 p. m.', '2021-05-12T15:25:00.000Z'],
  ['mar 12 mar 2019', '2019-03-12T00:00:00.000Z'],
  ['12 ago 2021', '2021-08-12T00:00:00.000Z'],
  ['3 min ago', '2026-11-20T03:02:12.000Z'],
  ['há 2 dias', '2026-11-18T03:05:12.000Z'],
  ['2 dias atrás', '2026-11-18T03:05:12.000Z'],
  ['ontem às 15:25', '2026-11-19T15:25:00.000Z'],
  ['Hoje, 01:25', '2026-11-20T01:25:00.000Z'],
  ['12 set 2021', '2021-09-12T00:00:00.000Z'],
  ['29/07/2004, 19h46', '2004-07-29T19:46:00.000Z'],
  ['il y a une demi-heure', '2026-11-20T02:35:12.000Z'],
  ['aujourd’hui à 01h46', '2026-11-20T01:46:00.000Z'],
  // Indonesian, Malay: "min" is a minute or a Sunday, "minggu" a week or a Sunday
  ['Min 12 Des 2021', '2021-12-12T00:00:00.000Z'],
  ['5 min', '2026-11-20T03:00:12.000Z'],
  ['Minggu, 15.25', '2026-11-15T15:25:00.000Z'],
  ['2 minggu yang lalu', '2026-11-06T03:05:12.000Z'],
  ['12 Mei 15.25', '2026-05-12T15:25:00.000Z'],
  ['27 Feb 2021, 12.25 siang', '2021-02-27T12:25:00.000Z'],
  ['27 Feb 2021, 11.25 siang', '2021-02-27T11:25:00.000Z'],
  ['27 Feb 2021, 8.25 malam', '2021-02-27T20:25:00.000Z'],
  ['12 Mac 2021 3:25 PTG', '2021-03-12T15:25:00.000Z'],
  ['2 saat lalu', '2026-11-20T03:05:10.000Z'],
  ['2 saat önce', '2026-11-20T01:05:12.000Z'],
  // German
  ['5. Januar 2019 um 03:32', '2019-01-05T03:32:00.000Z'],
  ['Mo 12. Mai 2014, 15:25 Uhr', '2014-05-12T15:25:00.000Z'],
  ['vor weniger als einer Minute', '2026-11-20T03:05:12.000Z'],
  ['vor einer halben Stunde', '2026-11-20T02:35:12.000Z'],
  // English
  ['Sun Dec 15, 2019 4:58 pm', '2019-12-15T16:58:00.000Z'],
  ['Tue 16-Jun-20 16:12:14', '2020-06-16T16:12:14.000Z'],
  ['10-August-2011 20:18', '2011-08-10T20:18:00.000Z'],
  ['04-23-2020 at 3:40 pm', '2020-04-23T15:40:00.000Z'],
  ['8 February at 5:50PM', '2026-02-08T17:50:00.000Z'],
  ['11:43pm On Apr 23', '2026-04-23T23:43:00.000Z'],
  ['Posted Monday at 04:30 PM', '2026-11-16T16:30:00.000Z'],
  ['Friday at 4:30 PM', '2026-11-13T16:30:00.000Z'],
  ["Apr '21", '2021-04-01T00:00:00.000Z'],
  ["12 Apr '98", '1998-04-12T00:00:00.000Z'],
  ['3h', '2026-11-20T00:05:12.000Z'],
  ['2d', '2026-11-18T03:05:12.000Z'],
  ['1 hour, 5 minutes ago', '2026-11-20T02:00:12.000Z'],
  ['half an hour ago', '2026-11-20T02:35:12.000Z'],
  ['5-12 15:25', '2025-12-05T15:25:00.000Z'],
  ['12 May 2021 12 AM', '2021-05-12T00:00:00.000Z'],
  ['12 May 2021 5 p.m.', '2021-05-12T17:00:00.000Z'],
  ['12-May-2021 15:25 CEST', '2021-05-12T13:25:00.000Z'],
  ['Wed May 12 2021 15:25:00 GMT+0700 (Western Indonesia Time)', '2021-05-12T08:25:00.000Z'],
  ['Wed, 12 May 2021 15:25:00 GMT', '2021-05-12T15:25:00.000Z'],
  ['This post was last modified: 05-11-2021, 04:00 AM by May.', '2021-11-05T04:00:00.000Z'],
])('%s', (written, iso) => expect(read(written)).toBe(iso))

test.each([
  ['10.1.12.5', 'an address of a machine'],
  ['Registered: 2004', 'a year'],
  ['do so 12:30', 'words'],
  ['in 5 minutes', 'what is to come'],
  ['сейчас на форуме: 3', 'who is there now'],
  ['Messages: 1,204', 'a number'],
  ['12 May 2031', 'a day to come'],
  ['1 января 1970', 'the clock that never was set'],
  ['15:25', 'a time of no day'],
])('"%s" is no date: %s', (written) => expect(read(written)).toBeUndefined())
