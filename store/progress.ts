import type { Sql } from './database.ts'

/** How far the visits to a target have come. */
export interface Progress {
  /** Whether the last visit read everything that it found. */
  caughtUp: boolean
  /** When something of it was first stored. */
  beganAt: Date
  /** When a visit last read everything; `null` if none ever did. */
  wholeAt: Date | null
}

/** How far a target has been read; `null` where nothing of it was. */
export async function progressOf(sql: Sql, targetId: string): Promise<Progress | null> {
  const [row] = await sql.query<Progress>(
    `select caught_up as "caughtUp", began_at as "beganAt", whole_at as "wholeAt" from pantau.targets where id = $1`,
    [targetId],
  )
  return row ?? null
}

/** A visit is about to take what is new: until its end, the target is not caught up. */
export async function noteBegun(sql: Sql, targetId: string, at: Date): Promise<void> {
  await sql.query(
    `insert into pantau.targets (id, caught_up, began_at) values ($1, false, $2)
     on conflict (id) do update set caught_up = false where targets.caught_up`,
    [targetId, at],
  )
}

/** A visit has read everything that it found. */
export async function noteWhole(sql: Sql, targetId: string, at: Date): Promise<void> {
  await sql.query(
    `insert into pantau.targets (id, caught_up, began_at, whole_at) values ($1, true, $2, $2)
     on conflict (id) do update set caught_up = true, whole_at = excluded.whole_at`,
    [targetId, at],
  )
}
