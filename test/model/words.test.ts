import { expect, test } from 'vitest'
import { dataClassWords } from '../../model/data-classes.ts'
import { changeWords, countryWords, priceWords, timeWords, valueWords } from '../../model/words.ts'

test('prices', () => {
  expect(priceWords({ amount: 0.15, currency: 'BTC', per: 'dataset' })).toBe('0.15 BTC')
  expect(priceWords({ amount: 15_000, currency: 'IDR', per: 'item' })).toBe('15,000 IDR per item')
  expect(priceWords({ amount: 2.5, currency: 'USD', per: '1000' })).toBe('2.5 USD per 1,000')
})

test('countries, classes and times', () => {
  expect(countryWords('ID')).toBe('Indonesia')
  expect(countryWords('ZX')).toBe('ZX')
  expect(dataClassWords('national-ids')).toBe('national ID numbers')
  expect(dataClassWords('phone-numbers')).toBe('phone numbers')
  expect(timeWords(new Date('2021-05-12T14:03:59Z'))).toBe('2021-05-12 14:03 UTC')
})

test.each<[unknown, string]>([
  [null, 'none'],
  [undefined, 'none'],
  ['', 'none'],
  [[], 'none'],
  [279_000_000, '279,000,000'],
  [true, 'yes'],
  ['sold', 'sold'],
  [['ID', 'SG'], 'ID, SG'],
  [[{ type: 'telegram', value: 'kotz_test' }], 'telegram kotz_test'],
  [{ amount: 1, currency: 'XMR', per: 'dataset' }, '1 XMR'],
  [{ other: 1 }, '{"other":1}'],
])('%j reads "%s"', (value, words) => {
  expect(valueWords(value)).toBe(words)
})

test('changes', () => {
  expect(changeWords({ field: 'records', before: null, after: 91_000_000 })).toBe('records: none → 91,000,000')
})
