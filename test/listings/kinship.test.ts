import { describe, expect, test } from 'vitest'
import { kinship } from '../../listings/kin.ts'
import { speaksOf } from '../../listings/press.ts'
import { Offer } from '../../model/kin.ts'
import type { Report } from '../../model/press.ts'

// One thing at a time; how all of it together fares is measured in kin.test.ts.

const offer = (over: Partial<Offer> = {}): Offer =>
  Offer.parse({
    accountId: 'raid/kotz',
    site: 'raid',
    handle: 'Kotz',
    contacts: [],
    at: '2021-05-12T10:00:00Z',
    intent: 'sale',
    victims: ['bpjskesehatan'],
    names: [],
    countries: ['ID'],
    dataClasses: ['names', 'national-ids'],
    counts: [279_000_000],
    mentioned: [],
    bytes: null,
    dates: [],
    columns: [],
    rows: [],
    files: [],
    freshness: null,
    byPiece: false,
    sketch: null,
    ...over,
  })
const later = (over: Partial<Offer> = {}): Offer =>
  offer({ accountId: 'xforum/other', site: 'xforum', handle: 'Other', at: new Date('2021-08-01T10:00:00Z'), ...over })

test('the same claim by somebody else is recycled, by the same account the same, by its contact cross-posted', () => {
  const contacts = [{ type: 'telegram' as const, value: 'kotz_test' }]
  const handle = 'Somebody'
  expect(kinship(offer(), later())?.verdict).toBe('recycled')
  expect(kinship(offer(), later({ accountId: 'raid/kotz', site: 'raid' }))?.verdict).toBe('same')
  expect(kinship(offer({ contacts }), later({ contacts, handle }))?.verdict).toBe('cross-posted')
  expect(kinship(offer({ contacts, accountId: null }), later({ contacts, accountId: null }))?.verdict).toBe(
    'cross-posted',
  )
  expect(kinship(offer({ contacts }), later({ contacts, at: new Date('2023-01-01') }))?.verdict).toBe('recycled')
})

test('links between accounts tell one person from two', () => {
  const [his, nobody] = [new Set(['raid/kotz', 'xforum/other']), new Set<string>()]
  expect(kinship(offer(), later(), { his, others: nobody })?.verdict).toBe('cross-posted')
  expect(kinship(offer(), later(), { his, others: nobody })?.reasons).toContain('a linked account')
  const contacts = [{ type: 'telegram' as const, value: 'a_middleman_test' }]
  const refused = { his: new Set(['raid/kotz']), others: new Set(['xforum/other']) }
  expect(kinship(offer({ contacts }), later({ contacts }), refused)?.verdict).toBe('recycled')
})

test('a key or a number that stands in all ads of one seller is no sample', () => {
  const accountId = 'raid/kotz'
  const own = { accountId, dataClasses: [], rows: ['k:1', 'k:2', 'k:3'] }
  expect(kinship(offer({ ...own, counts: [98_458] }), later({ ...own, victims: [], counts: [49_188] }))).toBeNull()
  const shown = { ...own, rows: [...own.rows, 'k:4', 'k:5', 'k:6'] }
  expect(kinship(offer({ ...shown, counts: [] }), later({ ...shown, victims: [], counts: [] }))?.verdict).toBe('same')
  const middleman = { rows: ['k:1'], victims: [], counts: [] }
  expect(kinship(offer(middleman), later(middleman))).toBeNull()
})

