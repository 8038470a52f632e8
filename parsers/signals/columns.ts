import {
  type Heading,
  isHeading,
  keyHeadings,
  longestLine,
  markIn,
  mostColumns,
  piecesOf,
  statementHeadings,
  trimmed,
} from '../language/names/headings.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** The text with what its lexicons found: words that name a class of data are what columns are known by. */
interface Sheet {
  /** Folded. */
  text: string
  /** As written; every place is the same. */
  written: string
  classes: readonly Hit[]
  /** Whether folded words name a class somewhere in the post. */
  knows(words: string): boolean
}

interface Found {
  headings: Heading[]
  why: string
}

const sheetOf = (reader: Reader): Sheet => {
  const classes = reader.of('data-classes').filter(({ part, value }) => part === 'text' && value !== 'none')
  let known: ReadonlySet<string> | undefined
  const knows = (words: string): boolean => {
    known ??= new Set(classes.map((hit) => wordsOf(reader.text, hit)))
    return known.has(words)
  }
  return { text: reader.text, written: reader.post.text, classes, knows }
}

const wordsOf = (text: string, { start, end }: Heading): string => text.slice(start, end)

/** A class of data, whatever stands in brackets behind it: "password (md5)". */
const isKnown = (sheet: Sheet, heading: Heading): boolean => {
  const words = wordsOf(sheet.text, heading)
  return sheet.knows(words.endsWith(')') ? words.replace(/ ?\([^()]{0,30}\)$/, '') : words)
}

const knownAmong = (sheet: Sheet, headings: readonly Heading[]): Heading[] =>
  headings.filter((heading) => isKnown(sheet, heading))

/** Names enough, and enough of them known: one in three, and two at least. */
const isTable = (sheet: Sheet, headings: readonly Heading[], known = knownAmong(sheet, headings)): boolean =>
  headings.length >= 3 &&
  known.length >= Math.max(2, headings.length / 3) &&
  headings.every((heading) => isHeading(wordsOf(sheet.written, heading)))

/** Marks of tables; between commas a sentence stands as easily, so there each name is known or one word. */
const tableMarks = ['|', ';', '\t', ',', '，', '、', ' / ']
const proseMarks: ReadonlySet<string> = new Set([',', '，', '、', ' / '])
const listMarks = [...tableMarks, '；', '/', ' + ', '•', ':']

/** Of a line without an end so much is read: a text of one line is looked through some fifty times at most. */
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return Math.min(end < 0 ? text.length : end, at + longestLine)
}
const lineStart = (text: string, at: number): number =>
  Math.max(at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, at - longestLine)

/** The names in a table's header line; none where it is no such line. */
const headerOf = (sheet: Sheet, start: number, end: number): Heading[] => {
  const mark = markIn(sheet.text.slice(start, end), tableMarks)
  if (!mark) return []
  const headings = piecesOf(sheet.text, start, end, mark)
  const known = knownAmong(sheet, headings)
  if (!isTable(sheet, headings, known)) return []
  const isWord = (heading: Heading): boolean =>
    known.includes(heading) || !wordsOf(sheet.written, heading).includes(' ')
  return !proseMarks.has(mark) || headings.every(isWord) ? headings : []
}

/** The header lines of tables: a line with two known words at least, and nothing in it but names. */
const headerLines = (sheet: Sheet): Found[] => {
  const found: Found[] = []
  let [start, end, words] = [0, -1, 0]
  for (const hit of sheet.classes) {
    if (hit.start >= end) {
      start = lineStart(sheet.text, hit.start)
      end = lineEnd(sheet.text, hit.start)
      words = 0
    }
    words += 1
    const headings = words === 2 ? headerOf(sheet, start, end) : []
    if (headings.length > 0) found.push({ headings, why: 'the header of a table' })
  }
  return found
}

/** The first words of a kind in the text: behind each a list is read, so a post of nothing else must not cost more. */
const firstOf = (reader: Reader, kind: string): Hit[] =>
  reader
    .of('details')
    .filter(({ value, part }) => value === kind && part === 'text')
    .slice(0, 20)

/** A few words and a colon may stand between a label and its list: "Columns in the dump: …". */
const afterLabel = /[^\n:：=.,;|]{0,24}[:：=]|[ \t]/y
const sentence = /[.!?](?=\s|$)|[。！？\n]/

