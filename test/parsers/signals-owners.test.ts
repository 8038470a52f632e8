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
    ['ready logs gcash + maya + ovo, 2$ each, session alive', ['GCash', 'Maya', 'OVO']],
    ['fresh chase + boa + wells logs, $30 each', ['Bank of America', 'Chase Bank', 'Wells Fargo']],
    ['jual data nasabah adira / fif / oto 20rb baris nama no hp alamat', ['Adira Finance', 'FIF', 'Oto Multiartha']],
    ['JUAL DATA\n- BRI 200rb\n- MANDIRI 90rb\nnama, no hp, saldo', ['Bank BRI', 'Bank Mandiri']],
    ['jual data ktp 10rb orang, nama nik alamat, 500rb. bayar bca / mandiri / dana', []],
    ['database of a clinic, 9,300 patients with NIK, BPJS number, diagnosis, 0.01 BTC', []],
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

describe('how one pays, what comes later and what is sought are nobody', () => {
  const goods = 'Jual foto ktp + selfie 500 orang, nama nik alamat, 20rb per data'
  test.each([
    [`${goods}. bayar lewat bca atau ke ovo aja`, []],
    ['Bán ảnh CCCD 2 mặt + selfie, 20k/bộ, có họ tên sđt.\nNhận thanh toán qua Techcombank hoặc USDT', []],
    ['Vendo fotos de DNI + selfie, 300 personas, 20 soles c/u. Acepto transferencia BCP, nada más.', []],
    ['للبيع صور هويات سعودية مع سيلفي ٣٠٠ نسخة، 40 ريال\nالدفع تحويل بنك الرياض', []],
    ['Продам базу клиентов, ФИО, телефон, адрес, 90к руб. Оплата Сбер либо юсдт', []],
    ['selling fullz name ssn dob, $9 each\npaypal no, btc yes', []],
    ['jual database telkomsel 2jt nomor, nama nik alamat, 2jt. indosat, xl menyusul', ['Telkomsel']],
    ['punya data Kemenkes 1jt baris nama nik, barter, cari KPU', ['Kemenkes']],
  ])('%s', (text, victims) => {
    expect(victimsOf('', text, 'chat')).toEqual(victims)
  })
})

describe('titles of leak sites with more than a name', () => {
  const text = '90 GB were stolen: contracts, payroll. If you do not pay, all data will be published.'
  test.each([
    ['NEW >> Rekaan Frost Foods', ['Rekaan Frost Foods']],
    ['Rekaan Frost Foods [TIMER 01d 04h]', ['Rekaan Frost Foods']],
    ['UPDATE 3: Rekaan Frost Foods (Norway)', ['Rekaan Frost Foods']],
    ['Second chance for Rekaan Frost Foods?', ['Rekaan Frost Foods']],
    ['COMPLETED | Rekaan Frost Foods', ['Rekaan Frost Foods']],
    ['АО «Вымысел Транс», Тверь', ['Вымысел Транс']],
    ['Khayal & Semu LLP', ['Khayal & Semu']],
    ['Lot #204 | steel mill, Poland', []],
    ['BOX 7 - school district, USA', []],
  ])('%s', (title, victims) => {
    expect(victimsOf(title, text, 'leaksite')).toEqual(victims)
  })
})

describe('whole names', () => {
  const rest = 'nama, nik, no hp, alamat, 12rb baris. jual 300rb, pm'
  test.each([
    ['akses panel', `Akses KSP Bina Rekaan Makmur, 9 cabang. ${rest}`, 'KSP Bina Rekaan Makmur'],
    ['BPR Artha Rekaan Mandiri nasabah', rest, 'BPR Artha Rekaan Mandiri'],
    ['pelanggan PDAM Tirta Rekaan 61k', rest, 'PDAM Tirta Rekaan'],
    ['Pelanggan Perumda Tirta Khayal 212 ribu sambungan', rest, 'Perumda Tirta Khayal'],
    ['PT Asuransi Jiwa Rekaan Nusa Mandiri - polis', rest, 'PT Asuransi Jiwa Rekaan Nusa Mandiri'],
    ['Data pelajar Kolej Vokasional Bukit Rekaan', `${rest}, akaun bank PTPTN`, 'Kolej Vokasional Bukit Rekaan'],
    ['[FREE] Majlis Daerah Kuala Rekaan', rest, 'Majlis Daerah Kuala Rekaan'],
    ['lab reports', `Selling Rekaseva Diagnostics (40+ labs). ${sale}`, 'Rekaseva Diagnostics'],
    ['Rekaan Hospital Group 400k', sale, 'Rekaan Hospital Group'],
    ['bocor', `target: simpus.dinkes-rekajaya.example\n${rest}`, 'simpus.dinkes-rekajaya.example'],
  ])('%s: %s', (title, text, victim) => {
    expect(victimsOf(title, text)).toEqual([victim])
  })

  test.each([
    [
      '=== DB HRIS PT REKA GARMINDO (5 pabrik) ===\nnama / nik / bpjs tk / bpjs kes / norek payroll / alamat\nharga 90rb',
      ['PT REKA GARMINDO'],
    ],
    ['jual data guru, NAMA;NIK;HP;NO REK (BRI);ALAMAT, 9rb baris 200rb', []],
    ['selling patients of a clinic: name, phone, philhealth no, diagnosis. 9k rows $90', []],
    ['jual data peserta bpjs, nama, nik, hp, 9rb baris 200rb', ['BPJS Kesehatan']],
  ])('columns are nobody: %s', (text, victims) => {
    expect(victimsOf('', text, 'paste')).toEqual(victims)
  })
})

