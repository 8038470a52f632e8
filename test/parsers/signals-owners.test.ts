import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const victimsOf = (title: string, text: string, type: Readable['type'] = 'forum'): string[] | undefined =>
  read({ title, text, author: null, type })?.victims

const sale = 'Selling, price $500. Columns: name, phone, email, address'

describe('organisations that no list knows, by the shape of the sentence', () => {
  test.each([
    ['RS Melati Rekaan 40rb pasien', sale, 'RS Melati Rekaan'],
    ['Database PT Sumber Khayal', sale, 'PT Sumber Khayal'],
    ['Universitas Rekaan Nusa - 90k', sale, 'Universitas Rekaan Nusa'],
    ['Koperasi Simpan Khayal, 12rb', sale, 'Koperasi Simpan Khayal'],
    ['Nowhere Clinic | 60k', sale, 'Nowhere Clinic'],
    ['Fiktivo Logistics customers', sale, 'Fiktivo Logistics'],
    ['ООО Вымысел, клиенты', sale, 'ООО Вымысел'],
    ['Zalandia exchange (ID) 612k users', sale, 'Zalandia'],
    ['tokorekaan.example 188k users', sale, 'tokorekaan.example'],
    ['2.1M shoppers', `Company: Orchid Khayal (orchidkhayal.example)\n${sale}`, 'Orchid Khayal'],
    ['fresh lot', `database member FitRekaan (gym, 14 cabang). ${sale}`, 'FitRekaan'],
    ['new base', `Base da operadora Vidafalsa. ${sale}`, 'Vidafalsa'],
  ])('%s: %s', (title, text, victim) => {
    expect(victimsOf(title, text)).toEqual([victim])
  })

  test('a page of a leak site is titled with its victim', () => {
    const text = '180 GB were stolen: contracts, payroll. If you do not pay, all data will be published.'
    expect(victimsOf('Fiktiv Maschinenbau GmbH', text, 'leaksite')).toEqual(['Fiktiv Maschinenbau'])
  })

  test('a threat speaks to its victim', () => {
    const text =
      'Dear Nusarekaan, 180 GB were stolen: contracts, payroll. If you do not pay, we publish all available data.'
    expect(victimsOf('', text, 'leaksite')).toEqual(['Nusarekaan'])
  })
})

describe('nobody is named', () => {
  test.each([
    ['100k customers of a shop', sale],
    ['Database Nasabah 5 Bank Besar', sale],
    ['Indonesia citizens 10M', sale],
    ['CRM database, full', `${sale}. Payment via Tokorekaan escrow`],
    ['fresh users', `${sale}. https://files.example/x.zip`],
    ['fresh users', `${sale}. Matrix: @dealer:matrix.example`],
  ])('%s: %s', (title, text) => {
    expect(victimsOf(title, text)).toEqual([])
  })
})

describe('several owners in one lot', () => {
  test.each([
    ['Maybank 1.8M / Rekanusa 3.5M', ['Maybank', 'Rekanusa']],
    ['Zoosk, Rekapay and Canva', ['Zoosk', 'Canva', 'Rekapay']],
    ['University of Lagos + Rekamore students', ['University of Lagos', 'Rekamore']],
    [
      'khayalshop.example, semushop.example and fiktifshop.example',
      ['khayalshop.example', 'semushop.example', 'fiktifshop.example'],
    ],
    ['db tsel isat xl by kota', ['Telkomsel', 'Indosat', 'XL Axiata']],
  ])('%s', (title, victims) => {
    expect(victimsOf(title, sale)?.sort()).toEqual(victims.sort())
  })
})

describe('wallets, banks and ordinary words are owners where people or accounts are theirs', () => {
  test.each([
    ['ready logs gcash + maya + ovo, 2$ each, session alive', ['GCash', 'Maya Philippines', 'OVO']],
    ['fresh chase + boa + wells logs, $30 each', ['Bank of America', 'Chase Bank', 'Wells Fargo']],
    ['jual data nasabah adira / fif / oto 20rb baris nama no hp alamat', ['Adira Finance', 'FIF', 'Oto Multiartha']],
    ['JUAL DATA\n- BRI 200rb\n- MANDIRI 90rb\nnama, no hp, saldo', ['Bank BRI', 'Bank Mandiri']],
    ['jual data ktp 10rb orang, nama nik alamat, 500rb. bayar bca / mandiri / dana', []],
    ['Bán data khách hàng VPBank, họ tên sđt cccd, 500k. ck Vietcombank', ['VPBank']],
  ])('%s', (text, victims) => {
    expect(victimsOf('', text, 'chat')?.sort()).toEqual(victims)
  })
})

describe('names in small letters', () => {
  test.each([
    ['db gym bukit khayal 4rb member', 'gym bukit khayal'],
    ['database smkn 2 rekajaya', 'smkn 2 rekajaya'],
    ['data nasabah koperasi simpan pinjam Mitra Rekaan 14rb', 'koperasi simpan pinjam Mitra Rekaan'],
    ['Database samsat jatim', 'samsat jatim'],
    ['database rs swasta di bandung', undefined],
    ['database klinik kecantikan surabaya', undefined],
    ['Data samsat roda 4', undefined],
  ])('%s', (title, victim) => {
    expect(victimsOf(title, sale)).toEqual(victim ? [victim] : [])
  })
})

describe('systems that every office has are no owner', () => {
  test.each([
    ['dump SIMRS 90k pasien'],
    ['Database SIMPEG 9.800 ASN'],
    ['BASE SUS - 8 milhões'],
    ['Bank BPR Indonesia 55k'],
  ])('%s', (title) => {
    expect(victimsOf(title, sale)).toEqual([])
  })
})

test('letters of an organisation are no code of a country', () => {
  expect(read({ title: 'Maybank 1.8M / EC voters 800k', text: sale, author: null, type: 'forum' })?.countries).toEqual([
    'MY',
  ])
})

test('an airline says nothing of its passengers', () => {
  expect(
    read({
      title: 'Selling Garuda Indonesia 400k passengers',
      text: 'price $500. name, email',
      author: null,
      type: 'forum',
    })?.countries,
  ).toEqual(['ID'])
  expect(
    read({ title: 'Selling Citilink 400k passengers', text: 'price $500. name, email', author: null, type: 'forum' })
      ?.countries,
  ).toEqual([])
})

test.each([
  ['Name, phone, address, items', 'payment-histories'],
  ['ФИО, телефон, адрес, трек', 'payment-histories'],
  ['nama, nip, gaji, keluarga', 'family-records'],
])('the columns %s hold %s', (columns, one) => {
  expect(
    read({ title: 'Selling database 90k', text: `$500. ${columns}`, author: null, type: 'forum' })?.dataClasses,
  ).toContain(one)
})

test('letters that are a town in one country are none beside the name of another', () => {
  const text = 'Selling hospital database, Thailand, $900. 90k patients (HN, Thai ID, diagnosis)'
  expect(read({ title: '', text, author: null, type: 'forum' })?.countries).toEqual(['TH'])
})
