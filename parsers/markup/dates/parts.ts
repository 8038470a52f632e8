import { gap, type Token } from './tokens.ts'
import type { Half } from './words.ts'

/** Where something stands among the tokens: from the first up to, not with, the last. */
interface Span {
  from: number
  to: number
}

/** A time of day. `seconds` after midnight is `null` where no clock shows such a time. */
export interface Clock extends Span {
  seconds: number | null
  /** Minutes east of Greenwich, written right after the time; `null` where no zone is written. */
  zone: number | null
}

/** A day of the calendar; `year` is `null` where it is not written. */
export interface Day extends Span {
  year: number | null
  month: number
  day: number
}

/** Three numbers, which do not say by themselves whether the month comes first. */
export interface NumericDay extends Span {
  first: number
  second: number
  year: number
  separator: string
}

/** The token at a place; beyond the ends there is one that means nothing. */
const at = (tokens: readonly Token[], index: number): Token => tokens[index] ?? gap

/** The tokens without those of a part that is read. The place stays empty, so that what stood around it does not meet. */
export const without = (tokens: readonly Token[], { from, to }: Span): Token[] => tokens.toSpliced(from, to - from, gap)

/** A number of at most so many digits. */
const isShort = (token: Token, digits: number): boolean => token.number !== null && token.text.length <= digits

/** "03:25 PM", "下午3:25", "15:25:10 +0700": what a colon shows to be a time. */
export function colonClock(tokens: readonly Token[]): Clock | null {
  for (let from = 0; from < tokens.length; from += 1) {
    if (!isTime(tokens, from, ':')) continue
    const isOffset = at(tokens, from - 1).text === '+' || at(tokens, from - 2).means.zone !== undefined
    if (!isOffset) return finish(tokens, from, timeAt(tokens, from, ':'))
  }
  return null
}

/** "15.25", "19h46", "15时25分", "5 PM": a time only where a date stands beside it. */
export function looseClock(tokens: readonly Token[]): Clock | null {
  for (let from = 0; from < tokens.length; from += 1) {
    const hours = at(tokens, from)
    if (!isShort(hours, 2)) continue
    if (isTime(tokens, from, '.')) return finish(tokens, from, timeAt(tokens, from, '.'))
    const mark = at(tokens, from + 1)
    if (mark.means.hour) return finish(tokens, from, hourAt(tokens, from))
    const half = mark.means.half ?? leadingHalf(at(tokens, from - 1))
    if (half !== undefined) return finish(tokens, from, { to: from + 1, parts: [hours.number ?? 0, 0, 0] })
  }
  return null
}

interface Time {
  to: number
  parts: [number, number, number]
}

function isTime(tokens: readonly Token[], from: number, mark: string): boolean {
  if (at(tokens, from + 1).text !== mark || !isShort(at(tokens, from), 2)) return false
  const minutes = at(tokens, from + 2)
  return !minutes.spaced && minutes.number !== null && minutes.text.length === 2
}

function timeAt(tokens: readonly Token[], from: number, mark: string): Time {
  const [hours, minutes] = [at(tokens, from).number ?? 0, at(tokens, from + 2).number ?? 0]
  const third = at(tokens, from + 4)
  const hasSeconds =
    at(tokens, from + 3).text === mark && !third.spaced && third.text.length === 2 && third.number !== null
  return hasSeconds
    ? { to: from + 5, parts: [hours, minutes, third.number ?? 0] }
    : { to: from + 3, parts: [hours, minutes, 0] }
}

/** "19h46", "15 ч. 25 мин.", "15 Uhr". */
function hourAt(tokens: readonly Token[], from: number): Time {
  const hours = at(tokens, from).number ?? 0
  const next = at(tokens, from + 2).text === '.' ? from + 3 : from + 2
  const minutes = at(tokens, next)
  return isShort(minutes, 2) && minutes.text.length === 2
    ? { to: next + 1, parts: [hours, minutes.number ?? 0, 0] }
    : { to: from + 2, parts: [hours, 0, 0] }
}

function finish(tokens: readonly Token[], from: number, { to, parts }: Time): Clock {
  const after = at(tokens, to).means.half
  const before = after === undefined ? leadingHalf(at(tokens, from - 1)) : undefined
  const end = after === undefined ? to : to + 1
  const half = after ?? before
  return {
    from: before === undefined ? from : from - 1,
    to: end,
    seconds: secondsOf(parts, half),
    zone: zoneAt(tokens, end),
  }
}

/** Chinese and Turkish name the half before the time. "Sa" before it is a Saturday, whatever Vietnamese calls a morning. */
const leadingHalf = ({ means }: Token): Half | undefined => (means.weekday === undefined ? means.half : undefined)

function secondsOf([hours, minutes, seconds]: [number, number, number], half: Half | undefined): number | null {
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  return (hours > 12 || half === undefined ? hours : hourOf(hours, half)) * 3_600 + minutes * 60 + seconds
}

