import { setImmediate } from 'node:timers/promises'
import { kinship } from '../../listings/kin.ts'
import { keysOf, keysToAsk, offerOf } from '../../listings/offer.ts'
import type { Tracked } from '../../listings/track.ts'
import type { Persons } from '../../listings/weights.ts'
import type { Offer } from '../../model/kin.ts'
import type { Listing } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import type { Signal } from '../../model/signal.ts'
import type { Database, Sql } from '../../store/database.ts'
import { addKin, dropKin, type Found, type KnownOffer, offersLike, saveOffer, takeUncompared } from '../../store/kin.ts'
import { listingById, signalsOf } from '../../store/listings.ts'
import { postsById } from '../../store/posts.ts'
import type { Line } from '../line.ts'
import { personBehind } from '../sellers/person.ts'
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
  return isItsWord ? compare(listing, post, signal, line, sql) : listing
}

/** Compares a listing by what the post that opened it says now. */
export async function compare(
  listing: Listing,
  post: Post,
  signal: Signal,
  line: Pick<Line, 'read'>,
  sql: Sql,
): Promise<Listing> {
  const offer = offerOf(listing, signal, post, line.read.mentions({ ...post, type: post.platform }))
  const known = (await offersLike(sql, keysToAsk(offer))).filter(({ listingId }) => listingId !== listing.id)
  await saveOffer(sql, listing.id, offer, keysOf(offer))
  await findPress(listing.id, offer, sql)
  const persons = known.length > 0 ? await personsAround(offer, sql) : undefined
  for (const later of known.filter(({ offer: { at } }) => at > offer.at)) {
    const found = sameData({ listingId: listing.id, offer }, later.offer, persons)
    if (found.length > 0) await addKin(sql, later.listingId, found)
  }
  const earlier = known.filter(({ offer: { at } }) => at <= offer.at).flatMap((one) => sameData(one, offer, persons))
  if (earlier.length === 0 && listing.verdict === 'new') return listing
  if (listing.verdict !== 'new') {
    await dropKin(
      sql,
      listing.id,
      earlier.map(({ listingId }) => listingId),
    )
  }
  return { ...listing, verdict: await addKin(sql, listing.id, earlier) }
}

/** Listings that are compared in one transaction. */
const atOnce = 20

/** Compares listings that were stored before there was anything to compare them by; the first offered first. */
export async function compareStored({
  database,
  line,
}: {
  database: Database
  line: Pick<Line, 'read'>
}): Promise<void> {
  for (let left = true; left; ) {
    left = await database.transaction(async (sql) => {
      const ids = await takeUncompared(sql, atOnce)
      for (const id of ids) {
        const listing = await listingById(sql, id)
        const [stored] = listing ? await postsById(sql, [listing.postId]) : []
        const signal = listing && (await signalsOf(sql, id)).get(listing.postId)
        if (stored && signal) await compare(listing, stored.post, signal, line, sql)
      }
      return ids.length === atOnce
    })
    await setImmediate() // the embedded store is everybody's
  }
}

/** Whose accounts are his who made an offer, by confirmed links and strong ones, and whose are not. */
async function personsAround({ accountId }: Offer, sql: Sql): Promise<Persons | undefined> {
  if (accountId === null) return undefined
  const { accountIds, links } = await personBehind(sql, [accountId], { withSuggested: true })
  const refused = links.filter(
    ({ from, to, verdict }) => verdict?.verdict === 'refused' && [from, to].includes(accountId),
  )
  return {
    his: new Set(accountIds),
    others: new Set(refused.flatMap(({ from, to }) => (from === accountId ? to : from))),
  }
}

const sameData = ({ listingId, offer }: KnownOffer, later: Offer, persons: Persons | undefined): Found[] => {
  const found = kinship(offer, later, persons)
  return found ? [{ listingId, ...found }] : []
}
