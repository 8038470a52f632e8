import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOf, placeChanges } from '../../listings/changes.ts'
import { type Known, move, remove, track } from '../../listings/track.ts'
import type { Listing, ListingEventKind } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import type { Signal } from '../../model/signal.ts'
import { postWith, signalWith } from './offers.ts'

// What a change of a post is called: by what matters most in it, and only by what it changed itself.

const telegram = { type: 'telegram', value: 'kotz_test' } as const
const tox = { type: 'tox', value: 'AB'.repeat(38) } as const
const usd = (amount: number, currency = 'USD') => ({ amount, currency, per: 'dataset' }) as const
const market = { name: 'Databases', url: '/forumdisplay.php?fid=4' }
const archive = { name: 'Sold', url: '/forumdisplay.php?fid=9' }

const first = signalWith({ price: usd(5_000), contacts: [telegram], sample: false })
const firstPost = postWith({ thread: '77', board: market })
const opened = (over: Partial<Listing> = {}): Listing => ({
  ...track(first, firstPost, 'h1', { listings: [], own: null }).listing,
  ...over,
})

/** An edit of the post that opened the listing. */
function edited(
  over: Partial<Signal>,
  { listing = opened(), post = {} }: { listing?: Listing; post?: Partial<Post> } = {},
) {
  const known: Known = { listings: [listing], own: listing.id, said: first }
  return track({ ...first, ...over }, { ...firstPost, editedAt: '2021-05-20T10:00:00.000Z', ...post }, 'h2', known)
}
/** A further word of its author in its thread, which leaves unsaid what it does not say. */
function further(over: Partial<Signal>, { listing = opened(), isAgain = false, author = 'Kotz' } = {}) {
  const silent = { price: null, contacts: [], sample: false, escrow: false, payment: [], records: null }
  const post = { ...firstPost, id: 'raid/2', postId: '2', author, title: '', postedAt: '2021-05-14T09:00:00.000Z' }
  return track({ ...first, ...silent, ...over, postId: 'raid/2' }, post, 'h2', {
    listings: [listing],
    own: null,
    isAgain,
  })
}
const said = ({ event }: { event: { kind: string; changes: { field: string }[] } }): [string, ...string[]] => [
  event.kind,
  ...event.changes.map(({ field }) => field),
]

describe('an edit', () => {
  test.each<[string, Partial<Signal>, Partial<Post>, [ListingEventKind, ...string[]]]>([
    ['of a slip of the pen', {}, { text: 'all of  them' }, ['edited']],
    ['of the count', { records: 280_000_000 }, {}, ['edited', 'records']],
    ['that lowers the price', { price: usd(3_000) }, {}, ['repriced', 'price']],
    ['that names the same price in Tether', { price: usd(5_000, 'USDT') }, {}, ['edited']],
    ['that asks the same for each', { price: { ...usd(5_000), per: 'item' } }, {}, ['edited', 'price']],
    ['that takes the price away', { price: null }, {}, ['edited']],
    ['that shows a sample', { sample: true }, {}, ['sample-added', 'sample']],
    ['that names another contact', { contacts: [tox] }, {}, ['contact-changed', 'contacts']],
    ['that names one contact more', { contacts: [tox, telegram] }, {}, ['contact-changed', 'contacts']],
    ['that says SOLD', { status: 'sold' }, {}, ['sold', 'status']],
    ['of a thread that stands on another board now', {}, { board: archive }, ['moved', 'board']],
    ['of a board that is called otherwise', {}, { board: { ...market, name: 'Leaks' } }, ['edited']],
    [
      'of a board whose address is written otherwise',
      {},
      { board: { ...market, url: '/Forum-Databases' } },
      ['edited'],
    ],
    ['of a thread that another was merged into', {}, { thread: '78' }, ['moved', 'thread']],
    ['of a thread that is known by a slug now', {}, { thread: 'SELLING-citizens' }, ['edited']],
    [
      'of everything at once',
      { status: 'sold', price: usd(1), sample: true, contacts: [tox] },
      { board: archive },
      ['sold', 'status', 'price', 'contacts', 'sample', 'board'],
    ],
    ['of price and sample', { price: usd(1), sample: true }, {}, ['repriced', 'price', 'sample']],
    ['of sample and contact', { contacts: [tox], sample: true }, {}, ['sample-added', 'contacts', 'sample']],
    ['of contact and board', { contacts: [tox] }, { board: archive }, ['contact-changed', 'contacts', 'board']],
  ])('%s', (_name, over, post, expected) => {
    const tracked = edited(over, { post })
    expect(said(tracked)).toEqual(expected)
    expect(tracked.event.postedAt).toEqual(new Date('2021-05-20T10:00:00.000Z'))
  })

  test('that the site does not date has no date', () => {
    expect(edited({ price: usd(1) }, { post: { editedAt: null } }).event.postedAt).toBeNull()
  })

  test('repeats what the post said and takes nothing back that was said since', () => {
    const since = opened({ status: 'sold', price: usd(3_000), contacts: [telegram, tox], sample: true })
    const { listing, event } = edited({ records: 280_000_000 }, { listing: since })
    expect(said({ event })).toEqual(['edited', 'records'])
    expect(listing).toMatchObject({ status: 'sold', price: usd(3_000), contacts: [telegram, tox], sample: true })
  })

  test('that takes SOLD away opens the offer again', () => {
    const known = {
      listings: [opened({ status: 'sold' })],
      own: opened().id,
      said: { ...first, status: 'sold' as const },
    }
    expect(said(track(first, firstPost, 'h3', known))).toEqual(['reopened', 'status'])
  })
})

