import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** A post that opened a listing, on a page that is read again. Addresses are as marks have them. */
export interface Watch {
  postId: string
  listingId: string
  /** Whose visits read the page again. */
  targetId: string
  kind: 'thread' | 'paste'
  /** The page that it stands on. */
  url: string
  /** The first page of its thread; the same one for a paste. */
  firstUrl: string
  /** When something last happened to it. */
  since: Date
  /** Somebody was told of it. */
  alerted: boolean
  /** When its page is to be read again; `null`: no more. */
  dueAt: Date | null
}

/** A watch whose page is due. */
export interface DueWatch extends Omit<Watch, 'targetId' | 'listingId' | 'dueAt'> {
  thread: string | null
  /** When it was not there where it should be, though it was not yet taken for gone. */
  absentAt: Date | null
  isGone: boolean
}

/**
 * Begins to watch a post, or goes on after something has happened to it; resolves with the first page of the thread in
 * which it stood before, `null` where it was not watched.
 */
export async function saveWatch(sql: Sql, watch: Watch): Promise<string | null> {
  const [saved] = await sql.query<{ former: string | null }>(
    `with former as (select first_url from pantau.watches where post_id = $1)
     insert into pantau.watches (post_id, listing_id, target_id, kind, url, first_url, since, alerted, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (post_id) do update set listing_id = excluded.listing_id, target_id = excluded.target_id,
       kind = excluded.kind, url = excluded.url, first_url = excluded.first_url, since = excluded.since,
       alerted = watches.alerted or excluded.alerted, due_at = excluded.due_at, absent_at = null
     returning (select first_url from former) as former`,
    [
      watch.postId,
      watch.listingId,
      watch.targetId,
      watch.kind,
      watch.url,
      watch.firstUrl,
      watch.since,
      watch.alerted,
      watch.dueAt,
    ],
  )
  return saved?.former ?? null
}

/** Something has happened to a listing elsewhere than in the post that opened it: that post is looked at sooner again. */
export async function renewWatches(
  sql: Sql,
  { listingId, since, alerted, dueAt }: Pick<Watch, 'listingId' | 'since' | 'alerted' | 'dueAt'>,
): Promise<void> {
  await sql.query(`update pantau.watches set since = $2, alerted = alerted or $3, due_at = $4 where listing_id = $1`, [
    listingId,
    since,
    alerted,
    dueAt,
  ])
}

/** The watches on a target's pages that are due, of those pages that have waited longest. */
export const dueWatches = (sql: Sql, targetId: string, now: Date, pages: number): Promise<DueWatch[]> =>
  sql.query<DueWatch>(
    `select watch.post_id as "postId", watch.kind, watch.url, watch.first_url as "firstUrl", watch.since, watch.alerted,
       watch.absent_at as "absentAt", post.thread, post.gone_at is not null as "isGone"
     from pantau.watches watch
     join pantau.posts post on post.id = watch.post_id
     join (select url, min(due_at) as due_at from pantau.watches where target_id = $1 and due_at <= $2
           group by url order by min(due_at), url limit $3) as page on page.url = watch.url
     where watch.target_id = $1 order by page.due_at, watch.url, watch.post_id`,
    [targetId, now, pages],
  )

/** What became of a watch: where its post was found, or since when it is missed, and when it is due again. */
export type Sighting = Pick<Watch, 'postId' | 'url' | 'dueAt'> & Pick<DueWatch, 'absentAt'>

export async function saveSightings(sql: Sql, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return
  await sql.query(
    `update pantau.watches set url = seen.url, due_at = seen."dueAt", absent_at = seen."absentAt"
     from jsonb_to_recordset($1::jsonb) as seen ("postId" text, url text, "dueAt" timestamptz, "absentAt" timestamptz)
     where post_id = seen."postId"`,
    [toJson(sightings)],
  )
}
