import { cut, oneLine } from '../../model/plain.ts'
import type { RuleFigures } from '../../store/rule-stats.ts'
import { sayDuration } from '../due.ts'
import type { Look } from '../explain/hues.ts'

/** How often a rule is right, as far as people have said. */
export interface Precision {
  /** How many were judged: right, or a false positive. */
  judged: number
  /** 0 to 1; `null` where none was judged. */
  precision: number | null
  /** Within these bounds with 95% confidence, for what is judged next; the fewer were judged, the wider. */
  between: [number, number] | null
}

/** For 95%. */
const z = 1.96

/** The share of alerts that were right among those that were judged, with Wilson's interval (1927), which holds for few too. */
export function precisionOf({ right, falsePositives }: Pick<RuleFigures, 'right' | 'falsePositives'>): Precision {
  const judged = right + falsePositives
  if (judged === 0) return { judged, precision: null, between: null }
  const share = right / judged
  const width = 1 + z ** 2 / judged
  const middle = (share + z ** 2 / (2 * judged)) / width
  const half = (z / width) * Math.sqrt((share * (1 - share)) / judged + z ** 2 / (4 * judged ** 2))
  return { judged, precision: share, between: [Math.max(0, middle - half), Math.min(1, middle + half)] }
}

/** Names are cut to so many columns. */
const widest = 28

/** The tables of `pantau rules stats`: by rule, then by target. */
export function statsReport(
  figures: readonly RuleFigures[],
  reasons: readonly { ruleId: string; reason: string; count: number }[],
  { colors }: Look,
): string {
  const wide = Math.min(widest, Math.max(6, ...figures.map(({ name }) => name.length)))
  const row = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cut(oneLine(cell), wide).padEnd(wide) : cell.padStart(widths[at] ?? 0)))
      .join(' ')
      .trimEnd()
  const table = (of: RuleFigures['of']): string[] => [
    colors.bold(row([of.toUpperCase(), 'ALERTS', 'REACTED', 'RIGHT', 'FALSE', 'PRECISION', 'BETWEEN', 'REACTION'])),
    ...figures.filter((one) => one.of === of).map((one) => row(cellsOf(one))),
  ]
  const why = reasons
    .filter(({ ruleId }, at) => reasons.findIndex((other) => other.ruleId === ruleId) === at)
    .map(({ ruleId, reason, count }) => `${ruleId}: false most often because: ${cut(oneLine(reason), 80)} (${count})`)
  const notes = [
    'PRECISION: of those that somebody judged, how many were right: taken in hand or closed, and no false positive.',
    'BETWEEN: where it lies with 95% confidence. REACTION: until somebody did something, in half of the cases.',
  ]
  return `${[...table('rule'), '', ...table('target'), ...(why.length > 0 ? ['', ...why] : []), '', ...notes.map(colors.dim)].join('\n')}\n`
}

const widths = [0, 6, 7, 5, 5, 9, 9, 8]

function cellsOf(figures: RuleFigures): string[] {
  const { name, alerts, reacted, right, falsePositives, medianReactionMs } = figures
  const { precision, between } = precisionOf(figures)
  const percent = (part: number): string => `${Math.round(part * 100)}%`
  return [
    ...[name, String(alerts), String(reacted), String(right), String(falsePositives)],
    precision === null ? '-' : percent(precision),
    between === null ? '-' : `${Math.round(between[0] * 100)}-${percent(between[1])}`,
    medianReactionMs === null ? '-' : sayDuration(Math.max(medianReactionMs, 1_000)),
  ]
}
