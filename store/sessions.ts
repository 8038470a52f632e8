import type { Sql } from './database.ts'
import { storable } from './json.ts'

/** A site's session as it is stored. */
export interface SessionRow {
  /** Sealed before it came here. */
  sealed: string
  refused: string | null
  revision: number
}

export async function sessionOf(sql: Sql, site: string): Promise<SessionRow | null> {
  const [row] = await sql.query<SessionRow>(
    `select sealed, refused, revision::int as revision from pantau.sessions where site = $1`,
    [site],
  )
  return row ?? null
}

/** Writes a session over the revision that the writer knows (0: none); `false` where another was quicker. */
export async function saveSession(
  sql: Sql,
  site: string,
  { sealed, refused, revision }: SessionRow,
  now: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `insert into pantau.sessions (site, sealed, refused, revision, changed_at) values ($1, $2, $3, $4 + 1, $5)
     on conflict (site) do update
       set sealed = excluded.sealed, refused = excluded.refused, revision = excluded.revision, changed_at = excluded.changed_at
       where sessions.revision = $4
     returning site`,
    [site, sealed, refused && storable(refused), revision, now],
  )
  return rows.length > 0
}

/** Forgets that a site let nobody in: whoever visits it next may try once more. */
export async function forgetRefusal(sql: Sql, site: string): Promise<void> {
  await sql.query(`update pantau.sessions set refused = null, revision = revision + 1 where site = $1`, [site])
}
