import AhoCorasick from 'modern-ahocorasick'
import { addressesIn } from './addresses.ts'
import { fold } from './fold.ts'
import { marksOf, project } from './projection.ts'
import { isInsideWord, isLetterAt } from './words.ts'

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

/** A term found in a text: whose it is, and where. */
export interface Match {
  lexicon: string
  value: string
  start: number
  end: number
}

export interface Matcher {
  /** Whether a folded word of three letters or more is a term, or a word of one. */
  knows(word: string): boolean
  /** The text in the spelling that the matcher reads; of the same length. */
  fold(text: string): string
  /** All hits in a text, in its order; inside one lexicon the longest of overlapping ones. `folded` is `fold(text)`. */
  match(text: string, folded: string): Match[]
}

interface Pattern {
  lexicon: string
  value: string
  text: string
  /** The capitals that it must stand in, or ''. */
  exact: string
  stem: boolean
  /** A whole domain may name a victim inside an address. */
  isDomain: boolean
  /** 1 where a word begins at its first character: a space leads it then for the automaton. */
  lead: number
  /** A word ends at its last character. */
  closes: boolean
}

/** Whether a hit lies inside an address, asked in the order of the hits' ends: no word inside one is the author's. */
const insideAddress = (text: string): ((start: number, end: number) => boolean) => {
  const spans = addressesIn(text)
  let at = 0
  return (start, end) => {
    while (at < spans.length && (spans[at]?.[1] ?? 0) < end) at += 1
    return start >= (spans[at]?.[0] ?? Number.POSITIVE_INFINITY)
  }
}

const patternsOf = (lexicons: readonly Lexicon[]): Pattern[] =>
  lexicons.flatMap(({ name, entries }) =>
    entries.flatMap(({ value, terms }) =>
      terms.map((term) => {
        const stem = term.endsWith('*')
        const exact = term.startsWith('=') ? term.slice(1) : ''
        const text = fold(exact || (stem ? term.slice(0, -1) : term)).trim()
        const lead = isLetterAt(text, 0) ? 1 : 0
        const closes = !stem && isLetterAt(text, text.length - 1)
        return { lexicon: name, value, text, exact, stem, isDomain: text.includes('.'), lead, closes }
      }),
    ),
  )

/** A term as the automaton reads it: with a space where a word has to begin or end. */
const projectTerm = ({ text, lead, closes }: Pattern): string =>
  project(text).text.slice(1 - lead, closes ? undefined : -1)

/** Patterns that the automaton cannot tell apart, under what it reads of them. */
const byProjection = (patterns: readonly Pattern[]): Map<string, Pattern[]> => {
  const groups = new Map<string, Pattern[]>()
  for (const pattern of patterns) {
    const term = projectTerm(pattern)
    const group = groups.get(term)
    if (group) group.push(pattern)
    else if (term.trim() !== '') groups.set(term, [pattern])
  }
  return groups
}

const longest = (matches: Match[]): Match[] => {
  const last = new Map<string, Match>()
  return matches
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((match) => {
      const before = last.get(match.lexicon)
      // The same words may stand for two values; only words inside longer words give way.
      const isTwin = before?.start === match.start && before.end === match.end
      if (before && match.end <= before.end && !isTwin) return false
      last.set(match.lexicon, match)
      return true
    })
}

/** One automaton over all lexicons: each text is read once, in time linear in its length. */
export const createMatcher = (lexicons: readonly Lexicon[]): Matcher => {
  const patterns = patternsOf(lexicons)
  const groups = byProjection(patterns)
  const alike = [...groups.values()]
  const marks = marksOf(patterns)
  const automaton = new AhoCorasick([...groups.keys()])
  const vocabulary = new Set(
    patterns.flatMap(({ text }) => text.split(/[^a-z0-9]+/)).filter((word) => word.length >= 3),
  )
  const knows = (word: string): boolean => vocabulary.has(word)
  return {
    knows,
    fold: (text) => fold(text, knows),
    match: (text, folded) => {
      const { text: projected, places } = project(folded, marks)
      const isInside = insideAddress(text)
      const matches: Match[] = []
      for (const { patternIndex, start: from } of automaton.search(projected))
        for (const pattern of alike[patternIndex] ?? []) {
          const start = places[from + pattern.lead] ?? 0
          let end = start + pattern.text.length
          if (!folded.startsWith(pattern.text, start)) continue
          if (pattern.exact && text.slice(start, end) !== pattern.exact) continue
          if (!pattern.isDomain && isInside(start, end)) continue
          if (pattern.stem) while (end - start < 60 && isInsideWord(folded, end)) end += 1
          matches.push({ lexicon: pattern.lexicon, value: pattern.value, start, end })
        }
      return longest(matches)
    },
  }
}
