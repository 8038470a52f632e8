import { accountKey } from '../../model/seller.ts'
import type { Signal } from '../../model/signal.ts'
import type { Sql } from '../../store/database.ts'
import { offersInThreads, type ThreadOffer } from '../../store/listings.ts'
import type { News } from './news.ts'

/** Where an author speaks: a thread of a site, and who he is there; `null` for what stands alone or is not signed. */
const voiceOf = ({ post }: News): string | null =>
  post.thread === null || post.author === null ? null : `${accountKey(post.site, post.author)} ${post.thread}`

/**
 * Reads posts that are no offers by themselves as further words on the offer that their author has made in the same
 * thread: "SOLD", "price now 400", "bump". Such a word becomes a signal of that offer. Where he offers several things
 * there, nobody knows which one he means, and it stays a post.
 */
export async function readFurtherWords(news: News[], sql: Sql): Promise<News[]> {
  const words = news.filter((item) => item.signal === null && item.further && voiceOf(item) !== null)
  if (words.length === 0) return news
  const offers = new Map<string, Map<string, ThreadOffer>>()
  const note = (voice: string, offer: ThreadOffer): void => {
    offers.set(voice, (offers.get(voice) ?? new Map<string, ThreadOffer>()).set(offer.postId, offer))
  }
  const threads = new Set(words.flatMap(({ post }) => post.thread ?? []))
  for (const offer of await offersInThreads(sql, words[0]?.post.site ?? '', [...threads]))
    note(`${offer.accountId} ${offer.thread}`, offer)

  return news.map((item) => {
    const voice = voiceOf(item)
    if (voice === null) return item
    const { signal, post } = item
    if (signal) {
      // A repeated offer of the same author in the same thread is tracked to the one before it.
      if (!offers.has(voice)) note(voice, { ...signal, title: post.title })
      return item
    }
    const [offer, another] = offers.get(voice)?.values() ?? []
    if (!offer || another || !item.further) return item
    const read = item.further(offer.intent)
    if (!read.signal) return item
    // The post that made the offer, and makes none any more, is one only while it says that it is sold.
    if (offer.postId === post.id && read.signal.status !== 'sold') return item
    return { ...item, ...read, signal: about(read.signal, offer) }
  })
}

/** What the word leaves unsaid is that of the offer. */
function about(word: Signal, offer: ThreadOffer): Signal {
  const { victims, countries, dataClasses, records, leakDate, severity, confidence } = offer
  const subject = {
    field: 'intent',
    value: offer.intent,
    why: `a further word of the author on his offer "${offer.title}"`,
  }
  return {
    ...{ ...word, victims, countries, dataClasses, records, leakDate, severity, confidence },
    reasons: [subject, ...word.reasons],
  }
}
