import { describe, expect, test } from 'vitest'
import { compileRules, match } from '../../alerts/match.ts'
import { composeListing } from '../../alerts/message.ts'
import { ConfigError } from '../../model/errors.ts'
import type { Listing } from '../../model/listing.ts'
import type { Post } from '../../model/post.ts'
import type { Rule } from '../../model/rule.ts'
import type { Watchlist } from '../../model/watchlist.ts'
import { happeningWith, rule, watchlist } from './happenings.ts'

/** The reasons of a rule that has one watchlist; `null` where it does not hit. */
function reasonsFor(list: Partial<Watchlist>, parts: { listing?: Partial<Listing>; post?: Partial<Post> } = {}) {
  const hits = match(happeningWith(parts), [rule({ watchlists: ['mine'] })], [watchlist(list)])
  return hits[0]?.reasons.filter((reason) => reason.startsWith('watchlist')) ?? null
}

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

  test('reasons say why, watchlists first', () => {
    const settings = { watchlists: ['mine'], countries: ['ID'], minRecords: 1_000, minSeverity: 50 }
    const [hit] = match(happeningWith(), [rule(settings)], [watchlist({ countries: ['ID'], names: ['BPJS'] })])
    expect(hit?.reasons).toEqual([
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
  expect(hit?.reasons.slice(0, 2)).toEqual([
    "watchlist mine: name 'company number 0' in the text",
    "watchlist mine: name 'company number 7' in the text",
  ])
  expect(hit?.reasons).toContain('watchlist mine: 192 lines more')
  expect(find(happeningWith(inText('company number 10000')))).toEqual([])
})

// What is quadratic in a post's length never ends here.
test.each([' ', 'a', 'a.', '[', 'a@b.test\n', 'я'])('megabytes of %j are read to the end', (piece) => {
  const find = compileRules([rule({ watchlists: ['mine'] })], [watchlist({ names: ['Bank'], domains: ['bank.test'] })])
  const happening = happeningWith(inText(`${piece.repeat(2_000_000 / piece.length)} www.bank.test`))
  const [hit] = find(happening)
  expect(hit?.reasons).toContain('watchlist mine: domain bank.test in the text')
  expect(composeListing(happening, { rule: rule(), reasons: [] }, new Date()).excerpt.length).toBeLessThanOrEqual(500)
})
