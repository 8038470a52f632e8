import AhoCorasick from 'modern-ahocorasick'
import { ConfigError } from '../../model/errors.ts'

// Numbers of a form of one's own: "PLG-########". Every sign of a pattern stands for one sign of a text, so that one is
// compared where its fixed signs stand and nowhere else: no pattern, and no text, makes that costly.

/** One sign of a pattern: what it takes. */
type Sign = { fixed: string } | { kind: 'digit' | 'letter' | 'either' }

const kinds: Readonly<Record<string, Sign>> = {
  '#': { kind: 'digit' },
  '@': { kind: 'letter' },
  '?': { kind: 'either' },
}

const takes: Record<'digit' | 'letter' | 'either', RegExp> = { digit: /[0-9]/, letter: /[a-z]/, either: /[0-9a-z]/ }

/** A pattern, ready: its longest run of fixed signs, and where that begins. */
interface Pattern<T> {
  signs: readonly Sign[]
  anchor: string
  offset: number
  data: T
}

const longest = 64

/**
 * Reads a pattern: `#` takes a digit, `@` a letter, `?` either, `\` before one of them means the sign itself, and
 * anything else is itself, case aside. Throws a ConfigError, which `of` begins, for one that too much would fit.
 */
function readPattern(pattern: string, of: string): Sign[] {
  const signs = [...pattern.matchAll(/\\([#@?\\])|([ -~])|([^ -~])/g)].map(([, escaped, plain, other]): Sign => {
    if (other !== undefined)
      throw new ConfigError(`${of}: '${pattern}' holds ${other}: letters, digits and signs of ASCII`)
    return escaped === undefined ? (kinds[plain ?? ''] ?? { fixed: (plain ?? '').toLowerCase() }) : { fixed: escaped }
  })
  const fixed = signs.flatMap((sign) => ('fixed' in sign ? sign.fixed : []))
  if (fixed.filter((sign) => /[0-9a-z]/.test(sign)).length < 2)
    throw new ConfigError(
      `${of}: '${pattern}' fits any number: give at least two letters or digits that always stand there, such as PLG-########`,
    )
  if (signs.length > longest) throw new ConfigError(`${of}: '${pattern}' is longer than ${longest} signs`)
  return signs
}

function anchorOf(signs: readonly Sign[]): { anchor: string; offset: number } {
  let best = { anchor: '', offset: 0 }
  let run = ''
  for (const [at, sign] of signs.entries()) {
    run = 'fixed' in sign ? run + sign.fixed : ''
    if (run.length > best.anchor.length) best = { anchor: run, offset: at - run.length + 1 }
  }
  return best
}

/** Length kept: what is no ASCII stands for nothing but itself, and between words. */
const asAscii = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^ -~]/g, '\n')

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[0-9a-z]/.test(sign)

/** Compiles patterns, each with what it stands for, into a search that calls `found` with every whole value that fits one. */
export function compileIds<T>(
  patterns: readonly { pattern: string; of: string; data: T }[],
): (text: string, found: (data: T, value: string) => void) => void {
  const ready = patterns.map(({ pattern, of, data }): Pattern<T> => {
    const signs = readPattern(pattern, of)
    return { signs, ...anchorOf(signs), data }
  })
  if (ready.length === 0) return () => {}
  const automaton = new AhoCorasick(ready.map((data) => ({ pattern: data.anchor, data })))
  return (text, found) => {
    const ascii = asAscii(text)
    for (const { start, data } of automaton.iterate(ascii)) {
      if (data === undefined) continue
      const from = start - data.offset
      const to = from + data.signs.length
      if (from < 0 || to > ascii.length || isWord(ascii[from - 1]) || isWord(ascii[to])) continue
      if (data.signs.every((sign, at) => fits(sign, ascii[from + at] ?? ''))) found(data.data, ascii.slice(from, to))
    }
  }
}

const fits = (sign: Sign, given: string): boolean =>
  'fixed' in sign ? sign.fixed === given : takes[sign.kind].test(given)
