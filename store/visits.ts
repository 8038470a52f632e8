import type { Page } from '../model/page.ts'
import type { Target } from '../model/target.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** What tells whether reading works: what a visit cost, and what its pages turned out to be. */
export interface Figures {
  /** Requests for pages; robots.txt and redirects are not counted. */
  requests: number
  /** Of the pages' bodies, after decompression. */
  bytes: number
  via: Page['via']
  /** Pages by the engine that read them. */
  engines: Record<string, number>
  /** Pages by what they turned out to be: board, thread, missing. */
  kinds: Record<string, number>
  /** Threads and pastes that its lists named, new or not. */
  listed: number
  /** Posts that its pages showed, known or not; of these, those whose author, date and words were found. */
  posts: number
  withAuthor: number
  withDate: number
  withText: number
}

/** What came of one visit. Counts are of that visit alone. */
export interface Visit extends Figures {
  targetId: string
  startedAt: Date
  endedAt: Date
  pages: number
  /** Pages of which the server said that they had not changed. */
  unchanged: number
  /** Whether it kept to the site's robots.txt, and how many addresses it left out for that. */
  robots: Target['robots']
  keptOut: number
  newPosts: number
  changedPosts: number
  signals: number
  alerts: number
  /** Listing events that were stored without an alert, as they were old when they were found. */
  silent: number
  /** `done`, the limit that ended it before its end, or `failed`. */
  stopped: 'done' | 'page-limit' | 'time-limit' | 'aborted' | 'failed'
  /** Pages that failed, while the visit went on. */
  errors: { url: string; error: string }[]
  /** Why the visit as a whole failed; `null` if it did not. */
  error: string | null
}

/** Writes a visit down. */
export async function saveVisit(sql: Sql, visit: Visit): Promise<void> {
  await sql.query(
    `insert into pantau.visits (target_id, started_at, ended_at, pages, unchanged, posts, new_posts, changed_posts,
       signals, alerts, stopped, errors, error, robots, kept_out,
       requests, bytes, via, engines, kinds, listed, with_author, with_date, with_text, silent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15,
       $16, $17, $18, $19::jsonb, $20::jsonb, $21, $22, $23, $24, $25)`,
    [
      visit.targetId,
      visit.startedAt,
      visit.endedAt,
      visit.pages,
      visit.unchanged,
      visit.posts,
      visit.newPosts,
      visit.changedPosts,
      visit.signals,
      visit.alerts,
      visit.stopped,
      toJson(visit.errors),
      visit.error,
      visit.robots,
      visit.keptOut,
      visit.requests,
      visit.bytes,
      visit.via,
      toJson(visit.engines),
      toJson(visit.kinds),
      visit.listed,
      visit.withAuthor,
      visit.withDate,
      visit.withText,
      visit.silent,
    ],
  )
}

/** When the last visit to a target that did not fail came to its end; `null` if there was none. */
export async function lastGoodVisit(sql: Sql, targetId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `select max(ended_at) as at from pantau.visits where target_id = $1 and error is null`,
    [targetId],
  )
  return row?.at ?? null
}

/** The same of several targets; those that were never visited well are left out. */
export async function lastGoodVisits(sql: Sql, targetIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await sql.query<{ id: string; at: Date }>(
    `select wanted.id, last.ended_at as at from unnest($1::text[]) as wanted(id)
     cross join lateral (
       select ended_at from pantau.visits where target_id = wanted.id and error is null order by started_at desc limit 1
     ) as last`,
    [targetIds],
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** The last visit to a target, whatever came of it; `null` if there was none. */
export async function lastVisit(sql: Sql, targetId: string): Promise<Pick<Visit, 'endedAt' | 'error'> | null> {
  const [row] = await sql.query<Pick<Visit, 'endedAt' | 'error'>>(
    `select ended_at as "endedAt", error from pantau.visits where target_id = $1 order by started_at desc, id desc limit 1`,
    [targetId],
  )
  return row ?? null
}

/** Columns as the fields of a Visit. */
const visitColumns = `target_id as "targetId", started_at as "startedAt", ended_at as "endedAt", pages, unchanged, posts,
  new_posts as "newPosts", changed_posts as "changedPosts", signals, alerts, silent, stopped, errors, error, robots,
  kept_out as "keptOut", requests, bytes, via, engines, kinds, listed, with_author as "withAuthor",
  with_date as "withDate", with_text as "withText"`

/** The last visits to a target, newest first. */
export const lastVisits = (sql: Sql, targetId: string, limit: number): Promise<Visit[]> =>
  sql.query<Visit>(
    `select ${visitColumns} from pantau.visits where target_id = $1 order by started_at desc, id desc limit $2`,
    [targetId, limit],
  )

/**
 * Visits to a target that did not fail and that read something, newest first: pages, or `posts`. Only those that began
 * before `before`, and not more than 30 days before it.
 */
export const readingVisits = (
  sql: Sql,
  targetId: string,
  { what, before, limit }: { what: 'pages' | 'posts'; before: Date; limit: number },
): Promise<Visit[]> =>
  sql.query<Visit>(
    `select ${visitColumns} from pantau.visits
     where target_id = $1 and started_at < $2 and started_at > $2::timestamptz - interval '30 days'
       and error is null and ${what} > 0
     order by started_at desc, id desc limit $3`,
    [targetId, before, limit],
  )

/** A target as `pantau status` shows it: its last visit and what it has given so far. */
export interface TargetState {
  targetId: string
  visits: number
  lastAt: Date
  lastError: string | null
  /** Why its last visit ended, and how many pages of it failed. */
  lastStopped: Visit['stopped']
  failedPages: number
  pages: number
  newPosts: number
  signals: number
  /** Listing events that were stored without an alert, over all visits. */
  silent: number
}

/** The state of every target that was ever visited. */
export async function targetStates(sql: Sql): Promise<TargetState[]> {
  return sql.query<TargetState>(
    `select target_id as "targetId", count(*)::int as visits, max(started_at) as "lastAt",
       (array_agg(error order by started_at desc, id desc))[1] as "lastError",
       (array_agg(stopped order by started_at desc, id desc))[1] as "lastStopped",
       (array_agg(jsonb_array_length(errors) order by started_at desc, id desc))[1] as "failedPages", sum(pages)::int as pages,
       sum(new_posts)::int as "newPosts", sum(signals)::int as signals, sum(silent)::int as silent
     from pantau.visits group by target_id order by target_id`,
  )
}

/** How much the store holds. */
export async function countNouns(
  sql: Sql,
): Promise<{ posts: number; signals: number; listings: number; alerts: number }> {
  const [row] = await sql.query<{ posts: number; signals: number; listings: number; alerts: number }>(
    `select (select count(*)::int from pantau.posts) as posts, (select count(*)::int from pantau.signals) as signals,
       (select count(*)::int from pantau.listings) as listings, (select count(*)::int from pantau.alerts) as alerts`,
  )
  return row ?? { posts: 0, signals: 0, listings: 0, alerts: 0 }
}
