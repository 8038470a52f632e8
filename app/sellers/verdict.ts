import { PantauError } from '../../model/errors.ts'
import type { Verdict } from '../../model/seller.ts'
import type { Database } from '../../store/database.ts'
import { saveVerdict, verdictsOn } from '../../store/verdicts.ts'
import { oneAccount, personBehind } from './person.ts'

/** What an analyst decides of two accounts, by their names. */
export type Decision = Omit<Verdict, 'at'>

/**
 * Confirms or refuses that two accounts are one person's. It stays so, whatever reasons come or go, until somebody
 * decides otherwise; every decision is kept. Throws a PantauError for a confirmation that would bring two accounts
 * together that were told apart, and for the same account twice.
 */
export async function decide(database: Database, { from, to, verdict, why, by }: Decision, at: Date): Promise<Verdict> {
  return database.transaction(async (sql) => {
    const [one, other] = [await oneAccount(sql, from), await oneAccount(sql, to)]
    if (one.id === other.id) throw new PantauError(`${one.id} is one account: name two`)
    if (verdict === 'confirmed') {
      const [mine, theirs] = [await personBehind(sql, [one.id]), await personBehind(sql, [other.id])]
      const refused = (await verdictsOn(sql, mine.accountIds)).find(
        (known) =>
          known.verdict === 'refused' &&
          new Set([known.from, known.to, one.id, other.id]).size > 2 &&
          [known.from, known.to].some((id) => theirs.accountIds.includes(id)),
      )
      if (refused)
        throw new PantauError(
          `${one.id} and ${other.id} would bring ${refused.from} and ${refused.to} together, which ${refused.by} told apart ("${refused.why}"): confirm these first, or refuse a link between`,
        )
    }
    const decided: Verdict = { from: one.id, to: other.id, verdict, why, by, at }
    await saveVerdict(sql, decided)
    return decided
  })
}
