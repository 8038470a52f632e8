import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'

const read = createPostReader()
const countriesOf = (title: string, words = ''): string[] => {
  const text = `Selling this database, 100k rows, price $500. ${words}`
  const signal = read({ title, text, author: null, type: 'forum' })
  if (!signal) throw new Error(`no signal: ${title}`)
  return signal.countries
}

describe('whose people are in the data', () => {
  test.each([
    ['Indonesia citizens', ['ID']],
    ['data warga Jawa Barat', ['ID']],
    ['no KTP, alamat', ['ID']],
    ['🇧🇷 base de clientes', ['BR']],
    ['CPF, nome, telefone', ['BR']],
    ['[LK] 1.9M users', ['LK']],
    ['AU / aged care / citrix', ['AU']],
    ['FR combo 500k', ['FR']],
    ['ES, CL, UY customers', ['CL', 'ES', 'UY']],
    ['country: PL, RDP', ['PL']],
    ['600k VN users', ['VN']],
    ['clinic_bookings_nz', ['NZ']],
    ['customers of shop.com.my', ['MY']],
    ['Aadhaar + name', ['IN']],
    ['PESEL and name', ['PL']],
    ['Krasnodar, база Краснодар, ФИО', ['RU']],
    ['казахстанские клиенты, ФИО, телефон', ['KZ']],
    ['全国车主 姓名 电话', ['CN']],
    ['身分證 姓名 電話', ['TW']],
    ['họ tên, số điện thoại, địa chỉ', ['VN']],
    ['قاعدة بيانات مصر', ['EG']],
    ['RUT, nombre, domicilio', ['CL']],
    ['no ic, nama penuh, jawatan', ['MY']],
    ['Kenyan lender', ['KE']],
    ['patients in Texas', ['US']],
    ['nomor hp, nama ibu kandung', ['ID']],
  ])('%s', (title, countries) => {
    expect(countriesOf(title)).toEqual(countries)
  })
})

describe('no country', () => {
  test.each([
    ['email and password of a global service', ''],
    ['names of the IT department, phone', ''],
    ['users of a shop, 300 GB', ''],
    ['IT / HR documents, names', ''],
    ['base_de_clientes', ''],
    ['users, names', 'asking 1,000 $US'],
    ['users, names', 'not from Russia'],
    ['EU users, names', ''],
  ])('%s %s', (title, words) => {
    expect(countriesOf(title, words)).toEqual([])
  })
})
