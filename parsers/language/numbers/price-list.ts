import { isPiece } from './bought.ts'
import type { Written } from './quantity.ts'

// Price lists of Indonesian sellers leave out all that can be left out: "ktp 3k", and on the next line "kk 4k".

/** The end of a line of a price list: "ktp 3k", "ktp + selfie : 12.500". */
const scaledEnd = /\d ?(?:k|rb|ribu|rebu)\W{0,3}$/
const plainEnd = /[:=–—-] ?\d{1,3}(?:\.\d{3}){1,2}\W{0,3}$/
const mostListed = 200_000
/** "1.940.000 baris: nama, hp — 1.250.000": behind a dash a price may be more. */
const mostBehindDash = 50_000_000
const dashBefore = /[—–=] ?$/
/** Characters of a line that are looked at. */
const longestLine = 80

/** The line before a place, as far as it is looked at. */
const lineBefore = (text: string, place: number): string =>
  text
    .slice(Math.max(0, place - longestLine), Math.max(0, place))
    .split('\n')
    .at(-1) ?? ''

/** Whether an amount ends a line, as another ends the line above or below: goods with what a piece of each costs. */
export const isInPriceList = (text: string, { start, end, value, scale }: Written): boolean => {
  const most = scale === '' && dashBefore.test(text.slice(Math.max(0, start - 2), start)) ? mostBehindDash : mostListed
  if (value > most || value % 500 !== 0 || !/^\W{0,3}(?:\n|$)/.test(text.slice(end, end + 4))) return false
  const pattern = scale === '' ? plainEnd : scaledEnd
  const ahead = lineBefore(text, start)
  if (!pattern.test(ahead + text.slice(start, end))) return false
  const [, below = ''] = text.slice(end, end + longestLine).split('\n', 2)
  return pattern.test(below) || pattern.test(lineBefore(text, start - ahead.length - 1))
}
/** Whether a word of the line before a place names a piece of the goods: "akun ovo 30k", "ktp + selfie : 12.500". */
export const isOfPieces = (text: string, start: number): boolean =>
  lineBefore(text, start)
    .split(/[^\p{L}]+/u)
    .some(isPiece)
