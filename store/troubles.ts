import type { Sql } from './database.ts'

/** What may be wrong with a target: it is not read at all, gives nothing, or gives posts that lack a field. */
export type TroubleKind = 'unread' | 'no-posts' | 'author' | 'date' | 'text'

/** A trouble that the operator was told of, and that has not passed. */
export interface Trouble {
  targetId: string
  kind: TroubleKind
  /** When the first visit that showed it began; of a target that is not read, when the last good one ended. */
  since: Date
  /** In words, with figures. */
  what: string
}

/** The troubles that are open, of one target or of all. */
export const openTroubles = (sql: Sql, targetId: string | null = null): Promise<Trouble[]> =>
  sql.query<Trouble>(
    `select target_id as "targetId", kind, since, what from pantau.troubles
     where $1::text is null or target_id = $1 order by target_id, since, kind`,
    [targetId],
  )

/** Opens a trouble; `false` where it is open already, since the same moment. */
export async function openTrouble(sql: Sql, { targetId, kind, since, what }: Trouble): Promise<boolean> {
  const rows = await sql.query(
    `insert into pantau.troubles (target_id, kind, since, what) values ($1, $2, $3, $4)
     on conflict (target_id, kind) do update set since = excluded.since, what = excluded.what
       where troubles.since <> excluded.since
     returning kind`,
    [targetId, kind, since, what],
  )
  return rows.length > 0
}

/** Closes a trouble; `false` where it was not open. */
export async function closeTrouble(sql: Sql, targetId: string, kind: TroubleKind): Promise<boolean> {
  const rows = await sql.query(`delete from pantau.troubles where target_id = $1 and kind = $2 returning kind`, [
    targetId,
    kind,
  ])
  return rows.length > 0
}
