import { isInsideWord, kindOf, letter } from './words.ts'

/** What an automaton finds: words, whole or as the beginning of longer ones. */
export interface Term {
  text: string
  /** Its last word may go on. */
  stem: boolean
}

/** Tells of the terms of a text where each begins, in the order of their beginnings and then of their ends. */
export type Search<T> = (text: string, tell: (term: T, start: number) => void) => void

// A state stands for the units that lead to it, and is known by their hash, carried along unit by unit (FNV-1a).
const seed = 0x811c9dc5 | 0
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** What a state says: longer terms go on, and above that bit the number of the terms that end here. */
const goesOn = 1

/** A map to positive numbers in one table, which reads faster: 0 where it has none. Three seats for each entry. */
const tableOf = (map: ReadonlyMap<number, number>): ((hash: number) => number) => {
  const size = 2 ** Math.ceil(Math.log2(3 * map.size + 2))
  const seats = new Int32Array(2 * size)
  const seatOf = (hash: number): number => {
    let place = 2 * ((hash ^ (hash >>> 15)) & (size - 1))
    while (seats[place + 1] !== 0 && seats[place] !== hash) place = (place + 2) & (2 * size - 1)
    return place
  }
  for (const [hash, value] of map) seats.set([hash, value], seatOf(hash))
  return (hash) => seats[seatOf(hash) + 1] ?? 0
}

/** As many marks as the states of 10,000 names leave mostly free: behind most units one look says that no term is there. */
const marked = 1 << 18
const seat = (hash: number): number => (hash ^ (hash >>> 15)) & (marked - 1)
/** What is marked: a state inside a word, where only stems end, and one at a word's edge. */
const inside = 1
const edge = 2

/**
 * All terms as one automaton, which is entered wherever a word, a sign or a character of a script without spaces begins
 * and left where no term goes on: in time linear in the text, however many terms there are. Two texts may share a
 * hash: whoever is told of a term compares it.
 */
export const createAutomaton = <T extends Term>(terms: readonly T[]): Search<T> => {
  const marks = new Uint8Array(marked)
  const longest = terms.reduce((most, { text }) => Math.max(most, text.length), 0)
  const states = new Map<number, number>()
  /** Terms that end together; those of number 0 are none. */
  const endings: { stems: T[]; whole: T[] }[] = [{ stems: [], whole: [] }]

  const goOn = (hash: number): void => {
    states.set(hash, (states.get(hash) ?? 0) | goesOn)
    marks[seat(hash)] = (marks[seat(hash)] ?? 0) | edge
  }
  const end = (hash: number, term: T): void => {
    const state = states.get(hash) ?? 0
    const number = state >> 1 || endings.push({ stems: [], whole: [] }) - 1
    states.set(hash, (number << 1) | (state & goesOn))
    marks[seat(hash)] = (marks[seat(hash)] ?? 0) | (term.stem ? inside | edge : edge)
    endings[number]?.[term.stem ? 'stems' : 'whole'].push(term)
  }
  for (const term of terms) {
    let hash = seed
    for (let at = 0; at < term.text.length; at += 1) {
      if (at > 0 && !isInsideWord(term.text, at)) goOn(hash)
      hash = mix(hash, term.text.charCodeAt(at))
    }
    end(hash, term)
  }
  const stateAt = tableOf(states)

  return (text, tell) => {
    let isLetterHere = false
    for (let start = 0; start < text.length; start += 1) {
      const wasLetter = isLetterHere
      isLetterHere = kindOf(text.charCodeAt(start)) === letter
      if (wasLetter && isLetterHere) continue
      let hash = seed
      let isLetter = isLetterHere
      const last = Math.min(text.length, start + longest)
      for (let at = start + 1; at <= last; at += 1) {
        hash = mix(hash, text.charCodeAt(at - 1))
        const before = isLetter
        isLetter = at < text.length && kindOf(text.charCodeAt(at)) === letter
        const place = before && isLetter ? inside : edge
        const state = ((marks[seat(hash)] ?? 0) & place) === 0 ? 0 : stateAt(hash)
        if (state > goesOn) {
          const ending = endings[state >> 1]
          for (const term of ending?.stems ?? []) tell(term, start)
          if (place === edge) for (const term of ending?.whole ?? []) tell(term, start)
        }
        if (place === edge && (state & goesOn) === 0) break
      }
    }
  }
}
