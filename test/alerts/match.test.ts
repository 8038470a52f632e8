import { describe, expect, test } from 'vitest'
import type { Happening } from '../../alerts/happening.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { compileRules, match } from '../../alerts/rules/match.ts'
import { why as whyWords } from '../../alerts/words/en/rules.ts'
import { ConfigError } from '../../model/errors.ts'
import type { Listing, ListingEvent } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import type { PriceBound } from '../../model/price-bounds.ts'
import type { Rule, RuleEvent } from '../../model/rule.ts'
import type { Price } from '../../model/signal.ts'
import type { Watchlist } from '../../model/watchlist.ts'
import { happeningWith, rule, watchlist } from './happenings.ts'

/** The reasons of a rule that has one watchlist; `null` where it does not hit. */
function reasonsFor(list: Partial<Watchlist>, parts: { listing?: Partial<Listing>; post?: Partial<Post> } = {}) {
  const hits = match(happeningWith(parts), [rule({ watchlists: ['mine'] })], [watchlist(list)])
  return hits[0]?.reasons.filter(({ about }) => about === 'watchlist').map(whyWords) ?? null
}

const bound = (parts: Partial<PriceBound>): PriceBound => ({ currency: 'USD', per: 'dataset', ...parts })
const nowhere = { listing: { victims: [], title: '' }, post: { title: '', text: '', links: [] } }
const inText = (text: string) => ({ listing: { victims: [], title: '' }, post: { title: '', text, links: [] } })

describe('conditions', () => {
  test.each<[string, Partial<Rule>, boolean]>([
    ['none but the defaults', {}, true],
    ['another event', { events: ['sold'] }, false],
    ['another intent', { intents: ['wanted'] }, false],
    ['a country of the offer', { countries: ['SG', 'ID'] }, true],
    ['another country', { countries: ['SG'] }, false],
    ['a data class of the offer', { dataClasses: ['national-ids'] }, true],
    ['another data class', { dataClasses: ['passwords'] }, false],
    ['records just enough', { minRecords: 279_000_000 }, true],
    ['records too few', { minRecords: 279_000_001 }, false],
    ['severity too low', { minSeverity: 93 }, false],
    ['confidence too low', { minConfidence: 0.98 }, false],
    ['a victim of the offer', { victims: ['bpjs'] }, true],
    ['another victim', { victims: ['BPJS Ketenagakerjaan', 'BP'] }, false],
    ['a seller by his handle', { sellers: ['kotz'] }, true],
    ['a seller by his account', { sellers: ['RAID/Kotz'] }, true],
    ['a seller of that name elsewhere', { sellers: ['breach/kotz'] }, false],
    ['the target', { targets: ['other', 'raid-leaks'] }, true],
    ['another target', { targets: ['raid'] }, false],
    ['a source of this type', { types: ['forum'] }, true],
    ['a source of another type', { types: ['paste', 'chat'] }, false],
    ['a source that is reliable enough', { minReliability: 'C' }, true],
    ['a source that is not', { minReliability: 'B' }, false],
    ['data that was out before', { verdicts: ['recycled'] }, false],
    ['a price in the bounds of its currency', { price: [bound({ least: 0.1, most: 0.15, currency: 'BTC' })] }, true],
    ['a price above them', { price: [bound({ most: 0.14, currency: 'BTC' })] }, false],
    ['a price below them', { price: [bound({ least: 0.16, currency: 'BTC' })] }, false],
    ['a price in another currency', { price: [bound({ least: 0 })] }, false],
    ['one of several bounds', { price: [bound({ least: 500 }), bound({ least: 0.01, currency: 'BTC' })] }, true],
    ['a price by the piece', { price: [bound({ least: 0.01, currency: 'BTC', per: 'item' })] }, false],
    [
      'all of them',
      { countries: ['ID'], dataClasses: ['names'], minRecords: 1, minSeverity: 92, minConfidence: 0.97 },
      true,
    ],
    ['one of several fails', { countries: ['ID'], dataClasses: ['names'], minRecords: 1e9 }, false],
  ])('%s', (_name, settings, hits) => {
    expect(match(happeningWith(), [rule(settings)], [])).toHaveLength(hits ? 1 : 0)
  })

  test('an offer without a count passes only where no count is asked for', () => {
    const uncounted = happeningWith({ listing: { records: null } })
    expect(match(uncounted, [rule()], [])).toHaveLength(1)
    expect(match(uncounted, [rule({ minRecords: 1 })], [])).toHaveLength(0)
  })

  test('an offer without a price passes only where no price is asked for', () => {
    const unpriced = happeningWith({ listing: { price: null } })
    expect(match(unpriced, [rule()], [])).toHaveLength(1)
    expect(match(unpriced, [rule({ price: [bound({ least: 0 })] })], [])).toHaveLength(0)
  })

  test('a thousand of something costs a thousand times one', () => {
    const cheap = happeningWith({ listing: { price: { amount: 2, currency: 'USDT', per: '1000' } } })
    expect(match(cheap, [rule({ price: [bound({ most: 0.002, per: 'item' })] })], [])).toHaveLength(1)
    expect(match(cheap, [rule({ price: [bound({ most: 0.001, per: 'item' })] })], [])).toHaveLength(0)
  })

  test('reasons say why, watchlists first', () => {
    const settings = { watchlists: ['mine'], countries: ['ID'], minRecords: 1_000, minSeverity: 50 }
    const [hit] = match(happeningWith(), [rule(settings)], [watchlist({ countries: ['ID'], names: ['BPJS'] })])
    expect(hit?.reasons.map(whyWords)).toEqual([
      "watchlist mine: name 'BPJS' among the victims",
      'watchlist mine: country ID',
      'country ID',
      'records 279,000,000 ≥ 1,000',
      'severity 92 ≥ 50',
      'intent sale, event opened',
    ])
  })

  test('a rule with several watchlists needs one of them', () => {
    const lists = [watchlist({ id: 'bank', names: ['Example Bank'] }), watchlist({ id: 'health', names: ['BPJS'] })]
    expect(match(happeningWith(), [rule({ watchlists: ['bank', 'health'] })], lists)).toHaveLength(1)
    expect(match(happeningWith(), [rule({ watchlists: ['bank'] })], lists)).toHaveLength(0)
  })
})

