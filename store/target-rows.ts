import type { Sql } from './database.ts'
import type { Visit } from './visits.ts'

/** What the store knows of one target. */
export interface TargetRow {
  targetId: string
  /** Its last visit. */
  startedAt: Date
  endedAt: Date
  error: Visit['error']
  stopped: Visit['stopped']
  engines: Visit['engines']
  /** Sums over its visits since the moment that was asked for. */
  visits: number
  /** Visits that failed, and pages that failed in others. */
  errors: number
  requests: number
  pages: number
  posts: number
  newPosts: number
  changedPosts: number
  signals: number
  alerts: number
  /** Of its last visits with posts: the posts, and those that have author, date and words. */
  read: number
  withAuthor: number
  withDate: number
  withText: number
}

/** Visits that shares are taken of, at most, and how far back they may lie. */
const readVisits = 20

/** Of those targets that were ever visited: the last visit, sums since `since`, and what is found of a post. */
export const targetRows = (sql: Sql, targetIds: readonly string[], since: Date): Promise<TargetRow[]> =>
  sql.query<TargetRow>(
    `select wanted.id as "targetId", last.started_at as "startedAt", last.ended_at as "endedAt", last.error, last.stopped,
       last.engines, day.*, shares.*
     from unnest($1::text[]) as wanted(id)
     cross join lateral (
       select started_at, ended_at, error, stopped, engines from pantau.visits
       where target_id = wanted.id order by started_at desc, id desc limit 1
     ) as last
     cross join lateral (
       select count(*)::int as visits,
         coalesce(sum(case when error is null then jsonb_array_length(errors) else 1 end), 0)::int as errors,
         coalesce(sum(requests), 0)::int as requests, coalesce(sum(pages), 0)::int as pages,
         coalesce(sum(posts), 0)::int as posts, coalesce(sum(new_posts), 0)::int as "newPosts",
         coalesce(sum(changed_posts), 0)::int as "changedPosts", coalesce(sum(signals), 0)::int as signals,
         coalesce(sum(alerts), 0)::int as alerts
       from pantau.visits where target_id = wanted.id and started_at >= $2
     ) as day
     cross join lateral (
       select coalesce(sum(posts), 0)::int as read, coalesce(sum(with_author), 0)::int as "withAuthor",
         coalesce(sum(with_date), 0)::int as "withDate", coalesce(sum(with_text), 0)::int as "withText"
       from (
         select posts, with_author, with_date, with_text from pantau.visits
         where target_id = wanted.id and posts > 0 and started_at > last.started_at - interval '30 days'
         order by started_at desc limit $3
       ) as lately
     ) as shares`,
    [targetIds, since, readVisits],
  )
