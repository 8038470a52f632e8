import { gap, isInsideWord, kindAt, kindOf, leadOf, letter } from '../spelling/words.ts'

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
   * The terms that stand in a text, in the order of their first letters or signs and then of their last ones: by turns
   * the number of a term, its start and its end. The list is the same for each search, and good until the next.
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

const statesOf = <T extends Term>(terms: readonly T[]) => {
  const states = new Map<number, State<T>>()
  /** What states lead on to by the first letter or sign of a further word. */
  const openings = new Set<number>()
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
      const isFurther = hash !== seed && !isInsideWord(text, at)
      if (isFurther) stateAt(hash).goesOn = true
      hash = mix(hash, unit)
      if (isFurther) openings.add(hash)
    }
    stateAt(hash)[stem ? 'stems' : 'whole'].push(term)
  }
  return { states, openings }
}

/** A set of hashes that may say yes to one in ten of others, in so few bits that it lies near the processor. */
const sieveOf = (hashes: readonly number[]): ((hash: number) => boolean) => {
  const size = 2 ** Math.ceil(Math.log2(8 * hashes.length + 32))
  const words = new Int32Array(size / 32)
  const wordOf = (hash: number): number => (spread(hash) & (size - 1)) >>> 5
  for (const hash of hashes) words[wordOf(hash)] = (words[wordOf(hash)] ?? 0) | (1 << spread(hash))
  return (hash) => ((words[wordOf(hash)] ?? 0) & (1 << spread(hash))) !== 0
}

// A text meets hundreds of states and terms, and what that costs is how often the processor waits for memory: all that is
// asked of one lies together, in tables of plain numbers, and the terms of a lexicon lie beside each other.

/** The states: of each its hash and what it tells, which is twice its first term's number, from 1 on, and 1 where it goes on. */
const tableOf = <T>(states: ReadonlyMap<number, State<T>>) => {
  const size = 2 ** Math.ceil(Math.log2(1.5 * states.size + 2))
  const seats = new Int32Array(2 * size)
  const seatOf = (hash: number): number => {
    let seat = 2 * (spread(hash) & (size - 1))
    while (seats[seat + 1] !== 0 && seats[seat] !== hash) seat = (seat + 2) & (2 * size - 1)
    return seat
  }
  let terms = 0
  for (const [hash, { stems, whole, goesOn }] of states) {
    const count = stems.length + whole.length
    seats.set([hash, 2 * (count > 0 ? terms + 1 : 0) + Number(goesOn)], seatOf(hash))
    terms += count
  }
  /** What a state tells; 0 where there is none. */
  return (hash: number): number => seats[seatOf(hash) + 1] ?? 0
}

// What a term is to its state, as bits.
const isStem = 1
const isLast = 2

/** The terms: of each where its units stand among all terms' units, how many they are, its lead, and what it is to its state. */
const rowsOf = <T extends Term>(states: Iterable<State<T>>) => {
  const terms: T[] = []
  const rows: number[] = []
  const units: number[] = []
  for (const { stems, whole } of states)
    for (const [at, term] of [...stems, ...whole].entries()) {
      const isLastOne = at === stems.length + whole.length - 1
      rows.push(units.length, term.text.length, leadOf(term.text), (term.stem ? isStem : 0) | (isLastOne ? isLast : 0))
      for (let unit = 0; unit < term.text.length; unit += 1) units.push(term.text.charCodeAt(unit))
      terms.push(term)
    }
  return { terms, rows: Int32Array.from(rows), units: Uint16Array.from(units) }
}

/**
 * All terms as one automaton, which is entered wherever a word, a sign or a character of a script without spaces begins
 * and left where no term goes on: in time linear in the text, however many terms there are. It walks by letters and signs
 * alone; a term that it comes to is compared with the text, gaps and all, so that equal hashes find nothing either.
 */
