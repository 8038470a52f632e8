import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replay } from '../../app/rules/replay.ts'
import { exampleOf, figuresOf, outcomeLines } from '../../app/rules/report.ts'
import { decide } from '../../app/sellers/verdict.ts'
import type { ListingEvent } from '../../model/listing.ts'
import { Rule } from '../../model/rule.ts'
import { Watchlist } from '../../model/watchlist.ts'
import { listingById, saveStep } from '../../store/listings.ts'
import { noteBegun } from '../../store/progress.ts'
import { openRemote } from '../../store/remote.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { writeOffers } from './offers.ts'

// What rules would have sent, by what a store remembers.

let house: TestHouse
const at = (day: number, hour = 10): Date => new Date(Date.UTC(2026, 0, day, hour))
const iso = (day: number): string => at(day, 9).toISOString()
const usd = (amount: number) => ({ amount, currency: 'USD', per: 'dataset' as const })

beforeAll(async () => {
  house = await openTestHouse(`
targets:
  - { id: raid, type: forum, start: ["http://127.0.0.1:9/"], reliability: C }
  - { id: pasar, type: forum, start: ["http://127.0.0.1:9/p"] }
`)
  const offer = (id: string, day: number, more: object) => ({ id, seenAt: at(day), postedAt: iso(day), ...more })
  await writeOffers(house.database, [
    offer('bank', 2, {
      title: 'Bank Contoh customers',
      text: 'data Bank Contoh, a•••@example.co.id',
      signal: {
        ...{ victims: ['Bank Contoh'], countries: ['ID'], records: 50_000, price: usd(900), severity: 70 },
        own: [{ list: 'ours', kind: 'addresses', of: 'example.co.id', count: 37 }],
      },
    }),
    offer('shop', 2, { title: 'Toko Lain', text: 'mandiri saja', signal: { countries: ['MY'], price: usd(100) } }),
    offer('other', 5, { title: 'Another', text: 'bank mandiri', signal: { countries: ['ID'], severity: 80 } }),
    // Found years later, by a first visit.
    offer('old', 6, { title: 'Bank Contoh 2019', postedAt: '2019-01-01T00:00:00Z', signal: { countries: ['ID'] } }),
    // A site without dates, on its first visit and later.
    offer('undated', 2, { title: 'Fourth', site: 'pasar', author: 'x', postedAt: null, signal: { countries: ['PH'] } }),
    offer('later', 6, { title: 'Fifth', site: 'pasar', author: 'y', postedAt: null, signal: { countries: ['PH'] } }),
    offer('elsewhere', 7, { title: 'Third', site: 'breach', author: 'k0tz', signal: { countries: ['VN'] } }),
  ])
  await noteBegun(house.database, 'pasar', at(2))
  await changed('bank', 3, 'repriced', 'price', usd(900), usd(500))
  await changed('bank', 8, 'repriced', 'price', usd(500), usd(700))
  await changed('bank', 9, 'sold', 'status', 'open', 'sold')
})
afterAll(async () => {
  await house.close()
  await house.remove()
})

/** Something happens to a listing. */
async function changed(
  id: string,
  day: number,
  kind: ListingEvent['kind'],
  field: string,
  before: unknown,
  after: unknown,
) {
  const listing = await listingById(house.database, `listing-${id}`)
  if (!listing) throw new Error(`no listing ${id}`)
  const event: ListingEvent = {
    ...{ id: `event-${id}-${day}`, listingId: listing.id, postId: listing.postId, accountId: listing.accountId, kind },
    ...{ postedAt: null, seenAt: at(day), changes: [{ field, before, after }], pageSha256: '' },
  }
  await house.database.transaction(async (sql) => {
    await saveStep(sql, { listing: { ...listing, [field]: after, lastSeenAt: at(day) }, event }, null)
  })
}

const rule = (id: string, settings: object = {}): Rule => Rule.parse({ id, channels: ['out'], ...settings })
const watchlists = [
  { id: 'ours', names: ['Bank Contoh'], domains: ['example.co.id'] },
  { id: 'country', countries: ['ID'] },
  { id: 'company', keywords: [{ word: 'mandiri', near: ['bank'] }] },
].map((list) => Watchlist.parse(list))

