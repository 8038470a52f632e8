import type { Happening } from '../../alerts/happening.ts'
import type { Listing, ListingEvent } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import { Rule } from '../../model/rule.ts'
import { type Reading, Signal } from '../../model/signal.ts'
import { Watchlist } from '../../model/watchlist.ts'

const reading: Reading = {
  intent: 'sale',
  status: 'open',
  victims: ['BPJS Kesehatan'],
  countries: ['ID'],
  dataClasses: ['email-addresses', 'names', 'national-ids', 'phone-numbers'],
  records: 279_000_000,
  price: { amount: 0.15, currency: 'BTC', per: 'dataset' },
  contacts: [{ type: 'telegram', value: 'kotz_test' }],
  payment: ['BTC'],
  escrow: true,
  sample: true,
  leakDate: '2021-05',
}

/** The 279-million offer, opened; parts can be replaced. */
export function happeningWith(
  parts: {
    listing?: Partial<Listing>
    event?: Partial<ListingEvent>
    post?: Partial<Post>
    signal?: Partial<Signal>
  } & Partial<Pick<Happening, 'account'>> = {},
): Happening {
  const title = 'SELLING Indonesian full citizen 279M'
  const url = 'https://raid.example/thread-1001.html?pid=1#pid1'
  const seenAt = new Date('2021-05-12T14:10:00Z')
  const post: Post = {
    id: 'raid/1001',
    site: 'raid',
    platform: 'forum',
    engine: 'mybb',
    postId: '1001',
    thread: '77',
    author: 'Kotz',
    postedAt: '2021-05-12T14:03:00Z',
    dateText: 'May 12, 2021 at 02:03 PM',
    editedAt: null,
    title,
    text: 'I sell the whole country.\n\n\nSample at https://files.example/sample.rar, NIK [nik masked].',
    hidden: false,
    card: null,
    quotes: [],
    signature: '',
    links: [{ url: 'https://files.example/sample.rar', text: 'sample' }],
    images: [],
    url,
    pageSha256: 'a'.repeat(64),
    seenAt,
    ...parts.post,
  }
  const listing: Listing = {
    ...reading,
    id: 'listing-1',
    site: 'raid',
    accountId: 'raid/kotz',
    handle: 'Kotz',
    title,
    url,
    postId: post.id,
    thread: '77',
    severity: 92,
    confidence: 0.97,
    postedAt: new Date('2021-05-12T14:03:00Z'),
    firstSeenAt: seenAt,
    lastSeenAt: seenAt,
    ...parts.listing,
  }
  return {
    event: {
      id: 'event-1',
      listingId: listing.id,
      postId: post.id,
      kind: 'opened',
      postedAt: new Date('2021-05-12T14:03:00Z'),
      seenAt,
      changes: [],
      pageSha256: 'a'.repeat(64),
      ...parts.event,
    },
    listing,
    signal: Signal.parse({ ...reading, postId: post.id, severity: 92, confidence: 0.97, reasons: [], ...parts.signal }),
    post,
    account:
      parts.account === undefined
        ? {
            id: 'raid/kotz',
            site: 'raid',
            handle: 'Kotz',
            url: 'https://raid.example/user-kotz',
            joinedAt: '2019-03-02T00:00:00Z',
            posts: 412,
            threads: 9,
            reputation: 33,
            contacts: [],
            firstSeenAt: seenAt,
            lastSeenAt: seenAt,
          }
        : parts.account,
    reliability: 'C',
    targetId: 'raid-leaks',
  }
}

export const rule = (settings: Partial<Rule> = {}): Rule =>
  Rule.parse({ id: 'all', channels: ['console'], ...settings })

export const watchlist = (settings: Partial<Watchlist> = {}): Watchlist => Watchlist.parse({ id: 'mine', ...settings })