describe('is other data', () => {
  test.each<[string, Partial<Offer>, Partial<Offer>]>([
    ['another victim', {}, { victims: ['bpjsketenagakerjaan'] }],
    ['another count', {}, { counts: [19_566_250] }],
    ['another year', { dates: ['2019'] }, { dates: ['2021'] }],
    ['younger than the earlier offer', {}, { dates: ['2022-03'], at: new Date('2022-04-01') }],
    ['another country', { victims: [] }, { victims: [], countries: ['MY'] }],
    ['access', { counts: [] }, { counts: [], dataClasses: ['access'] }],
    ['nothing but a round count', { victims: [], dataClasses: [] }, { victims: [], dataClasses: [] }],
    ['a wish', {}, { intent: 'wanted' }],
    [
      'the like words of hawkers',
      { victims: [], counts: [], sketch: [1, 2, 3] },
      { victims: [], counts: [], sketch: [1, 2, 3] },
    ],
    [
      'a telling mention of one who is paid by',
      { victims: ['bankbri'], counts: [] },
      { victims: ['bankmandiri'], counts: [], names: [] },
    ],
  ])('%s', (_what, one, other) => {
    expect(kinship(offer(one), later(other))).toBeNull()
  })
})

describe('is the same data', () => {
  test.each<[string, Partial<Offer>, Partial<Offer>, RegExp]>([
    ['rounded', { counts: [279_012_345] }, { counts: [279_000_000] }, /279,000,000 in both/],
    [
      'a part that says of what',
      {},
      { counts: [1_000_000], mentioned: [279_000_000] },
      /a part: 1,000,000 of 279,000,000/,
    ],
    [
      'no victim, and sample rows',
      { rows: ['k:1', 'k:2', 'k:3'] },
      { victims: [], counts: [], rows: ['k:3', 'k:2', 'k:9'] },
      /2 equal values/,
    ],
    [
      'another victim even, by its rows',
      { rows: ['k:1', 'k:2', 'k:3'] },
      { victims: ['kpu'], rows: ['k:1', 'k:2', 'k:3'] },
      /3 equal values/,
    ],
    ['the file', {}, { victims: [], counts: [], files: ['gofile.example/d/x'] }, /address of a file/],
    ['exact', { victims: [] }, { victims: [], counts: [279_012_345] }, /exactly 279,012,345/],
    ['sold some months after it was taken', { dates: ['2021-03'] }, { dates: ['2021-05'] }, /279,000,000 in both/],
  ])('%s', (_what, one, other, why) => {
    const files = other.files ?? []
    const counts = _what === 'exact' ? [279_012_345] : (one.counts ?? [279_000_000])
    const found = kinship(offer({ files, ...one, counts }), later(other))
    expect(found?.reasons.join('; ')).toMatch(why)
    expect(found?.strength).toBeGreaterThan(0.7)
  })
})

const report = (over: Partial<Report> = {}): Report => ({
  ...{
    postId: 'koran/1',
    at: new Date('2021-05-20'),
    names: ['bpjskesehatan'],
    counts: [279_000_000],
    countries: ['ID'],
  },
  ...over,
})

describe('a report speaks of an offer', () => {
  test.each<[string, Partial<Report>, Partial<Offer>, boolean]>([
    ['by victim and count, years after too', { at: new Date('2024-01-01') }, {}, true],
    ['by a count within a twentieth', { counts: [270_000_000] }, {}, true],
    ['by the sample of those days', { counts: [1_000_000] }, { mentioned: [1_000_000] }, true],
    ['not by a sample later', { counts: [1_000_000], at: new Date('2022-05-20') }, { mentioned: [1_000_000] }, false],
    ['not by the victim alone', { counts: [19_000_000] }, {}, false],
    ['by the victim, where no count is told and the days fit', { counts: [] }, {}, true],
    ['not where they do not', { counts: [], at: new Date('2022-05-20') }, {}, false],
    ['not by the count alone', { names: ['dukcapil'] }, {}, false],
    ['by count and country, where the offer names no victim', { names: [] }, { victims: [] }, true],
    ['not of a small round count', { names: [], counts: [100_000] }, { victims: [], counts: [100_000] }, false],
    ['by an exact count', { names: [], countries: [], counts: [88_412] }, { victims: [], counts: [88_412] }, true],
  ])('%s', (_how, over, of, speaks) => {
    expect(speaksOf(report(over), offer(of)) !== null).toBe(speaks)
  })
})
