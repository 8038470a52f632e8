import type { Span } from '../../model/signal.ts'
import { addressesIn } from './addresses.ts'
import { createAutomaton } from './automaton.ts'
import { fold } from './fold.ts'
import { gap, isInsideWord, kindOf } from './words.ts'

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
  lexicon: string
  /** The lexicon's place among them. */
  list: number
  value: string
  text: string
  /** The capitals that it must stand in, or ''. */
  exact: string
  stem: boolean
  /** Units before its first letter or sign: 1 for ".net". */
  lead: number
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

/** Where a term's first letter or sign stands; at its end where it has none. */
const leadOf = (text: string): number => {
  let at = 0
  while (at < text.length && kindOf(text.charCodeAt(at)) === gap) at += 1
  return at
}

const patternsOf = (lexicons: readonly Lexicon[]): Pattern[] =>
  lexicons.flatMap(({ name, entries }, list) =>
    entries.flatMap(({ value, terms }) =>
      terms.map((term) => {
        const stem = term.endsWith('*')
        const exact = term.startsWith('=') ? term.slice(1) : ''
        const text = fold(exact || (stem ? term.slice(0, -1) : term)).trim()
        return { lexicon: name, list, value, text, exact, stem, lead: leadOf(text), isDomain: text.includes('.') }
      }),
    ),
  )

/** A pattern where it was found; a stem with the rest of its word. */
interface Found {
  pattern: Pattern
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

/** What does not lie inside a longer word of the same lexicon. */
const longest = (found: readonly Found[]): Found[] => {
  const last: Found[] = []
  return found.filter((one) => {
    const before = last[one.pattern.list]
    // The same words may stand for two values; only words inside longer words give way.
    const isTwin = before?.start === one.start && before.end === one.end
    if (before && one.end <= before.end && !isTwin) return false
    last[one.pattern.list] = one
    return true
  })
}

/** One automaton over all lexicons: each text is read once, in time linear in its length. */
export const createMatcher = (lexicons: readonly Lexicon[]): Matcher => {
  // What is nothing but gaps would be found everywhere.
  const patterns = patternsOf(lexicons).filter(({ text, lead }) => lead < text.length)
  const { terms, search } = createAutomaton(patterns)
  const vocabulary = new Set(
    patterns.flatMap(({ text }) => text.split(/[^a-z0-9]+/)).filter((word) => word.length >= 3),
  )
  const knows = (word: string): boolean => vocabulary.has(word)
  return {
    knows,
    fold: (text) => fold(text, knows),
    match: (text, folded, part = 'text') => {
      const isInside = insideAddress(text)
      const found: Found[] = []
      const finds = search(folded)
      for (let at = 0; at < finds.length; at += 2) {
        const pattern = terms[finds[at] ?? 0]
        if (!pattern) continue
        const start = (finds[at + 1] ?? 0) - pattern.lead
        let end = start + pattern.text.length
        if (!folded.startsWith(pattern.text, start)) continue
        if (pattern.exact && text.slice(start, end) !== pattern.exact) continue
        if (!pattern.isDomain && isInside(start, end)) continue
        if (pattern.stem) while (end - start < 60 && isInsideWord(folded, end)) end += 1
        insert(found, { pattern, start, end })
      }
      return longest(found).map(({ pattern: { lexicon, value }, start, end }) => ({ lexicon, value, part, start, end }))
    },
  }
}
