import { matchesIn } from '../../matches.ts'
import type { Edit } from './edits.ts'
import { asLatin, fold } from './fold.ts'

/** Whether a folded word is one of the lexicons'. */
export type Knows = (word: string) => boolean

const shortest = 3
const longest = 20

/** Letters that stand alone, one after the other, with the same little between them; not inside a handle or an address. */
const alone = /\p{L}(?<![\p{L}\p{N}@./_-]\p{L})(?:[^\p{L}\p{N}\n]{1,4}\p{L}){2,60}(?![\p{L}\p{N}])/gu
/** A word with pictures or marks drawn into it. */
const parted =
  /(?<![\p{L}\p{N}@./_-])\p{L}{1,12}(?:(?:[*~^•·]|\p{Extended_Pictographic}\ufe0f?){1,3}\p{L}{1,12}){1,12}(?![\p{L}\p{N}@])/gu

const letters = /\p{L}+/gu

/** The end of the longest known word that begins at a place of a spelling and ends where a piece of it ends. */
const wordFrom = (spelling: string, start: number, ends: ReadonlySet<number>, knows: Knows): number | undefined => {
  for (let end = Math.min(start + longest, spelling.length); end >= start + shortest; end -= 1)
    if (ends.has(end) && knows(spelling.slice(start, end))) return end
  return undefined
}

/** Takes out what stands between the pieces of known words, which may be written in look-alikes. */
const join = (run: string, start: number, knows: Knows): Edit[] => {
  const pieces = matchesIn(run, letters).map(({ 0: piece, index }) => ({ piece, at: start + index }))
  const spelling = fold(pieces.map(({ piece }) => piece).join(''))
  const latin = asLatin(spelling)
  const ends = new Set<number>()
  let length = 0
  for (const { piece } of pieces) {
    length += piece.length
    ends.add(length)
  }
  const edits: Edit[] = []
  /** Where the word ends that is being joined. */
  let until = 0
  let at = 0
  for (const [i, { piece, at: from }] of pieces.entries()) {
    const next = pieces[i + 1]
    if (at >= until) until = wordFrom(spelling, at, ends, knows) ?? wordFrom(latin, at, ends, knows) ?? at
    at += piece.length
    if (next && at < until) edits.push({ start: from + piece.length, end: next.at, text: '' })
  }
  return edits
}

const joined = (text: string, pattern: RegExp, knows: Knows): Edit[] =>
  matchesIn(text, pattern).flatMap(({ 0: run, index }) => join(run, index, knows))

/** "K T P", "k.t.p", "J🔥U🔥A🔥L": the letters together, where they spell words that are known. */
export const together = (text: string, knows: Knows): Edit[] => joined(text, alone, knows)

/** "da🔥ta", "nas*abah": words without what is drawn into them, where they are known. */
export const whole = (text: string, knows: Knows): Edit[] => joined(text, parted, knows)

/** How letters are drawn out, the likeliest first: one stood there, or two; or one, and others are doubled too. */
const drawnOut: readonly (readonly [RegExp, number])[] = [
  [/([a-z])\1{2,}/gi, 1],
  [/([a-z])\1{2,}/gi, 2],
  [/([a-z])\1+/gi, 1],
]
const thrice = /([a-z])\1\1/gi

/** The word around a place; `undefined` in a handle, in an address, and in what no one would read as a word. */
const wordAround = (text: string, at: number): { word: string; index: number } | undefined => {
  const before = /(?:^|[^a-z])([a-z]{0,40})$/i.exec(text.slice(Math.max(0, at - 42), at))?.[1]
  const after = /^[a-z]{0,40}/i.exec(text.slice(at, at + 42))?.[0]
  if (before === undefined || after === undefined) return undefined
  const [index, word] = [at - before.length, before + after]
  const around = [text.slice(Math.max(0, index - 1), index), text.slice(index + word.length).slice(0, 2)]
  return /^[\p{L}\p{N}@./_-]/u.test(around[0] ?? '') || /^(?:[\p{L}\p{N}@/_-]|\.[a-z])/iu.test(around[1] ?? '')
    ? undefined
    : { word, index }
}

/** "juallll", "dataaa": words without the letters that draw them out, where that spells a word that is known. */
export const shortened = (text: string, knows: Knows): Edit[] => {
  const edits: Edit[] = []
  for (const { index: at } of matchesIn(text, thrice)) {
    if (at < (edits.at(-1)?.end ?? 0)) continue
    const found = wordAround(text, at)
    if (!found || knows(found.word.toLowerCase())) continue
    const { word, index } = found
    const as = ([run, stays]: (typeof drawnOut)[number]): string =>
      word.replace(run, (letters) => letters.slice(0, stays)).toLowerCase()
    const way = drawnOut.find((one) => knows(as(one)))
    if (!way) continue
    const [run, stays] = way
    for (const { 0: letters, index: from } of matchesIn(word, run))
      edits.push({ start: index + from, end: index + from + letters.length, text: letters.slice(0, stays) })
  }
  return edits
}
