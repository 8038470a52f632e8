import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileContext, wordsOf } from '../../alerts/rules/context.ts'
import { compileRules, match } from '../../alerts/rules/match.ts'
import { compileOwn } from '../../alerts/rules/own.ts'
import { why as whyWords } from '../../alerts/words/en/rules.ts'
import { ContextKeyword, type Watchlist } from '../../model/watchlist.ts'
import { happeningWith, rule, watchlist } from './happenings.ts'

// What a watchlist can say beyond names: keywords that need company, mail addresses and numbers of its own.

describe('a keyword that needs company', () => {
  const bank = { word: 'mandiri', near: ['bank', 'nasabah'], notNear: ['pangan'], within: 3 }
  const counts = (keyword: Partial<ContextKeyword>, text: string) =>
    compileContext(ContextKeyword.parse(keyword))(wordsOf(text))

  test.each<[string, string, string | null]>([
    ['beside it', 'data Bank Mandiri fresh', 'bank'],
    ['before it, as far as allowed', 'nasabah kredit baru Mandiri', 'nasabah'],
    ['behind it, as far as allowed', 'mandiri dump full bank', 'bank'],
    ['signs and case aside', 'MANDIRI-bank.sql', 'bank'],
  ])('counts with a word %s', (_name, text, near) => {
    expect(counts(bank, text)).toEqual({ near })
  })

  test.each([
    ['alone', 'usaha mandiri'],
    ['too far away', 'nasabah satu dua tiga mandiri'],
    ['in bad company', 'bank mandiri pangan'],
    ['inside another word', 'bank kemandirian'],
  ])('does not count %s', (_name, text) => {
    expect(counts(bank, text)).toBeNull()
  })

  test('one place in good company is enough', () => {
    expect(counts(bank, 'mandiri pangan, satu dua tiga empat, bank mandiri')).toEqual({ near: 'bank' })
  })

  test('without wanted company, what is not near decides; a longer name that holds the word is near', () => {
    const notFarm = { word: 'mandiri', notNear: ['mandiri pangan'] }
    expect(counts(notFarm, 'bank mandiri')).toEqual({ near: null })
    expect(counts(notFarm, 'mandiri pangan')).toBeNull()
    expect(counts({ word: 'mandiri', near: ['bank mandiri'] }, 'bank mandiri')).toEqual({ near: 'bank mandiri' })
  })

  test('the alert says which word stood there', () => {
    const lists = [watchlist({ keywords: [bank, 'fullz'] })]
    const [hit] = match(
      happeningWith({ post: { text: 'Bank Mandiri fullz' } }),
      [rule({ watchlists: ['mine'] })],
      lists,
    )
    expect(hit?.reasons.map(whyWords).slice(0, 2)).toEqual([
      "watchlist mine: keyword 'mandiri' near 'bank' in the text",
      "watchlist mine: keyword 'fullz' in the text",
    ])
    expect(match(happeningWith({ post: { text: 'mandiri' } }), [rule({ watchlists: ['mine'] })], lists)).toEqual([])
  })

  // What compares every place with every other never ends here.
  test.each([
    ['far away', 'mandiri x x x x '.repeat(40_000), null],
    ['everywhere', `${'mandiri pangan bank '.repeat(40_000)}${'x '.repeat(10)}bank mandiri`, { near: 'bank' }],
  ])('hundreds of kilobytes with its company %s', (_name, text, expected) => {
    expect(counts(bank, text)).toEqual(expected)
  })

  test('is what counting words by hand says', () => {
    const word = fc.constantFrom('a1', 'b2', 'c3', 'd4')
    const phrase = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        phrase,
        fc.array(phrase, { maxLength: 2 }),
        fc.array(phrase, { maxLength: 2 }),
        fc.integer({ min: 1, max: 6 }),
        (text, keyword, near, notNear, within) => {
          fc.pre(near.length + notNear.length > 0)
          const found = counts({ word: keyword, near, notNear, within }, text.join(' '))
          expect(found !== null).toBe(naive(text, { word: keyword, near, notNear, within }))
        },
      ),
      { numRuns: 500 },
    )
  })

  /** Every place of the word beside every place of its company. */
  function naive(text: string[], { word, near, notNear, within }: ContextKeyword): boolean {
    const places = (phrase: string): [number, number][] => {
      const length = phrase.split(' ').length
      return text.flatMap((_word, at) =>
        text.slice(at, at + length).join(' ') === phrase ? [[at, at + length - 1] as [number, number]] : [],
      )
    }
    const apart = ([a, aEnd]: [number, number], [b, bEnd]: [number, number]): number => Math.max(0, b - aEnd, a - bEnd)
    const stands = (place: [number, number], terms: string[]): boolean =>
      terms.flatMap(places).some((other) => apart(place, other) <= within)
    return places(word).some((place) => !stands(place, notNear) && (near.length === 0 || stands(place, near)))
  }
})

