import type { LinkKind } from '../model/page.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** A page of a backfill: read once, whoever finds it. */
export interface StoredStep {
  /** Its address, as it may be stored. */
  key: string
  /** The address encrypted, in base64, where `key` is not the address itself. */
  sealed: string | null
  kind: LinkKind
  /** Its page within its board, stream or thread; the first is 1. */
  depth: number
  /** The key of the board or stream that it is a page of; `null` for what stands in one. */
  list: string | null
  /** How far back the pages of this list before it went. */
  reachedAt: Date | null
  mayBeFresh: boolean
}

/** Adds pages to be read; those that were found before stay what they are. Gives the keys of the new ones. */
export async function addSteps(sql: Sql, backfillId: number, steps: readonly StoredStep[]): Promise<Set<string>> {
  if (steps.length === 0) return new Set()
  const rows = await sql.query<{ key: string }>(
    `insert into pantau.backfill_steps (backfill_id, key, sealed, kind, depth, list, reached_at, may_be_fresh)
     select $1, key, sealed, kind, depth, list, reached_at, may_be_fresh
     from rows from (jsonb_to_recordset($2::jsonb) as (key text, sealed text, kind text, depth integer, list text,
       "reachedAt" timestamptz, "mayBeFresh" boolean))
       with ordinality as step (key, sealed, kind, depth, list, reached_at, may_be_fresh, place)
     order by place
     on conflict (backfill_id, key) do nothing returning key`,
    [backfillId, toJson(steps)],
  )
  return new Set(rows.map(({ key }) => key))
}

/** The pages that are to be read next, first found first read. */
export async function openSteps(sql: Sql, backfillId: number, limit: number): Promise<StoredStep[]> {
  return sql.query<StoredStep>(
    `select key, sealed, kind, depth, list, reached_at as "reachedAt", may_be_fresh as "mayBeFresh"
     from pantau.backfill_steps where backfill_id = $1 and read_at is null order by n limit $2`,
    [backfillId, limit],
  )
}

/** A page was read: how far back it went, and whether it turned out to be a page of a list at all. */
export async function stepRead(
  sql: Sql,
  backfillId: number,
  { key, list, reachedAt }: Pick<StoredStep, 'key' | 'list' | 'reachedAt'>,
  at: Date,
): Promise<void> {
  await sql.query(
    `update pantau.backfill_steps set read_at = $3, list = $4, reached_at = $5, error = null
     where backfill_id = $1 and key = $2`,
    [backfillId, key, at, list, reachedAt],
  )
}

/** A page could not be read: given up where trying again cannot help, or has not `mostTries` times. */
export async function stepFailed(
  sql: Sql,
  backfillId: number,
  key: string,
  failure: { error: string; isForGood: boolean; mostTries: number },
): Promise<void> {
  await sql.query(
    `update pantau.backfill_steps set tries = tries + 1, error = $3,
       read_at = case when $4 or tries + 1 >= $5 then now() else null end
     where backfill_id = $1 and key = $2`,
    [backfillId, key, failure.error, failure.isForGood, failure.mostTries],
  )
}

/** How far each board or stream has been read: whether to its end, else how far back. */
export async function listsOf(sql: Sql, backfillId: number): Promise<{ isRead: boolean; reachedAt: Date | null }[]> {
  return sql.query(
    `select bool_and(read_at is not null) as "isRead", min(reached_at) as "reachedAt"
     from pantau.backfill_steps where backfill_id = $1 and list is not null group by list`,
    [backfillId],
  )
}

/** Pages that were given up, with why; the last ones first. */
export async function failedSteps(
  sql: Sql,
  backfillId: number,
  limit: number,
): Promise<{ key: string; error: string }[]> {
  return sql.query(
    `select key, error from pantau.backfill_steps
     where backfill_id = $1 and error is not null and read_at is not null order by read_at desc limit $2`,
    [backfillId, limit],
  )
}

/** How many pages are known that were not read yet. */
export async function countOpenSteps(sql: Sql, backfillId: number): Promise<number> {
  const [row] = await sql.query<{ open: number }>(
    `select count(*)::int as open from pantau.backfill_steps where backfill_id = $1 and read_at is null`,
    [backfillId],
  )
  return row?.open ?? 0
}
