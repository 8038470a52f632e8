import { type Day, yearOf } from './parts.ts'
import { gap, type Token } from './tokens.ts'

interface NamedMonth {
  from: number
  to: number
  month: number
  /** "mar" may be a Tuesday. */
  isCertain: boolean
}

const at = (tokens: readonly Token[], index: number): Token => tokens[index] ?? gap

/**
 * A date whose month is named: "12 мая 2021", "May 12th, 2021", "2021年5月12日", "16-Jun-20", "Apr '21", "8 February".
 * Of several, one with a year counts before one without.
 */
export function namedDay(tokens: readonly Token[]): Day | null {
  const found = monthsIn(tokens).flatMap((month) => {
    const day = dayAround(tokens, month)
    return day === null ? [] : [{ ...day, weight: (day.year === null ? 0 : 2) + (month.isCertain ? 1 : 0) }]
  })
  return found.toSorted((a, b) => b.weight - a.weight)[0] ?? null
}

function monthsIn(tokens: readonly Token[]): NamedMonth[] {
  const found: NamedMonth[] = []
  for (const [from, { number, means }] of tokens.entries()) {
    if (means.month !== undefined) {
      found.push({ from, to: from + 1, month: means.month, isCertain: means.weekday === undefined })
    } else if (number !== null && number >= 1 && number <= 12 && at(tokens, from + 1).means.monthMark) {
      found.push({ from, to: from + 2, month: number, isCertain: true })
    }
  }
  return found
}

function dayAround(tokens: readonly Token[], { from, to, month }: NamedMonth): Day | null {
  const next = forward(tokens, to)
  const last = forward(tokens, next.index + 1)
  const first = back(tokens, from - 1)
  const [before, after] = [at(tokens, first), at(tokens, next.index)]
  const isShortYear = next.passed.includes("'") && after.text.length === 2
  if (isDay(after) && !isShortYear && isYear(tokens, last, "'")) {
    return { from, to: last.index + 1, year: yearOf(at(tokens, last.index)), month, day: after.number ?? 0 }
  }
  if (isDay(before) && isYear(tokens, next, "'-/. ")) {
    return { from: first, to: next.index + 1, year: yearOf(after), month, day: before.number ?? 0 }
  }
  if (isLongYear(before) && isDay(after)) {
    return { from: first, to: next.index + 1, year: before.number, month, day: after.number ?? 0 }
  }
  if (isDay(before)) return { from: first, to, year: null, month, day: before.number ?? 0 }
  if (isLongYear(after) || (isShortYear && after.number !== null)) {
    return { from, to: next.index + 1, year: yearOf(after), month, day: 1 }
  }
  if (isLongYear(before)) return { from: first, to, year: before.number, month, day: 1 }
  return isDay(after) ? { from, to: next.index + 1, year: null, month, day: after.number ?? 0 } : null
}

const isDay = ({ number, text }: Token): boolean => number !== null && number >= 1 && number <= 31 && text.length <= 2

const isLongYear = ({ number, text }: Token): boolean =>
  number !== null && text.length === 4 && number >= 1900 && number < 2100

interface Step {
  index: number
  /** The marks between, or a space. */
  passed: string
}

/** Two digits are a year behind one of the marks; behind a mere space only where nothing follows them. */
function isYear(tokens: readonly Token[], { index, passed }: Step, marks: string): boolean {
  const [token, next] = [at(tokens, index), at(tokens, index + 1)]
  if (isLongYear(token)) return true
  if (token.number === null || token.text.length !== 2 || next.means.hour || next.means.half) return false
  if (/^[.:]$/.test(next.text) && at(tokens, index + 2).number !== null && !at(tokens, index + 2).spaced) return false
  const isMarked = [...passed].some((mark) => mark !== ' ' && marks.includes(mark))
  return isMarked || (marks.includes(' ') && passed === ' ' && /^,?$/.test(next.text))
}

/** Parts of a date have at most so many tokens between them. */
const most = 4

/** Over "of", "de", "th", commas and dots to the next number or word. */
function forward(tokens: readonly Token[], from: number): Step {
  let [index, passed] = [from, '']
  while (index < from + most && (at(tokens, index).means.join || /^[-/.,'"»]$/.test(at(tokens, index).text))) {
    passed += at(tokens, index).text
    index += 1
  }
  return { index, passed: passed === '' ? ' ' : passed }
}

/** The same backwards; a comma there ends something else. */
function back(tokens: readonly Token[], from: number): number {
  let index = from
  while (index > from - most && (at(tokens, index).means.join || /^[-/."«»]$/.test(at(tokens, index).text))) index -= 1
  return index
}
