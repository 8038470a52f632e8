import type { Profile } from '../model/profile.ts'
import { Account, accountKey } from '../model/seller.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

const columns = `id, site, handle, url, joined_at as "joinedAt", posts, threads, reputation, contacts,
  earlier_handles as "earlierHandles", first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"`

const toAccount = (row: object): Account => {
  const { joinedAt } = row as { joinedAt: Date | null }
  return Account.parse({ ...row, joinedAt: joinedAt?.toISOString() ?? null })
}

/** Notes that these handles were seen on a site, with the address of their profile where a page gave one. */
export async function noteAccounts(
  sql: Sql,
  site: string,
  seen: ReadonlyMap<string, string>,
  seenAt: Date,
): Promise<void> {
  if (seen.size === 0) return
  const rows = [...seen].map(([handle, url]) => ({ id: accountKey(site, handle), handle, url }))
  await sql.query(
    `insert into pantau.accounts (id, site, handle, url, first_seen_at, last_seen_at)
     select distinct on (id) id, $2, handle, url, $3::timestamptz, $3::timestamptz
     from jsonb_to_recordset($1::jsonb) as seen (id text, handle text, url text)
     on conflict (id) do update set last_seen_at = excluded.last_seen_at,
       url = case when excluded.url = '' then accounts.url else excluded.url end`,
    [toJson(rows), site, seenAt],
  )
}

/**
 * Writes what a profile page says; what it does not say stays as it was. Wherever something changed, the account has
 * another version from now on.
 */
export async function saveProfile(
  sql: Sql,
  site: string,
  profile: Profile,
  { seenAt, pageSha256 }: { seenAt: Date; pageSha256: string },
): Promise<void> {
  const id = accountKey(site, profile.handle)
  await sql.query(
    `insert into pantau.accounts (id, site, handle, url, joined_at, posts, threads, reputation, contacts,
       earlier_handles, profiled_at, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $11, $11)
     on conflict (id) do update set url = excluded.url, joined_at = coalesce(excluded.joined_at, accounts.joined_at),
       posts = coalesce(excluded.posts, accounts.posts), threads = coalesce(excluded.threads, accounts.threads),
       reputation = coalesce(excluded.reputation, accounts.reputation),
       contacts = case when excluded.contacts = '[]' then accounts.contacts else excluded.contacts end,
       earlier_handles = case when excluded.earlier_handles = '[]' then accounts.earlier_handles
         else excluded.earlier_handles end,
       profiled_at = excluded.profiled_at, last_seen_at = excluded.last_seen_at`,
    [
      id,
      site,
      profile.handle,
      profile.url,
      profile.joinedAt,
      profile.posts,
      profile.threads,
      profile.reputation,
      toJson(profile.contacts),
      toJson(profile.earlierHandles ?? []),
      seenAt,
    ],
  )
  await sql.query(
    `with now as (
       select url, joined_at, posts, threads, reputation, contacts, earlier_handles from pantau.accounts where id = $1
     ), before as (
       select url, joined_at, posts, threads, reputation, contacts, earlier_handles from pantau.account_versions
       where account_id = $1 order by seen_at desc limit 1
     )
     insert into pantau.account_versions (account_id, url, joined_at, posts, threads, reputation, contacts,
       earlier_handles, seen_at, page_sha256)
     select $1, now.*, $2::timestamptz, $3 from now
     where not exists (select 1 from before where before is not distinct from now) on conflict do nothing`,
    [id, seenAt, pageSha256],
  )
}

/** An account as its profile showed it from a moment on. */
export interface AccountVersion extends Omit<Profile, 'handle'> {
  accountId: string
  seenAt: Date
  pageSha256: string
}

/** Every version of these accounts' profiles, oldest first. */
export async function accountVersions(sql: Sql, ids: readonly string[]): Promise<AccountVersion[]> {
  const rows = await sql.query<Omit<AccountVersion, 'joinedAt'> & { joinedAt: Date | null }>(
    `select account_id as "accountId", seen_at as "seenAt", page_sha256 as "pageSha256", url, joined_at as "joinedAt",
       posts, threads, reputation, contacts, earlier_handles as "earlierHandles"
     from pantau.account_versions where account_id = any ($1::text[])
     order by account_id, seen_at`,
    [texts(ids)],
  )
  return rows.map(({ joinedAt, ...row }) => ({ ...row, joinedAt: joinedAt?.toISOString() ?? null }))
}

/** Every account whose profile was read, as it was read last. */
export const lastProfiles = (
  sql: Sql,
): Promise<
  (Pick<Account, 'site' | 'handle' | 'url' | 'contacts'> &
    Pick<AccountVersion, 'seenAt' | 'pageSha256'> & { earlierHandles: string[] })[]
> =>
  sql.query(
    `select distinct on (account.id) account.site, account.handle, account.url, account.contacts,
       account.earlier_handles as "earlierHandles", version.seen_at as "seenAt", version.page_sha256 as "pageSha256"
     from pantau.accounts account join pantau.account_versions version on version.account_id = account.id
     order by account.id, version.seen_at desc`,
  )

/** Notes that an account's profile was asked for, though there was none to read. */
export async function noteProfiled(sql: Sql, site: string, handle: string, at: Date): Promise<void> {
  await sql.query(`update pantau.accounts set profiled_at = $2 where id = $1`, [accountKey(site, handle), at])
}

/** Of these handles, those that have made a signal and whose profile was not read since `before`. */
export async function unprofiledSellers(
  sql: Sql,
  site: string,
  handles: readonly string[],
  before: Date,
): Promise<Set<string>> {
  if (handles.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(
    `select account.id from pantau.accounts account
     where account.id = any ($1::text[])
       and (account.profiled_at is null or account.profiled_at < $2)
       and exists (select 1 from pantau.listings listing where listing.account_id = account.id)`,
    [texts(handles.map((handle) => accountKey(site, handle))), before],
  )
  const ids = new Set(rows.map(({ id }) => id))
  return new Set(handles.filter((handle) => ids.has(accountKey(site, handle))))
}

/** The accounts that a person means by a name: an account id (`site/handle`) or a handle on any site. */
export async function findAccounts(sql: Sql, name: string): Promise<Account[]> {
  const rows = await sql.query(
    `select ${columns} from pantau.accounts where id = $1 or lower(handle) = $1 order by site`,
    [name.toLowerCase()],
  )
  return rows.map(toAccount)
}

/** These accounts, by site and handle. */
export async function accountsOf(sql: Sql, ids: readonly string[]): Promise<Account[]> {
  const rows = await sql.query(`select ${columns} from pantau.accounts where id = any ($1::text[]) order by id`, [
    texts(ids),
  ])
  return rows.map(toAccount)
}

/** One account, by its id. */
export async function accountById(sql: Sql, id: string): Promise<Account | null> {
  const [row] = await sql.query(`select ${columns} from pantau.accounts where id = $1`, [id])
  return row ? toAccount(row) : null
}
