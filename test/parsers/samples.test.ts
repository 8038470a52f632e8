import { describe, expect, test } from 'vitest'
import { createPostReader, type SignalReading } from '../../parsers/read.ts'

// Proofs as sellers of ten languages offer them, and what only looks like one; ends of an offer, and what is none.

const reader = createPostReader()
const read = (text: string, title = ''): SignalReading | null =>
  reader({ title, text, author: 'penjual', type: 'forum' })

const indonesian = 'Jual database nasabah bank, nama nik alamat no hp, 2.400.000 baris. Harga 5jt.'
const english = 'Selling leaked customer database, 2,400,000 rows with names and phones. Price $500.'

describe('sample', () => {
  test.each([
    [indonesian, 'sampel di bawah'],
    [indonesian, 'bisa cek dulu sebelum bayar'],
    [indonesian, 'boleh lihat 5 dulu'],
    [indonesian, 'silakan tes 3 nomor gratis'],
    [indonesian, '10 baris pertama di spoiler'],
    [indonesian, 'mau bukti? japri, ane vc'],
    [indonesian, 'spill 10 baris boleh'],
    [english, 'screenshots inside'],
    [english, 'you may look up your own number'],
    [english, 'header only, blurred pictures by PM'],
    [indonesian, 'bisa liat vidio dulu'],
    ['Bán data khách hàng 45k người, họ tên sđt. Giá 5 triệu', 'check hàng qua ultraview'],
    ['Vendo base de datos con DNI y nombres, 2 millones de personas. 500 dólares', 'dejo 40 filas abajo'],
    ['Продам базу клиентов банка, паспорт и телефон, 2 млн строк. Цена 5000 ₽', 'Проверка: называете фамилию'],
    [english, 'first 10 rows free'],
    [english, 'trial look-ups for new members'],
    [english, '3 free searches for every new account'],
    [english, 'header + 50 rows: https://paste.example.net/x50'],
    [english, 'I can show it live on my screen, any row you choose'],
    [english, 'name;phone\nB**** R****;0812000****;b****@example.com\nS**** M****;0812000****;s****@example.com'],
    ['Продам базу клиентов банка, паспорт и телефон, 2 млн строк. Цена 5000 ₽', 'пришлю пример в лс'],
    ['Продам базу клиентов банка, паспорт и телефон, 2 млн строк. Цена 5000 ₽', 'дам 20 строк на проверку'],
    ['出售公民数据 1.5亿条 姓名 身份证，价格 3万元', '可验，先看货'],
    ['Vendo base de CPF e nomes, 2 milhões. R$ 350', 'mando amostra no privado'],
    ['Vendo base de datos con DNI y nombres, 2 millones de personas. 500 dólares', 'primera búsqueda gratis'],
    ['Bán data khách hàng 45k người, họ tên sđt. Giá 5 triệu', 'có mẫu thử'],
    ['Bán data khách hàng 45k người, họ tên sđt. Giá 5 triệu', 'test 15 số'],
    ['Jual data peminjam, nama no ic no tepon, 33 ribu org. RM450', 'nk tengok dulu? 15 org boleh'],
    ['للبيع قاعدة بيانات 85 مليون مواطن، الاسم والهاتف. السعر 5000 دولار', 'عندي 200 سطر للتجربة'],
  ])('%s %s', (offer, more) => {
    expect(read(`${offer}\n${more}`)?.sample).toBe(true)
  })

  test.each([
    [indonesian, 'kirim bukti transfer baru diproses'],
    [indonesian, 'jangan minta sampel, langsung blok'],
    [indonesian, 'ambil 10 gratis 1'],
    [indonesian, 'Pemilik: PT Maju Sentosa Contoh'],
    [english, 'No samples, read my reviews instead.'],
    [english, "I don't give test, you buy first."],
    [english, 'First 5 buyers get a discount.'],
    [english, 'Scans come with proof of address.'],
    ['出售公民数据 1.5亿条 姓名 身份证，价格 3万元', '不试不担保'],
    ['للبيع صور هويات، 600 نسخة، الاسم والهاتف. السعر 40 دولار', 'صور هوية'],
    ['Vendo cartões com CPF e nomes, 2 mil. R$ 35', 'Troca se der die (print do chk)'],
    ['WTB database nasabah bank, nama dan no hp, budget 2jt', 'sertakan contoh 10 baris'],
  ])('none: %s %s', (offer, more) => {
    expect(read(`${offer}\n${more}`)?.sample).toBe(false)
  })

  test('what a thief has published already is one', () => {
    const text = 'Example Logistics Ltd. We have 61 GB of your data, passports of 14,000 clients. Pay or we publish.'
    expect(read(`${text}\nHere is the first 3 GB.`)?.sample).toBe(true)
  })
})

