import type { LinkAnswer, OfferLinkState } from '../model/offer-link.ts'
import type { Sql } from './database.ts'
import { texts } from './json.ts'

/** Writes down where the goods of a listing lie, by a post that was seen then; what is new is asked for soon. */
export async function noteOfferLinks(
  sql: Sql,
  listingId: string,
  urls: readonly string[],
  seenAt: Date,
): Promise<void> {
  if (urls.length === 0) return
  await sql.query(
    `insert into pantau.offer_links (listing_id, url, first_seen_at, last_seen_at, due_at)
     select distinct $1, url, $3::timestamptz, $3::timestamptz, $3::timestamptz
     from unnest($2::text[]) as url
     on conflict (listing_id, url) do update set last_seen_at = excluded.last_seen_at, due_at = excluded.due_at`,
    [listingId, texts(urls), seenAt],
  )
}

/** An address whose turn it is, and how long it has not answered. */
export interface DueLink {
  url: string
  /** When a post last gave it, and when it last answered. */
  lastSeenAt: Date
  lastUpAt: Date | null
}

/** Takes addresses that are due, at most `limit`; until `until` nobody else takes them. */
export async function takeDueLinks(sql: Sql, now: Date, until: Date, limit: number): Promise<DueLink[]> {
  return sql.query<DueLink>(
    `with due as (select url from pantau.offer_links where due_at <= $1 order by due_at limit $3),
     taken as (
       update pantau.offer_links set due_at = $2 where url in (select url from due) and due_at <= $1
       returning url, last_seen_at, last_up_at
     )
     select url, max(last_seen_at) as "lastSeenAt", max(last_up_at) as "lastUpAt" from taken group by url`,
    [now, until, limit],
  )
}

/** Writes what an address answered, for every listing that gives it, and when it is asked next (`null`: no more). */
export async function saveLinkAnswer(
  sql: Sql,
  { url, answer, why, at, dueAt }: { url: string; answer: LinkAnswer; why: string; at: Date; dueAt: Date | null },
): Promise<void> {
  await sql.query(
    `update pantau.offer_links set asked_at = $2, answer = $3, due_at = $4,
       first_up_at = case when $5 then coalesce(first_up_at, $2) else first_up_at end,
       last_up_at = case when $5 then $2 else last_up_at end
     where url = $1`,
    [url, at, `${answer}: ${why}`, dueAt, answer === 'up'],
  )
}

/** What is known of these addresses, as far as something is. */
export const linkStates = (sql: Sql, urls: readonly string[]): Promise<OfferLinkState[]> =>
  urls.length === 0
    ? Promise.resolve([])
    : sql.query<OfferLinkState>(
        `select url, min(first_up_at) as "firstUpAt", max(last_up_at) as "lastUpAt", max(asked_at) as "askedAt"
         from pantau.offer_links where url = any ($1::text[]) group by url`,
        [texts(urls)],
      )
