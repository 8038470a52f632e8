import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Signal } from '../../model/signal.ts'
import { createPostReader, readLimit, type SignalReading } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const post = (text: string, more: Partial<Readable> = {}): Readable => ({
  title: '',
  text,
  author: 'somebody',
  type: 'forum',
  ...more,
})
const signalOf = (text: string, more: Partial<Readable> = {}): SignalReading => {
  const signal = read(post(text, more))
  if (!signal) throw new Error(`no signal in: ${text}`)
  return signal
}

describe('the cases that it was made for', () => {
  test('279 million records of BPJS Kesehatan, by Kotz', () => {
    const signal = signalOf(
      'Source is BPJS Kesehatan, May 2021. About 279 million rows, 20 million with a photo.\n' +
        'Columns: NIK, name, gender, date of birth, phone, email, address, BPJS card number\n' +
        'One million rows as a free sample. Price: 0.15 BTC. Escrow of the forum is fine.\nTelegram: @kotz_invented_0',
      { title: 'SELLING Indonesian full citizen database', author: 'Kotz' },
    )
    expect(signal).toMatchObject({
      intent: 'sale',
      status: 'open',
      victims: ['BPJS Kesehatan'],
      countries: ['ID'],
      records: 279_000_000,
      price: { amount: 0.15, currency: 'BTC', per: 'dataset' },
      contacts: [{ type: 'telegram', value: 'kotz_invented_0' }],
      payment: ['BTC'],
      escrow: true,
      sample: true,
      leakDate: '2021-05',
    })
    expect(signal.dataClasses).toEqual(expect.arrayContaining(['national-ids', 'health-insurance', 'phone-numbers']))
    expect(signal.severity).toBeGreaterThan(70)
    expect(signal.confidence).toBeGreaterThan(0.8)
  })

  test('91 million accounts of Tokopedia', () => {
    const signal = signalOf('Emails, hashes, names, phones, birthdates. Breached March 2020. $5000, PM me here.', {
      title: 'Tokopedia | 91M users',
    })
    expect(signal).toMatchObject({
      intent: 'sale',
      victims: ['Tokopedia'],
      countries: ['ID'],
      records: 91_000_000,
      price: { amount: 5000, currency: 'USD', per: 'dataset' },
      contacts: [],
      leakDate: '2020-03',
    })
  })

  test.each(['kemenkes', 'kemkes', 'Kementerian Kesehatan'])('six million patient records of %s', (name) => {
    const signal = signalOf(`Data pasien ${name}, 6 juta record: nama lengkap, NIK, diagnosa. Harga lewat DM.`)
    expect(signal).toMatchObject({
      intent: 'sale',
      victims: ['Kemenkes'],
      countries: ['ID'],
      records: 6_000_000,
      price: null,
    })
    expect(signal.dataClasses).toEqual(['health-records', 'names', 'national-ids'])
  })

  test('identity-card selfies hawked in a tweet', () => {
    const signal = signalOf('Ready KTP selfie HD minat PM aja bahan masih fresh', { type: 'social' })
    expect(signal).toMatchObject({ intent: 'sale', countries: ['ID'], victims: [], records: null })
    expect(signal.dataClasses).toContain('id-selfies')
  })
})

