import type { Profile } from '../model/profile.ts'
import { Account, accountKey } from '../model/seller.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

const columns = `id, site, handle, url, joined_at as "joinedAt", posts, threads, reputation, contacts,
  first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"`

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

/** Writes what a profile page says; what it does not say stays as it was. */
export async function saveProfile(sql: Sql, site: string, profile: Profile, seenAt: Date): Promise<void> {
  await sql.query(
    `insert into pantau.accounts (id, site, handle, url, joined_at, posts, threads, reputation, contacts, profiled_at,
       first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $10, $10)
     on conflict (id) do update set url = excluded.url, joined_at = coalesce(excluded.joined_at, accounts.joined_at),
       posts = coalesce(excluded.posts, accounts.posts), threads = coalesce(excluded.threads, accounts.threads),
       reputation = coalesce(excluded.reputation, accounts.reputation),
       contacts = case when excluded.contacts = '[]' then accounts.contacts else excluded.contacts end,
       profiled_at = excluded.profiled_at, last_seen_at = excluded.last_seen_at`,
    [
      accountKey(site, profile.handle),
      site,
      profile.handle,
      profile.url,
      profile.joinedAt,
      profile.posts,
      profile.threads,
      profile.reputation,
      toJson(profile.contacts),
      seenAt,
    ],
  )
}

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
     where account.id in (select jsonb_array_elements_text($1::jsonb))
       and (account.profiled_at is null or account.profiled_at < $2)
       and exists (select 1 from pantau.listings listing where listing.account_id = account.id)`,
    [toJson(handles.map((handle) => accountKey(site, handle))), before],
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
  const rows = await sql.query(
    `select ${columns} from pantau.accounts where id in (select jsonb_array_elements_text($1::jsonb)) order by id`,
    [toJson(ids)],
  )
  return rows.map(toAccount)
}

/** One account, by its id. */
export async function accountById(sql: Sql, id: string): Promise<Account | null> {
  const [row] = await sql.query(`select ${columns} from pantau.accounts where id = $1`, [id])
  return row ? toAccount(row) : null
}
