import { describe, expect, test } from 'vitest'
import { Verdict } from '../../model/kin.ts'
import { judged, pairsOf } from './pairs.ts'

// Measured, not asserted one by one: which pairs are wrong is in the table that a failure prints.

interface Score {
  precision: number
  recall: number
  f1: number
}

const scoreOf = (pairs: readonly { isSame: boolean; said: boolean }[]): Score => {
  const hit = pairs.filter(({ isSame, said }) => isSame && said).length
  const said = pairs.filter((pair) => pair.said).length
  const same = pairs.filter(({ isSame }) => isSame).length
  return { precision: hit / said, recall: hit / same, f1: (2 * hit) / (said + same) }
}

const words = ({ precision, recall, f1 }: Score): string =>
  `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`

/** Rows are what a pair is, columns what was said of it. */
const confusion = (pairs: readonly { label: Verdict; verdict: Verdict }[]): string =>
  [
    ['', ...Verdict.options],
    ...Verdict.options.map((label) => [
      label,
      ...Verdict.options.map((said) => pairs.filter((one) => one.label === label && one.verdict === said).length),
    ]),
  ]
    .map((row) => row.map((cell) => String(cell).padStart(13)).join(''))
    .join('\n')

const halves = { dev: pairsOf('dev'), held: pairsOf('held') }

describe.each(['dev', 'held'] as const)('the %s half of the labelled pairs', (half) => {
  const pairs = halves[half].map((pair) => ({ ...pair, ...judged(pair) }))
  const score = scoreOf(pairs.map(({ label, verdict }) => ({ isSame: label !== 'new', said: verdict !== 'new' })))
  const naive = scoreOf(pairs.map(({ label, naive }) => ({ isSame: label !== 'new', said: naive })))
  const wrong = pairs.filter(({ label, verdict }) => (label === 'new') !== (verdict === 'new'))
  const table = `${half}, ${pairs.length} pairs\n  verdict: ${words(score)}\n  naive:   ${words(naive)}\n${confusion(pairs)}`

  test('same data is told from new data: precision 0.95 at recall 0.85', () => {
    process.stdout.write(`${table}\n`)
    const told = `${table}\n${wrong.map(({ id, label, why }) => `${id} is ${label}: ${why}`).join('\n')}`
    expect(score.precision, told).toBeGreaterThanOrEqual(0.95)
    expect(score.recall, told).toBeGreaterThanOrEqual(0.85)
  })

  test('and the pairs are hard: victim and count alone stay below F1 0.8', () => {
    expect(naive.f1).toBeLessThan(0.8)
  })
})

test('two hundred pairs at least, each once, in halves that share no offer', () => {
  const all = [...halves.dev, ...halves.held]
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const shared = halves.dev.filter(({ earlier }) => halves.held.some((pair) => pair.earlier.text === earlier.text))
  expect(shared).toEqual([])
})
