import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Signal } from '../../model/signal.ts'
import { lexicons } from '../../parsers/language/matching/lexicons.ts'
import { createMatcher } from '../../parsers/language/matching/matcher.ts'
import { plain } from '../../parsers/language/spelling/plain.ts'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const matcher = createMatcher(lexicons({}))

/** What ads are made of, in the reader's languages, with what is said of goods, money and contacts. */
const words = [
  'jual',
  'WTS',
  'selling',
  'продам',
  '出售',
  'vendo',
  'bán',
  'cari',
  'WTB',
  'free',
  'gratis',
  'database',
  'data',
  'база',
  '数据',
  'KTP',
  'NIK',
  'selfie',
  'passport*',
  'fullz',
  'nasabah',
  'pelanggan',
  'customers',
  'клиентов',
  'Bank Mandiri',
  'Tokopedia',
  'bpjs',
  'example.co.id',
  'Indonesia',
  'RU',
  '🇮🇩',
  'nama, nik, no hp, email, alamat',
  '279 juta',
  '1,3 miliar',
  '105.003.428',
  '26.7jt',
  '2 млн',
  '200万',
  '15 lakh',
  'baris',
  'records',
  'harga 5jt nego',
  '$1.500',
  'Rp 500.000',
  '0.15 BTC',
  'per 1k',
  '@somebody_00',
  't.me/somebody_00',
  'wa 081200000001',
  'someone@example.com',
  'rekber',
  'escrow',
  'sample',
  'SOLD',
  'Mei 2021',
  '2023-05',
  'tidak',
  'no',
  'bukan',
  '\n',
  '\n\n> kotz wrote: jual',
  '3174999999990001',
  '|',
  ':',
  '—',
  '"',
]
const disguises: ((word: string) => string)[] = [
  (word) => word,
  (word) => [...word].join(' '),
  (word) => [...word].join('.'),
  (word) => [...word].join('🔥'),
  (word) => [...word].join('\u200b'),
  (word) => [...word].join('\u0336'),
  (word) => word.replace(/[a-z]/g, (one) => String.fromCodePoint(0x1d5ee + one.charCodeAt(0) - 97)),
  (word) => word.replace(/a/g, '4').replace(/i/g, '1').replace(/e/g, '3'),
  (word) => word.replace(/a/g, 'а').replace(/o/g, 'о').replace(/[.]/g, '[.]'),
  (word) => `${word}${word.slice(-1).repeat(3)}`,
]
const word = fc.constantFrom(...words)
const ad = fc.array(word, { minLength: 1, maxLength: 40 }).map((some) => some.join(' '))
const disguised = fc
  .array(
    fc.tuple(word, fc.constantFrom(...disguises)).map(([one, disguise]) => disguise(one)),
    { maxLength: 30 },
  )
  .map((some) => some.join(' '))
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
)
const text = fc.oneof(
  ad,
  disguised,
  anything,
  fc.tuple(ad, anything, disguised).map((parts) => parts.join(' ')),
)
const postOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<Readable> =>
  fc.record({
    title: fc.oneof(fc.constant(''), texts),
    text: texts,
    author: fc.constantFrom(null, 'somebody'),
    type: fc.constantFrom('forum', 'paste', 'social', 'chat', 'leaksite', 'news'),
  })

describe('any text in any script', () => {
  test('gives a signal or null, with every span in the post as it came', () => {
    fc.assert(
      fc.property(postOf(text), (post) => {
        const signal = read(post)
        if (signal === null) return
        Signal.parse({ ...signal, postId: 'p' })
        for (const { span } of [...signal.reasons, ...signal.claims])
          if (span) {
            expect(span.start).toBeGreaterThanOrEqual(0)
            expect(span.end).toBeGreaterThan(span.start)
            expect(span.end).toBeLessThanOrEqual(post[span.part].length)
          }
      }),
      { numRuns: 1_500 },
    )
  })

  test('is read the same each time, whatever was read before', () => {
    const another = createPostReader()
    fc.assert(
      fc.property(fc.array(postOf(text), { minLength: 1, maxLength: 4 }), (posts) => {
        const first = posts.map((post) => read(post))
        expect(posts.toReversed().map((post) => another(post))).toEqual(first.toReversed())
      }),
      { numRuns: 200 },
    )
  })
})

