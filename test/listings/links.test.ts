import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupOf, linksOf, strong, type Tie } from '../../listings/links.ts'
import type { ClueKind } from '../../model/clue.ts'
import type { Verdict } from '../../model/seller.ts'

// Why two accounts may be one person's, and who is put together with whom.

const since = new Date('2021-05-12T00:00:00Z')
const tie = (kind: ClueKind, value: string, over: Partial<Tie> = {}): Tie => ({
  ...{ kind, value, from: 'raid/kotz', to: 'breach/k0tz', holders: 2, since, by: 'raid/kotz' },
  ...over,
})
const verdict = (from: string, to: string, what: Verdict['verdict']): Verdict => ({
  ...{ from, to, verdict: what, why: 'seen', by: 'ana', at: since },
})
const strengthOf = (...ties: Tie[]): number | undefined => linksOf(ties, [])[0]?.strength

describe('a link', () => {
  test.each<[string, Tie[], number]>([
    ['the same key', [tie('pgp', 'AB')], 0.95],
    ['the same key of many', [tie('pgp', 'AB', { holders: 30 })], 0.95],
    ['the same Telegram', [tie('telegram', 'kotz_test')], 0.85],
    ['a Telegram that three show', [tie('telegram', 'kotz_test', { holders: 3 })], 0.85],
    ['a Telegram that six show', [tie('telegram', 'rekber', { holders: 6 })], 0.43],
    ['a Telegram that thirty show', [tie('telegram', 'rekber', { holders: 30 })], 0.09],
    ['a handle', [tie('handle', 'kotz')], 0.3],
    ['a handle of three letters', [tie('handle', 'abc')], 0.1],
    ['one who names the other', [tie('alias', 'k0tz')], 0.5],
    ['one who names the other, who has the same handle', [tie('alias', 'kotz'), tie('handle', 'kotz')], 0.5],
    ['each names the other', [tie('alias', 'k0tz'), tie('alias', 'kotz', { by: 'breach/k0tz' })], 0.9],
    ['a Telegram and a wallet', [tie('telegram', 'kotz_test'), tie('btc', '1A')], 0.98],
    ['two addresses of Telegram', [tie('telegram', 'kotz_test'), tie('telegram', 'kotz_baru')], 0.85],
  ])('by %s', (_name, ties, expected) => {
    expect(strengthOf(...ties)).toBe(expected)
  })

  test('is one for both ways in which it is seen, with its reasons in words', () => {
    const links = linksOf([tie('pgp', 'AB'), tie('pgp', 'AB', { from: 'breach/k0tz', to: 'raid/kotz' })], [])
    expect(links).toMatchObject([{ from: 'breach/k0tz', to: 'raid/kotz', verdict: null }])
    expect(links[0]?.reasons).toEqual([
      { kind: 'pgp', value: 'AB', why: 'both show the PGP key AB', strength: 0.95, since },
    ])
  })

  test('keeps its verdict, with new reasons and with none', () => {
    const refused = verdict('breach/k0tz', 'raid/kotz', 'refused')
    expect(linksOf([tie('pgp', 'AB')], [refused])).toMatchObject([{ strength: 0.95, verdict: refused }])
    expect(linksOf([], [refused])).toMatchObject([{ strength: 0, reasons: [], verdict: refused }])
  })
})

describe('who is put together', () => {
  const [a, b, c, d] = ['s/a', 's/b', 's/c', 's/d']
  const key = (from: string, to: string): Tie => tie('pgp', `${from}${to}`, { from, to })

  test('only by what was confirmed; with suggestions also by what is strong', () => {
    const links = linksOf([key(b, c), tie('handle', 'd', { from: c, to: d })], [verdict(a, b, 'confirmed')])
    expect(groupOf([a], links, false)).toEqual([a, b])
    expect(groupOf([a], links, true)).toEqual([a, b, c])
  })

  test('never two that were told apart, by whichever way', () => {
    const links = linksOf([key(a, b), key(b, c)], [verdict(a, c, 'refused')])
    expect(groupOf([a], links, true)).toEqual([a, b])
    expect(groupOf([c], links, true)).toEqual([c])
    const more = linksOf([key(a, b), key(b, c)], [verdict(a, c, 'refused'), verdict(b, c, 'confirmed')])
    expect(groupOf([a], more, true)).toEqual([a])
    expect(groupOf([b], more, true)).toEqual([b, c])
  })

  test('whoever asks, from whichever account, the same; and nobody who was told apart', () => {
    const accounts = ['s/a', 's/b', 's/c', 's/d', 's/e', 's/f']
    const pair = fc
      .tuple(fc.constantFrom(...accounts), fc.constantFrom(...accounts))
      .filter(([one, other]) => one < other)
    const world = fc.record({
      ties: fc.array(fc.tuple(pair, fc.constantFrom<ClueKind>('pgp', 'telegram', 'handle', 'alias'))),
      verdicts: fc.uniqueArray(fc.tuple(pair, fc.constantFrom<Verdict['verdict']>('confirmed', 'refused')), {
        selector: ([pair]) => pair.join(),
      }),
    })
    fc.assert(
      fc.property(world, fc.boolean(), ({ ties, verdicts }, isSuggested) => {
        const links = linksOf(
          ties.map(([[from, to], kind]) => tie(kind, 'value', { from, to })),
          verdicts.map(([[from, to], what]) => verdict(from, to, what)),
        )
        const groups = accounts.map((account) => groupOf([account], links, isSuggested))
        for (const group of groups) {
          for (const member of group) expect(groupOf([member], links, isSuggested)).toEqual(group)
          for (const { from, to, verdict } of links)
            if (verdict?.verdict === 'refused') expect(group.includes(from) && group.includes(to)).toBe(false)
        }
        const bound = links.filter(
          ({ verdict, strength }) => verdict?.verdict === 'confirmed' || (isSuggested && strength >= strong),
        )
        if (bound.length === 0) for (const group of groups) expect(group).toHaveLength(1)
      }),
    )
  })
})
