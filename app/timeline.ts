import { PantauError } from '../model/errors.ts'
import { siteOf, type Target } from '../model/target.ts'
import type { Timeline } from '../model/timeline.ts'
import { findAccounts } from '../store/accounts.ts'
import type { Sql } from '../store/database.ts'
import { trail } from '../store/timeline.ts'

/**
 * The trail of the accounts that a name stands for; a PantauError where nobody is known by it. Of several `targets` on
 * one site, the first says how reliable it is.
 */
export async function timelineOf(sql: Sql, seller: string, targets: readonly Target[]): Promise<Timeline> {
  const accounts = await findAccounts(sql, seller)
  if (accounts.length === 0)
    throw new PantauError(`nobody called "${seller}" was seen: give a handle as the site shows it, or site/handle`)
  const reliabilities = new Map([...targets].reverse().map((target) => [siteOf(target), target.reliability]))
  const entries = await trail(
    sql,
    accounts.map(({ id }) => id),
  )
  return {
    seller,
    accounts,
    entries: entries.map((entry) => ({ ...entry, reliability: reliabilities.get(entry.account.site) ?? 'F' })),
  }
}
