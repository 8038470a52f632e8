import { describe, expect, test } from 'vitest'
import { createPostReader, type SignalReading } from '../../parsers/read.ts'

// Counts, prices and dates as sellers of ten languages write them, each in an offer of its own.

const reader = createPostReader()
const read = (text: string, title = ''): SignalReading | null =>
  reader({ title, text, author: 'penjual', type: 'forum' })

describe('records', () => {
  test.each([
    ['Jual database nasabah 279 juta, nama nik alamat', 279_000_000],
    ['Jual data penduduk 1,3 miliar baris, nik nama', 1_300_000_000],
    ['Jual data kartu SIM 1,3M baris, nik dan nomor hp', 1_300_000_000],
    ['Selling SIM registration database, 1.3B rows with national id', 1_300_000_000],
    ['Selling customer database, 105.003.428 rows, name and email', 105_003_428],
    ['Jual db pelanggan 26.7jt user, email dan nama', 26_700_000],
    ['Jual data ktp warga 100rb orang, nik nama alamat', 100_000],
    ['Selling user database 9kk lines, email:pass', 9_000_000],
    ['Selling Aadhaar database, 81.5 crore citizens', 815_000_000],
    ['Selling PAN and Aadhaar data of 15 lakh customers', 1_500_000],
    ['Selling leaked user database, 3 mill records, emails and names', 3_000_000],
    ['出售公民数据 1.5亿条 姓名 身份证 电话', 150_000_000],
    ['出售车主数据 200万 姓名 电话', 2_000_000],
    ['Продам базу клиентов банка, 2 млн строк, паспорт и телефон', 2_000_000],
    ['出售股民数据 姓名 手机号，五十万条', 500_000],
    ['出售公民数据 三千二百万条 姓名 身份证', 32_000_000],
    ['出售公民数据 几百万条 姓名 身份证', null],
    ['Bán data khách hàng 12 nghìn người, họ tên sđt', 12_000],
    ['Jual data pelanggan 1 juta lebih, nama dan no hp', 1_000_000],
    ['Selling voter database, over 2 million people, name and address', 2_000_000],
    ['Selling hacked user db ~300k users, emails and hashes', 300_000],
    ['Selling leaked customer database, 500k+ customers with phone', 500_000],
    ['Selling stolen patients database, half a million patients', 500_000],
    ['Jual data nasabah pinjol setengah juta orang, nik dan hp', 500_000],
    ['Jual data sejuta pelanggan, nama dan no hp', 1_000_000],
    ['Jual data KTP puluhan ribu orang, nik nama alamat', null],
    ['Selling leaked passports scans, 20-30k in stock', 30_000],
    ['للبيع قاعدة بيانات ٨٥ مليون مواطن، الاسم والهاتف', 85_000_000],
    ['Vendo base de datos de 20,8 millones de personas, nombre y DNI', 20_800_000],
    ['Vendo base com 223 milhões de CPFs e nomes', 223_000_000],
    ['Vendo base de 1,3 mil millones de registros con DNI', 1_300_000_000],
    ['Selling leaked database of a shop, Alexa Rank 59k, emails and names', null],
    ['[D214] Selling leaked database with emails and names, dm', null],
    ['Selling leaked hospital database, 500 GB of patient data', null],
    ['Selling leaked database with names and emails, 50 samples by pm', null],
    ['Jual data nasabah, min order 5rb baris, nama dan no hp', null],
    ['Jual data KTP fresh, nambah 2rb per hari, nik nama alamat', null],
    ['Jual CV 1,46 juta pelamar kerja, nama dan no hp', 1_460_000],
    ['Jual database toko online, total stok semua kota 780 ribu, nama wa', 780_000],
    ['Selling maid agency data, 9,300 helpers + 8,100 employers, passport scans', 9_300],
    ['Selling stealer logs, 9k unique logs every drop, passwords', 9_000],
    ['Selling payroll data of 12,500 seamstresses, names and bank accounts', 12_500],
    ['Selling RDP access to a palm oil company, revenue 400M+, domain admin', null],
    ['Bán data sinh viên tổng 48k, họ tên sđt, giá 3 triệu, mua lẻ 1 trường 400k', 48_000],
    ['Bán tài khoản facebook hack, đủ mật khẩu, 180k/con, còn 64 con', 64],
    ['Vendo conta nubank roubada com login e senha, 150 cada, tenho 9.', 9],
    ['Продам базу абонентов, 850 тыс. строк, ФИО и телефон', 850_000],
    ['Продам базу, 1,2 ляма абонентов, ФИО и паспорт', 1_200_000],
    ['出售 车主信息 两百万条 姓名 电话', 2_000_000],
    ['出售台灣戶籍資料 23,572,055 筆 姓名 身分證', 23_572_055],
    ['Vendo base com 1,4 milhão de vidas, CPF e nomes', 1_400_000],
    ['Vendo base de 850 mil afiliados, nombres y DNI', 850_000],
    ['للبيع بيانات ١٢ مليون مشترك، الاسم والهاتف', 12_000_000],
    ['[FREE] database member toko 14rb, nama email no hp, link di bawah', 14_000],
    ['WTB data pelanggan, nama no wa alamat, minimal 10rb. Budget 2jt', 10_000],
  ])('%s', (text, records) => {
    expect(read(text)?.records).toBe(records)
  })

  test('M is million in an English title', () => {
    expect(read('Names, emails and phones. DM for price.', 'SELLING Tokopedia 91M user database')?.records).toBe(
      91_000_000,
    )
  })
})

