import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dataClasses } from '../../model/data-classes.ts'
import { Intent, type Plausibility } from '../../model/signal.ts'
import { isContested } from '../../parsers/judge/claims.ts'
import { judge } from '../../parsers/judge/judge.ts'
import { sampleOf, showsIds, verdictOf } from '../../parsers/judge/sample.ts'
import { createPostReader } from '../../parsers/read.ts'
import type { Told } from '../../parsers/signals/field.ts'
import { nik } from './personal-notations.ts'

const told: Told = {
  intent: 'sale',
  status: 'open',
  victims: [],
  countries: [],
  dataClasses: ['names'],
  records: 1_000,
  price: null,
  contacts: [],
  payment: [],
  escrow: false,
  sample: false,
  leakDate: null,
  columns: [],
  formats: [],
  bytes: null,
  freshness: null,
  exclusive: false,
}
const severityOf = (more: Partial<Told> = {}): number => judge({ ...told, ...more }, [], null, []).severity

const sample = (shown: number, wellFormed = shown, repeated = 0): Plausibility => ({
  ...{ shown, wellFormed, repeated, regions: 1, years: null, women: 0, men: wellFormed, sentence: 'so and so' },
})

const anyTold: fc.Arbitrary<Told> = fc.record({
  intent: fc.constantFrom(...Intent.options),
  status: fc.constantFrom('open', 'sold'),
  victims: fc.array(fc.constant('x'), { maxLength: 2 }),
  countries: fc.subarray(['ID', 'US']),
  dataClasses: fc.subarray(dataClasses),
  records: fc.option(fc.integer({ min: 1, max: 1e11 })),
  price: fc.constantFrom(null, { amount: 5, currency: 'USD', per: 'item' as const }),
  contacts: fc.subarray([{ type: 'telegram' as const, value: 'x' }]),
  payment: fc.subarray(['BTC' as const]),
  escrow: fc.boolean(),
  sample: fc.boolean(),
  leakDate: fc.constant(null),
  columns: fc.subarray(['nik']),
  formats: fc.subarray(['csv']),
  bytes: fc.option(fc.integer({ min: 1, max: 1e15 })),
  freshness: fc.constantFrom(null, 'fresh', 'old'),
  exclusive: fc.boolean(),
})
const anySample = fc
  .tuple(fc.nat(50), fc.nat(50), fc.nat(50))
  .map(([shown, one, other]) => sample(shown, Math.min(one, shown), Math.min(other, shown)))

describe('severity', () => {
  test('grows with the count, the class, the victim, the freshness and the nearness', () => {
    expect(severityOf()).toBe(38)
    expect(severityOf({ records: 10_000_000 })).toBe(58)
    expect(severityOf({ dataClasses: ['names', 'id-selfies'] })).toBe(54)
    expect(severityOf({ victims: ['Tokopedia'] })).toBe(43)
    expect(severityOf({ freshness: 'fresh' })).toBe(43)
    expect(severityOf({ freshness: 'old' })).toBe(30)
    expect(severityOf({ intent: 'wanted' })).toBe(23)
    expect(severityOf({ records: null })).toBe(33)
    expect(severityOf({ records: null, bytes: 10e9 })).toBe(48)
  })

  test('is what its reasons add up to, and within 0 to 100', () => {
    fc.assert(
      fc.property(anyTold, (one) => {
        const { severity, reasons } = judge(one, [], null, [])
        const points = reasons.filter(({ field }) => field === 'severity').map(({ value }) => Number(value))
        expect(points.reduce((sum, each) => sum + each, 0)).toBe(severity)
        expect(severity >= 0 && severity <= 100).toBe(true)
      }),
    )
  })

  test('never falls when more records, a further class or a victim is told', () => {
    fc.assert(
      fc.property(anyTold, fc.integer({ min: 1, max: 1e11 }), fc.constantFrom(...dataClasses), (one, count, name) => {
        const { severity } = judge(one, [], null, [])
        const records = Math.max(one.records ?? 100, count)
        if (one.records !== null || one.bytes === null)
          expect(severityOf({ ...one, records })).toBeGreaterThanOrEqual(severity)
        if (one.dataClasses.length > 0)
          expect(severityOf({ ...one, dataClasses: [...one.dataClasses, name] })).toBeGreaterThanOrEqual(severity)
        expect(severityOf({ ...one, victims: ['y'] })).toBeGreaterThanOrEqual(severity)
      }),
    )
  })
})

