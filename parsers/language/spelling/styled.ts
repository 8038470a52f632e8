import { matchesIn } from '../../matches.ts'
import type { Edit } from './edits.ts'
import { isLetterAt } from './words.ts'

const invisible = '\\p{Cf}\\p{Variation_Selector}\\u034f\\u0640\\u115f\\u1160\\u20e3\\u3164'
const marks = '\\u0300-\\u036f\\u0489\\u20d0-\\u20e2\\u20e4-\\u20ff'
/** Full-width digits and letters (not the punctuation of Chinese), letters in discs, mathematical letters. */
const compatible = '\\uff0e\\uff10-\\uff19\\uff20-\\uff3a\\uff3f\\uff41-\\uff5a\\u24b6-\\u24e9\\u{1d400}-\\u{1d7ff}'
/** Letters in squares and discs that Unicode gives no plain form; each row begins with A. */
const enclosed = [0x1f130, 0x1f150, 0x1f170]
const inRows = '\\u{1f130}-\\u{1f149}\\u{1f150}-\\u{1f169}\\u{1f170}-\\u{1f189}'

const isInvisible = new RegExp(`[${invisible}]`, 'u')
const isMark = new RegExp(`[${marks}]`, 'u')
const styled = new RegExp(`[${invisible}${marks}${compatible}${inRows}]+`, 'gu')

/** Units that a styled character may begin with, so that a text is looked at once and mostly no more. */
const leads = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  if (unit < 0x80) return 0
  if (unit === 0xd835 || unit === 0xdb40) return 1
  return new RegExp(`[${invisible}${marks}${compatible}]`, 'u').test(String.fromCharCode(unit)) ? 1 : 0
})
/** Whether a styled character begins at a place; `unit` stands there. */
export const isStyledAt = (text: string, at: number, unit: number): boolean =>
  leads[unit] === 1 || (unit === 0xd83c && text.charCodeAt(at + 1) >= 0xdd30 && text.charCodeAt(at + 1) < 0xdd8a)

const plainForm = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  const row = enclosed.find((first) => point >= first && point < first + 26)
  return row === undefined ? character.normalize('NFKC') : String.fromCharCode(0x41 + point - row)
}

/**
 * Writes styled letters plainly ("𝗞𝗧𝗣", "ＫＴＰ", "🅺") and takes out of words what nobody sees in them (zero-width
 * characters, the strokes of "k̶t̶p̶"). Beside pictures it stays: there it is part of them.
 */
export const unstyled = (text: string): Edit[] => {
  const edits: Edit[] = []
  for (const { 0: run, index } of matchesIn(text, styled)) {
    let base = text.charAt(index - 1)
    let start = index
    for (const character of run) {
      const end = start + character.length
      const isHidden = isInvisible.test(character)
      if (!isHidden && !isMark.test(character)) {
        base = plainForm(character)
        edits.push({ start, end, text: base })
      } else if (isHidden ? isLetterAt(base, 0) || isLetterAt(text, index + run.length) : /[a-z0-9]/i.test(base)) {
        // An accent on a letter of another script makes it another letter, and stays.
        edits.push({ start, end, text: '' })
      } else base = character
      start = end
    }
  }
  return edits
}