export const createAutomaton = <T extends Term>(dictionary: readonly T[]): Automaton<T> => {
  const longest = dictionary.reduce((most, { text }) => Math.max(most, text.length), 0)
  const { states, openings } = statesOf(dictionary)
  const mayOpen = sieveOf([...openings])
  const mayBeStem = sieveOf([...states].filter(([, { stems }]) => stems.length > 0).map(([hash]) => hash))
  const tell = tableOf(states)
  const { terms, rows, units } = rowsOf(states.values())
  const found: number[] = []
  /** Of each way in: where what stands there begins and ends, its hash, and 1 where a word ends too. */
  let entries = new Int32Array(0)

  /** Whether a stretch of a text is the term whose units stand at a place of all terms'. */
  const stands = (text: string, start: number, end: number, at: number): boolean => {
    if (start < 0 || end > text.length) return false
    for (let place = start; place < end; place += 1)
      if (text.charCodeAt(place) !== units[at + place - start]) return false
    return true
  }

  /** Notes the terms that end in a state, from its first one on: those that may go on, or all of them, where a word ends. */
  const note = (text: string, first: number, isEdge: boolean, place: number): void => {
    for (let term = first; ; term += 1) {
      const row = 4 * term
      const kind = rows[row + 3] ?? isLast
      if (!isEdge && (kind & isStem) === 0) return
      const start = place - (rows[row + 2] ?? 0)
      const end = start + (rows[row + 1] ?? 0)
      if (stands(text, start, end, rows[row] ?? 0)) found.push(term, start, end)
      if ((kind & isLast) !== 0) return
    }
  }

  /** Follows longer terms, which begin with what stands from `start` to `end`, into the words behind it. */
  const follow = (text: string, start: number, end: number, state: number): void => {
    let hash = state
    let kind = kindAt(text, end)
    let opensWord = true
    const last = Math.min(text.length, start + longest)
    for (let at = end; at < last; at += 1) {
      const next = kindAt(text, at + 1)
      if (kind !== gap) {
        hash = mix(hash, text.charCodeAt(at))
        if (opensWord && !mayOpen(hash)) return
        const isEdge = kind !== letter || next !== letter
        opensWord = isEdge
        if (isEdge || mayBeStem(hash)) {
          const told = tell(hash)
          if (told > 1) note(text, (told >> 1) - 1, isEdge, start)
          if (isEdge && (told & 1) === 0) return
        }
      }
      kind = next
    }
  }

  /**
   * Enters wherever a word, a sign or a character begins, with each beginning of the word that may be a stem, and tells
   * how many numbers of `entries` that takes. What stands where comes first, what it means after: so the lookups wait for
   * memory together.
   */
  const enter = (text: string): number => {
    if (entries.length < 4 * text.length) entries = new Int32Array(8 * text.length)
    let count = 0
    let hash = seed
    let start = 0
    let kind = kindAt(text, 0)
    for (let at = 0; at < text.length; at += 1) {
      const next = kindAt(text, at + 1)
      const isEdge = kind !== letter || next !== letter
      if (kind !== gap) {
        hash = mix(hash, text.charCodeAt(at))
        if ((isEdge || mayBeStem(hash)) && at - start < longest) {
          entries[count] = start
          entries[count + 1] = at + 1
          entries[count + 2] = hash
          entries[count + 3] = Number(isEdge)
          count += 4
        }
      }
      if (isEdge) {
        hash = seed
        start = at + 1
      }
      kind = next
    }
    return count
  }

  const search = (text: string): readonly number[] => {
    found.length = 0
    const count = enter(text)
    for (let at = 0; at < count; at += 4) {
      const [start, end, hash] = [entries[at] ?? 0, entries[at + 1] ?? 0, entries[at + 2] ?? 0]
      const isEdge = entries[at + 3] === 1
      const told = tell(hash)
      if (told > 1) note(text, (told >> 1) - 1, isEdge, start)
      if (isEdge && (told & 1) !== 0) follow(text, start, end, hash)
    }
    return found
  }
  return { terms, search }
}