describe('mail addresses and numbers of one’s own', () => {
  const own = (list: Partial<Watchlist>, { mails = [], text = '' }: { mails?: string[]; text?: string }) =>
    (compileOwn([watchlist(list)])?.(mails, [text]) ?? []).map(({ of, count }) => `${count} ${of}`)

  test('addresses are counted once under each domain that is watched', () => {
    const mails = ['a@example.co.id', 'b@mail.example.co.id', 'c@notexample.co.id', 'd@example.co.id.evil.test']
    expect(own({ domains: ['example.co.id', 'mail.example.co.id'] }, { mails })).toEqual([
      '2 example.co.id',
      '1 mail.example.co.id',
    ])
  })

  test.each([
    ['*@example.com', ['a@example.com'], ['a@sub.example.com', 'a@example.com.test']],
    ['*@*.example.com', ['a@sub.example.com'], ['a@example.com']],
    ['hr.*@example.com', ['hr.a@example.com', 'hr.@example.com'], ['hr@example.com', 'xhr.a@example.com']],
    ['*-it-*@example.com', ['a-it-b@example.com', '-it-@example.com'], ['it@example.com', '-it@example.com']],
    ['CEO@Example.com', ['ceo@example.com'], ['xceo@example.com', 'ceo@sub.example.com']],
  ])('the pattern %s', (pattern, fit, miss) => {
    for (const mail of fit) expect(own({ mails: [pattern] }, { mails: [mail] }), mail).toHaveLength(1)
    for (const mail of miss) expect(own({ mails: [pattern] }, { mails: [mail] }), mail).toEqual([])
  })

  test('a pattern with a star is as greedy as its regular expression', () => {
    const letters = fc.stringMatching(/^[ab.*]{1,6}$/).filter((local) => local.includes('*'))
    fc.assert(
      fc.property(letters, fc.stringMatching(/^[ab.]{1,8}$/), (pattern, local) => {
        const expected = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(local)
        const found = own({ mails: [`${pattern}@example.com`] }, { mails: [`${local}@example.com`] })
        expect(found).toHaveLength(expected ? 1 : 0)
      }),
    )
  })

  test.each([
    [
      'PLG-########',
      ['PLG-12345678', '(plg-12345678)', 'id:PLG-12345678,'],
      ['PLG-1234567', 'PLG-123456789', 'XPLG-12345678'],
    ],
    ['CIF@#?', ['cifa1b', 'CIFZ99'], ['cif11b', 'cif-1b']],
    ['88##-##', ['8812-34'], ['8912-34', '8812-345', '18812-34']],
    ['ID \\####', ['id #123'], ['id 1123']],
  ])('the form %s', (pattern, fit, miss) => {
    for (const text of fit) expect(own({ ids: [pattern] }, { text }), text).toEqual([`1 ${pattern}`])
    for (const text of miss) expect(own({ ids: [pattern] }, { text }), text).toEqual([])
  })

  test('numbers are counted by what is different', () => {
    expect(own({ ids: ['PLG-####'] }, { text: 'PLG-0001 plg-0001 PLG-0002' })).toEqual(['2 PLG-####'])
  })

  test('a form is what its regular expression says, wherever it stands', () => {
    const classes: Record<string, string> = { '#': '[0-9]', '@': '[a-z]', '?': '[0-9a-z]' }
    const sign = fc.constantFrom('#', '@', '?', 'p', '1', '-')
    fc.assert(
      fc.property(
        fc.array(sign, { minLength: 1, maxLength: 6 }),
        fc.stringMatching(/^[p1x2 -]{0,40}$/),
        (signs, text) => {
          const pattern = `p1${signs.join('')}`
          const source = [...pattern].map((one) => classes[one] ?? one.replace('-', '\\-')).join('')
          // Read from every place, as values may overlap.
          const regex = new RegExp(`(?<![0-9a-z])(?=(${source})(?![0-9a-z]))`, 'g')
          const expected = new Set([...text.matchAll(regex)].map(([, value]) => value))
          expect(own({ ids: [pattern] }, { text })).toEqual(expected.size > 0 ? [`${expected.size} ${pattern}`] : [])
        },
      ),
      { numRuns: 300 },
    )
  })

  // What is quadratic in a text's length, or tries a pattern in many ways, never ends here.
  test.each([
    ['PLG-########', 'PLG-', 300_000],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#', 'a', 500_000],
    ['11############', '1', 500_000],
  ])('%s against a text of %j alone', (pattern, piece, times) => {
    expect(own({ ids: [pattern] }, { text: piece.repeat(times) })).toEqual([])
  })

  test('a star against a long local part', () => {
    const pattern = `${'*a'.repeat(40)}b@example.com`
    expect(own({ mails: [pattern] }, { mails: [`${'a'.repeat(100_000)}@example.com`] })).toEqual([])
  })

  test.each<[string, Partial<Watchlist>, RegExp]>([
    ['digits alone', { ids: ['################'] }, /watchlist mine: ids: '#+' fits any number: give at least two/],
    ['one fixed sign', { ids: ['P-####'] }, /fits any number/],
    ['a sign beyond ASCII', { ids: ['PLGé-###'] }, /'PLGé-###' holds é/],
    ['more than 64 signs', { ids: [`PLG${'#'.repeat(70)}`] }, /longer than 64/],
    ['no address', { mails: ['example.com'] }, /'example.com' is no mail address or pattern/],
    ['every address', { mails: ['*@*'] }, /no mail address or pattern/],
    ['a star in the middle of a domain', { mails: ['*@a.*.example.com'] }, /no mail address or pattern/],
    ['company without a letter', { keywords: [{ word: 'ab', near: ['--'], notNear: [], within: 3 }] }, /'--' holds no/],
  ])('%s is a mistake', (_name, list, mistake) => {
    expect(() => {
      compileOwn([watchlist(list)])
      compileRules([rule({ watchlists: ['mine'] })], [watchlist(list)])
    }).toThrow(mistake)
  })

  test('nothing is counted where nothing is watched', () => {
    expect(compileOwn([watchlist({ names: ['Bank'], countries: ['ID'] })])).toBeNull()
  })

  test('what was counted makes a watchlist match, as long as it asks for it; a whole address is not repeated', () => {
    const list = { domains: ['example.co.id'], mails: ['ceo@example.com'], ids: ['PLG-####'] }
    const counted = compileOwn([watchlist(list)])?.(
      ['a@example.co.id', 'b@example.co.id', 'ceo@example.com'],
      ['PLG-1234'],
    )
    const happening = happeningWith({ signal: { own: counted ?? [] } })
    const reasons = (watched: Partial<Watchlist>) =>
      match(happening, [rule({ watchlists: ['mine'] })], [watchlist(watched)])[0]
        ?.reasons.map(whyWords)
        .slice(0, -1)
    expect(reasons(list)).toEqual([
      'watchlist mine: 2 addresses of example.co.id in the post',
      'watchlist mine: 1 address of c•••@example.com in the post',
      'watchlist mine: 1 number of the form PLG-#### in the post',
    ])
    expect(reasons({ ids: ['PLG-####'] })).toHaveLength(1)
    expect(reasons({ domains: ['other.test'] })).toBeUndefined()
  })
})
