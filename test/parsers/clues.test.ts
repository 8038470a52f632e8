import { describe, expect, test } from 'vitest'
import { handleKey, uidOf } from '../../model/clue.ts'
import { aliasesIn } from '../../parsers/clues/aliases.ts'
import { cluesIn } from '../../parsers/clues/clues.ts'
import { fingerprintsIn } from '../../parsers/clues/pgp.ts'
import { tongueOf } from '../../parsers/clues/tongue.ts'
import { createPostReader } from '../../parsers/read.ts'
import { ed25519, rsa } from './keys.ts'

// What a post shows of who wrote it.

describe('a key', () => {
  test.each(Object.entries({ ed25519, rsa }))('%s is known by the fingerprint that GnuPG gives it', (_kind, key) => {
    expect(fingerprintsIn(`my key:\n${key.block}\nbye`)).toEqual([key.fingerprint])
    const commented = key.block.replace('BLOCK-----\n', 'BLOCK-----\nVersion: GnuPG v1\nComment: shop\n')
    expect(fingerprintsIn(commented.replaceAll('\n', '\r\n'))).toEqual([key.fingerprint])
  })

  test('that is stated by its fingerprint is the same', () => {
    const spaced = ed25519.fingerprint.match(/.{4}/g)?.join(' ') ?? ''
    expect(fingerprintsIn(`PGP: ${spaced}`)).toEqual([ed25519.fingerprint])
    expect(fingerprintsIn(`key fingerprint = 0x${ed25519.fingerprint.toLowerCase()}`)).toEqual([ed25519.fingerprint])
    expect(fingerprintsIn(`commit ${ed25519.fingerprint.toLowerCase()}`)).toEqual([])
  })

  test('that is cut off, or none, is nothing', () => {
    const lines = ed25519.block.split('\n')
    expect(fingerprintsIn([...lines.slice(0, 3), lines.at(-1)].join('\n'))).toEqual([])
    expect(fingerprintsIn('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----')).toEqual(
      [],
    )
    expect(fingerprintsIn('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'.repeat(5_000))).toEqual([])
  })
})

describe('another name of the author', () => {
  test.each([
    ['formerly known as K0tz_id on raid', 'k0tzid'],
    ['aka Sang_Raja', 'sangraja'],
    ['My nick on the old forum is "raja.data".', 'rajadata'],
    ['my old handle: rajadata', 'rajadata'],
    ['It’s me, I am rajadata from raid', 'rajadata'],
    ['Dulu dikenal sebagai rajadata', 'rajadata'],
    ['nick lama saya: rajadata', 'rajadata'],
    ['мой ник на другом форуме - rajadata', 'rajadata'],
    ['бывший rajadata', 'rajadata'],
    ['曾用名：rajadata', 'rajadata'],
  ])('%s', (text, expected) => {
    expect(aliasesIn(text, 'Kotz')).toContain(expected)
  })

  test.each(['Selling 2,000,000 rows of a bank', 'who is known for that?', 'account names and phones', 'aka Kotz', ''])(
    'none in "%s"',
    (text) => {
      expect(aliasesIn(text, 'kotz')).toEqual([])
    },
  )

  test('is looked for in little time', () => {
    expect(aliasesIn('my old nick on '.repeat(100_000), 'x').length).toBeLessThan(11)
  })
})

test('a handle is compared without case, width and signs; a number of the site is read off its address', () => {
  expect(handleKey('Ｋotz_')).toBe('kotz')
  expect(handleKey('k0tz')).not.toBe(handleKey('kotz'))
  expect(
    [
      'https://f.example/member.php?action=profile&uid=7',
      'https://f.example/members/kotz.7/',
      'https://f.example/profile/7-kotz/',
      'https://f.example/memberlist.php?mode=viewprofile&u=7',
      'https://f.example/index.php?action=profile;u=7',
      'https://f.example/User-Kotz',
      'https://f.example/u/kotz7',
    ].map(uidOf),
  ).toEqual(['7', '7', '7', '7', '7', null, null])
})

describe('of an offer', () => {
  const how = { read: createPostReader(), type: 'forum' } as const
  const post = (over: { text?: string; signature?: string; author?: string | null }) => ({
    ...{ title: '', text: '', signature: '', author: 'Kotz' },
    ...over,
  })
  // The addresses of the genesis block and of the Ethereum and Tron documentation: nobody's.
  const wallet = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'

  test('contacts, those of its signature, and wallets are clues', () => {
    const offer = post({ text: `pay to ${wallet}`, signature: 'Telegram: @kotz_test | mail kotz@example.com' })
    expect(cluesIn(offer, [{ type: 'xmpp', value: 'kotz@jabber.test' }], how)).toEqual([
      { kind: 'xmpp', value: 'kotz@jabber.test' },
      { kind: 'telegram', value: 'kotz_test' },
      { kind: 'btc', value: wallet },
    ])
  })

  test('a post that is none shows only keys and names, and nobody’s post nothing', () => {
    const words = { text: `aka rajadata\npay to ${wallet}`, signature: 'Telegram: @kotz_test' }
    expect(cluesIn(post(words), null, how)).toEqual([{ kind: 'alias', value: 'rajadata' }])
    expect(cluesIn(post({ ...words, author: null }), [], how)).toEqual([])
  })

  test('wallets by the dozen are goods, and an address with a slip of the pen is none', () => {
    expect(cluesIn(post({ text: `pay to ${wallet.replace('A1z', 'A1y')}` }), [], how)).toEqual([])
    const rows = Array.from({ length: 6 }, (_, n) => `0x${String(n).repeat(40)}`)
    expect(cluesIn(post({ text: rows.join(' and ') }), [], how)).toEqual([])
  })
})

test.each([
  ['en', 'Selling the database of a bank, price is 500, contact me for the sample'],
  ['id', 'Jual data nasabah bank, harga 700 ribu, minat silakan hubungi saya, masih ada sampel'],
  ['ru', 'Продам базу банка, 2 миллиона строк, цена 500 USD, telegram @kotz_test'],
  ['uk', 'Продам базу банку, 2 мільйони рядків, ціна 500 доларів, її ніхто не бачив'],
  ['zh', '出售银行数据库，两百万条，价格500美元，telegram @kotz_test'],
  ['ja', '銀行のデータベースを売ります。二百万件です。'],
  ['es', 'Vendo la base de datos de un banco, el precio es 500, contacto por telegram'],
  ['pt', 'Vendo a base de dados de um banco, o preço é 500, contato no telegram'],
  ['ar', 'بيع قاعدة بيانات بنك مليون سجل السعر خمسمائة'],
  [null, 'BPJS 279M $6000'],
  [null, ''],
])('%s', (language, text) => {
  expect(tongueOf(text)).toBe(language)
})
