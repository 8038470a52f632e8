import { lineTeller } from './lines.ts'
import { beside, says } from './number-words.ts'

const soldWords: ReadonlySet<string> = new Set(
  [...beside].filter(([, said]) => (said & says.sold) !== 0).map(([word]) => word),
)
/** "belum laku", "paling laku", "not sold": it still stands. */
const still: ReadonlySet<string> = new Set(['belum', 'paling', 'never', 'not', 'ga', 'gak', 'be', 'не'])
const firstWord = /^\P{L}{0,8}(\p{L}{2,24})/u
const wordsIn = /\p{L}{1,24}/gu

/** Whether a line begins or ends with a word that says that its lot is sold: "[SOLD] shop A", "shop A … $900 LAKU". */
const isStruckOff = (line: string): boolean => {
  if (soldWords.has(firstWord.exec(line.slice(0, 32))?.[1] ?? '')) return true
  const end = line.slice(-32)
  const words = end.match(wordsIn) ?? []
  const [last = '', before = ''] = [words.at(-1), words.at(-2)]
  // What comes after the last word is marks and pictures, no number: "sold 3 of them".
  if (/\d/.test(end.slice(end.lastIndexOf(last) + last.length))) return false
  return (soldWords.has(last) && !still.has(before)) || soldWords.has(`${before} ${last}`)
}

/** Tells of places of a folded text whether the lot on their line is sold. */
export const soldTeller = (text: string): ((place: number) => boolean) => lineTeller(text, isStruckOff)