describe('status', () => {
  test.each([
    [`${indonesian}\nEDIT: SOLD`],
    [`${indonesian}\nupdate: udah laku ya gan, makasih`],
    [`${english}\nUPDATE 12/03: sold, thread closed`],
    [`${english}\nAll sold to one buyer. Thanks.`],
    ['Продам базу клиентов банка, паспорт и телефон, 2 млн строк. Цена 5000 ₽\nАПД: продано, всем спасибо'],
    ['出售公民数据 1.5亿条 姓名 身份证，价格 3万元\n——7月2日编辑：已出，谢谢各位'],
    ['Vendo base de CPF e nomes, 2 milhões. R$ 350\nEDIT: tudo VENDIDO, obrigado a todos'],
    ['Bán data khách hàng 45k người, họ tên sđt. Giá 5 triệu\nĐã bán hết rồi ạ'],
  ])('sold: %s', (text) => {
    expect(read(text)?.status).toBe('sold')
  })

  test.each(['[SOLD] customer db 2.4M', 'customer db 2.4M [SOLD]', 'customer db 2.4M - SOLD OUT'])(
    'title: %s',
    (title) => {
      expect(read(english, title)?.status).toBe('sold')
    },
  )

  test.each([
    [`${indonesian}\nTutup: Minggu 21.00 WIB`],
    [`${indonesian}\nbelum laku`],
    [`${indonesian}\nTerjual 50 set minggu ini`],
    [`${indonesian}\n-- habis page 1, lanjut page 2`],
    [`${english}\nSold only once.`],
    [`${english}\n[4] ---- SOLD ----`],
    [`${english}\nsold separately`],
  ])('open: %s', (text) => {
    expect(read(text)?.status).toBe('open')
  })
})

describe('escrow', () => {
  test.each([
    [english, 'Forum escrow ok.', true],
    [english, 'Only XMR. Admin holds.', true],
    [english, 'Format: card, mm/yy, cvv.', false],
    [english, 'Countries: ID / PH / MM.', false],
    [indonesian, 'rekber bebas', true],
    ['出售公民数据 1.5亿条 姓名 身份证，价格 3万元', '不拆 不担保', false],
    ['للبيع قاعدة بيانات 85 مليون مواطن. السعر 5000 دولار', 'والوسيط مقبول', true],
    ['Vendo base de CPF e nomes, 2 milhões. R$ 350', 'Sem intermediário, já sofri com "intermediário".', false],
  ])('%s %s', (offer, more, escrow) => {
    expect(read(`${offer}\n${more}`)?.escrow).toBe(escrow)
  })
})

test('the first part that a gang has released is a sample; what it will not send is none', () => {
  const taken = 'Contoso Care Group. We took 300 GB: names, ssn, diagnosis. Pay or all of it is published in 3 days.'
  const read = createPostReader()
  const told = (more: string) => read({ title: '', text: `${taken}\n${more}`, author: null, type: 'leaksite' })
  for (const more of [
    'PART 1 (18 GB) is published.',
    'Primer paquete publicado (2 GB).',
    'Bagian 1 (9 GB) sudah bisa didownload.',
  ])
    expect(told(more)?.sample).toBe(true)
  expect(told('We will not send lists or samples before that.')?.sample).toBe(false)
})

test('who accepts a middleman says so; who refuses one does, with any verb', () => {
  const read = createPostReader()
  const told = (more: string) =>
    read({ title: '', text: `Jual database 100rb nasabah, nama, nik. 900rb.\n${more}`, author: null, type: 'forum' })
  expect(told('Escrow   : boleh, asal bukan escrow palsu')?.escrow).toBe(true)
  expect(told('ga terima rekber')?.escrow).toBe(false)
})
