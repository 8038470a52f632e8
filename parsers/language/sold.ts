import { beside, says } from './number-words.ts'

const words = [...beside]
  .filter(([, said]) => (said & says.sold) !== 0)
  .map(([word]) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|')
/** Few posts hold such a word at all. */
const anywhere = new RegExp(words)
/** A lot is struck off at the begin of its line ("[SOLD] shop A") or at its end ("shop A … $900 LAKU"). */
const first = new RegExp(`^[^\\p{L}\\d]{0,8}(?:${words})(?!\\p{L})`, 'u')
const last = new RegExp(`(?<!\\p{L})(?<!(?:belum|paling|never|not|ga|gak|be|не) )(?:${words})[^\\p{L}\\d]{0,8}$`, 'u')

/** Longest line of a lot, in characters to either side of its number. */
const reach = 160

const isStruckOff = (text: string, place: number): boolean => {
  const ahead = text.slice(Math.max(0, place - reach), place)
  const behind = text.slice(place, place + reach)
  const end = behind.indexOf('\n')
  return (
    first.test(ahead.slice(ahead.lastIndexOf('\n') + 1)) ||
    last.test((end < 0 ? behind : behind.slice(0, end)).slice(-24))
  )
}

/** Tells of places of a folded text whether the line around them says that its lot is sold. */
export const soldTeller = (text: string): ((place: number) => boolean) =>
  anywhere.test(text) ? (place) => isStruckOff(text, place) : () => false
