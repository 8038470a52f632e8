import type { KnownSeller } from '../../alerts/happening.ts'
import type { ListingEvent } from '../../model/listing.ts'
import type { Sql } from '../../store/database.ts'
import { lastDoneBy } from '../../store/listings.ts'
import { verdictsOn } from '../../store/verdicts.ts'
import { personBehind } from '../sellers/person.ts'

/** Who made an event happen, and how long nothing had been heard of him; `null` for what nobody signed. */
export async function sellerBehind(
  event: Pick<ListingEvent, 'accountId' | 'postedAt' | 'seenAt'>,
  sql: Sql,
): Promise<KnownSeller | null> {
  if (event.accountId === null) return null
  const accountIds = await accountsOf(event.accountId, sql)
  const at = event.postedAt ?? event.seenAt
  const last = await lastDoneBy(sql, accountIds, at)
  return { accountIds, silentMs: last && at.getTime() - last.getTime() }
}

/** Of most accounts nobody has confirmed anything: then it is not asked what they share with others. */
async function accountsOf(accountId: string, sql: Sql): Promise<readonly string[]> {
  const isConfirmed = (await verdictsOn(sql, [accountId])).some(({ verdict }) => verdict === 'confirmed')
  return isConfirmed ? (await personBehind(sql, [accountId])).accountIds : [accountId]
}
