import { expect, test } from 'vitest'
import { createPostReader, type SignalReading } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const signalOf = (type: Readable['type'], text: string): SignalReading | null =>
  read({ title: '', text, author: 'somebody', type })

test.each([
  // so many for so much
  [
    'chat',
    'NIK + KK buat registrasi, stok 90rb pasang\n1000 pasang 40rb\n5000 pasang 150rb\nbayar dana',
    '40000 IDR 1000',
  ],
  ['chat', '收 泰国 手机号+姓名，贷款过的，千条60U，先测后付', '60 USDT 1000'],
  ['chat', 'foto KTP + selfie, satuan 9rb, ambil 20 orang 150rb. asli orang, gopay', '9000 IDR item'],
  ['chat', 'сканы паспортов, в наличии 4 100 шт, реальные люди\nопт от 50 шт — по 0,8 $, розница 2 $', '0.8 USD item'],
  ['chat', 'KTP + SELFIE asli orang\nStok: 1.800\nHarga: 12.000\nMin. order: 5\nGopay', '12000 IDR item'],
  // a time that is paid for
  ['chat', 'PAINEL: CPF, NOME, PLACA, CNH, SCORE\n15 dias R$ 30\n60 dias R$ 90\nvitalício R$ 300', '30 BRL dataset'],
  [
    'chat',
    'bot cek nik: masukin nama keluar NIK, alamat KTP, no HP\nharian 20k • mingguan 90k • permanen 700k',
    '20000 IDR dataset',
  ],
  // lists of goods and look-ups
  ['chat', 'restock, all hacked, full mail access\nnetflix 4k $5\nhulu $4\nspotify family $3', '5 USD item'],
  ['chat', '查档 价格表\n户籍 320\n名下房产 260\n开房记录 700\n客服 @rekaan_cd', '320 CNY item'],
  [
    'chat',
    'cek posisi dari nomor HP, keluar koordinat + nama NIK ..... 400k/titik\nplat nomor ..... 80k',
    '400000 IDR item',
  ],
  // lots, of which one is sold
  [
    'chat',
    '[CLOSE ❌] Data guru SD 51rb (NIP, nama, NIK) 500rb\n[READY ✅] Data penerima bantuan 47rb nama, NIK, alamat 350rb',
    '350000 IDR dataset',
  ],
  [
    'chat',
    'PRICELIST DB\n1. data siswa 70k ➡️ 400rb ❌SOLD\n2. data koperasi 33k anggota (nama nik saldo) ➡️ 550rb\n3. klinik 9k ➡️ 150rb',
    '550000 IDR dataset',
  ],
  ['forum', 'data pasien 12rb nama nik alamat\nDB saja : $150\nDB + berkas : $700', '700 USD dataset'],
  // auctions
  [
    'forum',
    'Auction. Citrix into a clinic, US, patients db, domain admin\nS: 700 / S: 100 / B: 2500',
    '700 USD dataset',
  ],
  [
    'forum',
    'lelang data member toko, 6.400 member (nama, hp, email)\nBuka : 200rb\nKelipatan : 25rb\nBungkus : 1jt',
    '200000 IDR dataset',
  ],
  // less than the unit
  ['forum', '收车险到期名单：车主、手机、车牌，3块5一条，日结', '3.5 CNY item'],
  ['forum', 'Куплю базу абонентов: ФИО, адрес, телефон. Плачу 2 руб. 30 коп. за строку', '2.3 RUB item'],
  ['chat', 'Cần bán file khách hàng spa 9.000 khách họ tên sđt địa chỉ giá 2 triệu rưỡi', '2500000 VND dataset'],
  ['chat', 'logins de loja com email e senha, contas de gente real\ncinquenta conto cada, pix', '50 BRL item'],
  // what a demand is lowered to, and what is no demand
  [
    'leaksite',
    'We hold 70 GB: passports, payroll, contracts.\nRansom: $900,000. With our discount, if you pay before Monday: $600,000',
    '600000 USD dataset',
  ],
  [
    'leaksite',
    'Tenemos 60 GB: cédulas, historias clínicas. Pedimos 300 mil dólares, les dejamos en 210 mil si pagan el lunes, o publicamos todo.',
    '210000 USD dataset',
  ],
  [
    'leaksite',
    'clinic.example | USA | 48 employees | $11M\nPART 1 (12 GB) is published: patients, ssn, dob.',
    undefined,
  ],
  [
    'forum',
    'Casino players database, 500,000 players, email, phone, deposits (avg $180)\n0.07 BTC',
    '0.07 BTC dataset',
  ],
] as const)('a price on a %s: %s', (type, text, told) => {
  const price = signalOf(type, text)?.price
  expect(price ? `${price.amount} ${price.currency} ${price.per}` : undefined).toBe(told)
})

