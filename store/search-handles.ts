import type { Sql } from './database.ts'
import {
  conditionsOf,
  type Found,
  type Give,
  ofListings,
  pageOf,
  type Ranked,
  type SearchFilters,
  type SearchPage,
  statementValues,
} from './search-parts.ts'

export interface FoundAccount extends Ranked {
  site: string
  handle: string
  url: string
  listings: number
}

/** Handles that are looked at for one name: those that begin so, and those with four letters in a row in common. */
const mostBeginning = 200
const mostAlike = 1_000

/** How like a name a handle must be: so much of what both have in fours they have in common. */
const alike = 0.2

/**
 * Accounts whose handle is one of `names`, begins with one or is like one (k0tz, Kotz_), the likest first. Filters are
 * of their listings; without any, who never offered anything is found too.
 */
export async function searchAccounts(
  sql: Sql,
  names: readonly string[],
  filters: SearchFilters,
  page: SearchPage,
): Promise<Found<FoundAccount>> {
  const { values, give } = statementValues()
  const candidates = await sql.query<Omit<Ranked, 'score'> & { handle: string }>(
    candidatesSql(names, filters, give),
    values,
  )
  const ranked = candidates
    .map(({ id, at, handle }) => ({ id, at, score: scoreOf(handle, names) }))
    .filter(({ score, ...one }) => score > 0 && isBehind({ score, ...one }, page.after))
    .sort(bestFirst)
    .slice(0, page.limit + 1)
  const details = await sql.query<Omit<FoundAccount, 'score' | 'at'>>(
    `select id, site, handle, url, (select count(*)::int from pantau.listings where account_id = account.id) as listings
     from pantau.accounts account where id = any ($1::text[])`,
    [ranked.map(({ id }) => id)],
  )
  const byId = new Map(details.map((one) => [one.id, one]))
  const found = ranked.flatMap((one) => {
    const detail = byId.get(one.id)
    return detail ? [{ ...detail, ...one }] : []
  })
  return pageOf(found, page.limit)
}

/** Handles that may be meant, by the two indexes; cut off, so that a name like many costs no more than another. */
function candidatesSql(names: readonly string[], { site, accountIds, ...filters }: SearchFilters, give: Give): string {
  const wanted = give(names)
  const offered = conditionsOf(filters, ofListings, give)
  const conditions = [
    ...(site ? [`site = ${give(site)}`] : []),
    ...(accountIds ? [`id = any (${give(accountIds)}::text[])`] : []),
    ...(offered.length > 0
      ? [`exists (select 1 from pantau.listings where account_id = accounts.id and ${offered.join(' and ')})`]
      : []),
  ]
  const also = conditions.map((condition) => `and ${condition}`).join(' ')
  const key = 'pantau.name_key(handle)'
  return `
    with wanted as (
      select pantau.name_key(name) as key, pantau.grams(name) as grams from unnest(${wanted}::text[]) as name
    )
    select distinct id, handle, last_seen_at as at from wanted cross join lateral (
      (select id, handle, last_seen_at from pantau.accounts
       where ${key} ~>=~ wanted.key and ${key} ~<~ (wanted.key || chr(1114111)) ${also}
       order by ${key} using ~<~ limit ${mostBeginning})
      union all
      (select id, handle, last_seen_at from pantau.accounts where pantau.grams(handle) && wanted.grams ${also} limit ${mostAlike})
    ) as candidate
    where wanted.key <> ''`
}

/** Millionths: a million for the name itself, less for a beginning, less the less a handle is like it; 0 for nothing. */
function scoreOf(handle: string, names: readonly string[]): number {
  const key = nameKey(handle)
  const scores = names.map((name) => {
    const wanted = nameKey(name)
    if (wanted === key) return 1
    const likeness = likenessOf(gramsOf(wanted), gramsOf(key))
    if (key.startsWith(wanted)) return 0.9 + 0.09 * likeness
    return likeness >= alike ? 0.89 * likeness : 0
  })
  return Math.round(1_000_000 * Math.max(0, ...scores))
}

/** As `pantau.name_key` and `pantau.grams` have it. */
const nameKey = (name: string): string =>
  name
    .slice(0, 400)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s!-/:-@[-`{-~]+/g, '')
    .slice(0, 200)
const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
function gramsOf(key: string): Set<string> {
  const padded = ` ${key.slice(0, 60).replace(/[013457]/g, (digit) => letters[digit] ?? digit)} `
  const count = Math.max(1, padded.length - 3)
  return new Set(Array.from({ length: count }, (_, at) => padded.slice(at, at + 4)))
}

/** Of all that one of the two has, the share that both have. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((gram) => other.has(gram)).length
  return common / (one.size + other.size - common)
}

type Place = Pick<Ranked, 'score' | 'id' | 'at'>
const bestFirst = (one: Place, other: Place): number =>
  other.score - one.score || +other.at - +one.at || (one.id < other.id ? 1 : -1)
const isBehind = (one: Place, after: SearchPage['after']): boolean =>
  after === undefined || bestFirst({ ...after, at: new Date(after.at) }, one) < 0