describe('what happened', () => {
  const usd = (amount: number, per: Price['per'] = 'dataset'): Price => ({ amount, currency: 'USD', per })
  const repriced = (before: unknown, after: unknown, ...more: ListingEvent['changes']) =>
    happeningWith({ event: { kind: 'repriced', changes: [{ field: 'price', before, after }, ...more] } })
  const sample = { field: 'sample', before: false, after: true }
  const told = (happening: Happening, events?: RuleEvent[]) => {
    const [hit] = match(happening, [rule(events ? { events } : {})], [])
    return hit?.reasons.flatMap((why) => (why.about === 'event' ? why.event : [])) ?? []
  }
  const kinds = ['opened', 'sample-added', 'sold', 'removed', 'reopened', 'seen-elsewhere'] as const

  test.each<[string, Happening, RuleEvent[]]>([
    ['a lower price', repriced(usd(500), usd(300)), ['price-drop']],
    ['a price in another currency may be lower', repriced(usd(500), { ...usd(1), currency: 'BTC' }), ['price-drop']],
    ['a price for another amount may be lower', repriced(usd(500), usd(1, 'item')), ['price-drop']],
    ['a higher price', repriced(usd(300), usd(500)), []],
    ['the same in a coin that is worth a dollar', repriced(usd(300), { ...usd(500), currency: 'USDT' }), []],
    ['a higher price with a first sample', repriced(usd(300), usd(500), sample), ['sample-added']],
    ...kinds.map((kind): [string, Happening, RuleEvent[]] => [kind, happeningWith({ event: { kind } }), [kind]]),
    ...(['edited', 'bumped', 'contact-changed', 'moved'] as const).map((kind): [string, Happening, RuleEvent[]] => [
      kind,
      happeningWith({ event: { kind } }),
      [],
    ]),
  ])('by default, %s', (_name, happening, events) => {
    expect(told(happening)).toEqual(events)
  })

  test('who shows an offer elsewhere once more bumps it', () => {
    const again = { ...happeningWith({ event: { kind: 'seen-elsewhere' } }), isRepeat: true }
    expect(told(again)).toEqual([])
    expect(told(again, ['seen-elsewhere'])).toEqual([])
    expect(told(again, ['bumped'])).toEqual(['bumped'])
  })

  test('every price is told to whoever asks for it', () => {
    expect(told(repriced(usd(300), usd(500)), ['repriced'])).toEqual(['repriced'])
    expect(told(repriced(usd(300), usd(500)), ['price-rise'])).toEqual(['price-rise'])
    expect(told(repriced(usd(500), usd(300)), ['price-rise'])).toEqual([])
  })

  test('a watched seller who shows up after a long silence', () => {
    const day = 86_400_000
    const bump = (silentMs: number | null, accountIds = ['raid/kotz']) => ({
      ...happeningWith({ event: { kind: 'bumped' } }),
      seller: { accountIds, silentMs },
    })
    const of = (happening: Happening, settings: Partial<Rule> = {}) =>
      match(happening, [{ ...rule({ sellers: ['Kotz'] }), ...settings }], [])[0]?.reasons.map(whyWords)
    expect(of(bump(20 * day))).toEqual([
      'seller Kotz',
      'the seller shows up after 20 days',
      'intent sale, event seller-active',
    ])
    expect(of(bump(13 * day))).toBeUndefined()
    expect(of(bump(null))).toBeUndefined()
    expect(of(bump(2 * day), { activeAfter: day })).toHaveLength(3)
    expect(of(bump(20 * day), { sellers: ['somebody'] })).toBeUndefined()
    // That his post is gone is the site's doing, or his: who knows.
    const gone = { ...bump(20 * day), event: { ...bump(20 * day).event, kind: 'removed' as const } }
    expect(of(gone, { events: ['seller-active'] })).toBeUndefined()
    // Nobody is watched: nobody becomes active.
    expect(of(bump(20 * day), { sellers: [] })).toBeUndefined()
  })

  test('a seller is known by another account of the same person', () => {
    const elsewhere = { ...happeningWith(), seller: { accountIds: ['raid/kotz', 'breach/k0tz'], silentMs: null } }
    const [hit] = match(elsewhere, [rule({ sellers: ['breach/K0tz'] })], [])
    expect(hit?.reasons.map(whyWords)).toContain('seller breach/K0tz, here as raid/kotz')
  })
})

