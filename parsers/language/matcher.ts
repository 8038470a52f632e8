import AhoCorasick from 'modern-ahocorasick'
import { fold } from './fold.ts'

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
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)
/** Scripts written without spaces have no word's edge to look for. */
const hasEdges = (character: string | undefined): boolean =>
  isWord(character) && !/[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character ?? '')
const isBroken = (text: string, edge: number): boolean => {
  const [before, after] = [text[edge - 1], text[edge]]
  return hasEdges(before) && hasEdges(after)
}

/** Addresses and handles: no word inside them is the author's, but a whole domain may name a victim. */
const addresses = /https?:\/\/[^\s<>"']{1,300}|(?<![\w.])@[\w.]{3,64}|[\w.+-]{1,64}@[\w.-]{3,100}|\bt\.me\/\w{1,64}/gi

const insideAddress = (text: string): ((start: number, end: number) => boolean) => {
  const spans = [...text.matchAll(addresses)].map((match) => [match.index, match.index + match[0].length] as const)
  let at = 0
  return (start, end) => {
    while (at < spans.length && (spans[at]?.[1] ?? 0) <= start) at += 1
    const [from = Number.POSITIVE_INFINITY, to = 0] = spans[at] ?? []
    return start >= from && end <= to
  }
}

const patternsOf = (lexicons: readonly Lexicon[]): Pattern[] =>
  lexicons.flatMap(({ name, entries }) =>
    entries.flatMap(({ value, terms }) =>
      terms.map((term) => {
        const stem = term.endsWith('*')
        const exact = term.startsWith('=') ? term.slice(1) : ''
        const text = fold(exact || (stem ? term.slice(0, -1) : term)).trim()
        return { lexicon: name, value, text, exact, stem }
      }),
    ),
  )

/** Characters that no folded text holds: capitals, which folding lowers. */
const spare = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * A text with one capital in the place of each character beyond ASCII. The automaton's library cuts other text into
 * graphemes first, which takes time quadratic in its length (17 s for 80,000 Chinese characters, measured with 3.3.0);
 * in ASCII it is linear. Several characters share a capital, so a hit is compared with its term before it counts.
 */
const project = (folded: string): string =>
  folded.replace(/[\u0080-\uffff]/g, (character) => spare[character.charCodeAt(0) % spare.length] ?? 'A')

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
  const automaton = new AhoCorasick(patterns.map(({ text }) => project(text)))
  const vocabulary = new Set(patterns.flatMap(({ text }) => text.split(/[^a-z]+/)).filter((word) => word.length >= 3))
  return {
    fold: (text) => fold(text, (word) => vocabulary.has(word)),
    match: (text, folded) => {
      const matches: Match[] = []
      const found = [...automaton.iterate(project(folded))].sort((a, b) => a.start - b.start)
      const isInside = insideAddress(text)
      for (const { patternIndex, start, end } of found) {
        const pattern = patterns[patternIndex]
        if (!pattern || !folded.startsWith(pattern.text, start)) continue
        if (isBroken(folded, start) || (!pattern.stem && isBroken(folded, end))) continue
        if (pattern.exact && text.slice(start, end) !== pattern.exact) continue
        if (!pattern.text.includes('.') && isInside(start, end)) continue
        let last = end
        while (pattern.stem && last - start < 60 && isBroken(folded, last)) last += 1
        matches.push({ lexicon: pattern.lexicon, value: pattern.value, start, end: last })
      }
      return longest(matches)
    },
  }
}
