import { edgeless, gap, isLetterAt, kindOf, letter } from './words.ts'

/** What the automaton reads of a folded text: `places[i]` is where unit `i` stands in it. */
export interface Projection {
  text: string
  places: Int32Array
}

/** As many marks as the words of 10,000 names leave mostly free. */
const size = 1 << 18
const whole = 1
const beginning = 2

// A hash is carried along a word, unit by unit (FNV-1a).
const seed = 0x811c9dc5 | 0
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const seat = (hash: number): number => (hash ^ (hash >>> 15)) & (size - 1)

/** Marks for the words of terms, by their hashes: a word without a mark is in no term. The last word of a stem is a beginning. */
export const marksOf = (terms: Iterable<{ text: string; stem: boolean }>): Uint8Array => {
  const marks = new Uint8Array(size)
  for (const { text, stem } of terms) {
    let hash = seed
    for (let at = 0; at < text.length; at += 1) {
      if (!isLetterAt(text, at)) continue
      hash = mix(isLetterAt(text, at - 1) ? hash : seed, text.charCodeAt(at))
      if (isLetterAt(text, at + 1)) continue
      marks[seat(hash)] = (marks[seat(hash)] ?? 0) | (stem && at === text.length - 1 ? beginning : whole)
    }
  }
  return marks
}

/** ASCII that is no letter, digit or space of a folded text: what stands for the characters beyond it. */
const spare = Uint8Array.from({ length: 0x80 }, (_, unit) => unit).filter(
  (unit) => !/[a-z0-9\s]/.test(String.fromCharCode(unit)),
)

/**
 * A folded text as the automaton reads it. Every gap is a space, and a space stands at both ends and beside what has no
 * word's edge, so that a term between spaces is found as a whole word only. For each character beyond ASCII stands a
 * spare one: the automaton's library cuts other text into graphemes first, which takes time quadratic in its length
 * (17 s for 80,000 Chinese characters, measured with 3.3.0); in ASCII it is linear. Of words in a row that are in no
 * term one letter stays. Different texts look the same so: a hit is compared with its term before it counts.
 */
export const project = (folded: string, marks?: Uint8Array): Projection => {
  const units = new Uint8Array(2 * folded.length + 2)
  const places = new Int32Array(2 * folded.length + 2)
  let length = 0
  let before = gap
  /** The word that is being read: where it begins, its hash, and whether it begins as a term's word does. */
  let word = 0
  let hash = seed
  let begins = false
  /** Where the letter ends that stands for the unknown words before this one; -1 where anything else came since. */
  let unknown = -1
  for (let at = 0; at <= folded.length; at += 1) {
    const unit = at < folded.length ? folded.charCodeAt(at) : 0x20
    const kind = kindOf(unit)
    if (kind !== before && before === letter && marks) {
      const isKnown = begins || ((marks[seat(hash)] ?? 0) & whole) !== 0
      if (!isKnown) length = unknown = unknown < 0 ? word + 1 : unknown
      else unknown = -1
    }
    if (at === 0 || (kind !== before && kind !== gap && before !== gap)) {
      places[length] = at
      units[length++] = 0x20
    }
    if (kind === edgeless) unknown = -1
    if (kind === letter) {
      if (before !== letter) {
        word = length
        hash = seed
        begins = false
      }
      hash = mix(hash, unit)
      if (marks && ((marks[seat(hash)] ?? 0) & beginning) !== 0) begins = true
    }
    places[length] = at
    units[length++] = kind === gap ? 0x20 : unit < 0x80 ? unit : (spare[unit % spare.length] ?? 0)
    before = kind
  }
  return { text: Buffer.from(units.buffer, 0, length).toString('latin1'), places }
}
