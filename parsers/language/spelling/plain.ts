import { type Knows, shortened, together, whole } from './apart.ts'
import { type Edited, edited, unedited } from './edits.ts'
import { isSpelled, unspelled } from './spelled.ts'
import { isStyledAt, unstyled } from './styled.ts'
import { edgeless, kindOf, letter } from './words.ts'

// Who sells what he must not sell hides his words from filters and not from readers. What is read away here changes a
// text's length; what keeps it (look-alikes, "d4ta") is read away by fold.ts. personal/unfold.ts does a like thing with
// another aim: there every script's digits become ASCII and every picture a mark, which shows more numbers to mask and
// would spoil words ("三" is one in Chinese), while what it leaves in ("K T P") hides no number.

/** What one look finds that may be a disguise; nearly every post has none of it. */
interface Signs {
  /** Letters in another style, or what nobody sees. */
  styled: boolean
  /** Three letters that stand alone, one after the other. */
  apart: boolean
  /** A picture, or a mark like one, inside a word. */
  parted: boolean
  /** The same letter three times in a row. */
  stretched: boolean
}

/** `*`, `^`, `~`: drawn between the letters of a word, as pictures are. */
const isDrawn = (unit: number): boolean => unit === 0x2a || unit === 0x5e || unit === 0x7e

const signsIn = (text: string): Signs => {
  let [styled, apart, parted, stretched] = [false, false, false, false]
  /** Of the word that is being read, 0 between words: its length, its last letter in lower case, and how often that stood in a row. */
  let size = 0
  let last = 0
  let same = 0
  let alone = 0
  let isParted = false
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0x20
    const kind = kindOf(unit)
    if (unit >= 0x80 && isStyledAt(text, at, unit)) styled = true
    if (kind === letter) {
      parted ||= isParted
      isParted = false
      same = last === (unit | 0x20) ? same + 1 : 1
      last = unit | 0x20
      size += 1
      if (same === 3 && last >= 0x61 && last <= 0x7a) stretched = true
    } else if (size > 0 || isParted) {
      if (size > 0) alone = size === 1 && last > 0x39 ? alone + 1 : 0
      if (alone === 3) apart = true
      isParted = kind === edgeless || isDrawn(unit)
      size = last = same = 0
    }
  }
  return { styled, apart, parted, stretched }
}

/** A text without what disguises its words, and the way back; the very text where nothing does. */
export const plain = (text: string, knows: Knows): Edited => {
  const seen = signsIn(text)
  let result = unedited(text)
  if (seen.styled) result = edited(result, unstyled(text))
  // What stood behind a style or a hidden character is seen only now.
  const { apart, parted, stretched } = seen.styled ? signsIn(result.text) : seen
  if (isSpelled(result.text)) result = edited(result, unspelled(result.text))
  if (apart) result = edited(result, together(result.text, knows))
  if (parted) result = edited(result, whole(result.text, knows))
  if (stretched) result = edited(result, shortened(result.text, knows))
  return result
}
