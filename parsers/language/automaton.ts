import { gap, isInsideWord, kindOf, letter } from './words.ts'

/** What an automaton finds: words, whole or as the beginning of longer ones. */
export interface Term {
  text: string
  /** Its last word may go on. */
  stem: boolean
}

export interface Automaton<T> {
  /** The terms by their numbers. */
  terms: readonly T[]
  /**
   * What a text holds, in the order of its beginnings and then of its ends: by turns the number of a term and the place
   * of its first letter or sign. What lies between words is not looked at: whoever is told of a term compares it. The
   * list is the same for each search, and good until the next.
   */
  search(text: string): readonly number[]
}

// A state stands for the letters and signs that lead to it, and is known by their hash, carried along unit by unit (FNV-1a).
const seed = 0x811c9dc5 | 0
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const spread = (hash: number): number => hash ^ (hash >>> 15)

interface State<T> {
  /** Terms that end here whatever follows, and those that end here where their last word does. */
  stems: T[]
  whole: T[]
  /** Longer terms lead on. */
  goesOn: boolean
}

const statesOf = <T extends Term>(terms: readonly T[]): Map<number, State<T>> => {
  const states = new Map<number, State<T>>()
  const stateAt = (hash: number): State<T> => {
    const state = states.get(hash) ?? { stems: [], whole: [], goesOn: false }
    states.set(hash, state)
    return state
  }
  for (const term of terms) {
    const { text, stem } = term
    let hash = seed
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (kindOf(unit) === gap) continue
      if (hash !== seed && !isInsideWord(text, at)) stateAt(hash).goesOn = true
      hash = mix(hash, unit)
    }
    stateAt(hash)[stem ? 'stems' : 'whole'].push(term)
  }
  return states
}

/** A set of hashes that may say yes to one in ten of others, in so few bits that it lies near the processor. */
const sieveOf = (hashes: readonly number[]): ((hash: number) => boolean) => {
  const size = 2 ** Math.ceil(Math.log2(8 * hashes.length + 32))
  const words = new Int32Array(size / 32)
  const wordOf = (hash: number): number => (spread(hash) & (size - 1)) >>> 5
  for (const hash of hashes) words[wordOf(hash)] = (words[wordOf(hash)] ?? 0) | (1 << spread(hash))
  return (hash) => ((words[wordOf(hash)] ?? 0) & (1 << spread(hash))) !== 0
}

/**
 * The states in one table of plain numbers, which reads faster than a map of objects: of each its hash, the number of its
 * first term, how many of those are stems, and twice how many there are, with 1 where it goes on.
 */
const tableOf = <T>(states: ReadonlyMap<number, State<T>>) => {
  const size = 2 ** Math.ceil(Math.log2(1.5 * states.size + 2))
  const seats = new Int32Array(4 * size)
  /** Where a state sits; an empty seat, with nothing to tell, where there is none. */
  const seatOf = (hash: number): number => {
    let seat = 4 * (spread(hash) & (size - 1))
    while (seats[seat + 3] !== 0 && seats[seat] !== hash) seat = (seat + 4) & (4 * size - 1)
    return seat
  }
  const terms: T[] = []
  for (const [hash, { stems, whole, goesOn }] of states) {
    seats.set([hash, terms.length, stems.length, 2 * (stems.length + whole.length) + Number(goesOn)], seatOf(hash))
    terms.push(...stems, ...whole)
  }
  return { seats, seatOf, terms }
}

/**
 * All terms as one automaton, which is entered wherever a word, a sign or a character of a script without spaces begins
 * and left where no term goes on: in time linear in the text, however many terms there are.
 */
export const createAutomaton = <T extends Term>(dictionary: readonly T[]): Automaton<T> => {
  const longest = dictionary.reduce((most, { text }) => Math.max(most, text.length), 0)
  const states = statesOf(dictionary)
  const mayBeState = sieveOf([...states.keys()])
  const mayBeStem = sieveOf([...states].filter(([, { stems }]) => stems.length > 0).map(([hash]) => hash))
  const { seats, seatOf, terms } = tableOf(states)
  const found: number[] = []
  /** Notes the terms that end in a state: those that may go on, or all of them, where a word ends. */
  const note = (seat: number, isEdge: boolean, start: number): void => {
    const first = seats[seat + 1] ?? 0
    const past = first + (isEdge ? (seats[seat + 3] ?? 0) >> 1 : (seats[seat + 2] ?? 0))
    for (let term = first; term < past; term += 1) found.push(term, start)
  }

  const search = (text: string): readonly number[] => {
    found.length = 0
    let here = gap
    for (let start = 0; start < text.length; start += 1) {
      const before = here
      here = kindOf(text.charCodeAt(start))
      if (here === gap || (here === letter && before === letter)) continue
      let hash = seed
      let kind = here
      const last = Math.min(text.length, start + longest)
      for (let at = start; at < last; at += 1) {
        const next = at + 1 < text.length ? kindOf(text.charCodeAt(at + 1)) : gap
        const isEdge = kind !== letter || next !== letter
        if (kind !== gap) {
          hash = mix(hash, text.charCodeAt(at))
          const isState = isEdge ? mayBeState(hash) : mayBeStem(hash)
          if (!isState && isEdge) break
          if (isState) {
            const seat = seatOf(hash)
            note(seat, isEdge, start)
            if (isEdge && ((seats[seat + 3] ?? 0) & 1) === 0) break
          }
        }
        kind = next
      }
    }
    return found
  }
  return { terms, search }
}
