import type { Hit, Reader } from '../../signals/field.ts'
import { over, type Place } from './found-names.ts'

/** What parts the columns of a list. */
const mark = /\n| ?[,;|/•·+] ?| [-–] |\t/
const longest = 34

interface Item {
  start: number
  end: number
}

/** The items of a list on either side of a place, and its own: what stands between two marks. */
const itemAhead = (text: string, end: number): Item | undefined => {
  const ahead = text.slice(Math.max(0, end - longest), end)
  const words = ahead.split(mark).at(-1) ?? ''
  return words.length < longest ? { start: end - words.length, end } : undefined
}
const itemBehind = (text: string, start: number): Item | undefined => {
  const words = text.slice(start, start + longest).split(mark, 1)[0] ?? ''
  return words.length < longest ? { start, end: start + words.length } : undefined
}

/** The length of the mark that ends or begins right at a place. */
const markAhead = (text: string, at: number): number =>
  /(?:\n| ?[,;|/•·+] ?| [-–] |\t)$/.exec(text.slice(Math.max(0, at - 3), at))?.[0].length ?? 0
const markBehind = (text: string, at: number): number =>
  /^(?:\n| ?[,;|/•·+] ?| [-–] |\t)/.exec(text.slice(at, at + 3))?.[0].length ?? 0

const isClass = (reader: Reader, part: Place['part'], item: Item | undefined): boolean =>
  item !== undefined &&
  over(reader, 'data-classes', { part, ...item }).some(({ value, start, end }) => {
    const rest = item.end - item.start - (Math.min(end, item.end) - Math.max(start, item.start))
    return value !== 'none' && value !== 'credentials' && rest <= 10
  })

/** Words that make a column of the name beside them: "bpjs no", "no rek (BJB)", "akaun bank PTPTN". */
const numbered = /^ ?(?:no|nos|number|numbers|num|nomor|nombor|id|ids)(?![\p{L}\d])/u
const account =
  /(?:(?<![a-z])(?:no(?:mor)?\.? ?rek(?:ening)?|norek|rek(?:ening)?|akaun bank|akaun|bank acc(?:oun)?t|acc(?:oun)?t no|conta|cuenta|clabe)) ?(?:bank )?[(:]? ?(?:payroll )?$/

/** Whether a name in the text is only what a column is called, between columns that name classes of data. */
export const isColumn = (reader: Reader, { part, start, end }: Hit): boolean => {
  if (part !== 'text' || reader.of('data-classes').length < 2) return false
  const { text } = reader
  const [ahead, behind] = [itemAhead(text, start), itemBehind(text, end)]
  if (!ahead || !behind) return false
  const besides = `${text.slice(ahead.start, start)}${text.slice(end, behind.end)}`.trim()
  const isOfAccounts = account.test(text.slice(ahead.start, start))
  if (besides.length > 14 && !isOfAccounts) return false
  const [gapAhead, gapBehind] = [markAhead(text, ahead.start), markBehind(text, behind.end)]
  const opensLine = ahead.start === 0 || text[ahead.start - 1] === '\n'
  const closesLine = behind.end >= text.length || text[behind.end] === '\n'
  // A line of names above a line of columns is none of them.
  const before =
    gapAhead > 0 && (!opensLine || closesLine) && isClass(reader, part, itemAhead(text, ahead.start - gapAhead))
  const after = gapBehind > 0 && isClass(reader, part, itemBehind(text, behind.end + gapBehind))
  if (before && after) return true
  const isItself =
    besides === '' && over(reader, 'data-classes', { part, start, end }).some(({ value }) => value !== 'credentials')
  return (before || after) && (isItself || isOfAccounts || numbered.test(text.slice(end, end + 10)))
}