describe('confidence', () => {
  const cue = { field: 'intent', value: 'sale', why: 'offers for sale' }

  test('grows with independent evidence and stays within 0.05 to 0.99', () => {
    const bare = { ...told, dataClasses: [], records: null }
    expect(judge(bare, [], null, [cue]).confidence).toBe(0.3)
    expect(judge(told, [], null, [cue]).confidence).toBe(0.5)
    expect(judge(told, [], null, [cue, cue]).confidence).toBe(0.55)
    const full = { ...told, victims: ['x'], escrow: true, sample: true, columns: ['nik'] }
    const contacts = [{ type: 'telegram' as const, value: 'x' }]
    expect(judge({ ...full, contacts }, [], sample(50), [cue, cue, cue]).confidence).toBe(0.99)
    expect(judge(bare, [], sample(50, 0), [cue]).confidence).toBe(0.1)
  })

  test('a worse sample never raises it, and a made-up one lowers it', () => {
    fc.assert(
      fc.property(anyTold, anySample, fc.nat(50), (one, shown, fewer) => {
        const confidence = (of: Plausibility | null): number => judge(one, [], of, []).confidence
        const worse = { ...shown, wellFormed: Math.max(0, shown.wellFormed - fewer), repeated: shown.shown }
        expect(confidence(worse)).toBeLessThanOrEqual(confidence(shown))
        if (verdictOf(shown) === 'implausible') expect(confidence(shown)).toBeLessThan(confidence(null))
        expect(confidence(shown)).toBeGreaterThanOrEqual(0.05)
        expect(confidence(shown)).toBeLessThanOrEqual(0.99)
      }),
    )
  })

  const counted = (part: 'title' | 'text', value: number, as: 'taken' | 'earlier' | 'other' = 'other') => ({
    ...{ field: 'records' as const, value, as, span: { part, start: 0, end: 1 } },
  })

  test('a count that the post itself contradicts lowers it', () => {
    const claims = [counted('title', 5_000_000), counted('text', 15_000_000, 'taken')]
    expect(judge(told, claims, null, []).confidence).toBeCloseTo(judge(told, [], null, []).confidence - 0.1)
  })

  test.each([
    ['rounded', [counted('title', 91_000_000), counted('text', 91_234_567)], false],
    ['parts of the whole', [counted('title', 279_000_000), counted('text', 20_000_000)], false],
    ['what was so before', [counted('title', 1_000_000), counted('text', 9_000_000, 'earlier')], false],
    ['three times as many', [counted('title', 1_000_000), counted('text', 3_000_000)], true],
  ])('%s', (_what, claims, contested) => {
    expect(isContested(claims)).toBe(contested)
  })
})

describe('the sample', () => {
  test.each([
    ['too few to tell', sample(2, 0), 'unclear'],
    ['all well-formed', sample(5), 'plausible'],
    ['most well-formed', sample(10, 8, 2), 'plausible'],
    ['some', sample(10, 6), 'unclear'],
    ['few', sample(10, 4), 'implausible'],
    ['the same again and again', sample(10, 10, 6), 'implausible'],
  ] as const)('%s', (_what, shown, verdict) => {
    expect(verdictOf(shown)).toBe(verdict)
  })

  const today = new Date('2024-06-01T00:00:00Z')

  test('is measured in whatever notation its ids stand', () => {
    fc.assert(
      fc.property(fc.array(nik, { minLength: 2, maxLength: 20 }), fc.constantFrom('', ' ', '-', '.'), (niks, mark) => {
        const written = niks.map((id) => (id.match(/\d{4}/g) ?? []).join(mark))
        expect(showsIds(written.join('\n'))).toBe(true)
        expect(sampleOf(written.join('\n'), [], today)?.shown).toBe(niks.length)
      }),
    )
  })

  test('is nothing where no ids are, or where long numbers are somebody else’s', () => {
    expect(showsIds('jual 279.000.000 data, wa 0812-0000-0001, Rp 1.500.000')).toBe(false)
    const orders = Array.from({ length: 9 }, (_, at) => `90000000000000${10 + at}`).join('\n')
    expect(sampleOf(orders, ['RU'], today)).toBeNull()
    expect(sampleOf(orders, ['ID'], today)).toMatchObject({ shown: 9, wellFormed: 0 })
  })

  test('the day of reading is given, so that a reading stays what it is', () => {
    const text = 'jual data nasabah, nama nik, 1jt\n9903010101240001|BUDI\n9903010101240002|SITI\n9903010101240003|AGUS'
    const on = (day: string) =>
      createPostReader({}, { today: new Date(day) })({ title: '', text, author: null, type: 'forum' })?.plausibility
    expect(on('2024-06-01')?.years).toEqual({ count: 1, first: 2024, last: 2024 })
    expect(on('2023-06-01')?.years).toEqual({ count: 1, first: 1924, last: 1924 })
  })
})

describe('credibility', () => {
  const credibilityOf = (more: Partial<Told>, shown: Plausibility | null = null): number =>
    judge({ ...told, ...more }, [], shown, []).credibility

  test('cannot be judged by a post that shows nothing; what it shows decides', () => {
    expect(credibilityOf({})).toBe(6)
    expect(credibilityOf({ sample: true })).toBe(3)
    expect(credibilityOf({ intent: 'dump' })).toBe(3)
    expect(credibilityOf({}, sample(50))).toBe(3)
    expect(credibilityOf({ freshness: 'old', sample: true })).toBe(4)
    expect(credibilityOf({ sample: true }, sample(50, 3))).toBe(5)
  })

  test('a post alone confirms nothing', () => {
    fc.assert(
      fc.property(anyTold, anySample, (one, shown) => {
        expect(credibilityOf(one, shown)).toBeGreaterThanOrEqual(3)
      }),
    )
  })
})

test('the example of docs/reading.md is judged as it says there', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reading.md'), 'utf8')
  const [, title = '', text = ''] = /```text\n(.+)\n\n([^`]+)\n```/.exec(page) ?? []
  const read = createPostReader({}, { today: new Date('2024-06-01T00:00:00Z') })
  const signal = read({ title, text, author: null, type: 'forum' })
  const judged = /^(severity|confidence|credibility|plausibility)$/
  const rows = (signal?.reasons ?? [])
    .filter(({ field }) => judged.test(field))
    .map(({ field, value, why }) => `| ${field} | ${value} | ${why} |`)
  expect(page.split('| judged | points | because |\n| --- | --- | --- |\n')[1]?.trim().split('\n')).toEqual(rows)
  expect(page).toContain(
    `severity ${signal?.severity}, confidence ${signal?.confidence} and credibility ${signal?.credibility}:`,
  )
})
