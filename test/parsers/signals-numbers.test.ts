import { describe, expect, test } from 'vitest'
import { createMatcher } from '../../parsers/language/matching/matcher.ts'
import { type Money, moneyIn } from '../../parsers/language/numbers/money.ts'
import { quantities } from '../../parsers/language/numbers/numbers.ts'
import { fold } from '../../parsers/language/spelling/fold.ts'

describe('quantities', () => {
  test.each([
    ['279 juta', 279_000_000],
    ['1,3 miliar', 1_300_000_000],
    ['1.3B', 1_300_000_000],
    ['1.3M', 1_300_000],
    ['91M', 91_000_000],
    ['105.003.428', 105_003_428],
    ['1,304,401,300', 1_304_401_300],
    ['16 524 282', 16_524_282],
    ['26.7jt', 26_700_000],
    ['2,5jt', 2_500_000],
    ['100rb', 100_000],
    ['105k', 105_000],
    ['9kk', 9_000_000],
    ['81.5 crore', 815_000_000],
    ['15 lakh', 1_500_000],
    ['1.5亿', 150_000_000],
    ['200万', 2_000_000],
    ['2 млн', 2_000_000],
    ['500к', 500_000],
    ['223,74 milhões', 223_740_000],
    ['20,8 millones', 20_800_000],
    ['55 mil', 55_000],
    ['enam juta', 6_000_000],
    ['six million', 6_000_000],
  ])('%s is %d', (text, value) => {
    expect(quantities(fold(text), false).map((one) => one.value)).toEqual([value])
  })

  test('M is miliar after a decimal comma in Indonesian, and million elsewhere', () => {
    expect(quantities('1,3m baris', true)[0]?.value).toBe(1_300_000_000)
    expect(quantities('91m user', true)[0]?.value).toBe(91_000_000)
    expect(quantities('1,3m rows', false)[0]?.value).toBe(1_300_000)
  })

  test('words, handles and masked numbers hold none', () => {
    expect(quantities('sha256 @kotz_21 0812****', false)).toEqual([])
  })
})

const moneyOf = (text: string): Money[] => moneyIn(text, quantities(text, true), true)

describe('money', () => {
  test.each([
    ['$6k', 6_000, 'USD', 'dataset'],
    ['$7.000 btc', 7_000, 'USD', 'dataset'],
    ['10.000 usd', 10_000, 'USD', 'dataset'],
    ['0.15 btc', 0.15, 'BTC', 'dataset'],
    ['4.976 btc', 4.976, 'BTC', 'dataset'],
    ['rp 1,5jt', 1_500_000, 'IDR', 'dataset'],
    ['15rb/pcs', 15_000, 'IDR', 'item'],
    ['harga 500rb', 500_000, 'IDR', 'dataset'],
    ['rp15 per baris', 15, 'IDR', 'item'],
    ['150rb / 1000 baris', 150_000, 'IDR', '1000'],
    ['r$ 50', 50, 'BRL', 'dataset'],
    ['20$ за 1000 шт', 20, 'USD', '1000'],
    ['5 руб за строку', 5, 'RUB', 'item'],
    ['3к$', 3_000, 'USD', 'dataset'],
    ['20元一套', 20, 'CNY', 'item'],
    ['3毛一条', 0.3, 'CNY', 'item'],
    ['价格2000usdt', 2_000, 'USDT', 'dataset'],
    ['£15 each', 15, 'GBP', 'item'],
  ])('%s', (text, amount, currency, per) => {
    expect(moneyOf(fold(text))).toMatchObject([{ amount, currency, per }])
  })

  test('a count that lacks a currency, as prices do, is no money', () => {
    expect(moneyOf('200rb baris, 6 juta pasien, db 91jt user')).toEqual([])
  })
})

describe('fold', () => {
  test.each([
    ['ＫＴＰ', 'ktp'],
    ['Grátis', 'gratis'],
    ['no_hp', 'no hp'],
    ['КТР selfie', 'ктр selfie'],
    ['КTР', 'ktp'],
    ['s3lf1e', 'selfie'],
    ['50k', '50k'],
    ['sha256', 'sha256'],
  ])('%s is read as %s, in the same length', (text, folded) => {
    const result = fold(text, (word) => word === 'selfie')
    expect(result).toBe(folded)
    expect(result).toHaveLength(text.length)
  })
})

describe('matcher', () => {
  const matcher = createMatcher([
    {
      name: 'words',
      entries: [
        { value: 'short', terms: ['bpjs'] },
        { value: 'long', terms: ['bpjs ketenagakerjaan'] },
        { value: 'stem', terms: ['passport*'] },
        { value: 'code', terms: ['=US'] },
        { value: 'han', terms: ['姓名'] },
      ],
    },
  ])
  const values = (text: string): string[] => matcher.match(text, matcher.fold(text)).map(({ value }) => value)

  test.each(['bpjs ', '姓名', 'x姓名 passport US '])('%j twice as often gives twice as many hits', (unit) => {
    const hits = (text: string): number => matcher.match(text, matcher.fold(text)).length
    const once = hits(unit.repeat(10_000))
    expect(once).toBeGreaterThanOrEqual(10_000)
    expect(hits(unit.repeat(20_000))).toBe(2 * once)
  })

  test('whole words, the longest of overlapping ones, capitals where asked for', () => {
    expect(values('BPJS Ketenagakerjaan, bpjstk, bpjs')).toEqual(['long', 'short'])
    expect(values('passports and US, not us')).toEqual(['stem', 'code'])
    expect(values('手机和姓名等')).toEqual(['han'])
    expect(values('write @bpjs or https://example.com/bpjs')).toEqual([])
  })
})
