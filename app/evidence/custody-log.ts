import { z } from 'zod'
import { type CustodyEntry, canonicalNote, contentOf, linkOf } from '../../model/custody.ts'

// The chain of custody as a file that anybody can follow: an entry a line, `N BEFORE CONTENT HASH NOTE`. NOTE is the note in its
// canonical form, or `-` where it speaks of something else: its place in the chain can be followed without being told.

/** A line for an entry; `isShown` says whether its note is told. */
export const custodyLine = (entry: CustodyEntry, isShown: boolean): string =>
  `${entry.n} ${entry.before} ${contentOf(entry)} ${entry.hash} ${isShown ? canonicalNote(entry) : '-'}\n`

/** A note that a log tells, as far as it speaks of files. */
export interface LoggedNote {
  action: string
  sha256: string | null
  detail: Record<string, unknown>
}

/** What a look through a log found. */
export interface LogFinding {
  /** The number and the hash of its last entry; 0 and '' where it has none. */
  last: number
  head: string
  notes: LoggedNote[]
  /** The first line that is not as it was written, and why. */
  fault: string | null
}

const form = /^([1-9]\d*) ([0-9a-f]{64}) ([0-9a-f]{64}) ([0-9a-f]{64}) (-|\[.*\])$/

/** Recomputes a log, entry by entry. */
export function followLog(text: string, sha256Of: (text: string) => string): LogFinding {
  const finding: LogFinding = { last: 0, head: '', notes: [], fault: null }
  const lines = text.split('\n')
  if (lines.pop() !== '') return { ...finding, fault: 'its last line is cut short' }
  for (const [index, line] of lines.entries()) {
    const [, number, before = '', content = '', hash = '', note = ''] = form.exec(line) ?? []
    const n = Number(number)
    const told = note === '-' ? undefined : noteOf(note)
    const fault = ((): string | null => {
      if (number === undefined || told === null) return 'it has not the form of an entry'
      if (finding.last > 0 && n !== finding.last + 1) return `entry ${finding.last + 1} is missing before it`
      if (finding.last > 0 && before !== finding.head) return 'it does not follow the entry before it'
      if (linkOf(n, before, content) !== hash)
        return 'its hash is not that of its number, its forerunner and its content'
      return told && sha256Of(note) !== content ? 'its note is not the one that was hashed' : null
    })()
    if (fault !== null) return { ...finding, fault: `line ${index + 1}: ${fault}` }
    finding.last = n
    finding.head = hash
    if (told) finding.notes.push(told)
  }
  return finding
}

/** A note in its canonical form, as far as it is needed here. */
const Note = z
  .tuple([z.string(), z.string(), z.string(), z.string(), z.string().nullable(), z.record(z.string(), z.unknown())])
  .transform(([, , action, , sha256, detail]): LoggedNote => ({ action, sha256, detail }))

/** `null` where it is none. */
function noteOf(text: string): LoggedNote | null {
  try {
    return Note.parse(JSON.parse(text))
  } catch {
    return null // the line is told
  }
}
