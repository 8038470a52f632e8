import { groupOf, linksOf } from '../../listings/links.ts'
import { accountsOf } from '../../store/accounts.ts'
import type { Sql } from '../../store/database.ts'
import { recentSellers } from '../../store/sellers.ts'
import { verdictsOn } from '../../store/verdicts.ts'

/** One person who sells, as `pantau sellers` lists him. */
export interface ListedSeller {
  name: string
  accountIds: string[]
  offers: number
  lastOfferAt: Date
}

/** Who made the last offers, the latest first; accounts that were confirmed to be one person's stand together. */
export async function listSellers(sql: Sql, most: number): Promise<ListedSeller[]> {
  const recent = await recentSellers(sql, most)
  const ids = recent.map(({ accountId }) => accountId)
  const links = linksOf([], await verdictsOn(sql, ids))
  const handles = new Map((await accountsOf(sql, ids)).map(({ id, handle }) => [id, handle]))
  const listed = new Map<string, ListedSeller>()
  for (const { accountId, offers, lastOfferAt } of recent) {
    const accountIds = groupOf([accountId], links, false)
    const key = accountIds[0] ?? accountId
    const before = listed.get(key)
    const name = handles.get(accountId) ?? accountId
    listed.set(key, before ? { ...before, offers: before.offers + offers } : { name, accountIds, offers, lastOfferAt })
  }
  return [...listed.values()]
}
