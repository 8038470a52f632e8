import { describe, expect, test } from 'vitest'
import { sameOffer } from '../../listings/same.ts'
import { type Known, track, withdraw } from '../../listings/track.ts'
import type { Listing } from '../../model/listing.ts'
import type { Signal } from '../../model/signal.ts'
import { postWith, signalWith } from './offers.ts'

const post = postWith
const signal = signalWith
const nothing: Known = { listings: [], own: null }
const opened = (): Listing => track(signal(), post(), 'h1', nothing).listing
const again = (listing: Listing, own = false): Known => ({ listings: [listing], own: own ? listing.id : null })

describe('track', () => {
  test('the first signal opens a listing, and the same again is the same', () => {
    const first = track(signal(), post(), 'h1', nothing)
    expect(first.event).toMatchObject({ kind: 'opened', changes: [], listingId: first.listing.id })
    expect(first.listing).toMatchObject({
      handle: 'Kotz',
      accountId: 'raid/kotz',
      records: 279_000_000,
      status: 'open',
    })
    expect(track(signal(), post(), 'h1', nothing)).toEqual(first)
  })

  test('an edit that lowers the price is told with what it was', () => {
    const listing = opened()
    const cheaper = { amount: 0.1, currency: 'BTC', per: 'dataset' } as const
    const { event, listing: now } = track(
      signal({ price: cheaper }),
      post({ editedAt: '2021-05-13T00:00:00.000Z' }),
      'h2',
      again(listing, true),
    )
    expect(event.kind).toBe('repriced')
    expect(event.changes).toEqual([{ field: 'price', before: listing.price, after: cheaper }])
    expect(event.postedAt).toEqual(new Date('2021-05-13T00:00:00Z'))
    expect(now.price).toEqual(cheaper)
  })

  test('sold, reopened by an edit, and withdrawn', () => {
    const listing = opened()
    const sold = track(signal({ status: 'sold' }), post(), 'h2', again(listing, true))
    expect(sold.event.kind).toBe('sold')
    expect(track(signal(), post(), 'h3', again(sold.listing, true)).event.kind).toBe('reopened')
    expect(withdraw(post({ text: '' }), 'h4', again(listing, true))?.event.kind).toBe('removed')
    expect(withdraw(post({ id: 'raid/2' }), 'h4', again(listing, true))).toBeNull()
  })

  test('what a later post leaves unsaid still stands', () => {
    const bump = signal({ postId: 'raid/2', victims: [], records: null, price: null, contacts: [], dataClasses: [] })
    const { event, listing } = track(bump, post({ id: 'raid/2', postId: '2' }), 'h2', again(opened()))
    expect(event.kind).toBe('bumped')
    expect(listing).toMatchObject({ records: 279_000_000, victims: ['BPJS Kesehatan'], price: { amount: 0.15 } })
  })

  test('the same offer by its author in another thread is a bump, another offer is a listing of its own', () => {
    const elsewhere = post({ id: 'raid/9', postId: '9', thread: 't9' })
    expect(track(signal({ postId: 'raid/9' }), elsewhere, 'h9', again(opened())).event.kind).toBe('bumped')
    const other = signal({ postId: 'raid/9', victims: ['Telekom Contoh'], countries: ['MY'], records: 46_000_000 })
    expect(track(other, elsewhere, 'h9', again(opened())).event.kind).toBe('opened')
  })

  test('somebody with the same contact and the same offer elsewhere is noted, and changes no claim', () => {
    const listing = opened()
    const paste = post({ id: 'pastes/x', site: 'pastes', postId: 'x', thread: null, author: null })
    const { event, listing: now } = track(
      signal({ postId: 'pastes/x', price: null, records: 280_000_000 }),
      paste,
      'hx',
      again(listing),
    )
    expect(event).toMatchObject({ kind: 'seen-elsewhere', listingId: listing.id })
    expect(now.records).toBe(279_000_000)
  })

  test('another victim in the same thread is an offer of its own, and leaves the first as it was', () => {
    const listing = opened()
    const second = signal({ postId: 'raid/2', victims: ['Tokopedia'], records: 91_000_000 })
    const { event, listing: other } = track(second, post({ id: 'raid/2', postId: '2' }), 'h2', again(listing))
    expect(event.kind).toBe('opened')
    expect(other.id).not.toBe(listing.id)
    const edited = track(signal({ victims: ['Tokopedia'] }), post(), 'h3', again(listing, true))
    expect(edited.event.kind).toBe('opened')
    expect(edited.listing.id).not.toBe(listing.id)
  })

  test('another author’s offer in the same thread is his own', () => {
    const { event } = track(
      signal({ postId: 'raid/2', contacts: [] }),
      post({ id: 'raid/2', author: 'reseller' }),
      'h2',
      again(opened()),
    )
    expect(event.kind).toBe('opened')
  })
})