/** "12 siang" is midday and "11 siang" an hour before it; "1 malam" is an hour after midnight, "8 malam" in the evening. */
function hourOf(hours: number, half: Half): number {
  const hour = hours % 12
  if (half === 'am') return hour
  if (half === 'pm') return hour + 12
  if (half === 'noon') return hour >= 9 ? hour : hour + 12
  return hour >= 5 ? hour + 12 : hour
}

/** "UTC", "GMT+7", "(WIB)", "UTC + 8 小时", "+07:00"; without a name, an offset needs both its hours and minutes. */
export function zoneAt(tokens: readonly Token[], index: number): number | null {
  const from = at(tokens, index).text === '(' ? index + 1 : index
  const named = at(tokens, from).means.zone
  const sign = named === undefined ? from : from + 1
  const hours = at(tokens, sign + 1)
  const minutes = at(tokens, sign + 2).text === ':' ? at(tokens, sign + 3) : gap
  const isSigned = /^[+-]$/.test(at(tokens, sign).text) && isShort(hours, 4)
  const isWhole = !hours.spaced && (hours.text.length === 4 || (hours.text.length === 2 && minutes.number !== null))
  if (!isSigned || (named === undefined && !isWhole)) return named ?? null
  const digits = hours.number ?? 0
  const size =
    hours.text.length > 2 ? Math.floor(digits / 100) * 60 + (digits % 100) : digits * 60 + (minutes.number ?? 0)
  const offset = (named ?? 0) + (at(tokens, sign).text === '-' ? -size : size)
  return Math.abs(offset) <= 14 * 60 ? offset : null
}

/** "05-12-2021", "12.05.21", "12. 5. 2021": the first in the text. Four parts between dots are no date, but an address. */
export function numericDay(tokens: readonly Token[]): NumericDay | null {
  for (let from = 0; from < tokens.length; from += 1) {
    const first = at(tokens, from)
    const separator = first.number === null ? '' : separatorAt(tokens, from)
    const [second, year] = [at(tokens, from + 2), at(tokens, from + 4)]
    if (!isShort(first, 2) || separator === '' || !isShort(second, 2) || year.number === null) continue
    if (year.text.length !== 4 && (year.text.length !== 2 || isChain(tokens, from, separator))) continue
    return {
      from,
      to: from + 5,
      first: first.number ?? 0,
      second: second.number ?? 0,
      year: yearOf(year),
      separator,
    }
  }
  return null
}

/** "2021-05-12", "2021/5/12", "2021. 5. 12". */
export function yearFirstDay(tokens: readonly Token[]): Day | null {
  for (let from = 0; from < tokens.length; from += 1) {
    const year = at(tokens, from)
    if (!isYear(year) || separatorAt(tokens, from) === '') continue
    const [month, day] = [at(tokens, from + 2), at(tokens, from + 4)]
    if (!isShort(month, 2) || !isShort(day, 2)) continue
    return { from, to: from + 5, year: year.number, month: month.number ?? 0, day: day.number ?? 0 }
  }
  return null
}

/** "05-12", "12.05", "5/12": a day of this year or the last, where a time stands beside it. */
export function numericPair(
  tokens: readonly Token[],
): (Span & { first: number; second: number; separator: string }) | null {
  for (let from = 0; from < tokens.length; from += 1) {
    const [first, mark, second] = [at(tokens, from), at(tokens, from + 1), at(tokens, from + 2)]
    if (!isShort(first, 2) || !marks.has(mark.text) || mark.spaced || second.spaced || !isShort(second, 2)) continue
    if (isDelimiter(at(tokens, from - 1)) || isDelimiter(at(tokens, from + 3))) continue
    return { from, to: from + 3, first: first.number ?? 0, second: second.number ?? 0, separator: mark.text }
  }
  return null
}

const isDelimiter = ({ text }: Token): boolean => marks.has(text) || text === '#'

const marks = new Set(['-', '/', '.'])

/** The mark that stands twice between three numbers; '' where there is none, or spaces tear them apart. */
function separatorAt(tokens: readonly Token[], from: number): string {
  const [mark, again] = [at(tokens, from + 1), at(tokens, from + 3)]
  if (!marks.has(mark.text) || mark.text !== again.text || mark.spaced || again.spaced) return ''
  const torn = at(tokens, from + 2).spaced || at(tokens, from + 4).spaced
  return torn && mark.text !== '.' ? '' : mark.text
}

function isChain(tokens: readonly Token[], from: number, separator: string): boolean {
  const [before, after] = [at(tokens, from - 1), at(tokens, from + 5)]
  const goesOn = after.text === separator && !after.spaced && at(tokens, from + 6).number !== null
  return before.text === separator || goesOn
}

const isYear = ({ number, text }: Token): boolean => number !== null && text.length === 4 && number >= 1900

/** Two digits are a year of this century, or of the last one where that would lie far ahead. */
export const yearOf = ({ number, text }: Token): number =>
  text.length === 2 ? (number ?? 0) + ((number ?? 0) < 70 ? 2000 : 1900) : (number ?? 0)
