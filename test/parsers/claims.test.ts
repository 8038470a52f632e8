import { describe, expect, test } from 'vitest'
import type { Claim, Price } from '../../model/signal.ts'
import { createPostReader } from '../../parsers/read.ts'

const reader = createPostReader()

/** The claims of a field with the words that they stand in: "300rb taken". */
const claims = (field: Claim['field'], text: string, title = ''): string[] => {
  const signal = reader({ title, text, author: 'penjual', type: 'forum' })
  return (signal?.claims ?? [])
    .filter((claim) => claim.field === field)
    .map(({ as, span }) => `${(span.part === 'title' ? title : text).slice(span.start, span.end)} ${as}`)
}

describe('contested claims', () => {
  test('a price that was lowered is an earlier one', () => {
    const offer = 'Jual database nasabah bank, nama nik no hp, 2,4 juta baris.'
    expect(claims('price', `${offer} Harga turun dari 10jt ke 7jt.`)).toEqual(['10jt earlier', '7jt taken'])
    const sale = 'Selling leaked customer database, 2.4M rows with names and phones.'
    expect(claims('price', `${sale}\n~~$500~~ $300`)).toEqual(['$500 earlier', '$300 taken'])
    expect(claims('price', `${sale}\n$500 -> $300`)).toEqual(['$500 earlier', '$300 taken'])
  })

  test('of tiers the complete set is taken', () => {
    const text = [
      'Jual database nasabah prioritas, nama dan no hp',
      'A. Jabodetabek, 410rb kontak .... Rp 1,1jt',
      'B. Jatim, 280rb kontak .... Rp 800rb',
      'C. BORONGAN semua, 1,2 juta kontak .. Rp 2,5jt',
    ].join('\n')
    expect(claims('price', text)).toEqual(['Rp 1,1jt other', 'Rp 800rb other', 'Rp 2,5jt taken'])
    expect(claims('records', text)).toEqual(['410rb other', '280rb other', '1,2 juta taken'])
  })

  test('a lot that is sold is an earlier claim, and neither count nor price', () => {
    const text = [
      'Selling leaked databases, names and phones',
      'shop A, 5M users, $900 SOLD',
      'shop B, 2M users, $400',
    ].join('\n')
    expect(claims('records', text)).toEqual(['5M earlier', '2M taken'])
    expect(claims('price', text)).toEqual(['$900 earlier', '$400 taken'])
  })

  test('the step and the blitz of an auction are no bid', () => {
    const text = 'Auction: leaked bank customer database, 3M rows with phones.\nStart: $3000\nStep: $500\nBlitz: $8000'
    expect(claims('price', text)).toEqual(['$3000 taken', '$500 other', '$8000 other'])
  })

  test('of dates the latest is taken', () => {
    expect(
      claims('leakDate', 'Selling leaked hospital database, 2M patients. Collected 2019, updated May 2021.'),
    ).toEqual(['2019 other', 'May 2021 taken'])
  })

  test('what is quoted is not claimed', () => {
    const text =
      '> tanya wrote:\n> harga 9jt ya buat 88 juta baris?\n\nJual database nasabah bank, nama nik, 2,4 juta baris. Harga 7jt'
    expect(claims('price', text)).toEqual(['7jt taken'])
    expect(claims('records', text)).toEqual(['2,4 juta taken'])
  })

  test('at most twenty of a field, in the order of the text, the taken one among them', () => {
    const lots = Array.from({ length: 40 }, (_, at) => `lot ${at + 1}: ${at + 10},000 users, $${100 + at}`)
    const text = ['Selling leaked databases with names and phones', ...lots].join('\n')
    for (const field of ['records', 'price'] as const) {
      const found = claims(field, text)
      expect(found).toHaveLength(20)
      expect(found.filter((claim) => claim.endsWith('taken'))).toHaveLength(1)
    }
  })

  test('the claim that is taken has the value of its field', () => {
    const text =
      'Selling leaked bank database, 2.4M rows, sample 100 rows. Price $1000-1500, was $2000. Dump from 2021.'
    const signal = reader({ title: '', text, author: null, type: 'forum' })
    const taken = Object.fromEntries(
      (signal?.claims ?? []).filter(({ as }) => as === 'taken').map((c) => [c.field, c.value]),
    )
    const price: Price = { amount: 1_000, currency: 'USD', per: 'dataset' }
    expect(taken).toEqual({ records: 2_400_000, price, leakDate: '2021' })
  })
})