describe('a further word of the author', () => {
  test.each<[string, Partial<Signal>, [ListingEventKind, ...string[]]]>([
    ['that says nothing new', {}, ['bumped']],
    ['with another price', { price: usd(3_000) }, ['repriced', 'price']],
    ['with a sample', { sample: true }, ['sample-added', 'sample']],
    ['with the contact that is known', { contacts: [telegram] }, ['bumped']],
    ['that it is sold', { status: 'sold' }, ['sold', 'status']],
  ])('%s', (_name, over, expected) => {
    const tracked = further(over)
    expect(said(tracked)).toEqual(expected)
    expect(tracked.event.postedAt).toEqual(new Date('2021-05-14T09:00:00.000Z'))
  })

  test('names one contact more', () => {
    const { event, listing } = further({ contacts: [tox] })
    expect(said({ event })).toEqual(['contact-changed', 'contacts'])
    expect(listing.contacts).toEqual([telegram, tox])
  })

  test('opens nothing again by not saying "sold", and does by saying so', () => {
    const sold = opened({ status: 'sold' })
    expect(further({}, { listing: sold })).toMatchObject({ event: { kind: 'bumped' }, listing: { status: 'sold' } })
    expect(further({}, { listing: sold, isAgain: true })).toMatchObject({
      event: { kind: 'reopened' },
      listing: { status: 'open' },
    })
  })

  test('of somebody else changes nothing of it', () => {
    const listing = opened()
    expect(further({ status: 'sold', price: usd(1) }, { author: 'rival', listing }).listing.id).not.toBe(listing.id)
  })
})

test('a post that is moved and says what it said is moved; a reply that is moved is nothing', () => {
  const known: Known = { listings: [opened()], own: opened().id }
  expect(move({ ...firstPost, board: archive, url: 'https://forum.example/t2' }, 'h1', known)).toMatchObject({
    event: { kind: 'moved', postedAt: null, changes: [{ field: 'board', before: 'Databases', after: 'Sold' }] },
    listing: { board: archive, url: 'https://forum.example/t2', status: 'open' },
  })
  expect(move(firstPost, 'h1', known)).toBeNull()
  expect(move({ ...firstPost, id: 'raid/2', board: archive }, 'h1', known)).toBeNull()
})

test('no address alone is another place', () => {
  const place = fc.record({
    thread: fc.option(fc.oneof(fc.stringMatching(/^\d{1,9}$/), fc.string())),
    board: fc.constant(null),
  })
  fc.assert(
    fc.property(place, place, (before, after) => {
      const moved = placeChanges(before, after).length > 0
      expect(moved).toBe(
        /^\d+$/.test(before.thread ?? '') && /^\d+$/.test(after.thread ?? '') && before.thread !== after.thread,
      )
      expect(placeChanges(before, before)).toEqual([])
    }),
  )
})

describe('whatever an author does', () => {
  const step = fc.record(
    {
      status: fc.constantFrom('open', 'sold'),
      price: fc.option(fc.constantFrom(usd(5_000), usd(3_000), usd(5_000, 'USDT'), usd(0.1, 'BTC'))),
      contacts: fc.subarray([telegram, tox]),
      sample: fc.boolean(),
      records: fc.option(fc.constantFrom(279_000_000, 280_000_000)),
    },
    { requiredKeys: ['status', 'price', 'contacts', 'sample', 'records'] },
  )

  test('its listing is what it was with what the event changed, and the kind is the first of what matters', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 8 }), (steps) => {
        let listing = opened()
        let before: Signal = first
        for (const [at, [over, isEdit]] of steps.entries()) {
          const signal: Signal = { ...first, ...over, postId: isEdit ? 'raid/1' : `raid/${at + 2}` }
          const post = isEdit ? firstPost : { ...firstPost, id: `raid/${at + 2}`, postId: `${at + 2}` }
          const known: Known = { listings: [listing], own: isEdit ? listing.id : null, said: isEdit ? before : null }
          const { listing: now, event } = track(signal, post, `h${at}`, known)
          const after = Object.fromEntries(event.changes.map(({ field, after }) => [field, after]))
          expect(now).toEqual({ ...listing, ...after, lastSeenAt: post.seenAt })
          expect(event.kind).toBe(kindOf(event.changes, isEdit ? 'edit' : 'further'))
          if (event.kind === 'sold') expect([listing.status, now.status]).toEqual(['open', 'sold'])
          if (event.kind === 'reopened') expect([listing.status, now.status]).toEqual(['sold', 'open'])
          // Seen again as it stands now, it is nothing but an edit, whatever came between.
          if (isEdit)
            expect(said(track(signal, post, 'again', { ...known, listings: [now], said: signal }))).toEqual(['edited'])
          listing = now
          if (isEdit) before = signal
        }
        const gone = remove(firstPost, 'gone', { listings: [listing], own: listing.id })
        expect(gone?.listing.status).toBe('sold')
      }),
    )
  })
})