describe('price', () => {
  const offer = 'Jual database nasabah bank, nama nik alamat no hp, 2.400.000 baris.'
  const sale = 'Selling leaked customer database, 2,400,000 rows with names and phones.'
  const whole = (amount: number, currency: string) => ({ amount, currency, per: 'dataset' })
  const item = (amount: number, currency: string) => ({ amount, currency, per: 'item' })

  test.each([
    ['Harga Rp 1,5jt', whole(1_500_000, 'IDR')],
    ['500 ribu net', whole(500_000, 'IDR')],
    ['15k/pcs', item(15_000, 'IDR')],
    ['harga 5 ribu an per data', item(5_000, 'IDR')],
    ['harga 3 jt-an', whole(3_000_000, 'IDR')],
    ['1.200.000 IDR', whole(1_200_000, 'IDR')],
    ['harga gocap aja', whole(50_000, 'IDR')],
    ['sejuta aja gan', whole(1_000_000, 'IDR')],
    ['setengah jt aja', whole(500_000, 'IDR')],
    ['turun jadi 300rb', whole(300_000, 'IDR')],
    ['harga 500rb turun jadi 300rb', whole(300_000, 'IDR')],
    ['harga ~~500~~ 300rb', whole(300_000, 'IDR')],
    ['dulu 5jt sekarang 2jt', whole(2_000_000, 'IDR')],
    ['Rp 500.000,-', whole(500_000, 'IDR')],
    ['OB 500rb, kelipatan 50rb, BIN 2jt', whole(500_000, 'IDR')],
    ['harga japri', null],
    ['150rb/1000 data', { amount: 150_000, currency: 'IDR', per: '1000' }],
    ['RM450 semua', whole(450, 'MYR')],
    ['DB doang 1jt. DB + lampiran 6jt', whole(6_000_000, 'IDR')],
    ['8k/pcs, ambil 50 = 300k', item(8_000, 'IDR')],
    ['1 kota 50rb', whole(50_000, 'IDR')],
    ['harga per orang:\n- Jakarta ... 3rb\n- Bandung ... 4rb', item(3_000, 'IDR')],
    ['HARGA per 1000:\n- Surabaya ...... 30rb\n- Medan ...... 35rb', { amount: 30_000, currency: 'IDR', per: '1000' }],
    ['lelang mulai 750rb', whole(750_000, 'IDR')],
    ['mahar 2,5jt nego tipis', whole(2_500_000, 'IDR')],
    ['850 ribu putus', whole(850_000, 'IDR')],
    ['total stok 780 ribu, harga 2jt', whole(2_000_000, 'IDR')],
  ])('%s', (text, price) => {
    expect(read(`${offer}\n${text}`)?.price).toEqual(price)
  })

  test.each([
    ['$6k', whole(6_000, 'USD')],
    ['2k usd', whole(2_000, 'USD')],
    ['usd2k', whole(2_000, 'USD')],
    ['price: 0.05 BTC (~$3k)', whole(0.05, 'BTC')],
    ['was $500 now $300', whole(300, 'USD')],
    ['$500 now $300', whole(300, 'USD')],
    ['~~$500~~ $300', whole(300, 'USD')],
    ['$500 -> $300', whole(300, 'USD')],
    ['not less than $700', whole(700, 'USD')],
    ['$1000-1500', whole(1_000, 'USD')],
    ['starting bid 25 XMR, blitz 100 XMR', whole(25, 'XMR')],
    ['$400 or 0.01 BTC', whole(400, 'USD')],
    ['£15 each', item(15, 'GBP')],
    ['€2.500', whole(2_500, 'EUR')],
    ['₹50,000', whole(50_000, 'INR')],
    ['3000 USDT', whole(3_000, 'USDT')],
    ['4 LTC', whole(4, 'LTC')],
    ['1.5 ETH', whole(1.5, 'ETH')],
    ['price 30 credits', null],
    ['DM for price', null],
    ['min order $100, price $900', whole(900, 'USD')],
    ['access $50 / month', whole(50, 'USD')],
    ['Price 40k. Dollars, obviously.', whole(40_000, 'USD')],
    ['Price tag: $40,000', whole(40_000, 'USD')],
    ['Rs 99 per search', item(99, 'INR')],
    ['99 INR a lookup', item(99, 'INR')],
    ['Rs. 2,999 for all', whole(2_999, 'INR')],
    ['all 3 = $900, single = $400', whole(900, 'USD')],
    ['12 each', item(12, 'USD')],
    ['350 usd, price is for both folders', whole(350, 'USD')],
    ['500 MAD for everything', whole(500, 'MAD')],
    ['90$/week, 300$/month', whole(90, 'USD')],
    ['$5 per 1k', { amount: 5, currency: 'USD', per: '1000' }],
  ])('%s', (text, price) => {
    expect(read(`${sale}\n${text}`)?.price).toEqual(price)
  })

  test.each([
    ['Продам базу клиентов банка, паспорт и телефон, 2 млн строк. Цена 5000 ₽', whole(5_000, 'RUB')],
    ['出售公民数据 1.5亿条 姓名 身份证，价格 3万元', whole(30_000, 'CNY')],
    ['Vendo base de CPF e nomes, 2 milhões. R$ 350', whole(350, 'BRL')],
    ['Bán data khách hàng 45k người, họ tên sđt. Giá 5 triệu', whole(5_000_000, 'VND')],
    ['للبيع قاعدة بيانات 85 مليون مواطن، السعر 5000 دولار', whole(5_000, 'USD')],
    ['للبيع بيانات 120 ألف زبون من المغرب، الاسم والهاتف، الثمن 500 درهم', whole(500, 'MAD')],
    ['Vendo base de clientes de Colombia, cédula y nombres, 2 millones. 800 mil pesos', whole(800_000, 'COP')],
    ['Bán data sinh viên 48k người, họ tên sđt. Giá 3 triệu/ file', whole(3_000_000, 'VND')],
    ['Vendo contas roubadas com login e senha, CPF. 150 cada', item(150, 'BRL')],
    ['Продам базу клиентов банка, паспорт и телефон. 15 р за строку', item(15, 'RUB')],
  ])('%s', (text, price) => {
    expect(read(text)?.price).toEqual(price)
  })
})

