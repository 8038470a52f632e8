import { PantauError } from '../model/errors.ts'
import type { Timeline } from '../model/timeline.ts'
import { findAccounts } from '../store/accounts.ts'
import type { Sql } from '../store/database.ts'
import { trail } from '../store/timeline.ts'

/** The trail of the accounts that a name stands for; a PantauError where nobody is known by it. */
export async function timelineOf(sql: Sql, seller: string): Promise<Timeline> {
  const accounts = await findAccounts(sql, seller)
  if (accounts.length === 0)
    throw new PantauError(`nobody called "${seller}" was seen: give a handle as the site shows it, or site/handle`)
  return {
    seller,
    accounts,
    entries: await trail(
      sql,
      accounts.map(({ id }) => id),
    ),
  }
}
