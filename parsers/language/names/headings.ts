import { matchesIn } from '../../matches.ts'
import { isLetterAt } from '../spelling/words.ts'

/** The name of a column, as a place in the text that it was read from. */
export interface Heading {
  start: number
  end: number
}

/** Of longer lines, and of tables with more columns, only the beginning is read. */
export const longestLine = 4_000
export const mostColumns = 100

const longestName = 40
/** What may stand around a name: quotes, brackets, a list's dot or dash. */
const trimmings = /[\s"'`[\]{}*•·–\-.:]/
const isTrimming = (text: string, at: number): boolean => !isLetterAt(text, at) && trimmings.test(text.charAt(at))
/** Letters first, then anything but what values are made of: an address, a number by itself, four digits in a row. */
const nameShape = /^[\p{L}_$][\p{L}\p{M}\p{N} _.\-/()#'?]{0,39}$/u
const valueShape = /\d{4}|(?<![\p{L}\d])\d{2,}|\p{Nd}{4}/u

/** Whether words can be a column's name and no value of a row: "tgl_lahir", "password (md5)", never "081200000001". */
export const isHeading = (words: string): boolean =>
  words.length <= longestName && nameShape.test(words) && !valueShape.test(words)

/** A span without what stands around it; `null` where nothing is left. */
export const trimmed = (text: string, start: number, end: number): Heading | null => {
  while (start < end && isTrimming(text, start)) start += 1
  while (end > start && isTrimming(text, end - 1)) end -= 1
  return start < end ? { start, end } : null
}

/** The pieces of a passage between its marks, trimmed; empty ones are left out. At most a hundred. */
export const piecesOf = (text: string, start: number, end: number, mark: string): Heading[] => {
  const pieces: Heading[] = []
  for (let at = start; at <= end && pieces.length < mostColumns; ) {
    const next = text.indexOf(mark, at)
    const stop = next < 0 || next > end ? end : next
    const piece = trimmed(text, at, stop)
    if (piece) pieces.push(piece)
    at = stop + mark.length
  }
  return pieces
}

const timesIn = (passage: string, mark: string): number => {
  let times = 0
  for (let at = passage.indexOf(mark); at >= 0; at = passage.indexOf(mark, at + mark.length)) times += 1
  return times
}

/** The mark that parts a passage most often, out of those that are given, surest first; `undefined` where none does twice. */
export const markIn = (passage: string, marks: readonly string[]): string | undefined => {
  let best: string | undefined
  let most = 1
  for (const mark of marks) {
    const found = timesIn(passage, mark)
    if (found > most) [best, most] = [mark, found]
  }
  return best
}

/** What a definition of a table names besides columns. */
const clauses = new Set(['primary', 'key', 'unique', 'constraint', 'index', 'foreign', 'fulltext', 'check', 'spatial'])
const opening = /[\s"'`\w.[\]]{1,120}\(/y
const statementLength = 8_000

/**
 * The columns of an SQL statement, `from` being where its first words ("create table", "insert into") end. Values are
 * never read: a list with a string in it is none of columns, nor is one behind VALUES.
 */
export const statementHeadings = (text: string, from: number, defines: boolean): Heading[] => {
  opening.lastIndex = from
  const opened = opening.exec(text)
  if (!opened || /values\s{0,5}\($/i.test(opened[0])) return []
  const pieces: Heading[] = []
  let start = opening.lastIndex
  let depth = 1
  const last = Math.min(text.length, start + statementLength)
  for (let at = start; at < last && depth > 0; at += 1) {
    const character = text[at]
    if (character === "'") {
      if (!defines) return []
      at = stringEnd(text, at)
      continue
    }
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if ((character !== ',' || depth > 1) && depth > 0) continue
    const piece = trimmed(text, start, at)
    if (piece && pieces.length < mostColumns) pieces.push(defines ? firstWord(text, piece) : piece)
    start = at + 1
  }
  return pieces.filter(({ start: a, end: b }) => !clauses.has(text.slice(a, b).toLowerCase()))
}

/** A default or a comment, over its commas. One that does not end is none. */
const stringEnd = (text: string, at: number): number => {
  const length = text.slice(at + 1, at + 200).indexOf("'")
  return length < 0 ? at : at + 1 + length
}

/** "`no_hp` varchar(20) not null": the name alone. */
const firstWord = (text: string, { start, end }: Heading): Heading => {
  const blank = text.slice(start, end).search(/["'`\]\s(]/)
  return { start, end: blank > 0 ? start + blank : end }
}

const key = /"([\p{L}_][\p{L}\p{N}_.-]{0,39})"[ \t]{0,3}:/gu

/** The keys of the objects that a text shows, each once. */
export const keyHeadings = (text: string): Heading[] => {
  const from = text.indexOf('{')
  if (from < 0) return []
  const seen = new Map<string, Heading>()
  for (const { 1: name = '', index } of matchesIn(text.slice(from, from + longestLine), key)) {
    const start = from + index + 1
    if (seen.size < mostColumns && !seen.has(name)) seen.set(name, { start, end: start + name.length })
  }
  return [...seen.values()]
}