describe('names and keywords', () => {
  test('a name is told with the most telling place', () => {
    expect(reasonsFor({ names: ['bpjs kesehatan'] })).toEqual([
      "watchlist mine: name 'bpjs kesehatan' among the victims",
    ])
    expect(reasonsFor({ names: ['Indonesian full'] })).toEqual(["watchlist mine: name 'Indonesian full' in the title"])
    expect(reasonsFor({ keywords: ['whole country'] })).toEqual(["watchlist mine: keyword 'whole country' in the text"])
  })

  test.each([
    ['BPJS Kesehatan', 'data bpjs  KESEHATAN fresh'],
    ['BPJS Kesehatan', 'bpjs-kesehatan_2021.csv'],
    ['BPJS Kesehatan', '#BPJSKesehatan'],
    ['BPJS Kesehatan', 'BPJS\nKesehatan'],
    ['Café Société', 'leak of cafe societe'],
    ['Cafe Societe', 'leak of CAFÉ SOCIÉTÉ'],
    ['Tokopedia', 'To\u200bkopedia'],
    ['Tokopedia', '𝐓𝐨𝐤𝐨𝐩𝐞𝐝𝐢𝐚 full'],
    ['Tokopedia', 'ＴＯＫＯＰＥＤＩＡ'],
    ['Tokopedia', 'users of tokopedia.com'],
    ['Госуслуги', 'база ГОСУСЛУГИ 2021'],
    ['国家健康局', '出售国家健康局数据'],
    ["McDonald's", "McDonald's staff"],
  ])('%j is found in %j', (name, text) => {
    expect(reasonsFor({ names: [name] }, inText(text))).toHaveLength(1)
  })

  test.each([
    ['BNI', 'ombnibus'],
    ['Mandiri', 'mandirikan'],
    ['OVO', 'provoke, lovoo'],
    ['BPJS Kesehatan', 'BPJS Ketenagakerjaan'],
    ['AT ID', 'atid'],
  ])('%j is not found in %j', (name, text) => {
    expect(reasonsFor({ names: [name] }, inText(text))).toBeNull()
  })

  test('two victims are not read as one name', () => {
    const victims = { listing: { victims: ['Bank', 'Mandiri'], title: '' }, post: { title: '', text: '', links: [] } }
    expect(reasonsFor({ names: ['Bank Mandiri'] }, victims)).toBeNull()
  })

  test('a term without a letter, and a watchlist that nobody wrote, are mistakes', () => {
    const uses = [rule({ watchlists: ['mine'] })]
    expect(() => compileRules(uses, [watchlist({ names: ['$$'] })])).toThrow(ConfigError)
    expect(() => compileRules(uses, [watchlist({ domains: ['example'] })])).toThrow(/no domain/)
    expect(() => compileRules(uses, [])).toThrow(/no watchlist mine/)
  })
})

