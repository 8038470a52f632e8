import { matchesIn } from '../../matches.ts'
import type { Edit } from './edits.ts'

/** What ends a domain that is spelled in words: "dot" and "at" are words too. */
const domains = 'com|net|org|id|me|io|onion|ru|su|cc|to|sh|im|is|xyz|info|biz|co'

/** Ways of writing an address so that no machine finds it, and what they stand for. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])h(?:xx|\*\*)p(?=s?(?::|\[:))/gi, 'http'],
  [/\[:\/\/\]|\[:\]\/\//g, '://'],
  [/(?<=[\w\])}]) ?[[({] ?(?:\.|dot|titik) ?[\])}] ?(?=\w)/gi, '.'],
  [/(?<=[\w.]) ?[[({] ?(?:@|at) ?[\])}] ?(?=\w)/gi, '@'],
  [new RegExp(`(?<=\\w) (?:dot|titik) (?=(?:${domains})(?![a-z]))`, 'gi'), '.'],
  [new RegExp(`(?<=\\w) at (?=[\\w-]{2,30} (?:dot|titik) (?:${domains})(?![a-z]))`, 'gi'), '@'],
  [/(?<=(?:^|[^\w.])(?:t|wa|telegram)) ?\. ?(?=me ?\/)/gi, '.'],
  [/(?<=(?:^|[^\w.])(?:t|wa|telegram) ?\. ?me) ?\/ ?(?=[\w+])/gi, '/'],
]

/** What no other text has, and one of which every way needs. */
const signs =
  /h(?:xx|\*\*)p|[[({] ?(?:[.@]|dot|at|titik) ?[\])}]|\[:| (?:dot|titik) | \. ?me ?\/|\. me ?\/|\.me(?: \/|\/ )/i

/** Whether an address may be spelled so. */
export const isSpelled = (text: string): boolean => signs.test(text)

/** "t . me / x", "hxxps://", "example[.]com", "user (at) mail (dot) com", as addresses are written. */
export const unspelled = (text: string): Edit[] => {
  const edits = ways.flatMap(([way, plain]) =>
    matchesIn(text, way)
      .filter(({ 0: written }) => written !== plain)
      .map(({ 0: written, index }) => ({ start: index, end: index + written.length, text: plain })),
  )
  return edits.sort((a, b) => a.start - b.start).filter(({ start }, at, sorted) => start >= (sorted[at - 1]?.end ?? 0))
}
