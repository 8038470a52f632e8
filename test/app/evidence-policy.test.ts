import { expect, test } from 'vitest'
import { keepingOf, type Offer, peopleIn } from '../../app/evidence/policy.ts'
import { KeepPolicy } from '../../model/evidence.ts'
import type { Intent } from '../../model/signal.ts'

// How much of a page is kept: the least that any of its posts allows.

const usual = KeepPolicy.parse({})
const offer = (intent: Intent, more: Partial<Offer> = {}): Offer => ({
  intent,
  dataClasses: [],
  hasImages: false,
  ...more,
})
const keeping = (offers: Offer[], policy: Partial<KeepPolicy> = {}, people = 0): string => {
  const { intent, keeping, why } = keepingOf(offers, () => people, { ...usual, ...policy })
  return `${keeping} of ${intent}: ${why}`
}

test.each<[Intent, string]>([
  ['extortion', 'page of extortion: an extortion'],
  ['sale', 'page of sale: a sale'],
  ['giveaway', 'page of giveaway: a giveaway'],
  ['wanted', 'page of wanted: a search for data'],
  ['dump', 'hash of dump: a dump'],
])('a page with %s', (intent, expected) => {
  expect(keeping([offer(intent)])).toBe(expected)
})

test('of several the least is kept, and it is called after the most sensitive', () => {
  expect(keeping([offer('sale'), offer('dump'), offer('wanted')])).toBe('hash of dump: a dump')
  expect(keeping([offer('wanted'), offer('giveaway'), offer('sale')])).toBe('page of giveaway: a giveaway')
  expect(keeping([offer('dump'), offer('sale')], { dump: 'page', sale: 'hash' })).toBe('hash of dump: a sale')
})

test('identity documents and selfies that are shown are not kept; those that are only spoken of are', () => {
  for (const dataClass of ['id-selfies', 'id-documents']) {
    const said = offer('sale', { dataClasses: ['names', dataClass] })
    expect(keeping([offer('sale'), { ...said, hasImages: true }])).toBe('hash of sale: identity pictures')
    expect(keeping([said])).toBe('page of sale: a sale')
    expect(keeping([{ ...said, hasImages: true }], { identityPictures: 'page' })).toBe('page of sale: a sale')
  }
  expect(keeping([offer('sale', { dataClasses: ['names'], hasImages: true })])).toBe('page of sale: a sale')
})

test('a page that shows many people is a dump of them, unless dumps are kept', () => {
  expect(keeping([offer('sale')], {}, 24)).toBe('page of sale: a sale')
  expect(keeping([offer('sale')], {}, 25)).toBe('hash of sale: data of 25 people')
  expect(keeping([offer('sale')], { dump: 'page' }, 25)).toBe('page of sale: a sale')
})

test('people are counted by the kind that most of them show, over all posts; coins and tokens are nobody’s', () => {
  const personal = (kind: string, count: number) => ({ kind, count, shapes: {}, hashes: [] })
  expect(peopleIn([])).toBe(0)
  expect(peopleIn([personal('phone-numbers', 9), personal('national-ids', 8), personal('phone-numbers', 3)])).toBe(12)
  expect(peopleIn([personal('wallets', 90), personal('api-keys', 90), personal('national-ids', 2)])).toBe(2)
})
