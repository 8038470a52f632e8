/** Letters that are drawn like a digit, in the scripts of Latin, Cyrillic and Greek. */
const zeros = 'OoОоΟο'
const ones = 'IlІӀ'
const letters = `${zeros}${ones}`
/**
 * As long as three numbers can be that were written without a space; at most one mark between two signs. A digit at its
 * ends may stand beside a letter of another script, as a number may (`notation.ts`); a letter there would be a word's.
 */
const run = new RegExp(
  `(?:(?<![A-Za-z0-9])\\d|(?<![\\p{L}\\p{M}\\p{N}])[${letters}])(?:[ .\\-/]?[\\d${letters}]){8,79}` +
    '(?:(?<=\\d)(?![A-Za-z0-9])|(?<!\\d)(?![\\p{L}\\p{M}\\p{N}]))',
  'gu',
)
/** No such letter stands between digits, or begins a number, without one of these. */
const beside = new RegExp(`\\d[${letters}]|[${zeros}]\\d`)
/** Between two digits, or a zero that begins a number: what stands behind a figure is a unit (`20 l`). */
const inside = new RegExp(`\\d[${letters}]{1,4}\\d|(?<![\\d${letters}])[${zeros}]\\d`)
const zero = new RegExp(`[${zeros}]`, 'g')
const one = new RegExp(`[${ones}]`, 'g')

/** The text with O and l read as digits where they stand in a number (`99O3 0l01 …`). As long as before; linear. */
export function digitsForLetters(text: string): string {
  if (!beside.test(text)) return text
  return text.replace(run, (number) => {
    const digits = number.replace(/\D/g, '').length
    const signs = number.replace(/[^\p{L}\d]/gu, '').length
    return digits * 5 >= signs * 3 && inside.test(number) ? number.replace(zero, '0').replace(one, '1') : number
  })
}
