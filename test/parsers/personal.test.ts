import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ParsedPost } from '../../model/post.ts'
import { createMasker, maskText } from '../../parsers/mask.ts'
import { mail, nik, planted, survivors } from './personal-notations.ts'

/** What a reader could still copy: digits of every script, and nothing between them. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => (/\d/.test(digit) ? digit : String((digit.codePointAt(0) ?? 0) & 0xf)))
    .replace(/[^\dA-Za-z•]/gu, '')

const around = fc.constantFrom(
  ['', ''],
  ['Data: ', ' siap kirim'],
  ['nama|', '|alamat'],
  ['{"id":"', '"}'],
  ['1,', ',JL KOSONG NO 0'],
  ['hp:', '\nharga 5 juta nego'],
  ['😀', '😀'],
)

const current = { id: 'k2', secret: Buffer.from('two') }
const masker = createMasker({ current, all: [{ id: 'k1', secret: Buffer.from('one') }, current] })
const post = (fields: Partial<ParsedPost>): ParsedPost =>
  ParsedPost.parse({
    ...{ postId: '1', thread: null, author: 'Kotz', postedAt: null, dateText: '', title: '', text: '' },
    ...{ url: 'https://forum.test/showthread.php?tid=1&pid=1234567890#pid1234567890', ...fields },
  })

describe('what is planted does not survive', () => {
  test.each(Object.entries(planted))('%s', (_, ids) => {
    fc.assert(
      fc.property(ids, around, (id, [before = '', after = '']) => {
        const text = before + id + after
        const masked = maskText(text)
        expect(masked).toHaveLength(text.length)
        expect(masked.startsWith(before) && masked.endsWith(after)).toBe(true)
        const left = readable(masked.slice(before.length, masked.length - after.length)).replace(/^rek/, '')
        expect(left.replace(/•.*$/, '').length, `${text} → ${masked}`).toBeLessThanOrEqual(4)
        expect(left, `${text} → ${masked}`).toMatch(/^[^•]{0,4}•{5,}[^\d]*$/)
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 300 },
    )
  })

  test('mail addresses, written plainly or hidden', () => {
    fc.assert(
      fc.property(mail, around, ({ text: written, local }, [before = '', after = '']) => {
        const text = `${before}${written}${after}`
        const masked = maskText(text)
        expect(masked).toHaveLength(text.length)
        expect(readable(masked).toLowerCase(), masked).not.toContain(readable(local).slice(1))
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 500 },
    )
  })
})

test.each(survivors)('survives: %s', (text) => {
  expect(maskText(text)).toBe(text)
  expect(maskText(`SELLING ${text} fresh`)).toBe(`SELLING ${text} fresh`)
  expect(maskText(`(${text})`)).toBe(`(${text})`)
  expect(maskText(`${text}\n${text}`)).toBe(`${text}\n${text}`)
})

test('figures with separators survive, whatever they count', () => {
  const count = fc.integer({ min: 1, max: 61_999_999_999 })
  fc.assert(
    fc.property(
      count,
      fc.constantFrom('.', ','),
      fc.constantFrom('', 'Rp ', '$', 'Total: ', '~'),
      (value, mark, before) => {
        const text = `${before}${String(value).replace(/\B(?=(\d{3})+$)/g, mark)} data`
        expect(maskText(text)).toBe(text)
      },
    ),
    { numRuns: 1000 },
  )
})

test('dates survive in every order', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (date) => {
      const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
      for (const mark of ['-', '.', '/'])
        for (const text of [
          [year, month, day].join(mark),
          [day, month, year].join(mark),
          [month, day, year].join(mark),
        ])
          expect(maskText(`${text} ${date.toISOString().slice(11, 19)} x`)).toBe(
            `${text} ${date.toISOString().slice(11, 19)} x`,
          )
    }),
  )
})

test('any text keeps its length, and masking twice is masking once', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      ' ',
      '.',
      '-',
      '\n',
      '+62',
      '08',
      '@',
      ':',
      '|',
      '•',
      '(',
      ')',
      'Rp ',
      'example.com',
      'at',
      '%40',
      '\u200b',
      '/',
      'https://x.test/',
      ' 000',
    ),
    fc.integer({ min: 0, max: 99_999_999 }).map(String),
    nik,
    fc.string({ maxLength: 5, unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
      const text = scraps.join('')
      const masked = maskText(text)
      expect(masked).toHaveLength(text.length)
      expect(maskText(masked)).toBe(masked)
    }),
    { numRuns: 3000 },
  )
})

test('two numbers run together by a letter are masked at once', () => {
  for (const between of ['O', 'О\u0304', 'l'])
    expect(maskText(`12345678901234567${between}12345678`)).toBe('•'.repeat(25 + between.length))
})

test('a row of a combolist loses address and password', () => {
  expect(maskText('budi.fiktif@example.com:rahasia123')).toBe('b••••••••••@example.com:••••••••••')
  expect(maskText('budi@example.com | rahasia123\n')).toBe('b•••@example.com | ••••••••••\n')
  expect(maskText('budi@example.com;rahasia;Jakarta')).toBe('b•••@example.com;•••••••;Jakarta')
  expect(maskText('budi@localhost:rahasia')).toBe('budi@localhost:•••••••')
  expect(maskText('https://budi:rahasia@site.test/x')).toBe('https://••••••••••••@site.test/x')
  expect(maskText('https://site.test/login:budi:rahasia')).toBe('https://site.test/login:••••••••••••')
  expect(maskText('USER: budi@example.com\nPASS: rahasia')).toBe('USER: b•••@example.com\nPASS: •••••••')
  expect(maskText('budi@example.com password: rahasia')).toBe('b•••@example.com password: •••••••')
  expect(maskText('git@example.com:shop/web.git')).toBe('git@example.com:shop/web.git')
  expect(maskText('write to budi@example.com: he answers')).toBe('write to b•••@example.com: he answers')
})

test('logs need no key', () => {
  expect(maskText('GET /u?nik=9903010101900001 for budi@example.com')).toBe(
    'GET /u?nik=9903•••••••••••• for b•••@example.com',
  )
  expect(maskText('call 081200000001 or 081200000002', [{ start: 5, end: 17 }])).toBe(
    'call 081200000001 or 0812••••••••',
  )
})

test('a link and a profile', () => {
  expect(
    masker.link({ url: 'https://x.test/u?m=budi@example.com', kind: 'profile', author: 'budi@example.com' }),
  ).toEqual({
    url: 'https://x.test/u?m=b•••@example.com',
    kind: 'profile',
    author: 'b•••@example.com',
  })
  const profile = {
    ...{
      handle: '+6281200000001',
      url: 'https://x.test/u/81',
      joinedAt: null,
      posts: 1,
      threads: null,
      reputation: null,
    },
    contacts: [
      { type: 'email' as const, value: 'kotz@example.com' },
      { type: 'phone' as const, value: '+6281200000001' },
      { type: 'telegram' as const, value: 'kotz_invented' },
      { type: 'xmpp' as const, value: 'kotz@jabber.test' },
    ],
  }
  const masked = masker.profile(profile)
  expect(masked.handle).toBe('+6281•••••••••')
  expect(masked.url).toBe('https://x.test/u/81')
  expect(masked.contacts.map(({ type }) => type)).toEqual(['telegram', 'xmpp'])
})

describe('a post', () => {
  const whole = post({
    title: 'SELLING 279.000.000 BPJS, wa 081200000001',
    text: 'sample:\n9903010101900001|budi@example.com|0812-0000-0002\nWA 0812 0000 0001 or https://wa.me/6281200000001\n0.15 BTC',
    quotes: [{ author: '081200000003', text: 'WA 081200000001' }],
    signature: 'mail siti@example.com, wa +6281200000001',
    links: [
      { url: 'mailto:budi%40example.com', text: 'budi@example.com' },
      { url: 'tel:+62-812-0000-0002', text: 'call' },
      { url: 'https://wa.me/6281200000001', text: '+62 812 0000 0001' },
      { url: 'https://site.test/u?nik=9903010101900001&page=2', text: '' },
    ],
    images: [{ url: 'https://site.test/ktp-9903010101900002.jpg', alt: 'KTP 9903010101900002' }],
  })
  const start = whole.title.indexOf('0812')
  const masked = masker.post(whole, [{ part: 'title', start, end: start + 12 }])

  test('keeps what its author offers as his contact, wherever he writes it', () => {
    expect(masked.post.title).toBe(whole.title)
    expect(masked.post.text.split('\n')).toEqual([
      'sample:',
      '9903••••••••••••|b•••@example.com|0812-••••-••••',
      'WA 0812 0000 0001 or https://wa.me/6281200000001',
      '0.15 BTC',
    ])
    expect(masked.post.signature).toBe('mail s•••@example.com, wa +6281200000001')
    expect(masked.post.links[2]).toEqual(whole.links[2])
    expect(masked.post.url).toBe(whole.url)
  })

  test('loses everything else, in every part', () => {
    expect(masked.post.quotes).toEqual([{ author: '0812••••••••', text: 'WA 0812••••••••' }])
    expect(masked.post.links[0]).toEqual({ url: 'mailto:b•••%40example.com', text: 'b•••@example.com' })
    expect(masked.post.links[1]).toEqual({ url: 'tel:+62-81•-••••-••••', text: 'call' })
    expect(masked.post.links[3]?.url).toBe('https://site.test/u?nik=9903••••••••••••&page=2')
    expect(masked.post.images).toEqual([
      { url: 'https://site.test/ktp-9903••••••••••••.jpg', alt: 'KTP 9903••••••••••••' },
    ])
  })

  test('is counted by kind, each value once, and hashed under the current key', () => {
    const { personal } = masked
    expect(Object.fromEntries(personal.map(({ kind, count }) => [kind, count]))).toEqual({
      'email-addresses': 2,
      'national-ids': 2,
      'phone-numbers': 3,
    })
    for (const { hashes, count } of personal) {
      expect(hashes).toHaveLength(count)
      for (const hash of hashes) expect(hash).toMatch(/^k2:[0-9a-f]{32}$/)
    }
    const elsewhere = masker.post(post({ text: '(+62) 812-0000-0002 ＢＵＤＩ＠example.com 9903 0101 0190 0001' }), [])
    const known = new Set(personal.flatMap(({ hashes }) => hashes))
    for (const { hashes } of elsewhere.personal) expect(known).toContain(hashes[0])
  })

  test('only the spans are kept, and only for this post', () => {
    const text = 'jual 081200000001 dan 081200000002'
    const { post: one } = masker.post(post({ text }), [{ part: 'text', start: 5, end: 17 }])
    expect(one.text).toBe('jual 081200000001 dan 0812••••••••')
    expect(masker.post(post({ text }), []).post.text).toBe('jual 0812•••••••• dan 0812••••••••')
  })

  test('a handle that is a number or an address is a person', () => {
    const author = (handle: string): string | null => masker.post(post({ author: handle }), []).post.author
    expect(author('budi@example.com')).toBe('b•••@example.com')
    expect(author('081200000001')).toBe('0812••••••••')
    expect(author('user1620789720')).toBe('user1620789720')
    expect(author('A1234567')).toBe('A1234567')
    expect(author('data<b>279.000.000</b>')).toBe('data<b>279.000.000</b>')
  })

  test('a dump is known again by a hundred hashes a kind, in whatever order it stands', () => {
    const rows = Array.from({ length: 500 }, (_, row) => `9903010101${String(900_000 + row)}`)
    const hashes = (text: string): string[] | undefined => masker.post(post({ text }), []).personal[0]?.hashes
    expect(hashes(rows.join('\n'))).toHaveLength(100)
    expect(hashes(rows.toReversed().join('; '))).toEqual(hashes(rows.join('\n')))
  })
})
