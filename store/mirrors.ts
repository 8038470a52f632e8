import type { Sql } from './database.ts'

/** Where a site is read while its first address does not answer. */
export interface AtMirror {
  /** The mirror's address. */
  mirror: string
  /** When the first address was asked last, and what came of it. */
  homeFailedAt: Date
  homeFailure: string
}

/** The mirror at which a target was read last; `null` where that was its first address. */
export async function mirrorOf(sql: Sql, targetId: string): Promise<AtMirror | null> {
  const [row] = await sql.query<AtMirror>(`${select} and id = $1`, [targetId])
  return row ?? null
}

/** The targets that are read at a mirror, by id. */
export async function targetsAtMirrors(sql: Sql): Promise<Map<string, AtMirror>> {
  const rows = await sql.query<AtMirror & { id: string }>(select, [])
  return new Map(rows.map(({ id, ...at }) => [id, at]))
}

const select = `select id, mirror, home_failed_at as "homeFailedAt", home_failure as "homeFailure" from pantau.targets
  where mirror is not null`

/** Remembers it; `null`: the first address answers. */
export async function saveMirror(sql: Sql, targetId: string, at: AtMirror | null): Promise<void> {
  await sql.query(
    `insert into pantau.targets (id, caught_up, mirror, home_failed_at, home_failure) values ($1, false, $2, $3, $4)
     on conflict (id) do update set mirror = excluded.mirror, home_failed_at = excluded.home_failed_at,
       home_failure = excluded.home_failure`,
    [targetId, at?.mirror ?? null, at?.homeFailedAt ?? null, at?.homeFailure ?? null],
  )
}
