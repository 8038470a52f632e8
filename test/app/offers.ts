import { Listing, type ListingEvent } from '../../model/listing.ts'
import { Post } from '../../model/post.ts'
import { accountKey } from '../../model/seller.ts'
import { Signal } from '../../model/signal.ts'
import { noteAccounts } from '../../store/accounts.ts'
import type { Database } from '../../store/database.ts'
import { saveStep } from '../../store/listings.ts'
import { savePosts } from '../../store/posts.ts'

/** An offer to be written straight into a store: what is not said has a default. */
export interface Offer {
  id: string
  title?: string
  text?: string
  site?: string
  author?: string
  postedAt?: string | null
  seenAt?: Date
  pictures?: string[]
  signal?: Partial<Signal>
}

const seenAt = new Date('2021-06-01T00:00:00Z')

/** Writes offers as the line does, one transaction each: account, listing, signal, event, and the post last. */
export async function writeOffers(database: Database, offers: readonly Offer[]): Promise<void> {
  for (const offer of offers)
    await database.transaction(async (sql) => {
      const { post, signal, listing } = nounsOf(offer)
      await noteAccounts(sql, post.site, new Map(post.author === null ? [] : [[post.author, '']]), post.seenAt)
      const event: ListingEvent = {
        ...{ id: `event-${offer.id}`, listingId: listing.id, postId: post.id, accountId: listing.accountId },
        ...{ kind: 'opened', postedAt: listing.postedAt, seenAt: post.seenAt, changes: [], pageSha256: '' },
      }
      await saveStep(sql, { listing, event }, signal)
      await savePosts(sql, [{ post, contentHash: 'k1:0', signal }])
    })
}

function nounsOf(offer: Offer): { post: Post; signal: Signal; listing: Listing } {
  const { id, title = 'Data', text = '', site = 'raid', author = 'Kotz', postedAt = '2021-05-12T00:00:00Z' } = offer
  const post = Post.parse({
    ...{ id: `${site}/${id}`, postId: id, site, platform: 'forum', engine: 'mybb', thread: null, author, postedAt },
    ...{ dateText: '', editedAt: null, title, text, quotes: [], signature: '', links: [], pageSha256: '' },
    ...{ url: `https://${site}.example/post/${id}`, hidden: false, card: null, seenAt: offer.seenAt ?? seenAt },
    images: (offer.pictures ?? []).map((words) => ({ url: 'https://pic.example/a.png', alt: '', text: words })),
  })
  const signal = Signal.parse({
    ...{ intent: 'sale', status: 'open', victims: [], countries: [], dataClasses: [], records: null, price: null },
    ...{ contacts: [], payment: [], escrow: false, sample: false, leakDate: null, severity: 50, confidence: 0.9 },
    ...{ reasons: [], personal: [], ...offer.signal, postId: post.id },
  })
  const listing = Listing.parse({
    ...signal,
    ...{ id: `listing-${id}`, site, accountId: accountKey(site, author), handle: author, title, url: post.url },
    ...{ postId: post.id, thread: null, postedAt: postedAt && new Date(postedAt) },
    ...{ firstSeenAt: post.seenAt, lastSeenAt: post.seenAt },
  })
  return { post, signal, listing }
}
