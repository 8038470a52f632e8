import { expect, test } from 'vitest'
import { createPostReader, type SignalReading } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const signalOf = (type: Readable['type'], text: string): SignalReading | null =>
  read({ title: '', text, author: 'somebody', type })

test.each([
  // Vietnamese millions with their fraction, and what they buy
  ['chat', 'Bán data chủ nhà, 52.300 dòng: họ tên, sđt, địa chỉ. Giá 1tr2 trọn file, ck MB', '1200000 VND dataset'],
  ['chat', 'cần mua data phụ huynh, tên + sđt, khoảng 5k dòng, mình trả 3tr chuyển khoản', '3000000 VND dataset'],
  ['chat', 'thu mua cccd 2 mặt + video quay mặt, 120k một bộ, ib mình', '120000 VND item'],
  ['chat', 'CCCD 2 mặt + selfie, hàng từ app vay\n• lẻ 25k/bộ\n• 100 bộ 1tr8\nib @kho_rekaan', '25000 VND item'],
  // units of sale that need no "per"
  ['chat', 'паспорт РФ + селфи, реальные люди, база 9 000 комплектов. от 300₽ комплект, USDT', '300 RUB item'],
  ['forum', 'Куплю логи ВК, свежие куки. По 12 рублей штука, гарант ок', '12 RUB item'],
  ['social', 'Vendo DNI Perú ambas caras + selfie, 30 soles c/u, whatsapp +51 000 000 111', '30 PEN item'],
  ['social', 'Ada 15k nama pemohon loan, nama + no ic + gaji. RM0.20 satu nama, min 1k.', '0.2 MYR item'],
  ['social', 'Ready nomor WA + nama nasabah, 20.000 kontak. Harga gocap aja bos per seribu nomor', '50000 IDR 1000'],
  ['chat', '1 look = 2 usdt. you send phone, out comes name, address, bank account.', '2 USDT item'],
  // price lists that leave the currency out
  [
    'chat',
    'stok baru bosku\n✅ ktp + selfie : 14.500\n✅ ktp + kk : 19.000\nstok hari ini 1.400 set, tf dana',
    '14500 IDR item',
  ],
  ['chat', 'Akun dana premium ORANG 45k\nAkun ovo premium 35k\nnama acak ktp asli. stok 1.1k', '45000 IDR item'],
  ['chat', 'akaun hasil log\nshopee rm12\nlazada rm9\ngrab rm7\npm @pasar_rekaan', '12 MYR item'],
  // the whole before its parts
  ['chat', '出车主数据 车牌 姓名 手机\n总量520万，2024年\n单省2500U，全要 8000u，对接 @rekaan', '8000 USDT dataset'],
  ['chat', 'Zoosk 29m / Deezer 230m emails usernames\nany one 25 bucks, all three 70', '70 USD dataset'],
  [
    'chat',
    'jual database simcard 90jt nomor (nik, kk)\npaket provinsi mulai 350rb\nfull nasional 8jt',
    '8000000 IDR dataset',
  ],
  ['chat', '身份证正反面+手持，男女都有\n30元一套，50套打包1200\n仅收USDT', '30 CNY item'],
  ['chat', '出售业主数据 姓名 手机 3万条 打包1500', '1500 CNY dataset'],
  ['forum', 'Selling US fullz name ssn dob\n$10/each, 10+ = $8 each, 100+ = $6', '10 USD item'],
  // slang, periods and turns
  ['forum', 'Продаю базу клиентов банка: ФИО, паспорт, 120 000 строк. 35 тыр, гарант', '35000 RUB dataset'],
  ['social', 'Vendo base de datos de DNI argentina 50 mil registros. 200 lucas', '200000 ARS dataset'],
  ['social', 'jasa cek nik ktp pakai nama aja, 50rb sekali cek. dm', '50000 IDR item'],
  ['chat', 'Bán data khách vay 30k số, tên + sđt + cmnd. giá 2 củ', '2000000 VND dataset'],
  // what is said of a sum
  ['forum', 'jual db karyawan, 9.7k karyawan: nama, nik ktp, npwp. ga di bawah 600k ya. ltc', '600000 IDR dataset'],
  ['social', 'wts akun ovo premium hasil phising, jual rugi 40k/akun, saldo kosong. gopay doang', '40000 IDR item'],
  [
    'forum',
    'Selling NIN lookup from the portal. Send phone, I return full name, NIN, date of birth. N200 per slip.',
    '200 NGN item',
  ],
  [
    'leaksite',
    'Time is up. Solicitors, passport copies, bank details.\nA firm that bills 290 pounds per hour.',
    undefined,
  ],
  [
    'leaksite',
    'We hold 80 GB: passports, salary. Ransom was 500,000 USD, today with 36% off it is 320,000. Tomorrow more.',
    '320000 USD dataset',
  ],
  [
    'leaksite',
    'We have names of 2 million clients.\nWe ask 1$ per client, 2 million USD, or we publish.',
    '2000000 USD dataset',
  ],
  ['forum', 'Jual akses RDP pabrik, server payroll. Omzet kira2 250 M rupiah/th\n$380. Monero saja', '380 USD dataset'],
] as const)('a price on a %s: %s', (type, text, told) => {
  const price = signalOf(type, text)?.price
  expect(price ? `${price.amount} ${price.currency} ${price.per}` : undefined).toBe(told)
})