describe('names that were coined', () => {
  test.each([
    ['KurirReka (Indonesian courier) 2.2M shipments', sale, 'KurirReka'],
    ['Nigerian fintech (KhayalPay) 800k', sale, 'KhayalPay'],
    ['Thai points app 9M', `Rekamart Point (Thailand) - 9.2M members\n${sale}`, 'Rekamart Point'],
    ['Thai points app 9M', `The client did not answer.\n${sale}`, undefined],
    ['fresh users', `Hello RekaForums, today I share users. ${sale}`, undefined],
  ])('%s: %s', (title, text, victim) => {
    expect(victimsOf(title, text)).toEqual(victim ? [victim] : [])
  })
})

describe('a post speaks to a handle', () => {
  test.each([
    ['Dear @RekaTravel, 72 hours. 1.1M bookings with names and passport numbers. Pay or we publish.', 'RekaTravel'],
    [
      '@UnivRekaKhayal 2 minggu email kami dianggurin. Database 37.000 mahasiswa kami sebar tgl 10.',
      'Universitas Reka Khayal',
    ],
    [
      'KEPADA YTH. BUPATI & DISKOMINFO KAB. REKA KHAYAL\n90rb data warga di tangan kami. bayar 0.2 BTC atau kami sebar',
      'DISKOMINFO REKA KHAYAL',
    ],
    ['hey @rekatoko_id pay 2 BTC or we publish your database of 2M customers on friday', 'rekatoko'],
  ])('%s', (text, victim) => {
    expect(victimsOf('', text, 'social')).toEqual([victim])
  })
})

describe('small organisations of chats', () => {
  const rest = 'nama, no hp, alamat, 12rb baris. 300rb, pm'
  test.each([
    [`jual db warnet kotarekaan jaya, ${rest}`, 'warnet kotarekaan jaya'],
    [`jual data murid bimbel pelita semu (9 cabang), ${rest}`, 'bimbel pelita semu'],
    [`gratis: disdikpora kab rekatengah, ${rest}`, 'disdikpora rekatengah'],
    [`leak kedai emas Intan Khayal, ${rest}`, 'kedai emas Intan Khayal'],
    ['Bán data nha khoa Nụ Cười Giả (3 chi nhánh): tên, sđt, ngày sinh, 9k khách. 1tr', 'Nụ Cười Giả'],
    ['selling adult site "rekahub" members 90k, email and password, $90', 'rekahub'],
    [
      'vendo base municipalidad de puerto ficticio, nombre, dni, correo, 9000 filas, 90 usd',
      'municipalidad de puerto ficticio',
    ],
    ['продам базу автошколы «Полоса-Пример», ФИО, телефон, 9к строк, 90$', 'Полоса-Пример'],
    ['db toko bangunan, nama alamat hp 9rb baris, 90rb', undefined],
    ['US cards, base "MONDAY TOAST" valid 90%, name addr phone, $9 each', undefined],
  ])('%s', (text, victim) => {
    expect(victimsOf('', text, 'chat')).toEqual(victim ? [victim] : [])
  })

  test('a threat names its owner behind the office', () => {
    const threat = 'kami pegang 9rb data pesanan. transfer 0.05 btc paling lambat minggu, kalo engga kami sebar'
    expect(victimsOf('', `untuk owner BUTIK REKA AYU. ${threat}`, 'chat')).toEqual(['BUTIK REKA AYU'])
  })
})

describe('a file is called after whose it is', () => {
  const rows = Array.from({ length: 6 }, (_, at) => `${at},REKA ORANG,990301010190000${at},08120000000${at}`).join('\n')
  test.each([
    ['hasil_ppdb_mts_al_khayal_rekatengah.csv', ['mts al khayal rekatengah']],
    ['dump_member_tokosemu_rekajaya.sql', ['tokosemu rekajaya']],
    ['pelanggan_laundry_2024.txt', []],
    ['combo_valid_hq_2024.txt', []],
  ])('%s', (name, victims) => {
    expect(victimsOf(name, `no,nama,nik,hp\n${rows}`, 'paste')).toEqual(victims)
  })
})

describe('the known ones by their usual names, once each', () => {
  test.each([
    ['mandiri bni cimb, nama, no hp, no kartu', 'jual data, 55rb baris sejuta', ['CIMB', 'Bank Mandiri', 'BNI']],
    ['Скупаю логи Авито и ВК', 'куки, по 8 рублей штука, гарант', ['Авито', 'VK']],
    ['nflx / hulu / paramount', 'accounts, email and password, 1.2$ each', ['Netflix', 'Hulu', 'Paramount+']],
    ['акки телеграм', 'телеграм аккаунты, угон, tdata, 410 шт по 1.2$', ['Telegram']],
    ['COUPANG? nah, here is Yemeksepeti', sale, ['Yemeksepeti']],
    ['rekarealm.example minecraft forum 90k', sale, ['rekarealm.example']],
    ['Jual data SIMPEG Dinsos Kab. Rekatengah', `penerima PKH 9rb orang. ${sale}`, ['Dinsos Rekatengah']],
  ])('%s', (title, text, victims) => {
    expect(victimsOf(title, text)).toEqual(victims)
  })
})

describe('systems that every office has are no owner', () => {
  test.each([
    ['dump SIMRS 90k pasien'],
    ['Database SIMPEG 9.800 ASN'],
    ['BASE SUS - 8 milhões'],
    ['Bank BPR Indonesia 55k'],
    ['Access to hotel PMS - 41 hotels'],
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
