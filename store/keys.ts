import type { Sql } from './database.ts'

/** The check value of a key id, as the database first saw it; written by whoever comes first. */
export async function registerKey(sql: Sql, id: string, fingerprint: string, now: Date): Promise<string> {
  await sql.query(
    `insert into pantau.keys (id, fingerprint, created_at) values ($1, $2, $3) on conflict (id) do nothing`,
    [id, fingerprint, now],
  )
  const [row] = await sql.query<{ fingerprint: string }>(`select fingerprint from pantau.keys where id = $1`, [id])
  return row?.fingerprint ?? fingerprint
}

/** The ids of all keys that ever hashed something in this database. */
export async function knownKeys(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(`select id from pantau.keys order by created_at`)
  return rows.map(({ id }) => id)
}
