import { z } from 'zod'
import type { Intent } from '../model/signal.ts'

/** What is to be found, besides the words. */
export interface SearchFilters {
  /** By the site's date, or ours where it gives none; `until` itself is left out. */
  since?: Date | undefined
  until?: Date | undefined
  intent?: Intent | undefined
  site?: string | undefined
  /** A victim in any case, with or without signs. */
  victim?: string | undefined
  accountIds?: readonly string[] | undefined
}

/** Where a page of results ends. Scores are whole numbers, so that they compare alike everywhere. */
export const SearchCursor = z.object({ score: z.number().int(), at: z.iso.datetime(), id: z.string() })
export type SearchCursor = z.infer<typeof SearchCursor>

/** Which page: `limit` results after a cursor. */
export interface SearchPage {
  after?: SearchCursor | undefined
  limit: number
}

/** Results, best first, and where the next page begins; `null` where this is the last. */
export interface Found<Result> {
  results: Result[]
  next: SearchCursor | null
}

/** What every result has. */
export interface Ranked {
  id: string
  /** Millionths: 0 to 1,000,000, and above for a contact. */
  score: number
  /** When it was posted by the site's word, or else first seen; of an account, when it was last seen. */
  at: Date
}

/** A piece of a snippet: words that were looked for, or what stands between them. */
export interface Piece {
  text: string
  isHit: boolean
}

/** Takes a value of a statement and gives its place in the text: `$3`. */
export type Give = (value: unknown) => string

/** The values of a statement that is put together, in order. */
export function statementValues(): { values: unknown[]; give: Give } {
  const values: unknown[] = []
  return { values, give: (value) => `$${values.push(value)}` }
}

/** The columns that filters ask of a listing. */
export interface FilterColumns {
  at: string
  site: string
  intent: string
  accountId: string
  victims: string
}

/** Those of a listing itself. */
export const ofListings: FilterColumns = {
  at: 'coalesce(posted_at, first_seen_at)',
  site: 'site',
  intent: 'intent',
  accountId: 'account_id',
  victims: 'victims',
}

/** Only filters that are given become conditions: each can then be read off an index. */
export function conditionsOf(filters: SearchFilters, columns: FilterColumns, give: Give): string[] {
  const { since, until, intent, site, victim, accountIds } = filters
  return [
    ...(since ? [`${columns.at} >= ${give(since)}`] : []),
    ...(until ? [`${columns.at} < ${give(until)}`] : []),
    ...(site ? [`${columns.site} = ${give(site)}`] : []),
    ...(intent ? [`${columns.intent} = ${give(intent)}`] : []),
    ...(accountIds ? [`${columns.accountId} = any (${give(accountIds)}::text[])`] : []),
    ...(victim ? [`pantau.victim_keys(${columns.victims}) @> array[pantau.name_key(${give(victim)})]`] : []),
  ]
}

/** The page of a table `ranked` of id, at and score. */
export function pageSql({ after, limit }: SearchPage, give: Give): string {
  const behind = after
    ? `where (score, at, id) < (${give(after.score)}, ${give(after.at)}::timestamptz, ${give(after.id)})`
    : ''
  return `select * from ranked ${behind} order by ${bestFirst} limit ${give(limit + 1)}`
}

export const bestFirst = 'score desc, at desc, id desc'

/** The score of a document; words of a title or a name count four times those of the text, long texts a little less. */
export const scoreSql = (words: string, query: string): string =>
  `round(1000000 * ts_rank('{0.1, 0.2, 0.25, 1}', ${words}, ${query}::tsquery, 1))::int`

/** Cuts the row off that was asked for beyond the page: it tells that there is another. */
export function pageOf<Result extends Ranked>(rows: readonly Result[], limit: number): Found<Result> {
  const results = rows.slice(0, limit)
  const last = results.at(-1)
  const next = rows.length > limit && last ? { score: last.score, at: last.at.toISOString(), id: last.id } : null
  return { results, next }
}

/** Characters that begin and end what was found; those that a site itself wrote are taken out before. */
const [start, stop] = ['\u0001', '\u0002']

/** The passage of a text that answers a query best, once for each language: neither knows the other's forms. */
export const passagesSql = (text: string, query: string): string =>
  `array[${['indonesian', 'english']
    .map(
      (language) =>
        `ts_headline('pg_catalog.${language}', translate(left(normalize(left(${text}, 50000), NFKC), 50000), E'\\x01\\x02', ''),
           ${query}::tsquery, E'StartSel="\\x01", StopSel="\\x02", MaxWords=40, MinWords=20, MaxFragments=0')`,
    )
    .join(', ')}]`

/** Of two passages the one with more in it that was looked for, in pieces. */
export function piecesOf(passages: readonly string[]): Piece[] {
  const [best = ''] = [...passages].sort((one, other) => other.split(start).length - one.split(start).length)
  return best.split(start).flatMap((part, at) => {
    const [hit = '', rest = ''] = at === 0 ? ['', part] : part.split(stop)
    return [
      { text: hit, isHit: true },
      { text: rest, isHit: false },
    ].filter(({ text }) => text !== '')
  })
}
