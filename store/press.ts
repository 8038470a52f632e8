import { type PressLink, Report } from '../model/press.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'
import { keyOf } from './kin.ts'

/** Reports under one key that are looked at: the last ones. */
const lastOf = 20
const mostReports = 50

/** Writes what a news post mentions, with the keys by which offers find it. */
export async function saveReport(sql: Sql, report: Report, keys: readonly string[]): Promise<void> {
  await sql.query(
    `with written as (
       insert into pantau.reports (post_id, report) values ($1, $2::jsonb)
       on conflict (post_id) do update set report = excluded.report returning post_id
     ), dropped as (
       delete from pantau.report_keys where post_id = $1 and key <> all ($3::bigint[])
     )
     insert into pantau.report_keys (key, post_id) select distinct wanted.key, written.post_id
     from written, unnest($3::bigint[]) as wanted (key) on conflict do nothing`,
    [report.postId, toJson(report), keys.map(keyOf)],
  )
}

/** Reports that share one of the keys, at most 50. */
export async function reportsLike(sql: Sql, keys: readonly string[]): Promise<Report[]> {
  if (keys.length === 0) return []
  const rows = await sql.query<{ report: unknown }>(
    `with near as (
       select distinct near.post_id from unnest($1::bigint[]) as wanted (key) cross join lateral (
         select post_id from pantau.report_keys where key = wanted.key order by post_id desc limit ${lastOf}
       ) as near
     )
     select report from pantau.reports where post_id in (select post_id from near limit ${mostReports})`,
    [keys.map(keyOf)],
  )
  return rows.map(({ report }) => Report.parse(report))
}

/** A link as it is found: the rest stands with the report's post. */
export type FoundPress = Pick<PressLink, 'listingId' | 'postId' | 'reasons'>

/** Links reports whose posts are stored to listings; what was linked stays linked. */
export async function savePress(sql: Sql, links: readonly FoundPress[]): Promise<void> {
  if (links.length === 0) return
  await sql.query(
    `insert into pantau.press (listing_id, post_id, site, url, title, published_at, seen_at, page_sha256, reasons)
     select link."listingId", post.id, post.site, post.url, post.title, post.posted_at, post.seen_at, post.page_sha256,
       link.reasons
     from jsonb_to_recordset($1::jsonb) as link ("listingId" text, "postId" text, reasons jsonb)
     join pantau.posts post on post.id = link."postId"
     on conflict (listing_id, post_id) do update set title = excluded.title, reasons = excluded.reasons`,
    [toJson(links)],
  )
}

/** Most reports that are told of one listing. */
const mostTold = 100

/** What was reported of these listings, the first report first. */
export const pressOf = (sql: Sql, listingIds: readonly string[]): Promise<PressLink[]> =>
  sql.query<PressLink>(
    `select press.* from unnest($1::text[]) as listing (id) cross join lateral (
       select listing_id as "listingId", post_id as "postId", site, url, title, published_at as "publishedAt",
         seen_at as "seenAt", page_sha256 as "pageSha256", reasons
       from pantau.press where listing_id = listing.id order by coalesce(published_at, seen_at), post_id limit ${mostTold}
     ) as press
     order by coalesce("publishedAt", "seenAt"), "postId", "listingId"`,
    [listingIds],
  )