test.each([
  // counts in Chinese characters and Arabic digits
  ['forum', '出售 某医院患者数据 五万三千条 姓名、身份证、电话 300U', 53_000],
  ['forum', '出 车主数据 48万2千条 姓名 手机 车牌 打包 1500元', 482_000],
  ['forum', '出 贷款数据 1亿2千万条 姓名 手机 身份证 5000U', 120_000_000],
  ['forum', 'قاعدة بيانات مستشفى، ٤٫٧ مليون مريض، الاسم، الهوية، السعر ٩٠٠ دولار', 4_700_000],
  // what is left, and what is renewed
  ['chat', 'Госуслуги, взломанные учётки: логин, пароль, паспортные данные\n80 руб/шт\nна руках 2 700', 2_700],
  ['chat', '网贷数据 姓名+手机号+身份证\n库存 42 万条 每天更新\n0.2u/条', 420_000],
  ['chat', 'cards with cvv, name, address\n38k pcs / first seller / valid 70%\nfrom €8/pc', 38_000],
  ['forum', 'jual database hotel, scan paspor\ntamu: 310k (nama, email, no paspor)\n$2.000 buat semua', 310_000],
  ['chat', 'CNH digital + selfie segurando, lote 350 kits\nR$ 30 kit, 10 por R$ 220', 350],
  // what counts nothing
  ['forum', 'Vendo base banco, 700 mil clientes: nombre, DNI. Saldos de hasta 30 millones. 2000 USD', 700_000],
  ['chat', 'NIK + KK, 1000 pasang   50k\n5000 pasang  200k\nbonus 20 pasang buat ngetes. bayar ovo', null],
  ['forum', '收 保险客户名单：车主、手机、车牌，2块5一条，先拿200条试', null],
  ['chat', 'NOMER AKTIF nama+nomor+kota\nnasabah prioritas — rp 800/data\nminimal order 300\ntransfer', null],
  ['leaksite', 'Employees: 3,200\nWe took 1.1 TB: HR, passports, payroll. Our demand is 2,000,000 USD.', null],
  ['leaksite', 'We took 90 GB of passports and payroll. They offered us 30k, we asked 9 BTC.', null],
  ['chat', 'logs cloud indo, total di cloud 480k log, cookies, password\n1 minggu 200rb\nlifetime 2,5jt', 480_000],
] as const)('a count on a %s: %s', (type, text, records) => {
  expect(signalOf(type, text)?.records).toBe(records)
})

test.each([
  ['forum', '出售 医院数据 2022年至2024年9月 姓名 身份证 电话 3万条 300U', '2024-09'],
  ['forum', '出 车主数据 24年7月 姓名 手机 车牌 3万条 300U', '2024-07'],
  ['forum', 'للبيع قاعدة بيانات عملاء ٣ مليون عميل حتى شهر ٧ / ٢٠٢٤ الاسم الهوية السعر ٧٠٠ دولار', '2024-07'],
  ['forum', "Selling customers db, dump from Mar'24, name ssn phone, 30k rows, $300", '2024-03'],
  [
    'forum',
    'Vendo base, nov/2022: nome, CPF, telefone. 20 mil.\nValor 1,1k USDT, ou troco por sócios 2024.',
    '2022-11',
  ],
  ['forum', 'jual data pemilik mobil di atas 2018, nama nik no hp, 30rb, 300rb', null],
  ['forum', 'Ready foto KTP + KK asli orang. satuan 8rb. saya jualan dari 2021. bayar ovo', null],
  ['leaksite', 'We hold 90 GB: passports, payroll. Publication: 2025-04-18 12:00 UTC. Ransom 200,000 USD', null],
  [
    'chat',
    'rekam medis 40 ribu pasien, data BPJS ada di kami sejak 7 april 2025. bayar 1,5 BTC atau kami unggah semua',
    '2025-04-07',
  ],
] as const)('a date on a %s: %s', (type, text, leakDate) => {
  expect(signalOf(type, text)?.leakDate).toBe(leakDate)
})
