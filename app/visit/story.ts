import type { Happening, Story } from '../../alerts/happening.ts'
import type { SellerPast } from '../../alerts/message/past.ts'
import { groupOf, linksOf } from '../../listings/links.ts'
import type { Listing } from '../../model/listing.ts'
import { accountKey } from '../../model/seller.ts'
import { accountById } from '../../store/accounts.ts'
import type { Sql } from '../../store/database.ts'
import { kinOf } from '../../store/kin.ts'
import { pressOf } from '../../store/press.ts'
import { offersBeside } from '../../store/sellers.ts'
import { verdictsOn } from '../../store/verdicts.ts'

/** Of a seller with more offers than these, an analyst wants no exact count. */
const mostCounted = 500

/** All that is told of a happening when somebody is to hear of it. */
export async function storyOf(happening: Happening, sql: Sql): Promise<Story> {
  const { listing, post } = happening
  const account = post.author === null ? null : await accountById(sql, accountKey(post.site, post.author))
  const past = await sellerPast(sql, listing)
  const [kin, press] = [await kinOf(sql, [listing.id]), await pressOf(sql, [listing.id])]
  return { ...happening, account, past, kin, press }
}

/** What whoever made an offer has offered besides, under all accounts that an analyst has confirmed to be his. */
async function sellerPast(sql: Sql, { id, accountId }: Pick<Listing, 'id' | 'accountId'>): Promise<SellerPast | null> {
  if (accountId === null) return null
  const accountIds = await confirmedWith(sql, accountId)
  const beside = await offersBeside(sql, accountIds, id, mostCounted + 1)
  return {
    ...beside,
    offers: Math.min(beside.offers, mostCounted),
    accounts: accountIds.length,
    isMore: beside.offers > mostCounted,
  }
}

async function confirmedWith(sql: Sql, accountId: string): Promise<string[]> {
  let group = [accountId]
  for (;;) {
    const links = linksOf([], await verdictsOn(sql, group))
    const wider = groupOf([accountId], links, false)
    if (wider.length <= group.length) return group
    group = wider
  }
}
