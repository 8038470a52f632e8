import { expect, test } from 'vitest'
import { isNextOffer, sameOffer } from '../../listings/same.ts'
import { Listing } from '../../model/listing.ts'
import { Reading } from '../../model/signal.ts'

const reading = (over: Partial<Reading> = {}): Reading =>
  Reading.parse({
    ...{
      intent: 'sale',
      status: 'open',
      victims: ['Bank Rekaan'],
      countries: ['ID'],
      dataClasses: ['names', 'national-ids'],
    },
    ...{ records: 117_453, price: { amount: 450, currency: 'USD', per: 'dataset' }, contacts: [], payment: [] },
    ...{ escrow: false, sample: false, leakDate: null, ...over },
  })
const listing = (over: Partial<Reading> = {}): Listing =>
  Listing.parse({
    ...{ ...reading(over), id: 'one', site: 'pasar', accountId: 'pasar/kotz', handle: 'Kotz', title: 'Bank Rekaan' },
    ...{ url: 'http://pasar.test/1', postId: 'pasar/1', thread: '1', severity: 50, confidence: 0.5, postedAt: null },
    ...{ firstSeenAt: new Date('2020-03-01'), lastSeenAt: new Date('2020-03-01') },
  })

test('where only one ad names its victim, the same telling count makes them one offer, and a round one does not', () => {
  expect(sameOffer(reading({ victims: [] }), listing())).toBe(true)
  expect(sameOffer(reading(), listing({ victims: [] }))).toBe(true)
  expect(sameOffer(reading({ victims: [], records: 117_454 }), listing())).toBe(false)
  expect(sameOffer(reading({ victims: [], records: 1_000_000 }), listing({ records: 1_000_000 }))).toBe(false)
  expect(sameOffer(reading({ victims: [], records: null }), listing({ records: null }))).toBe(false)
})

test('below an offer, an ad of another victim or of another count is the next one; a further word is none', () => {
  expect(isNextOffer(reading({ victims: ['Toko Semu'] }), listing())).toBe(true)
  expect(isNextOffer(reading({ victims: [], records: 52_300 }), listing())).toBe(true)
  expect(isNextOffer(reading({ victims: [], records: 52_300 }), listing({ victims: [] }))).toBe(true)
  expect(isNextOffer(reading({ victims: [], records: 117_000 }), listing())).toBe(false)
  expect(isNextOffer(reading({ records: 52_300 }), listing()), 'a part of the same').toBe(false)
  expect(isNextOffer(reading({ victims: [], records: 52_300, price: null }), listing())).toBe(false)
  expect(isNextOffer(reading({ victims: [], records: null }), listing())).toBe(false)
})
