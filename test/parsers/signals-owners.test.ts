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
