import { describe, expect, test } from 'vitest'
import { nextSteps } from '../../alerts/message/next.ts'
import type { Why } from '../../alerts/rules/why.ts'
import { wordsOf } from '../../alerts/words/words.ts'
import { dataClasses } from '../../model/data-classes.ts'
import { Verdict } from '../../model/kin.ts'
import { Language } from '../../model/language.ts'
import { ListingEventKind } from '../../model/listing.ts'
import { Intent } from '../../model/signal.ts'
import { happeningWith, rule } from './happenings.ts'

const named: Why = { about: 'watchlist', list: 'mine', kind: 'name', term: 'BPJS', where: 'title' }
const ofCountry: Why = { about: 'watchlist', list: 'mine', kind: 'country', country: 'ID' }
const steps = (parts: Parameters<typeof happeningWith>[0], why: Why = named): string[] =>
  nextSteps(happeningWith(parts), { rule: rule({ watchlists: ['mine'] }), reasons: [why] }, wordsOf('en'))
const all = (parts: Parameters<typeof happeningWith>[0], why?: Why): string => steps(parts, why).join('\n')

describe('what to do next', () => {
  test('about a sale of what may be ours: look, tell who has to know, keep it', () => {
    expect(steps({})).toEqual([
      expect.stringMatching(/^Compare the sample with your own records; do not write to the seller/),
      expect.stringMatching(/within 3 × 24 hours \(Indonesian Law 27\/2022, art\. 46\)\.$/),
      expect.stringMatching(/pantau hold listing-1 .* pantau evidence export listing-1/),
    ])
  })

  test('the deadline is that of the law where the people are', () => {
    expect(all({ listing: { countries: ['DE'] } })).toContain('72 hours (GDPR, art. 33)')
    expect(all({ listing: { countries: ['US'] } })).toContain('see which notice your law asks for')
  })

  test('a change asks for what it changed, and does not say all of it again', () => {
    const drop = [
      {
        field: 'price',
        before: { amount: 2, currency: 'BTC', per: 'dataset' },
        after: { amount: 1, currency: 'BTC', per: 'dataset' },
      },
    ]
    expect(steps({ event: { kind: 'repriced', changes: drop } })).toEqual([
      expect.stringMatching(/^Data that finds no buyer/),
      expect.stringMatching(/^Keep it for a case/),
    ])
    expect(all({ event: { kind: 'sold' } })).toMatch(/^If the data is yours.*\nTake it for sold/)
    expect(steps({ event: { kind: 'sample-added' } })[0]).toMatch(/^Compare the sample/)
  })

  test('where nobody is named, nobody is asked', () => {
    expect(all({ listing: { victims: [], dataClasses: ['id-selfies'] } }, ofCountry)).toMatch(/^Tell lenders, banks/)
  })

  test('who watches for others tells the victim, and is told of no deadline of his own', () => {
    expect(all({}, ofCountry)).toMatch(/^Tell BPJS Kesehatan, or its sector’s response team/m)
    expect(all({}, ofCountry)).not.toContain('If the data is yours')
  })

  test('what is no personal data has no deadline; what nothing is told of may be such', () => {
    expect(all({ listing: { dataClasses: [] } })).toContain('If the data is yours')
    expect(all({ listing: { dataClasses: ['source-code'] } })).not.toContain('If the data is yours')
  })

  test.each<[string, Parameters<typeof happeningWith>[0], RegExp]>([
    [
      'data that was out before is compared first',
      { listing: { verdict: 'recycled' } },
      /^Compare with the earlier offer/,
    ],
    [
      'a way in is closed first',
      { listing: { dataClasses: ['access'] } },
      /^Find the way in that is offered, close it/,
    ],
    ['a ransom is for the incident team', { listing: { intent: 'extortion' } }, /^Call the incident team/],
    ['what is gone is kept', { event: { kind: 'removed' } }, /^It is gone from the site/],
    ['what is only sought is watched', { listing: { intent: 'wanted' } }, /^It is only sought/],
    ['no sample: who holds it', { listing: { sample: false } }, /^Ask which system holds such records/],
  ])('%s', (_name, parts, first) => {
    expect(steps(parts)[0]).toMatch(first)
  })

  test('what lies open is to be removed, cards are for their issuers', () => {
    const text = all({ listing: { intent: 'dump', dataClasses: ['payment-cards'] } }, ofCountry)
    expect(text).toContain('issuers')
    expect(text).toContain('pantau timeline listing-1 --format takedown-letter')
  })

  test('there is always something to do, never more than four lines, and each in its bound', () => {
    const base = happeningWith()
    const hit = { rule: rule(), reasons: [named] }
    for (const language of Language.options)
      for (const intent of Intent.options)
        for (const kind of ListingEventKind.options)
          for (const verdict of Verdict.options)
            for (const dataClass of dataClasses) {
              const listing = { ...base.listing, intent, verdict, dataClasses: [dataClass] }
              const lines = nextSteps({ listing, event: { ...base.event, kind } }, hit, wordsOf(language))
              expect(lines.length).toBeGreaterThan(0)
              expect(lines.length).toBeLessThanOrEqual(4)
              for (const line of lines) expect(line.length).toBeLessThanOrEqual(300)
            }
  })
})
