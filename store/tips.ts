import type { Report } from '../model/tip.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

/** Writes a report down. `contentId` names what was reported: the same again has the same. */
export async function saveReport(sql: Sql, contentId: string, report: Report): Promise<void> {
  await sql.query(
    `insert into pantau.tips (content_id, source, reported_by, note, reliability, reported_at, site, page_sha256, posts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [
      contentId,
      report.source,
      report.by,
      report.note,
      report.reliability,
      report.at,
      report.site,
      report.pageSha256,
      toJson(report.posts),
    ],
  )
}

/** Who reported the same before, the first one first; at most twenty. */
export async function reportsOf(sql: Sql, contentId: string): Promise<Pick<Report, 'by' | 'at'>[]> {
  return sql.query(
    `select reported_by as by, reported_at as at from pantau.tips where content_id = $1 order by id limit 20`,
    [contentId],
  )
}

/** What is known of a post: since when, the listing that it belongs to, and what has been told of that. */
export interface KnownPost {
  id: string
  firstSeenAt: Date
  listing: { id: string; status: string } | null
  /** Subjects of the alerts on its listing, the first told first. */
  told: string[]
}

/** Those of the posts that are known. */
export async function knownPosts(sql: Sql, ids: readonly string[]): Promise<Map<string, KnownPost>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<KnownPost>(
    `select p.id, p.first_seen_at as "firstSeenAt",
       case when l.id is null then null else jsonb_build_object('id', l.id, 'status', l.status) end as listing,
       (select coalesce(jsonb_agg(a.message ->> 'subject' order by a.created_at, a.id), '[]')
        from pantau.alerts a where a.listing_id = l.id) as told
     from pantau.posts p
     left join pantau.signals s on s.post_id = p.id left join pantau.listings l on l.id = s.listing_id
     where p.id = any ($1::text[])`,
    [texts(ids)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
