import type { Clue } from '../model/clue.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

/** A clue with who shows it, and where it was seen. */
export interface SeenClue extends Clue {
  accountId: string
  /** The post; `null` for a profile page. */
  postId: string | null
  pageSha256: string
}

/** Notes what accounts show; where each was seen first, stays. A clue that is seen every day is written once a day. */
export async function noteClues(sql: Sql, clues: readonly SeenClue[], seenAt: Date): Promise<void> {
  if (clues.length === 0) return
  await sql.query(
    `insert into pantau.clues (account_id, kind, value, post_id, page_sha256, first_seen_at, last_seen_at)
     select distinct on ("accountId", kind, value) "accountId", kind, value, "postId", "pageSha256", $2::timestamptz, $2::timestamptz
     from jsonb_to_recordset($1::jsonb) as clue ("accountId" text, kind text, value text, "postId" text, "pageSha256" text)
     on conflict (account_id, kind, value) do update set last_seen_at = excluded.last_seen_at
       where clues.last_seen_at < excluded.last_seen_at - interval '1 day'`,
    [toJson(clues), seenAt],
  )
}

/** A clue as the store knows it. */
export interface KnownClue extends SeenClue {
  firstSeenAt: Date
  lastSeenAt: Date
}

/** What accounts show of themselves, oldest first. */
export const cluesOf = (sql: Sql, accountIds: readonly string[]): Promise<KnownClue[]> =>
  sql.query<KnownClue>(
    `select account_id as "accountId", kind, value, post_id as "postId", page_sha256 as "pageSha256",
       first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"
     from pantau.clues where account_id = any ($1::text[])
     order by first_seen_at, account_id, kind, value`,
    [texts(accountIds)],
  )

/** A clue that two accounts show, or by which one names the other; `text` where one posted the other's ad. */
export interface SharedClue {
  kind: Clue['kind'] | 'text'
  value: string
  from: string
  to: string
  /** Accounts that show it, `to` and `from` among them; counted to `mostHolders`. */
  holders: number
  /** When the later of the two was seen to show it. */
  since: Date
  /** Of an alias: who of the two says so. */
  by: string
}

/** What more accounts show is everybody's: it is not looked at. */
export const mostHolders = 50

/**
 * What ties these accounts to others. An alias ties to whoever has that handle; everything else to whoever shows it too.
 * The same ad counts where it was found to be cross-posted: whoever sells another's goods on copies his words too.
 */
export const sharedClues = (sql: Sql, accountIds: readonly string[]): Promise<SharedClue[]> =>
  sql.query<SharedClue>(
    `with mine as materialized (
       select account_id, kind, value, first_seen_at from pantau.clues where account_id = any ($1::text[])
     ), wanted as materialized (
       select distinct kind, value, kind as with_kind from mine where kind <> 'alias'
       union select kind, value, 'handle' from mine where kind = 'alias'
       union select kind, value, 'alias' from mine where kind = 'handle'
     ), found as (
       select wanted.kind, wanted.value, wanted.with_kind, other.account_id, other.first_seen_at,
         count(*) over (partition by wanted.kind, wanted.value, wanted.with_kind) as holders
       from wanted cross join lateral (
         select account_id, first_seen_at from pantau.clues
         where clues.kind = wanted.with_kind and clues.value = wanted.value limit ${mostHolders}
       ) as other
     ), his as materialized (
       -- "offset 0": few rows that are looked up one by one, where a join would be planned as one of whole tables.
       select id, account_id, first_seen_at from pantau.listings where account_id = any ($1::text[])
     ), cross_posted as (
       select his.account_id as "from", kin.other, kin.reasons, kin.since
       from his cross join lateral (
         select earlier_id as other, reasons, his.first_seen_at as since from pantau.kin
         where listing_id = his.id and verdict = 'cross-posted'
         union all
         select listing_id, reasons, null from pantau.kin where earlier_id = his.id and verdict = 'cross-posted'
         offset 0
       ) as kin
     )
     select mine.account_id as "from", found.account_id as "to", found.holders::int as holders, found.value,
       case when 'alias' in (found.kind, found.with_kind) then 'alias' else found.kind end as kind,
       case when found.with_kind = 'alias' then found.account_id else mine.account_id end as by,
       greatest(mine.first_seen_at, found.first_seen_at) as since
     from mine join found using (kind, value)
     where found.account_id <> mine.account_id and found.holders < ${mostHolders}
     union all
     select "from", listing.account_id, 2, reason, 'text', "from", min(coalesce(since, listing.first_seen_at))
     from cross_posted
       cross join lateral (select account_id, first_seen_at from pantau.listings where id = other offset 0) as listing,
       jsonb_array_elements_text(reasons) as reason
     where listing.account_id <> "from" and reason like '%of the words alike' group by "from", listing.account_id, reason
     order by 1, 2, 5, 4`,
    [texts(accountIds)],
  )
