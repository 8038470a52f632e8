import { plainText } from '../../model/plain.ts'
import type { Span } from '../../model/signal.ts'
import type { Piece } from './columns.ts'

/** Words of a post that were read, and as what. */
export interface Mark {
  label: string
  span: Span
}

/** Marked words, with those that are marked inside them. The same words may be marked as several things. */
interface Passage {
  start: number
  end: number
  labels: string[]
  inside: Passage[]
}

/** Marks as passages that nest. Of two that cross, the earlier ends where the later begins. */
function nested(marks: readonly Mark[]): Passage[] {
  const passages: Passage[] = []
  const open: Passage[] = []
  const sorted = marks
    .filter(({ span }) => span.end > span.start)
    .map(({ label, span }): Passage => ({ start: span.start, end: span.end, labels: [label], inside: [] }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  for (const passage of sorted) {
    const { start, end, labels } = passage
    let around = open.at(-1)
    while (around && around.end < end) {
      around.end = Math.min(around.end, start)
      open.pop()
      around = open.at(-1)
    }
    while (around && around.end <= start) {
      open.pop()
      around = open.at(-1)
    }
    if (around?.start === start && around.end === end)
      around.labels.push(...labels.filter((label) => !around.labels.includes(label)))
    else {
      ;(around?.inside ?? passages).push(passage)
      open.push(passage)
    }
  }
  return passages
}

/** How marked words are told from others. */
export interface Marking {
  /** Paints the words of a passage by the labels around them, the innermost last. */
  paint(labels: readonly string[]): Piece['paint']
  /** What stands before and behind the words of a passage. */
  open(labels: readonly string[]): string
  close: string
}

/** Words between two marks are cut when they are longer than this, in UTF-16 units: a dump's rows tell nothing. */
const longest = 1_200
const kept = 500

/**
 * A text in pieces, its marks nested, harmless to show. Long passages that hold no mark are cut, and it says so. In the
 * post itself the signs of a mark are replaced: nobody can write a mark that the reader did not make.
 */
export function marked(text: string, marks: readonly Mark[], { paint, open, close }: Marking): Piece[] {
  const plain = (from: number, to: number): string => plainText(text.slice(from, to)).replace(/[⟦⟧]/g, '|')
  const bare = (from: number, to: number, labels: readonly string[]): Piece[] => {
    if (to <= from) return []
    if (to - from <= longest) return [{ text: plain(from, to), paint: paint(labels) }]
    const left = (to - from - 2 * kept).toLocaleString('en-US')
    return [
      { text: plain(from, from + kept), paint: paint(labels) },
      { text: ` … ${left} characters … `, paint: paint(['…']) },
      { text: plain(to - kept, to), paint: paint(labels) },
    ]
  }
  const pieces = (from: number, to: number, passages: readonly Passage[], labels: readonly string[]): Piece[] => {
    const out: Piece[] = []
    let at = from
    for (const passage of passages) {
      const all = [...labels, ...passage.labels]
      out.push(...bare(at, passage.start, labels), { text: open(passage.labels), paint: paint(all) })
      out.push(...pieces(passage.start, passage.end, passage.inside, all), { text: close, paint: paint(all) })
      at = passage.end
    }
    return [...out, ...bare(at, to, labels)]
  }
  return pieces(0, text.length, nested(marks), [])
}
