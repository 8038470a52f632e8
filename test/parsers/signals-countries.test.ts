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
    ['akun Shopee MY, nama, no hp', ['MY']],
    ['logs, mostly ID / IN / BR', ['BR', 'ID', 'IN']],
    ['عملاء التجمع الخامس، اسم وموبايل', ['EG']],
    ['clientes de Neuquén, nombre, celular', ['AR']],
  ])('%s', (title, countries) => {
    expect(countriesOf(title)).toEqual(countries)
  })
})

describe('no country', () => {
  test.each([
    ['any south american carrier, name, phone', ''],
    ['order_id, first, last, email', ''],
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

describe('neighbours, codes in lists, countries that few name', () => {
  test.each([
    ['passengers from Armenia, Georgia and Turkey', ['AM', 'GE', 'TR']],
    ['hotel guests of Georgia, names', []],
    ['pickers from Samoa and Fiji, passport scans', ['FJ', 'WS']],
    ['combolist, mailpass fi/no', ['FI', 'NO']],
    ['12k .vn mail:pass', ['VN']],
    ['uk tenants, names, phone', ['GB']],
    ['clientela chilena, nombre, correo', ['CL']],
    ['warga Bali, no hp', ['ID']],
    ['Turkish Airlines passengers, passport number', []],
    ['helpers from ID / PH / MM, names', ['ID', 'MM', 'PH']],
  ])('%s', (title, countries) => {
    expect(countriesOf(title)).toEqual(countries)
  })

  test('ordinary codes at the heads of lines count among others', () => {
    const lots = '\n1. AU, mining, $200\n2. IT, paper, $300\n3. PL, law, $100'
    expect(countriesOf('corporate access, RDP', lots)).toEqual(['AU', 'IT', 'PL'])
    expect(countriesOf('corporate access, RDP', '\n1. IT, HR and law files')).toEqual([])
  })

  test('the rows of a dump speak where its own words do not', () => {
    const row = (name: string, n: number): string =>
      `${name}; +7 000 000-0${n}-01; nobody${n}@example.com; ул. Нигде ${n}`
    const dump = (head: string): string[] | undefined =>
      read({ title: head, text: [row('SOFIA', 1), row('OLEG', 2)].join('\n'), author: null, type: 'paste' })?.countries
    expect(dump('dump members')).toEqual(['BG'])
    expect(dump('dump members Kazakhstan')).toEqual(['KZ'])
  })
})
