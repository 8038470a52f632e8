import { elapsed } from './ago.ts'
import { namedDay } from './names.ts'
import {
  type Clock,
  colonClock,
  type Day,
  looseClock,
  numericDay,
  numericPair,
  without,
  yearFirstDay,
  zoneAt,
} from './parts.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Which number comes first in `05-12-2021`. */
export type DateOrder = 'month-first' | 'day-first'

/** What a date's words say, before anybody knows the board's zone. Fields that it does not name are absent. */
export type DateText =
  | { kind: 'instant'; at: Date }
  /** So many seconds before now. */
  | { kind: 'ago'; seconds: number }
  /** So many days before today, the last such weekday (0 is Sunday), or a month and day of this year or the last. */
  | {
      kind: 'recent'
      days: number | null
      weekday: number | null
      month: number
      day: number
      seconds: number
      zone: number | null
    }
  | { kind: 'written'; year: number; month: number; day: number; seconds: number; zone: number | null }

const iso = /(\d{4})-(\d{2})-(\d{2})[t ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|[+-]\d{2}:?\d{2})(?!\d)/i
const longest = 200

/**
 * Reads the words of a date: numbers, month names, "Yesterday, 03:25 PM", "4 minutes ago", "Kemarin, 15.25". `null`
 * where there is no date in it. The words of each language are data, in date-words.json.
 */
export function readDateText(text: string, order: DateOrder): DateText | null {
  const full = iso.exec(text.slice(0, longest))
  if (full !== null) return instant(full)
  const tokens = tokensOf(text)
  if (tokens.length === 0) return null
  const seconds = elapsed(tokens)
  if (seconds !== null) return { kind: 'ago', seconds }
  const clock = colonClock(tokens)
  const rest = clock === null ? tokens : without(tokens, clock)
  const day = writtenDay(rest, order) ?? recentDay(rest, clock, order)
  if (day === null) return null
  const time = clock ?? looseClock(without(rest, day))
  if (time !== null && time.seconds === null) return null
  const common = { month: day.month, day: day.day, seconds: time?.seconds ?? 0, zone: time?.zone ?? null }
  return day.year === null
    ? { kind: 'recent', days: day.days ?? null, weekday: day.weekday ?? null, ...common }
    : { kind: 'written', year: day.year, ...common }
}

/** A day, or words that name one as seen from today. */
type Found = Day & { days?: number; weekday?: number }

function writtenDay(tokens: readonly Token[], order: DateOrder): Found | null {
  const iso = yearFirstDay(tokens)
  if (iso !== null) return iso
  const numeric = numericDay(tokens)
  if (numeric !== null) return { ...numeric, ...ordered(numeric, order, weekdayIn(tokens)) }
  return namedDay(tokens)
}

function recentDay(tokens: readonly Token[], clock: Clock | null, order: DateOrder): Found | null {
  const none = { year: null, month: 0, day: 0 }
  for (const [from, { means }] of tokens.entries()) {
    if (means.daysBack !== undefined) return { from, to: from + 1, ...none, days: means.daysBack }
  }
  const pair = clock === null ? null : numericPair(tokens)
  if (pair !== null) return { ...pair, ...ordered({ ...pair, year: 0 }, order), year: null }
  return lastWeekday(tokens, clock)
}

/** "Monday at 4:30 PM": a name of less than four letters needs a text of its own, for "so" and "do" are words. */
function lastWeekday(tokens: readonly Token[], clock: Clock | null): Found | null {
  const from = tokens.findIndex(({ means }) => means.weekday !== undefined)
  const { text, means } = tokens[from] ?? { text: '', means: {} }
  const others = tokens.filter(({ means, text }, index) => index !== from && !means.join && /^[\p{L}\d]/u.test(text))
  const timed = clock ?? looseClock(tokens)
  const isName = text.length > 3 || /\p{Script=Han}/u.test(text) || others.length === 0
  if (from < 0 || timed === null || means.month !== undefined || !isName || others.length > 2) return null
  return { from, to: from + 1, year: null, month: 0, day: 0, weekday: means.weekday ?? 0 }
}

/** The two first numbers of a date such as `05-12-2021`, which do not say by themselves which one is the month. */
export function numericDate(
  text: string,
): { first: number; second: number; year: number; separator: string; weekday: number | null } | null {
  const tokens = tokensOf(text)
  const numeric = yearFirstDay(tokens) === null ? numericDay(tokens) : null
  if (numeric === null) return null
  const { first, second, year, separator } = numeric
  return { first, second, year, separator, weekday: weekdayIn(tokens) }
}

const weekdayIn = (tokens: readonly Token[]): number | null =>
  tokens.find(({ means }) => means.weekday !== undefined)?.means.weekday ?? null

/** The weekday of a day of the calendar. */
export const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay()

/**
 * Dots are written day first everywhere; a number over twelve is a day whatever the board's habit, and a weekday that
 * stands beside tells which reading it means.
 */
function ordered(
  { first, second, year, separator }: { first: number; second: number; year: number; separator: string },
  order: DateOrder,
  weekday: number | null = null,
): { year: number; month: number; day: number } {
  const [asMonthFirst, asDayFirst] = [
    { year, month: first, day: second },
    { year, month: second, day: first },
  ]
  if (first > 12 || second > 12) return first > 12 ? asDayFirst : asMonthFirst
  if (separator === '.') return asDayFirst
  const fits = [asMonthFirst, asDayFirst].filter(({ month, day }) => weekdayOf(year, month, day) === weekday)
  return fits.length === 1 && fits[0] ? fits[0] : order === 'day-first' ? asDayFirst : asMonthFirst
}

function instant(match: RegExpExecArray): DateText | null {
  const [year, month, day, hours, minutes, seconds, offset] = match.slice(1)
  const mark = offset?.toLowerCase() === 'z' ? 'Z' : `${offset?.slice(0, 3)}:${offset?.slice(-2)}`
  const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds ?? '00'}${mark}`)
  return Number.isNaN(at.getTime()) ? null : { kind: 'instant', at }
}

/** A time of day without a date: "The time now is 03:21 AM." → seconds after midnight. */
export function readTime(text: string): number | null {
  const tokens = tokensOf(text)
  return (colonClock(tokens) ?? looseClock(tokens))?.seconds ?? null
}

/**
 * The zone that a footer states in words: "All times are GMT +7.", "Alle Zeitangaben in WEZ +2", "UTC + 1 hour [ DST ]".
 * Minutes east of Greenwich; `null` where it states none.
 */
export function readZone(text: string): number | null {
  const tokens = tokensOf(text)
  const isNamed = ({ means, text: name }: Token): boolean =>
    // "est" is a word of French; a zone is written in capitals, and Greenwich is one however it is written.
    means.zone !== undefined && (means.zone === 0 || text.includes(name.toUpperCase()))
  const from = tokens.findIndex(isNamed)
  const zone = from < 0 ? null : zoneAt(tokens, from)
  const isSummer = tokens.some(({ means }) => means.summer)
  return zone === null ? null : zone + (isSummer ? 60 : 0)
}
