import fc from 'fast-check'

// Invented ids of every kind in every notation that ads and dumps use.

export const digits = (length: number, first = '0123456789'): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...first),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }),
    )
    .map(([head, rest]) => head + rest.join(''))

export const two = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'))

/** Region 99 is nobody's. */
export const nik = fc
  .tuple(two(1, 31), two(1, 12), two(0, 99), digits(8))
  .map(([d, m, y, tail]) => `9903${tail.slice(0, 2)}${d}${m}${y}${tail.slice(4)}`)
/** Shape alone: day and month that no calendar has. */
export const brokenNik = digits(12).map((tail) => `9903${tail.slice(0, 2)}99${tail.slice(4)}`)
export const mobile = fc.tuple(fc.constantFrom('0812', '0857', '0896'), digits(8)).map(([head, tail]) => head + tail)

export const card = digits(14).map((body) => {
  const fifteen = `4${body}`
  let sum = 0
  for (let place = 0; place < 15; place++) {
    const doubled = Number(fifteen[14 - place]) * (place % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return `${fifteen}${(10 - (sum % 10)) % 10}`
})

export const grouped = (value: string, lengths: readonly number[], marks: readonly string[]): string =>
  lengths.reduce((text, length, group) => {
    const at = lengths.slice(0, group).reduce((sum, before) => sum + before, 0)
    const mark = group === 0 ? '' : (marks[(group - 1) % marks.length] ?? '')
    return text + mark + value.slice(at, at + length)
  }, '')

/** Each character with something invisible behind it. */
const haunted = (value: string): string => [...value].join('\u200b')
const fullWidth = (value: string): string =>
  value.replace(/[0-9@+]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0))
const keycaps = (value: string): string => value.replace(/\d/g, '$&\ufe0f\u20e3')
const bold = (value: string): string => value.replace(/\d/g, (unit) => String.fromCodePoint(0x1d7ce + Number(unit)))
const arabic = (value: string): string => value.replace(/\d/g, (unit) => String.fromCharCode(0x0660 + Number(unit)))
const disguises = [haunted, fullWidth, keycaps, bold, arabic, (value: string) => value]

export const written = (ids: fc.Arbitrary<string>, forms: readonly ((id: string) => string)[]): fc.Arbitrary<string> =>
  fc
    .tuple(ids, fc.constantFrom(...forms), fc.constantFrom(...disguises))
    .map(([id, form, disguise]) => disguise(form(id)))

export const as =
  (lengths: readonly number[], ...marks: string[]) =>
  (id: string): string =>
    grouped(id, lengths, marks)
export const whole = (id: string): string => id

const sixteen = [
  whole,
  ...[' ', '.', '-', '_', ' - ', '\u00a0', '\u2011', '\n'].map((mark) => as([4, 4, 4, 4], mark)),
  ...[' ', '.', '-'].flatMap((mark) => [
    as([6, 6, 4], mark),
    as([2, 2, 2, 6, 4], mark),
    as([2, 2, 2, 2, 2, 2, 4], mark),
  ]),
  ...[' ', '-', '.'].map((mark) => as(Array(16).fill(1), mark)),
  ...['\n', '-\n', '\r\n'].map((mark) => as([8, 8], mark)),
  ...['\n', '-\n', '\r\n'].flatMap((mark) => [as([12, 4], mark), as([6, 10], mark)]),
]
const phones = [
  whole,
  ...[' ', '-', '.', ' - ', '/'].flatMap((mark) => [as([4, 4, 4], mark), as([4, 3, 5], mark), as([3, 4, 5], mark)]),
  (id: string) => `+62${id.slice(1)}`,
  (id: string) => `62${id.slice(1)}`,
  (id: string) => `+62 ${grouped(id.slice(1), [3, 4, 4], ['-'])}`,
  (id: string) => `(+62) ${grouped(id.slice(1), [3, 4, 4], [' '])}`,
  (id: string) => `+62 (0) ${grouped(id.slice(1), [3, 4, 4], [' '])}`,
  ...[',', '|', '\n'].map((mark) => as([4, 4, 4], mark)),
  (id: string) => `0062${id.slice(1)}`,
  as([6, 6], '\n'),
]

/** Every kind with its notations. The value must not be readable in what is masked. */
export const planted: Record<string, fc.Arbitrary<string>> = {
  nik: written(nik, [...sixteen, ...[',', '|', '+'].map((mark) => as([4, 4, 4, 4], mark))]),
  'nik, mistyped': written(brokenNik, sixteen.slice(0, -6)),
  mobile: written(mobile, phones),
  landline: written(
    digits(8, '5').map((tail) => `021${tail}`),
    [whole, as([3, 4, 4], '-'), (id) => `(${id.slice(0, 3)}) ${id.slice(3, 7)} ${id.slice(7)}`],
  ),
  'phone abroad': written(digits(9, '7'), [
    (id) => `+44${id}`,
    (id) => `+44 7${grouped(id, [3, 6], [' '])}`,
    (id) => `+7 (9${id.slice(0, 2)}) ${grouped(id.slice(2), [3, 2, 2], ['-'])}`,
  ]),
  card: written(card, [whole, as([4, 4, 4, 4], ' '), as([4, 4, 4, 4], '-'), as([4, 4, 4, 4], '.')]),
  npwp: written(digits(15), [whole, as([2, 3, 3, 1, 3, 3], '.', '.', '.', '-', '.'), as([2, 3, 3, 1, 3, 3], ' ')]),
  bpjs: written(
    digits(10).map((tail) => `000${tail}`),
    [whole, as([4, 4, 5], ' '), as([4, 4, 4, 1], '-')],
  ),
  ssn: written(digits(9), [whole, as([3, 2, 4], '-'), as([3, 2, 4], ' ')]),
  cpf: written(digits(11), [whole, as([3, 3, 3, 2], '.', '.', '-'), as([3, 3, 3, 2], ' ')]),
  aadhaar: written(
    digits(12, '23456789').filter((id) => !/^(19|20)/.test(id) && !/00$/.test(id)),
    [whole, as([4, 4, 4], ' '), as([4, 4, 4], '-')],
  ),
  mykad: written(digits(12), [as([6, 2, 4], '-')]),
  'thai id': written(digits(13, '123'), [whole, as([1, 4, 5, 2, 1], '-'), as([1, 4, 5, 2, 1], ' ')]),
  passport: written(
    digits(7).map((tail) => `X${tail}`),
    [whole],
  ),
  nric: written(
    digits(7).map((tail) => `S${tail}Z`),
    [whole],
  ),
  account: written(digits(10, '345'), [(id) => `rek ${id}`, (id) => `rek ${grouped(id, [3, 3, 4], ['-'])}`]).filter(
    (id) => !/0{6}/.test(id),
  ),
}

/** A person's mail address in the ways in which people write one. */
export const mail: fc.Arbitrary<{ text: string; local: string }> = fc
  .tuple(
    fc.stringMatching(/^[a-z]{4,9}[._-]?[a-z]{3,6}\d{0,2}$/),
    fc.constantFrom('example.com', 'mail.example.org', 'kampus.example.co.id', 'surat.test'),
    fc.constantFrom(
      (local: string, host: string) => `${local}@${host}`,
      (local: string, host: string) => `${local} [at] ${host.replaceAll('.', ' [dot] ')}`,
      (local: string, host: string) => `${local}(at)${host.replaceAll('.', '(dot)')}`,
      (local: string, host: string) => `${local} at ${host.replaceAll('.', ' dot ')}`,
      (local: string, host: string) => `${local} @ ${host}`,
      (local: string, host: string) => `${local}%40${host}`,
      (local: string, host: string) => `${local}&#64;${host}`,
      (local: string, host: string) => fullWidth(`${local}@${host}`),
      (local: string, host: string) => haunted(`${local}@${host}`),
      (local: string, host: string) => `mailto:${local}@${host}?subject=x`,
      (local: string, host: string) => `https://site.test/u?mail=${local}%40${host}&x=1`,
    ),
  )
  .map(([local, host, form]) => ({ text: form(local, host), local }))

/** What must be read as before: counts, prices, dates, sizes, versions, addresses of pages and of coins. */
export const survivors: readonly string[] = [
  '279.000.000',
  '105,003,428',
  '105 003 428 records',
  '279000000 records',
  '270.203.917 jiwa',
  '1.304.401.300 baris',
  '337.225.463',
  '16 524 282 строки',
  '1,3 miliar',
  '91 juta',
  'total: 105003428',
  'kode pos 40123-40125',
  'total 279000000',
  'Rp 1.500.000',
  'Rp1500000000',
  'Rp. 62.800.000.000',
  'US$5,000',
  '$ 5000',
  '0.15 BTC',
  '0.00012345 BTC',
  '5.000-10.000',
  '25.000.000 - 30.000.000',
  '2,000 / 3,000 / 10,000',
  '180,000,000',
  '1073741824 bytes',
  '20.3 GB',
  '2021-05-12',
  '2021-05-12 03:21:44',
  '2021-05-12T03:21:44.123Z',
  '05-12-2021, 03:21 AM',
  '12.05.2021',
  '12/05/2021 - 13/05/2021',
  '2019-2021',
  '2018, 2019, 2020, 2021',
  '20210512032144',
  'IMG_20210512_032144.jpg',
  '192.168.100.200',
  '203.0.113.250:8080',
  'v10.0.19041.1288',
  'Chrome/96.0.4664.110',
  'Page 1 2 3 4 5 6 7 8 9 10',
  '100 200 300 400 500',
  'https://forum.test/showthread.php?tid=1234567890&page=2',
  'https://forum.test/thread-1234567890.html',
  'https://social.test/user/status/1395287563829384712',
  'https://paste.test/view/raw/a1b2c3d4e5',
  'https://chat.test/channels/812345678912345678/812345678912345679',
  '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '5f4dcc3b5aa765d61d8327deb882cf99',
  '550e8400-e29b-41d4-a716-446655440000',
  't.me/kotz_invented',
  '@papinya_ktp_99',
  'root@server:/var/log',
  'logo@2x.png',
  'update KB5005565',
  'meet at noon',
  'Samsung A52 8/256 2,35jt',
  'RT 003/RW 012, kode pos 12345',
  'ISBN 978-3-16-148410-0',
  '9783161484100',
  'ISBN-10: 3-16-148410-0',
  'cnpj 12.345.678/0001-95',
  'post #1234567890',
  'thread 1234567890',
  'tweet 1395287563829384712',
  '#1234567890',
  'kotz.blog.test/post/172616182036/leak',
  'CVE-2021-1234567',
  'channel -1001234567890',
  '"created_at":1620789720',
  'timestamp: 1620789720123',
  'NIK: 105.003.428',
  'Phone: 91,000,000',
  'DNI 45.000.000 registros',
  'jual HP 2500000',
  'akun rek 2.500.000',
  'passport 105003 pcs',
  'passports: 26000',
  '16 digit NIK',
  'tanki 20 l 30 l 50 l 100 l',
  'XX12 DATA BANK KOTA FRESH 2023',
  'sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'md5 checksum 5f4dcc3b5aa765d61d8327deb882cf99',
  'setup.exe 5f4dcc3b5aa765d61d8327deb882cf99',
  'commit a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
  'api key tersedia, token listrik juga',
  'token: lihat dokumentasi',
  'sk-learn-is-a-library-for-machines',
  'BTC: 1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
  'USDT TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
]
