import type { Sql } from './database.ts'
import { texts } from './json.ts'

/** What is known of an address on a site. */
export interface Mark {
  /** Path and query of an address on the site's own host, as hosts change; a whole address elsewhere. */
  url: string
  /** What the board's row showed when everything behind the address had been read. */
  mark: string | null
  /** The title that it showed then, as a keyed hash. */
  title: string | null
  /** The last page of the thread: where the next visit begins. */
  lastUrl: string | null
  etag: string | null
  lastModified: string | null
  /** An offer stands in it: its first page is read again whenever it moves, as offers are edited there. */
  watched: boolean
}

/** The marks of those of the addresses that were read before, by address. */
export async function marksOf(sql: Sql, site: string, urls: readonly string[]): Promise<Map<string, Mark>> {
  if (urls.length === 0) return new Map()
  const rows = await sql.query<Mark>(
    `select url, mark, title, last_url as "lastUrl", etag, last_modified as "lastModified", watched from pantau.marks
     where site = $1 and url = any ($2::text[])`,
    [site, texts(urls)],
  )
  return new Map(rows.map((row) => [row.url, row]))
}

/** What is to be remembered of an address. */
export interface NewMark extends Omit<Mark, 'watched'> {
  /** The thread behind it, which is watched once an offer stands in it. */
  thread?: string | null
}

/** Remembers what was read; fields that are `null` keep what was known. */
export async function saveMark(sql: Sql, site: string, mark: NewMark, readAt: Date): Promise<void> {
  await sql.query(
    `insert into pantau.marks (site, url, mark, title, last_url, etag, last_modified, watched, read_at)
     values ($1, $2, $3, $4, $5, $6, $7,
       exists (select 1 from pantau.listings where site = $1 and thread = $8), $9)
     on conflict (site, url) do update set mark = coalesce(excluded.mark, marks.mark),
       title = coalesce(excluded.title, marks.title), last_url = coalesce(excluded.last_url, marks.last_url), etag = excluded.etag,
       last_modified = excluded.last_modified, watched = marks.watched or excluded.watched, read_at = excluded.read_at`,
    [site, mark.url, mark.mark, mark.title, mark.lastUrl, mark.etag, mark.lastModified, mark.thread ?? null, readAt],
  )
}

/** Forgets what was read behind an address: whatever is there next is new. */
export async function forgetMark(sql: Sql, site: string, url: string): Promise<void> {
  await sql.query(`delete from pantau.marks where site = $1 and url = $2`, [site, url])
}