describe('sameOffer', () => {
  const listing = opened()
  test.each<[string, Partial<Signal>, boolean]>([
    ['the very same', {}, true],
    ['a count written out', { records: 279_012_345 }, true],
    ['a count left out', { records: null }, true],
    ['another count', { records: 20_000_000 }, false],
    ['another victim', { victims: ['Tokopedia'] }, false],
    ['no victim', { victims: [] }, false],
    ['another intent', { intent: 'giveaway' }, false],
    ['another country', { countries: ['MY'] }, false],
    ['other classes', { dataClasses: ['passwords', 'email-addresses'] }, false],
    ['nothing but an intent', { victims: [], dataClasses: [], records: null, countries: [] }, false],
  ])('%s', (_name, over, expected) => {
    expect(sameOffer(signal(over), listing)).toBe(expected)
  })
})

describe('a mark of an edit', () => {
  const before = track(signal(), post(), 'h1', nothing).listing
  const known: Known = { listings: [before], own: before.id, said: signal() }
  const cheaper = signal({ price: { amount: 0.1, currency: 'BTC', per: 'dataset' } })
  const edited = post({ editedAt: '2021-05-20T10:00:00.000Z', seenAt: new Date('2021-05-21T00:00:00Z') })

  test('dates what changed, where it is new', () => {
    expect(track(cheaper, edited, 'h2', known).event).toMatchObject({
      kind: 'repriced',
      postedAt: new Date('2021-05-20T10:00:00Z'),
    })
  })

  test('that was there before is that of another edit, and dates nothing', () => {
    const later = { ...known, editedAt: new Date('2021-05-20T10:00:00Z') }
    expect(track(signal({ status: 'sold' }), edited, 'h3', later).event).toMatchObject({ kind: 'sold', postedAt: null })
    expect(withdraw(edited, 'h3', later)?.event).toMatchObject({ kind: 'removed', postedAt: null })
    const again = post({ ...edited, editedAt: '2021-05-23T10:00:00.000Z' })
    expect(track(signal({ status: 'sold' }), again, 'h4', later).event.postedAt).toEqual(
      new Date('2021-05-23T10:00:00Z'),
    )
  })
})

describe("a leak site's page of one victim", () => {
  const card = { platform: 'leaksite', author: null, id: 'gang/post/1', thread: 'post/1' } as const
  const page = post({ ...card, id: 'gang/post/1#page' })
  const { listing } = track(signal({ price: null }), post(card), 'h1', nothing)

  test('says more than its card, and nothing has happened', () => {
    const more = track(signal(), page, 'h2', { listings: [listing], own: null })
    expect(more).toMatchObject({ isSilent: true, listing: { id: listing.id, price: signal().price } })
  })

  test('is heard of where it changes what is claimed, and not where it says what the card says now', () => {
    const known: Known = { listings: [{ ...listing, price: signal().price }], own: listing.id, said: signal() }
    const other = signal({ price: { amount: 0.1, currency: 'BTC', per: 'dataset' } })
    expect(track(other, page, 'h3', known)).toMatchObject({ isSilent: false, event: { kind: 'repriced' } })
    expect(track(signal(), page, 'h4', known)).toMatchObject({ isSilent: true })
  })
})