describe('leak date', () => {
  test.each([
    ['data per Agustus 2023', '2023-08'],
    ['Q3 2022', '2022'],
    ['data 2019-2021', '2021'],
    ['update terakhir bulan lalu', null],
    ['dump 12/05/2021', '2021-05-12'],
    ['dump 2021-05-12', '2021-05-12'],
    ['hacked in Jan 2024', '2024-01'],
    ['базу слили в марте 2022', '2022-03'],
    ['2023年6月', '2023-06'],
    ['agosto de 2019', '2019-08'],
    ['septiembre 2019', '2019-09'],
    ['يونيو 2022', '2022-06'],
    ['customers born 1980-2004', null],
    ['vendor since 2015', null],
    ['up to 2022', '2022'],
    ['2,021 rows shown', null],
    ['from 2018 until January 2025', '2025-01'],
    ['2019 hingga 2023', '2023'],
    ['данные с 2018 по 2021', '2021'],
  ])('%s', (text, date) => {
    expect(read(`Selling leaked customer database with names and phones, 2.4M rows.\n${text}`)?.leakDate).toBe(date)
  })

  test('what is sought or newer has none', () => {
    expect(read('WTB database nasabah bank, nama dan no hp, 2023 or newer')?.leakDate).toBeNull()
  })
})
