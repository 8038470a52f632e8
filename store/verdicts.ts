import type { Verdict } from '../model/seller.ts'
import type { Sql } from './database.ts'
import { texts } from './json.ts'

/** Two accounts in the order in which a pair is stored. */
export const pairOf = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

/** Writes what an analyst has decided of two accounts. What was decided before stays in the record. */
export async function saveVerdict(sql: Sql, verdict: Verdict): Promise<void> {
  const [first, second] = pairOf(verdict.from, verdict.to)
  await sql.query(
    `insert into pantau.link_verdicts (first, second, verdict, why, by_whom, decided_at) values ($1, $2, $3, $4, $5, $6)`,
    [first, second, verdict.verdict, verdict.why, verdict.by, verdict.at],
  )
}

/** The last word on every pair that one of these accounts belongs to. */
export const verdictsOn = (sql: Sql, accountIds: readonly string[]): Promise<Verdict[]> =>
  sql.query<Verdict>(
    `select distinct on (first, second) first as "from", second as "to", verdict, why, by_whom as by, decided_at as at
     from pantau.link_verdicts
     where first = any ($1::text[]) or second = any ($1::text[])
     order by first, second, id desc`,
    [texts(accountIds)],
  )
