import type { Post } from '../../model/post.ts'
import { Signal } from '../../model/signal.ts'

// An offer as the line would hand it to listings/, to be varied.

const post: Post = {
  id: 'raid/1',
  site: 'raid',
  platform: 'forum',
  engine: 'mybb',
  postId: '1',
  thread: 't1',
  board: null,
  author: 'Kotz',
  postedAt: '2021-05-12T03:21:00.000Z',
  dateText: '05-12-2021, 03:21 AM',
  editedAt: null,
  title: 'SELLING citizens',
  text: 'all of them',
  hidden: false,
  card: null,
  quotes: [],
  signature: '',
  links: [],
  images: [],
  url: 'https://forum.example/t1',
  pageSha256: 'a'.repeat(64),
  seenAt: new Date('2021-05-12T04:00:00Z'),
}
export const postWith = (over: Partial<Post> = {}): Post => ({ ...post, ...over })

const signal = Signal.parse({
  postId: 'raid/1',
  intent: 'sale',
  status: 'open',
  victims: ['BPJS Kesehatan'],
  countries: ['ID'],
  dataClasses: ['names', 'national-ids'],
  records: 279_000_000,
  price: { amount: 0.15, currency: 'BTC', per: 'dataset' },
  contacts: [{ type: 'telegram', value: 'kotz_test' }],
  payment: ['BTC'],
  escrow: true,
  sample: true,
  leakDate: null,
  severity: 90,
  confidence: 0.9,
  reasons: [],
  personal: [],
})
export const signalWith = (over: Partial<Signal> = {}): Signal => ({ ...signal, ...over })
