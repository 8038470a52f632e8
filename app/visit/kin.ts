import { kinship } from '../../listings/kin.ts'
import { keysOf, keysToAsk, offerOf } from '../../listings/offer.ts'
import type { Tracked } from '../../listings/track.ts'
import type { Offer } from '../../model/kin.ts'
import type { Listing } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import type { Signal } from '../../model/signal.ts'
import type { Sql } from '../../store/database.ts'
import { type Found, type KnownOffer, offersLike, saveKin, saveOffer } from '../../store/kin.ts'
import type { Line } from '../line.ts'
import { findPress } from './press.ts'

/**
 * Gives a listing its verdict: whether its data was offered before. It is asked when the listing is opened, and again
 * when the post that opened it says something else: a sample that is added late may tell that it is an old one. What we
 * see first need not have been first: a later listing that we know already learns of this one.
 *
 * The listing must be stored already.
 */
export async function placeAmongKin(
  { listing, event }: Tracked,
  post: Post,
  signal: Signal | null,
  line: Pick<Line, 'read'>,
  sql: Sql,
): Promise<Listing> {
  const isItsWord = signal !== null && event.kind !== 'moved' && post.id === listing.postId
  if (!isItsWord) return listing
  const offer = offerOf(listing, signal, post, line.read.mentions({ ...post, type: post.platform }))
  const known = (await offersLike(sql, keysToAsk(offer))).filter(({ listingId }) => listingId !== listing.id)
  await saveOffer(sql, listing.id, offer, keysOf(offer))
  for (const later of known.filter(({ offer: { at } }) => at > offer.at)) {
    const found = sameData({ listingId: listing.id, offer }, later.offer)
    if (found.length > 0) await saveKin(sql, later.listingId, found)
  }
  await findPress(listing.id, offer, sql)
  const earlier = known.filter(({ offer: { at } }) => at <= offer.at).flatMap((one) => sameData(one, offer))
  return earlier.length === 0 ? listing : { ...listing, verdict: await saveKin(sql, listing.id, earlier) }
}

const sameData = ({ listingId, offer }: KnownOffer, later: Offer): Found[] => {
  const found = kinship(offer, later)
  return found ? [{ listingId, ...found }] : []
}
