import type { Span } from '../../../model/signal.ts'
import { addressesIn } from '../names/addresses.ts'
import { fold } from '../spelling/fold.ts'
import { isInsideWord, leadOf } from '../spelling/words.ts'
import { createAutomaton } from './automaton.ts'

/**
 * Words that stand for one value. A term is matched as whole words, whatever its case; `passport*` also takes longer
 * words with that beginning, `=US` only its own capitals.
 */
export interface Entry {
  value: string
  terms: readonly string[]
}

/** A named list of entries. */
export interface Lexicon {
  name: string
  entries: readonly Entry[]
}

/** A term found in a part of a post: whose it is, and where. */
export interface Match extends Span {
  lexicon: string
  value: string
}

export interface Matcher {
  /** Whether a folded word of three letters or more is a term, or a word of one. */
  knows(word: string): boolean
  /** The text in the spelling that the matcher reads; of the same length. */
  fold(text: string): string
  /** All hits in a text, in its order; inside one lexicon the longest of overlapping ones. `folded` is `fold(text)`. */
  match(text: string, folded: string, part?: Match['part']): Match[]
}

interface Pattern {
  /** The place of its lexicon among them. */
  list: number
  value: string
  text: string
  /** The capitals that it must stand in, or ''. */
  exact: string
  stem: boolean
  /** A whole domain may name a victim inside an address. */
  isDomain: boolean
}

/** Whether a hit lies inside an address, asked in the order of the hits' beginnings: no word inside one is the author's. */
const insideAddress = (text: string): ((start: number, end: number) => boolean) => {
  const spans = addressesIn(text)
  let at = 0
  return (start, end) => {
    while (at < spans.length && (spans[at]?.[1] ?? 0) <= start) at += 1
    const span = spans[at]
    return span !== undefined && span[0] <= start && end <= span[1]
  }
}

const patternsOf = (lexicons: readonly Lexicon[]): Pattern[] =>
  lexicons.flatMap(({ entries }, list) =>
    entries.flatMap(({ value, terms }) =>
      terms.map((term) => {
        const stem = term.endsWith('*')
        const exact = term.startsWith('=') ? term.slice(1) : ''
        const text = fold(exact || (stem ? term.slice(0, -1) : term)).trim()
        return { list, value, text, exact, stem, isDomain: text.includes('.') }
      }),
    ),
  )

/** What was found: which value of which list, and where; a stem with the rest of its word. */
interface Found {
  list: number
  value: string
  start: number
  end: number
}

const isAhead = (one: Found, other: Found): boolean =>
  one.start < other.start || (one.start === other.start && one.end > other.end)

/** Puts what was found last in its place: in the order of the text, the longer first where two begin together. */
const insert = (found: Found[], one: Found): void => {
  let at = found.length
  for (let before = found[at - 1]; before && isAhead(one, before); before = found[at - 1]) {
    found[at] = before
    at -= 1
  }
  found[at] = one
}

/** One automaton over all lexicons: each text is read once, in time linear in its length. */
export const createMatcher = (lexicons: readonly Lexicon[]): Matcher => {
  // What is nothing but gaps would be found everywhere.
  const patterns = patternsOf(lexicons).filter(({ text }) => leadOf(text) < text.length)
  const { terms, search } = createAutomaton(patterns)
  // Most terms are words and no more: of these nothing else is looked up than what they are found for.
  const lists = Uint8Array.from(terms, ({ list }) => list)
  const values = terms.map(({ value }) => value)
  const special = terms.map((pattern) => (pattern.exact || pattern.stem || pattern.isDomain ? pattern : undefined))
  const names = lexicons.map(({ name }) => name)
  const vocabulary = new Set(
    patterns.flatMap(({ text }) => text.split(/[^a-z0-9]+/)).filter((word) => word.length >= 3),
  )
  const knows = (word: string): boolean => vocabulary.has(word)

  const find = (text: string, folded: string): Found[] => {
    const isInside = insideAddress(text)
    const found: Found[] = []
    const finds = search(folded)
    for (let at = 0; at < finds.length; at += 3) {
      const [term, start] = [finds[at] ?? 0, finds[at + 1] ?? 0]
      let end = finds[at + 2] ?? 0
      const pattern = special[term]
      if (pattern?.exact && text.slice(start, end) !== pattern.exact) continue
      if (!pattern?.isDomain && isInside(start, end)) continue
      if (pattern?.stem) while (end - start < 60 && isInsideWord(folded, end)) end += 1
      insert(found, { list: lists[term] ?? 0, value: values[term] ?? '', start, end })
    }
    return found
  }

  return {
    knows,
    fold: (text) => fold(text, knows),
    match: (text, folded, part = 'text') => {
      const matches: Match[] = []
      const last: Found[] = []
      for (const one of find(text, folded)) {
        const { list, value, start, end } = one
        const before = last[list]
        // The same words may stand for two values; only words inside longer words of their lexicon give way.
        const isTwin = before?.start === start && before.end === end
        if (before && end <= before.end && !isTwin) continue
        last[list] = one
        matches.push({ lexicon: names[list] ?? '', value, part, start, end })
      }
      return matches
    },
  }
}
