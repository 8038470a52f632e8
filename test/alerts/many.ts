import { composeListing } from '../../alerts/message/compose.ts'
import type { Part } from '../../alerts/message/gathered.ts'
import { Digest } from '../../model/digest.ts'
import type { Figures } from '../../model/figures.ts'
import { happeningWith, rule } from './happenings.ts'

/** So many alerts about as many offers, the first one the gravest. */
export function manyParts(count: number, now: Date): [Part, ...Part[]] {
  const kinds = ['opened', 'repriced', 'sold', 'sample-added', 'removed'] as const
  const partOf = (n: number): Part => {
    const listing = { id: `listing-${n}`, severity: Math.max(0, 95 - n), victims: [`Bank Contoh ${n}`] }
    const post = { url: `https://raid.example/thread-${n}.html?pid=${n}` }
    const happening = happeningWith({ listing, post, event: { kind: kinds[n % kinds.length] ?? 'opened' } })
    const hit = { rule: rule(), reasons: [{ about: 'country', country: 'ID' } as const] }
    return { rootId: `${n}`.padStart(32, '0'), listingId: listing.id, message: composeListing(happening, hit, now) }
  }
  return [partOf(0), ...Array.from({ length: count - 1 }, (_, n) => partOf(n + 1))]
}

export const daily = Digest.parse({ id: 'soc-daily', at: '08:00 Asia/Jakarta', channels: ['post'] })

/** A day with something in every figure. */
export const busyDay: Figures = {
  ...{ alerts: 14, before: 9, trend: [3, 0, 5, 2, 8, 1, 0, 4, 6, 12, 7, 3, 9, 14] },
  byRule: [
    { ruleId: 'our-data', count: 9 },
    { ruleId: 'big-national-leaks', count: 5 },
  ],
  bySeverity: [
    { severity: 92, count: 3 },
    { severity: 65, count: 11 },
  ],
  byEvent: [
    { kind: 'opened', count: 9 },
    { kind: 'repriced', count: 3 },
    { kind: 'sold', count: 2 },
  ],
  onOffer: { offers: 9, records: 412_000_000 },
  unnamed: 1,
  victims: [
    { name: 'BPJS Kesehatan', offers: 3, records: 279_000_000 },
    { name: 'Bank Contoh', offers: 1, records: 0 },
  ],
  sellers: [{ handle: 'Kotz', site: 'raid', offers: 3 }],
  gravest: [
    {
      ...{ id: 'a1b2c3d4e5f60000', severity: 92 },
      subjects: [{ language: 'en', subject: 'BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)' }],
    },
  ],
  waiting: { count: 4, since: new Date('2021-05-09T14:03:00Z') },
  sources: {
    ...{ watched: 15, read: 14, posts: 12_400, offers: 310 },
    broken: [{ id: 'forum-x', why: 'neither posts nor threads; each of the last 20 visits gave some' }],
  },
}