async function tried(...rules: Rule[]) {
  const config = { targets: house.config.targets, watchlists }
  const asked = { since: at(1), until: at(11), examples: 2 }
  const result = await replay(house.database, { config, rules }, asked)
  return { result, sent: result.outcomes.map((outcome) => figuresOf(outcome, result)) }
}

const days = async (settings: object): Promise<string[]> => {
  const { sent } = await tried(rule('one', settings))
  return Object.entries(sent[0]?.counts ?? {}).flatMap(([day, count]) => Array<string>(count).fill(day.slice(8)))
}

describe('what a rule would have sent', () => {
  test.each<[string, object, string[]]>([
    [
      'by default: new offers, a price drop and a sale; no rise, and nothing that was old',
      {},
      ['02', '02', '03', '05', '06', '07', '09'],
    ],
    ['by country', { watchlists: ['country'] }, ['02', '03', '05', '09']],
    ['by words', { watchlists: ['ours'] }, ['02', '03', '09']],
    ['by words that need company', { watchlists: ['company'] }, ['05']],
    [
      'as the offer stood then: it cost less than 600 on two days',
      { price: { most: 600 }, events: ['opened', 'repriced', 'sold'] },
      ['02', '03'],
    ],
    ['for whoever wants a rise', { events: ['price-rise'] }, ['08']],
    ['by site', { targets: ['raid'], events: ['opened'] }, ['02', '02', '05']],
    ['by a site’s reliability', { minReliability: 'C', events: ['opened'] }, ['02', '02', '05']],
    ['by severity', { minSeverity: 75 }, ['05']],
    ['by a seller', { sellers: ['breach/k0tz'] }, ['07']],
  ])('%s', async (_name, settings, expected) => {
    expect(await days(settings)).toEqual(expected)
  })

  test('a seller’s other accounts count once somebody has confirmed them', async () => {
    const settings = { sellers: ['breach/k0tz'], events: ['opened'] }
    expect(await days(settings)).toEqual(['07'])
    const verdict = { from: 'raid/kotz', to: 'breach/k0tz', verdict: 'confirmed', why: 'same key', by: 'ana' } as const
    await decide(house.database, verdict, at(10))
    expect(await days(settings)).toEqual(['02', '02', '05', '07'])
  })

  test('several rules in one go, with what was old, and examples in the words of an alert', async () => {
    const { result, sent } = await tried(rule('all'), rule('ours', { watchlists: ['ours'] }))
    expect(sent).toMatchObject([
      { alerts: 7, opened: 5, changes: 2, days: 10, worstDay: { day: '2026-01-02', alerts: 2 } },
      { alerts: 3, opened: 1, changes: 2 },
    ])
    expect(result).toMatchObject({ old: 2 })
    const [, ours] = result.outcomes
    if (!ours) throw new Error('no outcome')
    expect(ours.examples).toHaveLength(2)
    const opened = await tried(rule('ours', { watchlists: ['ours'], events: ['opened'] }))
    const [first] = opened.result.outcomes[0]?.examples ?? []
    const example = first && (await exampleOf(house.database, first))
    // The price is the first one, though it was changed twice since.
    expect(example?.subject).toBe('Bank Contoh: 50,000 records for sale by Kotz (900 USD)')
    expect(example?.reasons).toContain('watchlist ours: 37 addresses of example[.]co[.]id in the post')
    const lines = outcomeLines(ours, result, example ? [example] : [])
    expect(lines.join('\n')).toMatch(/3 alerts in 10 days, 0\.3 a day: 1 of new offers, 2 of what became of them/)
    expect(lines.join('\n')).toContain('██·····█··')
  })

  test('beside a running service it is the same', async () => {
    const config = { targets: house.config.targets, watchlists }
    const rules = [rule('ours', { watchlists: ['ours'] }), rule('k', { sellers: ['breach/k0tz'] })]
    const asked = { since: at(1), until: at(11), examples: 2 }
    const service = await openRemote(house.data)
    const outside = await replay(service, { config, rules }, asked).finally(() => service.close())
    expect(outside).toEqual(await replay(house.database, { config, rules }, asked))
    expect(outside.outcomes.map(({ opened }) => opened)).toEqual([1, 4])
  })

  test('the history of a store begins with its first event', async () => {
    const config = { targets: [], watchlists }
    const asked = { since: new Date(0), until: at(11), examples: 0 }
    const result = await replay(house.database, { config, rules: [rule('all')] }, asked)
    expect(result.since).toEqual(at(2))
  })
})