describe('posts that must stay silent', () => {
  test.each([
    ['news', 'Kementerian menyelidiki dugaan kebocoran 279 juta data. Penjual memasang harga 0,15 Bitcoin.'],
    [
      'social',
      'Waspada, jangan pernah kirim foto KTP: di grup itu tertulis "ready KTP selfie HD minat PM aja bahan fresh"',
    ],
    ['social', 'Telah hilang dompet berisi KTP, SIM C dan STNK. Bagi yang menemukan hubungi 081200000001'],
    ['social', 'Jual motor bebek 2018 mulus, STNK BPKB lengkap, 9,5jt nego, COD'],
    ['chat', 'Lowongan gudang: fotokopi KTP, KK, foto selfie pegang KTP dibawa saat interview. Tidak dipungut biaya'],
    ['chat', 'Butuh dana cepat? cuma modal KTP + selfie, bunga mulai 0,1%. Berizin dan diawasi OJK'],
    ['forum', 'Tutorial: memuat 100 juta baris data dummy buatan faker, kolom nik dan nama, ke PostgreSQL'],
    ['forum', 'Thread closed. Wrong format, no price in title. Read the forum rules before you post again.'],
    ['social', 'A user on a hacking forum is allegedly selling 5M records (name, SSN) for $10K. No comment yet.'],
    ['forum', 'Selling handmade leather wallets with card slots, $25 each, free shipping'],
    ['leaksite', 'We have moved to new servers. Old mirrors answer until Sunday.'],
    ['forum', 'Продам б/у ноутбук, самовывоз, 20 000 руб'],
    ['social', 'Perdi minha carteira com RG e CPF, quem achar por favor me chame'],
    ['forum', ''],
  ] as const)('%s: %s', (type, text) => {
    expect(read(post(text, { type }))).toBeNull()
  })

  test('a reply in a sale', () => {
    expect(read(post('sold? how much for all 91M?', { title: 'Re: SELLING Tokopedia database 91M users' }))).toBeNull()
  })
})

test('an offer is sold where its title says so, also behind the tag that its board hangs before it', () => {
  const text = 'Selling the member database of Koperasi Contoh, 2,300,000 records: name, NIK, phone. Price $900 in BTC.'
  const statusOf = (title: string): string | undefined => read(post(text, { title }))?.status
  expect(statusOf('SELLING Koperasi Contoh members database')).toBe('open')
  expect(statusOf('[SOLD] Koperasi Contoh members database')).toBe('sold')
  expect(statusOf('SELLING [SOLD] Koperasi Contoh members database')).toBe('sold')
})

describe('intents', () => {
  test.each([
    ['wanted', 'forum', 'WTB data nasabah bank, nama + no hp + saldo, update 2024'],
    ['wanted', 'forum', 'Куплю базу клиентов, ФИО, телефон, паспорт'],
    ['giveaway', 'forum', 'Free for everyone: 3.4 million users, email, name, password. Reply for link'],
    ['giveaway', 'chat', '免费分享 7亿条数据 手机号 姓名'],
    [
      'extortion',
      'leaksite',
      '180 GB were stolen: contracts, payroll. If you do not pay, all available data will be published.',
    ],
    ['sale', 'forum', 'Vendo base de clientes: nome, CPF, telefone. 8 milhões. R$ 5.000 no pix'],
    ['sale', 'forum', 'Vendo base de datos, 2,5 millones de clientes, nombre, teléfono, correo. 3000 USD'],
    ['dump', 'paste', 'a1@example.com:letmein1\nb2@example.org:qwerty12\nc3@example.net:dragon99'],
    [
      'dump',
      'paste',
      'nama;nik;no_hp\nBUDI REKA;9900000101010001;081200000011\nSITI MAYA;9900000101010002;081200000012',
    ],
  ] as const)('%s on a %s: %s', (intent, type, text) => {
    expect(signalOf(text, { type }).intent).toBe(intent)
  })

  test('a victim of the operator is known by its aliases', () => {
    const reader = createPostReader({ victims: [{ name: 'Toko Rekaan', aliases: ['torek'], country: 'ID' }] })
    const signal = reader(post('jual database torek 2 juta user, nama email no hp, harga 500 USD'))
    expect(signal).toMatchObject({ victims: ['Toko Rekaan'], countries: ['ID'] })
  })
})