/** Names as long as they are such: what follows a list in its sentence is none of it. */
const leading = (sheet: Sheet, headings: readonly Heading[]): Heading[] => {
  const stop = headings.findIndex((heading) => !isHeading(wordsOf(sheet.written, heading)))
  return headings.slice(0, stop < 0 ? headings.length : stop)
}

const listAfter = (sheet: Sheet, from: number): Heading[] => {
  const after = sheet.text.slice(from, from + longestLine)
  const end = from + (sentence.exec(after)?.index ?? after.length)
  const mark = markIn(sheet.text.slice(from, end), listMarks)
  return mark ? leading(sheet, piecesOf(sheet.text, from, end, mark)) : []
}

/** One name a line, as in a list with dots or dashes; it ends at the first line that is none. */
const linesAfter = (sheet: Sheet, from: number): Heading[] => {
  const headings: Heading[] = []
  for (let at = from; at < sheet.text.length && headings.length < mostColumns; ) {
    const end = lineEnd(sheet.text, at)
    const heading = trimmed(sheet.text, at, end)
    if (!heading || !isHeading(wordsOf(sheet.written, heading))) break
    headings.push(heading)
    at = end + 1
  }
  return headings
}

/** Lists behind a word for columns: "fields: id | nama | nik". */
const labelled = (reader: Reader, sheet: Sheet): Found[] =>
  firstOf(reader, 'columns').flatMap(({ end }): Found[] => {
    afterLabel.lastIndex = end
    const from = afterLabel.test(sheet.text) ? afterLabel.lastIndex : end
    const isBare = sheet.text.slice(from, lineEnd(sheet.text, from)).trim() === ''
    const headings = isBare ? linesAfter(sheet, lineEnd(sheet.text, from) + 1) : listAfter(sheet, from)
    return isTable(sheet, headings) ? [{ headings, why: 'what it calls its columns' }] : []
  })

const statements = (sheet: Sheet, tables: readonly Hit[]): Found[] =>
  tables.flatMap(({ start, end }): Found[] => {
    const defines = sheet.text.startsWith('create', start)
    const headings = leading(sheet, statementHeadings(sheet.written, end, defines))
    return headings.length > 0 ? [{ headings, why: 'an SQL statement' }] : []
  })

const keys = (sheet: Sheet): Found[] => {
  if (!sheet.text.includes('":') && !sheet.text.includes('" :')) return []
  const headings = keyHeadings(sheet.written)
  return isTable(sheet, headings) ? [{ headings, why: 'the keys of its rows' }] : []
}

const colon = /[ \t]{0,3}[:：=]/y

/** The labels of a form: "Nama: …", "NIK: …", each at the beginning of a line, four at least. */
const labels = (sheet: Sheet): Found[] => {
  const seen = new Map<string, Heading>()
  for (const { start, end } of sheet.classes) {
    if (start > 0 && sheet.text[start - 1] !== '\n') continue
    colon.lastIndex = end
    const words = sheet.text.slice(start, end)
    if (colon.test(sheet.text) && !seen.has(words)) seen.set(words, { start, end })
  }
  return seen.size >= 4 ? [{ headings: [...seen.values()].slice(0, mostColumns), why: 'the labels of a form' }] : []
}

/**
 * The columns of the data, as written: of a table's header, an SQL statement, the keys of rows in JSON, a list that is
 * called so, a form. Of several the longest. Only names are taken, so that no value of a row is among them.
 */
export const columns: Field<'columns'> = {
  id: 'columns',
  reads: 'the columns that a header, a statement, keys or a list of fields names',
  read(reader) {
    const tables = firstOf(reader, 'tables')
    if (reader.of('data-classes').length < 2 && tables.length === 0) return undefined
    const sheet = sheetOf(reader)
    const found = [
      ...statements(sheet, tables),
      ...headerLines(sheet),
      ...labelled(reader, sheet),
      ...keys(sheet),
      ...labels(sheet),
    ]
    const [first] = found
    if (!first) return undefined
    const { headings, why } = found.reduce((most, one) => (one.headings.length > most.headings.length ? one : most))
    const value = headings.map((heading) => wordsOf(sheet.written, heading))
    const span = { part: 'text' as const, start: headings[0]?.start ?? 0, end: headings.at(-1)?.end ?? 0 }
    return { value, reasons: [because('columns', value.join(', '), why, span)] }
  },
}
