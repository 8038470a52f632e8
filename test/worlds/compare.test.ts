import { expect, test } from 'vitest'
import { differences } from './compare.ts'
import { checkWorld, type World } from './format.ts'
import type { Seen } from './replay.ts'

const visits = ['2020-03-01', '2020-03-05', '2020-03-09', '2020-03-13', '2020-03-17'].map((day) => ({
  ...{ at: `${day}T10:00:00Z`, site: 'pasar', pages: {}, down: [] },
}))

const world: World = {
  manifest: {
    format: 'pantau-world/1',
    name: 'a small one',
    sites: [
      { id: 'pasar', type: 'forum', engine: 'auto', start: ['http://pasar.test/'], mirrors: [], alertAge: 'any' },
    ],
    ...{ watchlists: [], rules: [], visits },
  },
  truth: {
    listings: [
      {
        key: 'one',
        post: 'pasar/101',
        account: 'pasar/Kotz',
        events: [
          { kind: 'opened', visit: 0, postedAt: '2020-02-29T08:00:00Z', precision: 'minute', quiet: false, alerts: [] },
          { kind: 'repriced', visit: 1, postedAt: null, precision: 'minute', quiet: true, alerts: [] },
          { kind: 'removed', visit: 2, postedAt: null, precision: 'minute', quiet: false, alerts: [] },
        ],
      },
    ],
  },
  read: async () => '',
}

const account = 'pasar/kotz'
const opened = {
  id: 'e1',
  kind: 'opened',
  visit: 0,
  postedAt: new Date('2020-02-29T08:00:00Z'),
  account,
  changes: '',
} as const
const repriced = { id: 'e2', kind: 'repriced', visit: 3, postedAt: null, account, changes: 'price 2 → 1' } as const
const removed = { id: 'e3', kind: 'removed', visit: 4, postedAt: null, account, changes: '' } as const
const seen = (events: Seen['listings'][number]['events'], more: Seen['listings'] = []): Seen => ({
  listings: [{ id: 'x', post: 'pasar/101', account, title: 'Bank Rekaan', verdict: 'new', of: [], events }, ...more],
  ...{ links: [], alerts: [], failures: [] },
  requests: 0,
})

test('what is equal has no differences: quiet changes may be seen up to a week later', () => {
  expect(differences(world, seen([opened, repriced, removed]))).toEqual([])
  expect(differences(world, seen([opened, { ...repriced, visit: 1 }, removed]))).toEqual([])
})

test.each([
  ['an event that was not seen', [opened, removed], ['one: repriced was not seen (visit 1, null)']],
  [
    'an event that there was not',
    [opened, repriced, { ...repriced, kind: 'sold' }, removed],
    ['one: there was no sold by pasar/kotz at visit 3, dated nowhere (price 2 → 1)'],
  ],
  [
    'one that was seen late',
    [opened, { ...repriced, visit: 4 }, removed],
    [expect.stringContaining('at visit 4, not 1 to 3')],
  ],
  [
    'one that was seen early',
    [opened, { ...repriced, visit: 0 }, removed],
    [expect.stringContaining('at visit 0, not 1')],
  ],
  [
    'one of another date',
    [{ ...opened, postedAt: new Date('2020-02-29T08:05:00Z') }, repriced, removed],
    ['one: opened is dated 2020-02-29T08:05:00.000Z, not 2020-02-29T08:00:00Z'],
  ],
  [
    'one of somebody else',
    [opened, { ...repriced, account: 'pasar/other' }, removed],
    [expect.stringContaining('is by pasar/other, not pasar/Kotz')],
  ],
] as const)('tells of %s', (_, events, told) => {
  expect(differences(world, seen([...events]))).toEqual(told)
})

test('tells of listings that are none, and of those that are missing', () => {
  const other = {
    id: 'y',
    post: 'pasar/200',
    account,
    title: 'Toko Semu',
    verdict: 'new' as const,
    of: [],
    events: [opened],
  }
  expect(differences(world, seen([opened, repriced, removed], [other]))).toEqual([
    expect.stringMatching(/^a listing that is none: pasar\/200 “Toko Semu”: opened/),
  ])
  expect(
    differences(world, { listings: [], links: [], alerts: [], failures: ['visit 0: broken'], requests: 0 }),
  ).toEqual(['visit 0: broken', 'one: no listing was opened by pasar/101'])
})

