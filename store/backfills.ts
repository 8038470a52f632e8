import type { Sql } from './database.ts'

/** A target's history under way, or what became of it. */
export interface Backfill {
  id: number
  targetId: string
  since: Date
  until: Date | null
  slicePages: number
  state: 'running' | 'stopped' | 'done'
  askedAt: Date
  endedAt: Date | null
  /** Slices that came to their end. */
  slices: number
  /** Milliseconds that they took. */
  busyMs: number
  pages: number
  failedPages: number
  posts: number
  newPosts: number
  leftOut: number
  signals: number
  alerts: number
  oldest: Date | null
  /** Slices in a row that read nothing. */
  failures: number
  nextAt: Date
  error: string | null
}

const columns = `id, target_id as "targetId", since, until, slice_pages as "slicePages", state, asked_at as "askedAt",
  ended_at as "endedAt", slices, busy_ms as "busyMs", pages, failed_pages as "failedPages", posts, new_posts as "newPosts",
  left_out as "leftOut", signals, alerts, oldest, failures, next_at as "nextAt", error`

/** Asks for a target's history; `null` where one of it is being read. */
export async function beginBackfill(
  sql: Sql,
  { targetId, since, until, slicePages }: Pick<Backfill, 'targetId' | 'since' | 'until' | 'slicePages'>,
): Promise<Backfill | null> {
  const [row] = await sql.query<Backfill>(
    `insert into pantau.backfills (target_id, since, until, slice_pages) values ($1, $2, $3, $4)
     on conflict (target_id) where state = 'running' do nothing returning ${columns}`,
    [targetId, since, until, slicePages],
  )
  return row ?? null
}

/** The last one of a target; of every target without one. The newest first. */
export async function lastBackfills(sql: Sql, targetId: string | null): Promise<Backfill[]> {
  return sql.query<Backfill>(
    `select ${columns} from pantau.backfills b
     where ($1::text is null or target_id = $1)
       and id = (select max(id) from pantau.backfills o where o.target_id = b.target_id)
     order by id desc`,
    [targetId],
  )
}

/** One by its id. */
export async function backfillOf(sql: Sql, id: number): Promise<Backfill | null> {
  const [row] = await sql.query<Backfill>(`select ${columns} from pantau.backfills where id = $1`, [id])
  return row ?? null
}

/** Those that a slice of is due. */
export async function dueBackfills(sql: Sql): Promise<Backfill[]> {
  return sql.query<Backfill>(
    `select ${columns} from pantau.backfills where state = 'running' and next_at <= now() order by id`,
  )
}

/** Stops a running one, or lets a stopped one go on; `false` where it was not in that state. */
export async function setBackfillState(
  sql: Sql,
  id: number,
  from: Backfill['state'],
  to: Backfill['state'],
): Promise<boolean> {
  const rows = await sql.query(
    `update pantau.backfills set state = $3, next_at = now(), failures = 0,
       ended_at = case when $3 = 'running' then null else now() end
     where id = $1 and state = $2 returning id`,
    [id, from, to],
  )
  return rows.length > 0
}

/** What a page brought, added to what the others did; `false` where it was stopped meanwhile. */
export async function addToBackfill(
  sql: Sql,
  id: number,
  brought: Pick<Backfill, 'posts' | 'newPosts' | 'leftOut' | 'signals' | 'oldest'>,
): Promise<boolean> {
  const [row] = await sql.query<{ state: Backfill['state'] }>(
    `update pantau.backfills set pages = pages + 1, posts = posts + $2, new_posts = new_posts + $3,
       left_out = left_out + $4, signals = signals + $5, oldest = least(oldest, $6), failures = 0, error = null
     where id = $1 returning state`,
    [id, brought.posts, brought.newPosts, brought.leftOut, brought.signals, brought.oldest],
  )
  return row?.state === 'running'
}

/** A slice is over: done, where nothing is left to read. `pauseMs` is the least time to the next one. */
export async function endSlice(
  sql: Sql,
  id: number,
  slice: { busyMs: number; alerts: number; error: string | null; failures: number; pauseMs: number },
): Promise<Backfill | null> {
  const [row] = await sql.query<Backfill>(
    `update pantau.backfills b set slices = slices + 1, busy_ms = busy_ms + $2, alerts = alerts + $3, error = $4,
       failures = $5, next_at = now() + $6 * interval '1 ms',
       failed_pages = (select count(*) from pantau.backfill_steps where backfill_id = b.id and error is not null and read_at is not null),
       state = case when state = 'running' and not (${left}) then 'done' else state end,
       ended_at = case when state = 'running' and not (${left}) then now() else ended_at end
     where id = $1 returning ${columns}`,
    [id, slice.busyMs, slice.alerts, slice.error, slice.failures, slice.pauseMs],
  )
  // What was read tells nobody anything any more; what could not be read does.
  if (row?.state === 'done')
    await sql.query(`delete from pantau.backfill_steps where backfill_id = $1 and error is null`, [id])
  return row ?? null
}

const left = `exists (select 1 from pantau.backfill_steps where backfill_id = b.id and read_at is null)`
