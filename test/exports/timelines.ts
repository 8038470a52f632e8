import type { Post } from '../../model/post.ts'
import type { Account } from '../../model/seller.ts'
import { Signal } from '../../model/signal.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'

export const account: Account = {
  id: 'raid/kotz',
  site: 'raid',
  handle: 'Kotz',
  url: 'https://raid.example/user-kotz',
  joinedAt: '2019-03-02T00:00:00Z',
  posts: 412,
  threads: 9,
  reputation: 33,
  contacts: [],
  firstSeenAt: new Date('2021-05-12T10:00:00Z'),
  lastSeenAt: new Date('2021-05-20T10:00:00Z'),
}

/** An entry with everything in it; parts can be replaced. */
export const entryWith = (parts: {
  handle?: string
  title?: string
  text?: string
  url?: string
  victims?: string[]
  changes?: TimelineEntry['event']['changes']
  links?: Post['links']
  platform?: Post['platform']
  card?: Post['card']
  bare?: boolean
}): TimelineEntry => ({
  postedAt: parts.bare ? null : new Date('2021-05-12T14:03:20Z'),
  seenAt: new Date('2021-05-12T14:10:00Z'),
  account: { id: account.id, site: account.site, handle: parts.handle ?? account.handle },
  reliability: 'C',
  event: { kind: 'opened', changes: parts.changes ?? [], pageSha256: 'a'.repeat(64) },
  listing: {
    id: 'listing-1',
    title: 'SELLING citizens',
    status: 'open',
    verdict: 'new',
    firstSeenAt: new Date('2021-05-12T14:10:00Z'),
  },
  signal: Signal.parse({
    postId: 'raid/1001',
    intent: 'sale',
    status: 'open',
    victims: parts.victims ?? ['BPJS Kesehatan'],
    countries: parts.bare ? [] : ['ID'],
    dataClasses: parts.bare ? [] : ['names', 'national-ids'],
    records: parts.bare ? null : 279_000_000,
    price: parts.bare ? null : { amount: 0.15, currency: 'BTC', per: 'dataset' },
    contacts: parts.bare
      ? []
      : [
          { type: 'whatsapp', value: '+6281200000001' },
          { type: 'telegram', value: 'kotz_test' },
        ],
    payment: parts.bare ? [] : ['BTC'],
    escrow: false,
    sample: true,
    leakDate: null,
    severity: 92,
    confidence: 0.97,
    reasons: [],
    personal: [],
  }),
  post: {
    id: 'raid/1001',
    url: parts.url ?? 'https://raid.example/thread-1001.html',
    title: parts.title ?? 'SELLING citizens of Indonesia, 279M',
    text: parts.text ?? 'Fresh data.\nSample on request.',
    thread: '1001',
    images: [],
    links: parts.links ?? [],
    platform: parts.platform ?? 'forum',
    card: parts.card ?? null,
  },
})

export const timelineOf = (...entries: TimelineEntry[]): Timeline => ({
  subject: { kind: 'seller', name: 'Kotz' },
  accounts: [account],
  entries,
  kin: [],
  press: [],
  goods: [],
  zone: 'UTC',
})
