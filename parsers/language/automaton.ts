import { gap, isInsideWord, kindOf, letter } from './words.ts'

/** What an automaton finds: words, whole or as the beginning of longer ones. */
export interface Term {
  text: string
  /** Its last word may go on. */
  stem: boolean
}

/**
 * Tells of the terms of a text, in the order of their beginnings and then of their ends. What lies between words is not
 * looked at: a term is told of where its first letter or sign may stand, and whoever is told compares it.
 */
export type Search<T> = (text: string, tell: (term: T, start: number) => void) => void

// A state stands for the letters and signs that lead to it, and is known by their hash, carried along unit by unit (FNV-1a).
const seed = 0x811c9dc5 | 0
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const spread = (hash: number): number => hash ^ (hash >>> 15)

/** What a state says: longer terms go on, and above that bit the number of the terms that end here. */
const goesOn = 1

/** A set of hashes that may say yes to another one; small enough to lie near the processor. */
const sieveOf = (hashes: Iterable<number>): ((hash: number) => boolean) => {
  const bits = new Int32Array(1 << 13)
  const has = (hash: number): boolean => ((bits[(spread(hash) >>> 5) & 0x1fff] ?? 0) & (1 << spread(hash))) !== 0
  for (const hash of hashes) {
    const at = (spread(hash) >>> 5) & 0x1fff
    bits[at] = (bits[at] ?? 0) | (1 << spread(hash))
  }
  return has
}

/** A map to positive numbers in one table, which reads faster: 0 where it has none. */
const tableOf = (map: ReadonlyMap<number, number>): ((hash: number) => number) => {
  const size = 2 ** Math.ceil(Math.log2(1.5 * map.size + 2))
  const seats = new Int32Array(2 * size)
  const seatOf = (hash: number): number => {
    let place = 2 * (spread(hash) & (size - 1))
    while (seats[place + 1] !== 0 && seats[place] !== hash) place = (place + 2) & (2 * size - 1)
    return place
  }
  for (const [hash, value] of map) seats.set([hash, value], seatOf(hash))
  return (hash) => seats[seatOf(hash) + 1] ?? 0
}

/**
 * All terms as one automaton, which is entered wherever a word, a sign or a character of a script without spaces begins
 * and left where no term goes on: in time linear in the text, however many terms there are.
 */
export const createAutomaton = <T extends Term>(terms: readonly T[]): Search<T> => {
  const states = new Map<number, number>()
  const stems = new Set<number>()
  /** Terms that end together, stems first; those of number 0 are none. */
  const endings: T[][] = [[]]
  let longest = 0

  const goOn = (hash: number): void => void states.set(hash, (states.get(hash) ?? 0) | goesOn)
  const end = (hash: number, term: T): void => {
    const state = states.get(hash) ?? 0
    const number = state >> 1 || endings.push([]) - 1
    states.set(hash, (number << 1) | (state & goesOn))
    if (term.stem) stems.add(hash)
    endings[number]?.push(term)
  }
  for (const term of terms) {
    const { text } = term
    longest = Math.max(longest, text.length)
    let hash = seed
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (kindOf(unit) === gap) continue
      if (hash !== seed && !isInsideWord(text, at)) goOn(hash)
      hash = mix(hash, unit)
    }
    end(hash, term)
  }
  for (const ending of endings) ending.sort((one, other) => Number(other.stem) - Number(one.stem))
  const mayBeStem = sieveOf(stems)
  const mayBeState = sieveOf(states.keys())
  const stateAt = tableOf(states)

  return (text, tell) => {
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
        if (kind !== gap) {
          hash = mix(hash, text.charCodeAt(at))
          const isEdge = kind !== letter || next !== letter
          const state = (isEdge ? mayBeState(hash) : mayBeStem(hash)) ? stateAt(hash) : 0
          if (state > goesOn) for (const term of endings[state >> 1] ?? []) if (isEdge || term.stem) tell(term, start)
          if (isEdge && (state & goesOn) === 0) break
        }
        kind = next
      }
    }
  }
}
