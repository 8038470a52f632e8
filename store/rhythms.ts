import { Rhythm } from '../model/rhythm.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

/**
 * What has been learnt of each of these targets, by id; nothing of one that was never visited. What cannot be read, as
 * another version wrote it, is learnt anew.
 */
export async function rhythmsOf(sql: Sql, targetIds: readonly string[]): Promise<Map<string, Rhythm>> {
  const rows = await sql.query<{ targetId: string; learnt: unknown }>(
    `select target_id as "targetId", learnt from pantau.rhythms
     where target_id = any ($1::text[])`,
    [texts(targetIds)],
  )
  return new Map(
    rows.flatMap(({ targetId, learnt }) => {
      const read = Rhythm.safeParse(learnt)
      return read.success ? [[targetId, read.data] as const] : []
    }),
  )
}

/** Remembers what has been learnt of a target. */
export async function saveRhythm(sql: Sql, targetId: string, learnt: Rhythm): Promise<void> {
  await sql.query(
    `insert into pantau.rhythms (target_id, learnt) values ($1, $2::jsonb)
     on conflict (target_id) do update set learnt = excluded.learnt`,
    [targetId, toJson(learnt)],
  )
}