describe('a span of an ad that hides nothing', () => {
  const told = fc
    .tuple(ad, fc.constantFrom('jual data KTP ', 'selling database, names, passports '))
    .map(([some, offer]) => offer + some)

  test('holds the words that its reason quotes, and a contact as it was written', () => {
    fc.assert(
      fc.property(postOf(told), (post) => {
        for (const { field, value, why, span } of read(post)?.reasons ?? []) {
          if (!span) continue
          const written = post[span.part].slice(span.start, span.end)
          const quoted = /"([^"]+)"/.exec(why)?.[1]
          if (quoted !== undefined) expect(written).toContain(quoted)
          if (field !== 'contacts') continue
          const letters = (of: string): string => of.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
          expect(letters(written)).toContain(letters(value.slice(value.indexOf(':') + 1)).slice(-8))
        }
      }),
      { numRuns: 800 },
    )
  })

  test('and its count is the number that stands there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 900_000_000 }), (count) => {
        const written = count.toLocaleString('de-DE')
        const post = {
          title: '',
          text: `jual database nasabah ${written} baris, nik nama no hp`,
          author: null,
          type: 'chat' as const,
        }
        const signal = read(post)
        expect(signal?.records).toBe(count)
        const span = signal?.reasons.find(({ field }) => field === 'records')?.span
        expect(post.text.slice(span?.start, span?.end)).toContain(written)
      }),
    )
  })
})

describe('what is no disguise', () => {
  const number = fc.oneof(
    fc.nat().map(String),
    fc.nat().map((of) => of.toLocaleString('de-DE')),
    fc.tuple(fc.constantFrom('$', 'Rp ', '€', 'rp.', '£'), fc.nat({ max: 9_999_999 })).map((parts) => parts.join('')),
    fc
      .tuple(
        fc.nat({ max: 9_999 }),
        fc.constantFrom('k', 'jt', 'rb', 'M', ' juta', 'btc', 'eth', 'pcs', '/pcs', '%', '+'),
      )
      .map((parts) => parts.join('')),
    fc
      .integer({ min: 10_000_000, max: 99_999_999 })
      .map((of) => `+62 812-${String(of).slice(0, 4)}-${String(of).slice(4)}`),
    fc
      .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2030-01-01') })
      .map((day) => day.toISOString().slice(0, 10)),
  )
  const handle = fc.oneof(
    fc.stringMatching(/^@[a-z][a-z0-9_.]{4,20}[a-z0-9]$/),
    fc.stringMatching(/^t\.me\/[a-z][a-z0-9]{4,20}$/),
  )
  const line = (some: string[]): string => `jual ${some.join(' | ')} nego`

  test('numbers, prices, dates and phone numbers stay what they are', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 6 }).map(line), (some) => {
        expect(plain(some, matcher.knows).text).toBe(some)
        const digits = (of: string): string => of.replace(/\D/g, '')
        expect(digits(matcher.fold(some))).toBe(digits(some))
      }),
      { numRuns: 1_000 },
    )
  })

  test('so do handles and addresses', () => {
    fc.assert(
      fc.property(fc.array(handle, { minLength: 1, maxLength: 6 }).map(line), (some) => {
        expect(plain(some, matcher.knows).text).toBe(some)
      }),
      { numRuns: 500 },
    )
  })

  test('folding keeps every place, and a plain text leads back into its original in its order', () => {
    fc.assert(
      fc.property(text, (some) => {
        const { text: made, original } = plain(some, matcher.knows)
        expect(matcher.fold(made)).toHaveLength(made.length)
        let done = 0
        for (let at = 0; at < made.length; at += 1) {
          const { start, end } = original(at, at + 1)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start + 1)
          expect(end).toBeGreaterThanOrEqual(done)
          expect(end).toBeLessThanOrEqual(some.length)
          done = end
        }
      }),
      { numRuns: 500 },
    )
  })
})
