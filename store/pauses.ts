import type { Sql } from './database.ts'
import { storable } from './json.ts'

/** A target that is not visited for now. */
export interface Pause {
  targetId: string
  /** It wants a login; it lets us not in; or the operator wished it. */
  kind: 'login' | 'blocked' | 'operator'
  reason: string
  since: Date
  /** When one request asks whether the wall still stands; `null`: never by itself. */
  probeAt: Date | null
}

const columns = `target_id as "targetId", kind, reason, since, probe_at as "probeAt"`

export async function pauseOf(sql: Sql, targetId: string): Promise<(Pause & { askedHow: string | null }) | null> {
  const [row] = await sql.query<Pause & { askedHow: string | null }>(
    `select ${columns}, asked_how as "askedHow" from pantau.pauses where target_id = $1`,
    [targetId],
  )
  return row ?? null
}

/** All that are paused, by target. */
export const allPauses = (sql: Sql): Promise<Pause[]> =>
  sql.query<Pause>(`select ${columns} from pantau.pauses order by target_id`)

/**
 * Pauses a target, or says of a paused one what is seen now; gives since when. With `probeInMs` it is asked again by itself.
 * An operator's pause stays as it is.
 */
export async function savePause(
  sql: Sql,
  { targetId, kind, reason }: Pick<Pause, 'targetId' | 'kind' | 'reason'>,
  { askedHow, probeInMs }: { askedHow: string | null; probeInMs: number | null },
): Promise<Date> {
  const [row] = await sql.query<{ since: Date }>(
    `insert into pantau.pauses (target_id, kind, reason, asked_how, since, probe_at, probes)
     values ($1, $2, $3, $4, now(), now() + $5 * interval '1 ms', 0)
     on conflict (target_id) do update
       set kind = case when pauses.kind = 'operator' then pauses.kind else excluded.kind end,
         reason = case when pauses.kind = 'operator' then pauses.reason else excluded.reason end,
         asked_how = excluded.asked_how,
         probe_at = case
           when pauses.kind = 'operator' or excluded.probe_at is null then null
           else coalesce(pauses.probe_at, excluded.probe_at) end
     returning since`,
    [targetId, kind, storable(reason), askedHow, probeInMs],
  )
  return row?.since ?? new Date()
}

/** The operator's own pause, in the place of whatever there was. */
export async function pauseByHand(sql: Sql, targetId: string, reason: string): Promise<void> {
  await sql.query(
    `insert into pantau.pauses (target_id, kind, reason, since, probes) values ($1, 'operator', $2, now(), 0)
     on conflict (target_id) do update
       set kind = 'operator', reason = excluded.reason, asked_how = null, probe_at = null`,
    [targetId, storable(reason)],
  )
}

/**
 * Claims the probe that is due: `true` for one worker, and the next is put off to twice the time, between `firstMs` and
 * `longestMs`, whatever comes of this one.
 */
export async function claimProbe(
  sql: Sql,
  targetId: string,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
): Promise<boolean> {
  const rows = await sql.query(
    `update pantau.pauses set probes = probes + 1,
       probe_at = now() + least($2 * power(2, least(probes + 1, 30)), $3) * interval '1 ms'
     where target_id = $1 and probe_at <= now() returning target_id`,
    [targetId, firstMs, longestMs],
  )
  return rows.length > 0
}

/** Lifts a pause; `null` where there was none. */
export async function liftPause(sql: Sql, targetId: string): Promise<Pause | null> {
  const [row] = await sql.query<Pause>(`delete from pantau.pauses where target_id = $1 returning ${columns}`, [
    targetId,
  ])
  return row ?? null
}

/** Of these targets, those that are neither visited nor probed now. */
export async function restingTargets(sql: Sql): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    `select target_id as id from pantau.pauses where probe_at is null or probe_at > now()`,
  )
  return new Set(rows.map(({ id }) => id))
}
