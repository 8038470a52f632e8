import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bandsOf, likeness, sketchOf, wordsOf } from '../../listings/likeness.ts'
import { isRound, victimKey } from '../../listings/offer.ts'

/** The share of runs of three words that two texts have in common, counted. */
function counted(a: string, b: string): number {
  const runs = (text: string): Set<string> => {
    const words = wordsOf(text)
    return new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')))
  }
  const [one, other] = [runs(a), runs(b)]
  const shared = [...one].filter((run) => other.has(run)).length
  return shared / (one.size + other.size - shared)
}

const word = fc.stringMatching(/^[a-z]{4,8}$/)
const words = fc.array(word, { minLength: 30, maxLength: 120 })

describe('likeness', () => {
  test('is near the share of runs that are counted, whatever the texts', () => {
    const far: number[] = []
    fc.assert(
      fc.property(words, words, fc.double({ min: 0, max: 1, noNaN: true }), (ours, others, share) => {
        const kept = Math.floor(ours.length * share)
        const [a, b] = [ours.join(' '), [...ours.slice(0, kept), ...others].join(' ')]
        const difference = Math.abs(likeness(sketchOf(a), sketchOf(b)) - counted(a, b))
        // Four standard deviations of 64 draws.
        expect(difference).toBeLessThan(0.25)
        far.push(difference)
      }),
      { numRuns: 200, seed: 1 },
    )
    expect(far.reduce((sum, one) => sum + one, 0) / far.length).toBeLessThan(0.05)
  })

  test('numbers, addresses, case and decoration make no difference', () => {
    const [a, b] = [
      '*** SELLING 91 million users of Contoh Shop *** price $5,000, sample: https://a.example/x then pm me',
      'selling 12.5 million users of contoh shop — price $900 sample http://b.example/y/z THEN PM ME!!!',
    ]
    expect(likeness(sketchOf(a), sketchOf(b))).toBe(1)
  })

  test('is the same on every machine and in every version: sketches are stored', () => {
    expect(sketchOf('selling the whole customer database of a shop')?.slice(0, 4)).toEqual([
      -1499654730, -1743458317, -481967111, -948971745,
    ])
    expect(bandsOf(sketchOf('selling the whole customer database of a shop') ?? [])[0]).toBe('0:ace79dea4a58')
  })

  test('a few words are like nothing, and no words too', () => {
    expect(sketchOf('ktp selfie ready gan')).toBeNull()
    expect(sketchOf('')).toBeNull()
    expect(likeness(sketchOf('ktp selfie ready gan'), sketchOf('ktp selfie ready gan'))).toBe(0)
  })

  test('texts that are much alike share a band, and unlike ones hardly ever', () => {
    const shared = (a: string, b: string): number => {
      const bands = new Set(bandsOf(sketchOf(a) ?? []))
      return bandsOf(sketchOf(b) ?? []).filter((band) => bands.has(band)).length
    }
    const texts = fc.sample(words, { numRuns: 60, seed: 2 }).map((list) => list.join(' '))
    const edited = texts.map((text) => `${text} and two more words`)
    expect(texts.filter((text, at) => shared(text, edited[at] ?? '') === 0)).toEqual([])
    expect(texts.filter((text, at) => shared(text, texts[(at + 1) % texts.length] ?? '') > 0).length).toBeLessThan(3)
  })

  test('megabytes of anything are read no further than an ad is long', () => {
    for (const text of ['a '.repeat(2_000_000), '•'.repeat(3_000_000), '文'.repeat(3_000_000), '1'.repeat(3_000_000)])
      expect(wordsOf(text).length).toBeLessThanOrEqual(2_000)
  })
})

test.each([
  ['PT Tokopedia Tbk', 'Tokopedia', true],
  ['tokopedia.com', 'TOKOPEDIA', true],
  ['https://www.contoh-bank.co.id', 'Contoh Bank', true],
  ['Bank BRI', 'BRI Life', false],
  ['JNE Express', 'SiCepat Express', false],
  ['中华电信', '中华电信', true],
])('%s and %s are one victim: %s', (one, other, same) => {
  expect(victimKey(one) === victimKey(other)).toBe(same)
})

test.each([
  [91_000_000, true],
  [1_304_000_000, true],
  [91_174_216, false],
  [88_412, false],
  [15_000, true],
])('%d is a round number: %s', (count, round) => {
  expect(isRound(count)).toBe(round)
})
