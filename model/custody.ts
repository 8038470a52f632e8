import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What is done to evidence, and to what speaks of it. */
export const CustodyAction = z.enum([
  'captured',
  'read',
  'exported',
  'held',
  'released',
  /** One thing is gone: its hash stays here. */
  'deleted',
  /** A purge went through: how much of each class is gone. */
  'purged',
  /** A key came into use. */
  'keys',
])
export type CustodyAction = z.infer<typeof CustodyAction>

/** Something that was done, as it goes into the chain of custody. Texts in it are masked. */
export const CustodyNote = z.object({
  at: z.date(),
  /** A worker, or a person's login. */
  by: z.string(),
  action: CustodyAction,
  /** What it was done to: a listing's id, the name of a page, of a key. */
  subject: z.string(),
  /** Of what was kept, read or deleted; `null` where there is no such thing. */
  sha256: z.string().nullable().default(null),
  /** Whatever else is to be known: plain JSON, numbers whole. */
  detail: z.record(z.string(), z.unknown()).default({}),
})
export type CustodyNote = z.infer<typeof CustodyNote>

/** A link of the chain. */
export const CustodyEntry = CustodyNote.extend({
  /** 1, 2, 3 … */
  n: z.number().int().positive(),
  /** The hash of the entry before this one; of the first, `noEntry`. */
  before: z.string(),
  hash: z.string(),
})
export type CustodyEntry = z.infer<typeof CustodyEntry>

/** What stands for the entry before the first. */
export const noEntry = '0'.repeat(64)

/**
 * The canonical form of a note, one line of JSON: `[at, by, action, subject, sha256, detail]`, `at` in ISO 8601 with
 * milliseconds, in UTC; no space between; the keys of objects in the order of their UTF-16 units.
 */
export const canonicalNote = ({ at, by, action, subject, sha256, detail }: CustodyNote): string =>
  JSON.stringify([at.toISOString(), by, action, subject, sha256, inOrder(detail)])

/** SHA-256 over the canonical form, in hex: it stands for the note where the note itself is not shown. */
export const contentOf = (note: CustodyNote): string => sha256Of(canonicalNote(note))

/**
 * The hash of a link: SHA-256 over `N BEFORE CONTENT`, its number, the hash of the link before and its own content's, with
 * a space between. With `sha256sum` alone: `printf '%s %s %s' "$N" "$BEFORE" "$CONTENT" | sha256sum`.
 */
export const linkOf = (n: number, before: string, content: string): string => sha256Of(`${n} ${before} ${content}`)

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The same JSON with the keys of every object in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, inOrder(member)]))
}
