import { type CustodyAction, CustodyEntry, CustodyNote, contentOf, linkOf, noEntry } from '../model/custody.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

/** What there is to note; `at` is now where it is not said. */
export type CustodyNotes = readonly (Pick<CustodyNote, 'by' | 'action' | 'subject'> & Partial<CustodyNote>)[]

/**
 * Adds to the chain of custody, all notes in one statement (store/migrations/0033_append.sql). In a transaction call it
 * last: others who add to the chain wait from here to the commit.
 */
export async function noteCustody(sql: Sql, notes: CustodyNotes): Promise<void> {
  if (notes.length === 0) return
  const now = new Date()
  const rows = notes.map((note, index) => {
    // Hashed as it will be read back.
    const kept = CustodyNote.parse({ ...JSON.parse(toJson(note)), at: note.at ?? now })
    return { k: index + 1, ...kept, content: contentOf(kept) }
  })
  await sql.query(`select pantau.append_custody($1::jsonb, $2)`, [toJson(rows), noEntry])
}

const columns = `n, at, by, action, subject, sha256, detail, before, hash`

/** What was done to any of these, or to anything with one of these hashes, in its order. */
export async function custodyOf(
  sql: Sql,
  { subjects = [], sha256s = [] }: { subjects?: readonly string[]; sha256s?: readonly string[] },
): Promise<CustodyEntry[]> {
  const rows = await sql.query(
    `select ${columns} from pantau.custody
     where subject = any ($1::text[])
        or sha256 = any ($2::text[]) order by n`,
    [texts(subjects), texts(sha256s)],
  )
  return rows.map((row) => CustodyEntry.parse(row))
}

/** Entries that are read at once. */
const batch = 1_000

/** The chain from its `from`th entry on, in order, a batch at a time. */
export async function* custodyFrom(sql: Sql, from = 1): AsyncGenerator<CustodyEntry> {
  for (let next = from; ; ) {
    const rows = await sql.query<{ n: number }>(
      `select ${columns} from pantau.custody where n >= $1 order by n limit ${batch}`,
      [next],
    )
    for (const row of rows) yield CustodyEntry.parse(row)
    if (rows.length < batch) return
    next = (rows.at(-1)?.n ?? next) + 1
  }
}

/** What a look through the chain found: how long it is, its last hash, and the first entry that is not as it was written. */
export interface CustodyFinding {
  entries: number
  head: string
  broken: { n: number; why: string } | null
}

/** Recomputes the whole chain. What was changed, taken out or put in between shows; what was cut off its end does not. */
export async function verifyCustody(sql: Sql): Promise<CustodyFinding> {
  const finding: CustodyFinding = { entries: 0, head: noEntry, broken: null }
  for await (const entry of custodyFrom(sql)) {
    const why = faultOf(entry, finding)
    if (why !== null) return { ...finding, broken: { n: entry.n, why } }
    finding.entries = entry.n
    finding.head = entry.hash
  }
  return finding
}

function faultOf(entry: CustodyEntry, { entries, head }: CustodyFinding): string | null {
  if (entry.n !== entries + 1) return `entry ${entries + 1} is missing before it`
  if (entry.before !== head) return 'it does not follow the entry before it'
  if (entry.hash !== linkOf(entry.n, entry.before, contentOf(entry))) return 'its hash is not that of what it says'
  return null
}

/** When something was last done; `null` where it never was. */
export async function lastCustody(sql: Sql, action: CustodyAction, subject: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date }>(
    `select at from pantau.custody where subject = $1 and action = $2 order by n desc limit 1`,
    [subject, action],
  )
  return row?.at ?? null
}
