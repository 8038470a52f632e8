/** Writes `text` in the place of a stretch of another text. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** A text that was made of another, and the way back. */
export interface Edited {
  readonly text: string
  /** Where a stretch of it stands in the text that it was made of. */
  original(start: number, end: number): { start: number; end: number }
}

/** A text of which nothing was changed. */
export const unedited = (text: string): Edited => ({ text, original: (start, end) => ({ start, end }) })

/** Carries out edits, which are in the order of the text and do not overlap. */
export const edited = (before: Edited, edits: readonly Edit[]): Edited => {
  if (edits.length === 0) return before
  const pieces: string[] = []
  // Unit i of the new text stands for starts[i] to ends[i] of the old one.
  const starts: number[] = []
  const ends: number[] = []
  const keep = (from: number, to: number): void => {
    pieces.push(before.text.slice(from, to))
    for (let at = from; at < to; at += 1) {
      starts.push(at)
      ends.push(at + 1)
    }
  }
  let done = 0
  for (const { start, end, text } of edits) {
    keep(done, start)
    pieces.push(text)
    for (let at = 0; at < text.length; at += 1) {
      starts.push(start)
      ends.push(end)
    }
    done = end
  }
  keep(done, before.text.length)
  return {
    text: pieces.join(''),
    original: (start, end) => {
      const first = starts[start] ?? before.text.length
      // An empty stretch stays one.
      return before.original(first, end > start ? (ends[end - 1] ?? first) : first)
    },
  }
}
