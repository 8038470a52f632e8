import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { judgedLines, judgePost } from '../../app/rules/one-post.ts'
import { ruleLines } from '../../app/rules/words.ts'
import { Rule } from '../../model/rule.ts'
import { Watchlist } from '../../model/watchlist.ts'

// What a rule says of itself, and of one post.

const rule = (settings: object): Rule => Rule.parse({ id: 'mine', channels: ['soc'], ...settings })
const watchlists = [
  { id: 'ours', names: ['Bank Contoh', 'BNKX'], domains: ['example.co.id'], ids: ['PLG-########'] },
  { id: 'empty' },
].map((list) => Watchlist.parse(list))

test('a rule in words, a line a condition', () => {
  const settings = {
    ...{ watchlists: ['ours', 'empty'], events: ['opened', 'price-drop'], intents: ['sale'], countries: ['ID'] },
    ...{ price: [{ least: 500 }, { most: 1, currency: 'BTC' }], minRecords: 10_000, minConfidence: 0.5 },
    ...{ sellers: ['Kotz'], minReliability: 'C', verdicts: ['new', 'same'], tlp: 'RED' },
  }
  expect(ruleLines(rule(settings), watchlists)).toEqual([
    'when an offer is new or gets cheaper',
    'and it matches the watchlist ours (2 names, 1 domain, 1 id pattern) or empty (empty: it never matches)',
    'and its intent is sale',
    'and it is by Kotz, or another account of the same person',
    'and people of Indonesia are in the data',
    'and it holds 10,000 records or more',
    'and it costs 500 USD or more or 1 BTC or less',
    'and its reading is 50% sure or more',
    "and its source's reliability is C or better",
    'and its data is new or same',
    'tell soc, TLP:RED',
  ])
})

test('a long silence is told of only where sellers are named; who else is told is said', () => {
  const lines = (settings: object) => ruleLines(rule(settings), watchlists).join('\n')
  expect(lines({})).not.toContain('silence')
  expect(lines({ sellers: ['Kotz'], activeAfter: '30d' })).toContain('after a long silence (30d or more)')
  expect(lines({ escalate: { after: '1h', channels: ['duty'] } })).toContain(
    'tell duty too, where nobody has acknowledged it after 1h and its severity is 80 or more',
  )
})

const lexicon = { victims: [], dataClasses: {}, cues: {} }
const judged = (text: string, ...rules: Rule[]) =>
  judgePost({ title: '', text, author: 'Kotz', type: 'forum' }, { lexicon, watchlists }, rules)

test('one post: which rules it would meet, and why; nothing of it is shown that would be masked', () => {
  const rows = [1, 2, 3].map((n) => `${n},orang${n}@example.co.id,PLG-1234567${n}`).join('\n')
  const text = `Selling Bank Contoh database, 50,000 customers. $900, TG @penjual_praktik\nSample\n${rows}`
  const told = judged(
    text,
    rule({ id: 'ours', watchlists: ['ours'], targets: ['somewhere'] }),
    rule({ id: 'kotz', sellers: ['kotz'] }),
    rule({ id: 'big', minRecords: 1_000_000 }),
  )
  expect(told).toMatchObject({
    subject: 'Bank Contoh: 50,000 records for sale by Kotz (900 USD)',
    rules: [
      {
        rule: 'ours',
        reasons: expect.arrayContaining(['watchlist ours: 3 addresses of example[.]co[.]id in the post']),
      },
      { rule: 'kotz', reasons: expect.arrayContaining(['seller kotz']) },
      { rule: 'big', reasons: null },
    ],
  })
  expect(stripVTControlCharacters(judgedLines(told))).toMatch(/ours: would tell\n[\s\S]*big: silent/)
  expect(JSON.stringify(told)).not.toContain('orang')
})

test('one post that is no offer', () => {
  expect(judgedLines(judged('Selamat pagi semua', rule({})))).toMatch(/^it is no offer/)
})