describe('domains', () => {
  test.each([
    ['itself', inText('combo example.co.id')],
    ['what lies under it', inText('shell on mail.intra.EXAMPLE.co.id!')],
    ['a mail address', inText('admin@example.co.id')],
    ['written with brackets', inText('example[.]co[.]id')],
    ['written in words', inText('example (dot) co (dot) id')],
    ['a victim', { ...nowhere, listing: { victims: ['example.co.id'], title: '' } }],
    ['a link', { ...nowhere, post: { ...nowhere.post, links: [{ url: 'https://a.example.co.id/x', text: '' }] } }],
  ])('%s', (_name, parts) => {
    const reasons = reasonsFor({ domains: ['example.co.id'] }, parts)
    expect(reasons).toHaveLength(1)
    expect(reasons?.[0]).toMatch(/^watchlist mine: domain example\.co\.id /)
  })

  test.each(['notexample.co.id', 'example.co', 'example.co.id.evil.test', 'example.co.idx'])('not %s', (host) => {
    expect(reasonsFor({ domains: ['example.co.id'] }, inText(`see ${host} now`))).toBeNull()
  })
})

test('ten thousand terms: the right ones are found, and the reasons stay readable', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `company number ${index}`)
  const find = compileRules([rule({ watchlists: ['mine'] })], [watchlist({ names })])
  const text = `${Array.from({ length: 200 }, (_, index) => `company number ${index * 7}`).join(', ')} and others`
  const [hit] = find(happeningWith(inText(text)))
  expect(hit?.reasons.slice(0, 2).map(whyWords)).toEqual([
    "watchlist mine: name 'company number 0' in the text",
    "watchlist mine: name 'company number 7' in the text",
  ])
  expect(hit?.reasons.map(whyWords)).toContain('watchlist mine: 192 lines more')
  expect(find(happeningWith(inText('company number 10000')))).toEqual([])
})

// What is quadratic in a post's length never ends here.
test.each([' ', 'a', 'a.', '[', 'a@b.test\n', 'я'])('megabytes of %j are read to the end', (piece) => {
  const find = compileRules([rule({ watchlists: ['mine'] })], [watchlist({ names: ['Bank'], domains: ['bank.test'] })])
  const happening = happeningWith(inText(`${piece.repeat(2_000_000 / piece.length)} www.bank.test`))
  const [hit] = find(happening)
  expect(hit?.reasons.map(whyWords)).toContain('watchlist mine: domain bank.test in the text')
  expect(composeListing(happening, { rule: rule(), reasons: [] }, new Date()).excerpt.length).toBeLessThanOrEqual(500)
})
