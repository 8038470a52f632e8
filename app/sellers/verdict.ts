import { PantauError } from '../../model/errors.ts'
import type { Verdict } from '../../model/seller.ts'
import type { Sql } from '../../store/database.ts'
import { saveVerdict, verdictsOn } from '../../store/verdicts.ts'
import { oneAccount, personBehind } from './person.ts'

/** What an analyst decides of two accounts, by their names. */
export type Decision = Omit<Verdict, 'at'>

/**
 * Confirms or refuses that two accounts are one person's. It stays so, whatever reasons come or go, until somebody
 * decides otherwise; every decision is kept. Throws a PantauError for a confirmation that would bring two accounts
 * together that were told apart, and for the same account twice.
 */
export async function decide(sql: Sql, { from, to, verdict, why, by }: Decision, at: Date): Promise<Verdict> {
  const [one, other] = [await oneAccount(sql, from), await oneAccount(sql, to)]
  if (one.id === other.id) throw new PantauError(`${one.id} is one account: name two`)
  if (verdict === 'confirmed') {
    const apart = await toldApart(sql, one.id, other.id)
    if (apart)
      throw new PantauError(
        `${one.id} and ${other.id} would bring ${apart.from} and ${apart.to} together, which ${apart.by} told apart ("${apart.why}"): confirm these first, or refuse a link between`,
      )
  }
  const decided: Verdict = { from: one.id, to: other.id, verdict, why, by, at }
  await saveVerdict(sql, decided)
  return decided
}

/** What was refused of two other accounts that would come together with these. */
async function toldApart(sql: Sql, one: string, other: string): Promise<Verdict | undefined> {
  const [mine, theirs] = [await personBehind(sql, [one]), await personBehind(sql, [other])]
  const refused = (await verdictsOn(sql, mine.accountIds)).filter(({ verdict }) => verdict === 'refused')
  return refused.find(
    ({ from, to }) =>
      [from, to].some((id) => theirs.accountIds.includes(id)) &&
      !([one, other].includes(from) && [one, other].includes(to)),
  )
}
