import type { Hit, Reader } from '../../signals/field.ts'
import { aroundSold, beside, says } from '../numbers/number-words.ts'
import { lineTeller } from './lines.ts'

const soldWords: ReadonlySet<string> = new Set(
  [...beside].filter(([, said]) => (said & says.sold) !== 0).map(([word]) => word),
)
/** "belum laku", "paling laku", "not sold": it still stands. */
const still: ReadonlySet<string> = new Set(['belum', 'paling', 'never', 'not', 'ga', 'gak', 'be', 'не'])
/** "[SOLD] shop A", "SOLD - shop A"; "-- habis page 1" ends a page. */
const firstWord = /^\P{L}{0,8}(\p{L}{2,24})(?= ?(?:[^\p{L}\s,.]|$))/u
const wordsIn = /\p{L}{1,24}/gu

/** "- ~~Shop A 4jt — 900rb~~": struck out with its name. */
const struck = /^[^\p{L}\d~]{0,8}~~(?=[^~]{0,60}\p{L}{3})[^~]{6,}~~/u
/** What lots are struck off with besides the words that end an offer; a cheap look. */
const marks = /~~|close|kebeli/

/** Whether a line begins or ends with a word that says that its lot is sold: "[SOLD] shop A", "shop A … $900 LAKU". */
const isStruckOff = (line: string): boolean => {
  if (struck.test(line.slice(0, 160))) return true
  if (soldWords.has(firstWord.exec(line.slice(0, 32))?.[1] ?? '')) return true
  const end = line.slice(-32)
  const words = end.match(wordsIn) ?? []
  const [last = '', before = ''] = [words.at(-1), words.at(-2)]
  // What comes after the last word is marks and pictures, no number: "sold 3 of them".
  if (/\d/.test(end.slice(end.lastIndexOf(last) + last.length))) return false
  return (soldWords.has(last) && !still.has(before)) || soldWords.has(`${before} ${last}`)
}

/** Tells of places of the title or the text whether the lot on their line is sold; of none where no word says so. */
export const soldTeller = (reader: Reader, part: Hit['part']): ((place: number) => boolean) =>
  marks.test(reader[part]) || reader.of('status').some((word) => word.part === part)
    ? lineTeller(reader[part], isStruckOff)
    : () => false

const words = /[\p{L}\p{N}]{1,40}/gu
/** A date, as it stands in "EDIT 12/03" and "7月2日编辑". */
const dates = /\d{1,4}[年月日]?/g
/** Words of a stretch that say nothing about sales, each; the number of a lot is more than they are. */
const isAround = (stretch: string): boolean => {
  const said = stretch.replace(dates, ' ').match(words) ?? []
  return said.every((word) => aroundSold.has(word)) && (said.length > 0 || !/\d/.test(stretch))
}
/** Where a sentence begins, and where a mark in a title cuts it off. Leaders ("....") end nothing. */
const isSentenceMark = (text: string, at: number): boolean =>
  /[\n!?。！？]/.test(text.charAt(at)) || (text[at] === '.' && /\s/.test(text.charAt(at + 1)) && text[at - 1] !== '.')
const titleMark = /[[(|—–~❌*/:-]/u
/** "tutup: Minggu 21.00", "terjual 50 set": what is told is no end. */
const goesOn = /^ ?:|^ ?\d/
const longestStretch = 60
/** The tag that a board hangs before a title: "SELLING [SOLD] shop A". It is no part of the title's first words. */
const boardTag = /^\W{0,6}(?:sell(?:ing)?|sale|wts|fs|jual|dijual|vend[oa]|satılık|продам|продаю|出售)\W{0,6}$/iu

const stretchBefore = (text: string, start: number, isTitle: boolean): string => {
  let from = start
  while (from > 0 && start - from < longestStretch) {
    if (isSentenceMark(text, from - 1) || (isTitle && titleMark.test(text.charAt(from - 1)))) break
    from -= 1
  }
  return text.slice(from, start)
}
const stretchBehind = (text: string, end: number): string => {
  let to = end
  while (to < text.length && to - end < longestStretch && !/[\n.,!?…;(，。！]/.test(text.charAt(to))) to += 1
  return text.slice(end, to)
}

/** Whether the word at a place says that the whole offer is gone: it stands alone in its sentence, or ends a title. */
export const isSoldWhole = (
  text: string,
  { start, end }: { start: number; end: number },
  isTitle: boolean,
): boolean => {
  const behind = stretchBehind(text, end)
  if (goesOn.test(behind)) return false
  const before = stretchBefore(text, start, isTitle)
  // "[SOLD] Shop A, 5M users": a mark before the offer itself, which begins the post.
  const isFirst = /^\W{0,6}$/.test(text.slice(0, start)) || (isTitle && boardTag.test(text.slice(0, start)))
  if (isFirst && /^ ?[\])|❌:—–-]/u.test(behind)) return true
  if (isTitle && before.length > 0 && behind.trim() === '') return !still.has(before.trim().split(' ').at(-1) ?? '')
  const [next] = behind.match(words) ?? []
  return isAround(before) && (next === undefined || aroundSold.has(next))
}