describe('reasons', () => {
  const scraps = [
    'jual database ',
    'Ready KTP s3lf1e ',
    'BPJS Kesehatan ',
    '279 juta baris ',
    'nama, NIK, no hp ',
    'harga 5jt nego ',
    '$1.500 BTC ',
    'tele @somebody_0 ',
    'wa 0812-0000-0001 ',
    'mail a@example.com ',
    'Mei 2021 ',
    '姓名 手机号 1.5亿 ',
    'İSTANBUL ﬁle ',
    '\n',
    '"',
    '> x wrote: ',
    'sample ',
    '🇮🇩 ',
    'rekber ',
  ]
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 8 })), { maxLength: 30 })
      .map((parts) => parts.join('')),
  )
  const anyType = fc.constantFrom('forum', 'paste', 'social', 'chat', 'leaksite', 'news')

  test('any text gives a signal or null; every value has a reason whose span lies in the text', () => {
    fc.assert(
      fc.property(anyText, anyText, anyType, (title, text, type) => {
        const signal = read(post(text, { title, type }))
        if (!signal) return
        Signal.parse({ ...signal, postId: 'x', personal: [] })
        for (const { field, span } of signal.reasons) {
          // What weighs an offer may weigh that nothing is said.
          if (span === undefined) expect(field).toMatch(/^(severity|confidence|credibility|plausibility)$/)
          if (span === undefined) continue
          const part = span.part === 'title' ? title : text
          expect(span.start < span.end && span.end <= part.length).toBe(true)
        }
        const reasoned = (field: string, value: string): boolean =>
          signal.reasons.some((reason) => reason.field === field && reason.value === value)
        for (const name of signal.victims) expect(reasoned('victims', name)).toBe(true)
        for (const name of signal.dataClasses) expect(reasoned('dataClasses', name)).toBe(true)
        for (const name of signal.countries) expect(reasoned('countries', name)).toBe(true)
        for (const name of signal.payment) expect(reasoned('payment', name)).toBe(true)
        for (const { type: kind, value } of signal.contacts) expect(reasoned('contacts', `${kind}:${value}`)).toBe(true)
        if (signal.records !== null) expect(reasoned('records', String(signal.records))).toBe(true)
        if (signal.leakDate !== null) expect(reasoned('leakDate', signal.leakDate)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('the span of a contact covers exactly its words', () => {
    const text =
      'jual data nasabah 100rb baris, nama nik no hp, 1jt nego\n' +
      'tele: @Somebody_00 | wa +62 812-0000-0001 | email: Jual.Data@example.com | xmpp someone@jabber.example | wickr wick_0'
    const signal = signalOf(text)
    const words = signal.reasons
      .filter(({ field }) => field === 'contacts')
      .map(({ value, span }) => [value, span && text.slice(span.start, span.end)])
    expect(Object.fromEntries(words)).toEqual({
      'telegram:somebody_00': 'Somebody_00',
      'whatsapp:+6281200000001': '+62 812-0000-0001',
      'email:jual.data@example.com': 'Jual.Data@example.com',
      'xmpp:someone@jabber.example': 'someone@jabber.example',
      'wickr:wick_0': 'wick_0',
    })
  })

  test('addresses in rows of records are nobody’s contact', () => {
    const signal = signalOf(
      'jual database 5000 baris, harga 1jt nego\nnama,email,no hp\nBUDI R,budi@example.com,081200000011\nSITI M,siti@example.org,081200000012',
    )
    expect(signal.contacts).toEqual([])
  })
})

describe('hostile posts', () => {
  // Anything worse than linear takes minutes at this size, and runs into the suite's time limit.
  test.each([
    'a',
    '1.',
    '姓名',
    'tokopedia ',
    '1$ ',
    '@abcd ',
    'a@b.co ',
    '> x wrote: ',
    '"x ',
    'nik nama BCA $5 2021-05 ktp selfie 5jt, ',
  ])('%j repeated, five times the limit: what is beyond the limit costs nothing', (unit) => {
    const text = `jual database ${unit.repeat(Math.ceil(1_000_000 / unit.length))}`
    expect(read(post(text))).toEqual(read(post(text.slice(0, readLimit))))
  })
})
