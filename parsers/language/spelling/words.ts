// What a UTF-16 unit is to whoever looks for whole words.

/** Spaces and the punctuation of ASCII. */
export const gap = 1
/** Letters and digits of scripts that put spaces between words. */
export const letter = 2
/** Scripts without spaces (Han, kana, Thai), and pictures and signs: a word may begin or end beside them. */
export const edgeless = 3

const withoutSpaces = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u

const look = (unit: number): number => {
  const character = String.fromCharCode(unit)
  if (/[\p{L}\p{N}]/u.test(character) && !withoutSpaces.test(character)) return letter
  return unit < 0x80 ? gap : edgeless
}

const kinds = Uint8Array.from({ length: 0x10000 }, (_, unit) => look(unit))

/** The kind of a unit; a gap where there is none. Asked of NaN, a table of numbers would be slow for everybody from then on. */
export const kindOf = (unit: number): number => (unit >= 0 ? (kinds[unit] ?? gap) : gap)

/** The kind of the unit at a place; a gap outside the text. */
export const kindAt = (text: string, at: number): number => (at < text.length ? kindOf(text.charCodeAt(at)) : gap)

/** Whether a letter or digit of a script with spaces stands at a place; none does outside the text. */
export const isLetterAt = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && kindOf(text.charCodeAt(at)) === letter

/** Whether a place of a text is in the middle of a word. */
export const isInsideWord = (text: string, at: number): boolean => isLetterAt(text, at - 1) && isLetterAt(text, at)

/** Units before the first letter or sign of a text: 1 in ".net", all of them where it has none. */
export const leadOf = (text: string): number => {
  let at = 0
  while (at < text.length && kindOf(text.charCodeAt(at)) === gap) at += 1
  return at
}
