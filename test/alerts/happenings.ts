import type { Story } from '../../alerts/happening.ts'
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

const span = { part: 'text' as const, start: 0, end: 1 }
const price = (amount: number) => ({ amount, currency: 'USD', per: 'dataset' as const })

/** All that a post can tell of its goods, and what was thought of it. */
export const everyDetail: Partial<Signal> = {
  columns: ['id', 'nama', 'nik', 'kk', 'hp', 'alamat', 'rt', 'rw', 'kel', 'kec', 'kab', 'prov'],
  formats: ['csv', 'sql'],
  bytes: 1_200_000_000_000,
  freshness: 'fresh',
  exclusive: true,
  credibility: 3,
  plausibility: {
    ...{ shown: 50, wellFormed: 48, repeated: 0, regions: 31, years: null, women: 20, men: 28 },
    sentence: '48 of 50 NIKs well-formed, 31 regions',
  },
  claims: [
    { field: 'records', value: 279_000_000, as: 'taken', span },
    { field: 'records', value: 15_000_000, as: 'other', span },
    { field: 'records', value: 15_000_000, as: 'other', span },
    { field: 'price', value: price(3_000), as: 'earlier', span },
    { field: 'price', value: price(500), as: 'other', span },
    { field: 'leakDate', value: '2019', as: 'other', span },
  ],
  reasons: [
    { field: 'severity', value: '+15', why: 'about to find a buyer' },
    { field: 'severity', value: '+40', why: '279,000,000 records' },
    { field: 'severity', value: '+16', why: 'national ID numbers' },
    { field: 'confidence', value: '+10', why: 'says how much' },
    { field: 'confidence', value: '+10', why: 'says whose data it is' },
    { field: 'confidence', value: '-10', why: 'counts far more in the text than in the title' },
    { field: 'credibility', value: '3', why: 'possibly true: the ids that it shows are well-formed' },
  ],
}

/** The 279-million offer, opened; parts can be replaced. */
export function happeningWith(
  parts: {
    listing?: Partial<Listing>
    event?: Partial<ListingEvent>
    post?: Partial<Post>
    signal?: Partial<Signal>
  } & Partial<Pick<Story, 'account' | 'kin' | 'past' | 'press'>> = {},
): Story {
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
    board: null,
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
    board: null,
    verdict: 'new',
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
      accountId: listing.accountId,
      kind: 'opened',
      postedAt: new Date('2021-05-12T14:03:00Z'),
      seenAt,
      changes: [],
      pageSha256: 'a'.repeat(64),
      ...parts.event,
    },
    listing,
    kin: parts.kin ?? [],
    press: parts.press ?? [],
    past: parts.past ?? null,
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
    seller: null,
  }
}

export const rule = (settings: Partial<Rule> = {}): Rule =>
  Rule.parse({ id: 'all', channels: ['console'], ...settings })

export const watchlist = (settings: Partial<Watchlist> = {}): Watchlist => Watchlist.parse({ id: 'mine', ...settings })