test.each([
  // counts that were not heard
  ['forum', 'Vendo base banco: nombre, DNI, tarjeta\nmás de 3 millones de clientes\ndejo 300 líneas abajo', 3_000_000],
  ['chat', 'телеграм аккаунты, tdata (угон)\nUA 530 шт — 1.3$\nRU 90 шт — 2.5$', 530],
  ['forum', 'للبيع صور جوازات مع سيلفي\nسعودي 50 ريال\nالمتوفر ٨٠٠ نسخة', 800],
  ['social', 'WTS log stealer indo 9GB\n7rb mesin, cookies hidup. 2rb per log, min 50. dm', 7_000],
  ['forum', 'Jual KK + KTP pinjol, bucket kebuka\n287.000 folder, tiap folder: foto ktp, selfie. harga $2k', 287_000],
  ['forum', 'fullz usa: name, dob, ssn\n6 bucks each under 50, 5 each over 50\nbatch of 4,100 now', 4_100],
  ['forum', 'Selling orchards payroll, 2,700 seasonal pickers: passport scans, bank acc. 0.01 BTC', 2_700],
  ['social', 'jual data pelanggan toko 88 ribu, nama no hp alamat, minat dm', 88_000],
  ['social', 'WTB nik + kk 2000 data, teks aja, 400 perak/data, dm', 2_000],
  ['social', 'masih ready data cust toko 1,5M (bukan milyar ya 1,5 juta) nama email. 150k. dm', 1_500_000],
  ['forum', 'free leak: base da loja, 1,5 milhão de clientes, exatos 1.499.870 clientes, nome e cpf', 1_499_870],
  ['forum', 'Продам базу: триста пятьдесят тысяч строк, ФИО, телефон, адрес, 300$', 350_000],
  ['forum', '出售 某铁路 2016年 数据，21万4087条：账号、姓名、身份证。500U', 214_087],
  // what is none
  ['forum', 'Bagi gratis, 5.120 karyawan pabrik: nama, NIK KTP\npassword 12345', 5_120],
  ['forum', 'Selling 30 mil SSN and driver license out of the breach (90M is not for sale here). 6 btc', 30_000_000],
  [
    'forum',
    'Selling hotel PMS access. The login opens 35 properties, guest passports (scan), bookings. Price 2500$ in xmr',
    null,
  ],
  ['leaksite', 'Indonesia / freight, 180 trucks\nDownloaded 311 GB: drivers KTP photo. Publication in 9 days', null],
  ['leaksite', 'Law firm. 130 GB: client matters, SSN. Their cyber insurance (3M) we read. We ask 550k$.', null],
  ['leaksite', 'Freight forwarding. 250 employees. We hold 80 GB: passports, salary. We ask 400,000 USD', null],
  ['leaksite', '250 employees passports, salary, 80 GB stolen. Pay 400,000 USD or we publish', 250],
] as const)('a count on a %s: %s', (type, text, records) => {
  expect(signalOf(type, text)?.records).toBe(records)
})

test.each([
  ['免费分享 某快递2015-2018面单 约900万行\n姓名、手机、地址，直接拿走', '2018'],
  ['Grátis: 80.140 alunos: nome, CPF, curso, e-mail\n2018.1 até 2022.2', '2022'],
  ['База клиентов бесплатно. Отправления 2022 (июль). ФИО, телефон, адрес. 20 млн строк.', '2022-07'],
  ['WTB telco subscriber base, name + nric. I do not need the 2024 repost. Paying up to $8,000', null],
  ['Selling crew database of a harbour, 9,400 names, phones, 2017-2023 invoices, price $700', '2023'],
  ['jual data nasabah, nama nik no hp update maret 2024, 30rb orang, 300rb', '2024-03'],
  ['Selling members db, names, dob from 1950 to 2004, phones, 80k rows. 500$', null],
  ['WTB nik + kk, butuh 2000 akun, nama + no hp. dm', null],
] as const)('a date: %s', (text, leakDate) => {
  expect(signalOf('forum', text)?.leakDate).toBe(leakDate)
})