test('tells of another verdict, and of the earlier listing that was not found', () => {
  const [truth] = world.truth.listings
  if (!truth) throw new Error('the world has no listing')
  const told = (verdict: NonNullable<typeof truth.verdict>): string[] =>
    differences({ ...world, truth: { listings: [{ ...truth, verdict }] } }, seen([opened, repriced, removed]))
  expect(told({ kind: 'new', of: [] })).toEqual([])
  expect(told({ kind: 'recycled', of: ['other'] })).toEqual([
    'one: is new, not recycled',
    'one: was not found to offer what other offered',
  ])
})

test('tells of links that there are not, that are missing, and that have other reasons', () => {
  const linked = (links: Seen['links'], truly?: Seen['links']): string[] =>
    differences(
      { ...world, truth: { ...world.truth, ...(truly && { links: truly }) } },
      { ...seen([opened, repriced, removed]), links },
    )
  const link = { accounts: ['pasar/Kotz', 'kontor/KotzMarket'] as [string, string], reasons: ['telegram', 'pgp'] }
  expect(linked([{ accounts: ['kontor/kotzmarket', 'pasar/kotz'], reasons: ['pgp', 'telegram'] }], [link])).toEqual([])
  expect(linked([link])).toEqual([])
  expect(linked([link], [])).toEqual(['kontor/kotzmarket and pasar/kotz: linked by pgp, telegram, not by anything'])
  expect(linked([], [link])).toEqual(['kontor/kotzmarket and pasar/kotz: linked by nothing, not pgp, telegram'])
  expect(linked([{ ...link, reasons: ['handle'] }], [link])).toEqual([
    'kontor/kotzmarket and pasar/kotz: linked by handle, not pgp, telegram',
  ])
})

test('tells of alerts that are missing, too many, late, of something else, or in another thread', () => {
  const [listing] = world.truth.listings
  const [first, second, third] = listing?.events ?? []
  if (!listing || !first || !second || !third) throw new Error('the world has no listing of three events')
  const rules = [{ id: 'all' }, { id: 'sales' }]
  const events = [{ ...first, alerts: ['all', 'sales'] }, { ...second, alerts: ['all'] }, third]
  const watched = { ...world, manifest: { ...world.manifest, rules }, truth: { listings: [{ ...listing, events }] } }
  const told = (...alerts: Seen['alerts']): string[] =>
    differences(watched, { ...seen([opened, repriced, removed]), alerts })

  const all = { id: 'a1', rule: 'all', listing: 'x', event: 'e1', kind: 'opened', visit: 0, root: 'a1' }
  const sales = { ...all, id: 'a2', rule: 'sales', root: 'a2' }
  const cheaper = { ...all, id: 'a3', event: 'e2', kind: 'repriced', visit: 3 }
  expect(told(all, sales, cheaper)).toEqual([])
  expect(told(all, sales)).toEqual(['one: repriced was told by nobody, not by all'])
  expect(told(all, sales, cheaper, { ...cheaper, id: 'a4', event: 'e3', kind: 'removed', visit: 4 })).toEqual([
    'one: removed was told by all, not by anybody',
  ])
  expect(told(all, sales, { ...cheaper, visit: 4 })).toEqual(['one: all told of repriced at visit 4, not 3'])
  expect(told(all, sales, { ...cheaper, kind: 'sold' })).toEqual(['one: all told of repriced as sold'])
  expect(told(all, sales, { ...cheaper, root: 'a3' })).toEqual([
    'one: all told of repriced at visit 3 under another thread',
  ])
})

test('a world whose events are told by a rule that it has not says so', () => {
  const [listing] = world.truth.listings
  const events = listing?.events.map((event) => ({ ...event, alerts: ['somebody'] })) ?? []
  expect(() => checkWorld(world.manifest, { listings: listing ? [{ ...listing, events }] : [] })).toThrow(
    'one: opened is told by somebody, which is none of the rules',
  )
})

test('a world that contradicts itself is refused', () => {
  const { manifest, truth } = world
  expect(() => checkWorld({ ...manifest, visits: visits.toReversed() }, truth)).toThrow('earlier than the one before')
  expect(() => checkWorld({ ...manifest, visits: visits.slice(0, 2) }, truth)).toThrow('one: removed names visit 2')
  expect(() => checkWorld({ ...manifest, sites: [] }, truth)).toThrow('none of the sites')
})
