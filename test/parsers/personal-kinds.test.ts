import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskText } from '../../parsers/mask.ts'
import { findPersonal } from '../../parsers/personal/find.ts'
import { checked, digests, named, secrets } from './personal-kinds.ts'
import { mail } from './personal-notations.ts'

const shapesIn = (text: string): string[] => findPersonal(text).map(({ shape }) => shape)
/** Letters and digits that can still be read, of any script, in their plain form. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => (/\d/.test(digit) ? digit : '0'))
    .replace(/[^\dA-Za-z•]/gu, '')

const row = fc.constantFrom(
  ['', ''],
  ['data: ', ' ok'],
  ["(1,'", "','BUDI');"],
  ['{"x":"', '","nama":"Budi"}'],
  ['1;', ';JL KOSONG'],
  ['Budi\t', '\tJakarta'],
  ['| ', ' |'],
)

describe('an id is known by its shape and its check digit', () => {
  test.each(Object.entries(checked))('%s', (shape, ids) => {
    fc.assert(
      fc.property(ids, row, (id, [before = '', after = '']) => {
        const masked = maskText(before + id + after)
        expect(masked.startsWith(before) && masked.endsWith(after), masked).toBe(true)
        expect(readable(masked.slice(before.length, -after.length || undefined)), `${id} → ${masked}`).toMatch(
          /^\w{0,4}•{5,}$/,
        )
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 500 },
    )
    const names = fc.sample(ids, 100).flatMap(shapesIn)
    // Some ids are well-formed as two kinds at once; the name is right where the number says enough.
    expect(names.filter((name) => name === shape).length).toBeGreaterThan(70)
  })

  test.each([
    ['999941057058', 'aadhaar'],
    ['111.444.777-35', 'cpf'],
    ['1-1017-00207-36-6', 'thai'],
    ['11010519491231002X', 'chinese'],
    ['12345678Z', 'dni'],
    ['X1234567L', 'nie'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
    ['4111 1111 1111 1111', 'card'],
    ['ABCPD1234E', 'pan'],
    ['HEGG560427MVZRRL04', 'curp'],
    ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10', 'mrz'],
  ])('%s', (id, shape) => {
    expect(shapesIn(id)).toEqual([shape])
  })
})

describe('or by the word before it', () => {
  test.each(Object.entries(named))('%s', (name, ids) => {
    fc.assert(
      fc.property(ids, ([before, id]) => {
        const masked = maskText(`${before}${id}\nharga 5 juta`)
        expect(masked.endsWith('\nharga 5 juta')).toBe(true)
        const left = readable(masked.slice(before.length, -13))
        expect(left, `${before}${id} → ${masked}`).toMatch(/^\w{0,4}•{5,}$/)
        expect(shapesIn(before + id), before + id).toEqual([name.split(' ')[0]])
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 300 },
    )
  })
})

describe('keys, tokens and hashes', () => {
  test.each(Object.entries(secrets))('%s', (shape, ids) => {
    const kind = shape.replace(' ', '-')
    fc.assert(
      fc.property(ids, row, (id, [before = '', after = '']) => {
        const masked = maskText(before + id + after)
        expect(masked).toHaveLength(before.length + id.length + after.length)
        const secret = id.split(/-----[A-Z ]+-----/).find((part) => part.length > 8) ?? id
        for (let at = 7; at + 6 <= secret.length; at += 6) expect(masked).not.toContain(secret.slice(at, at + 6))
        expect(shapesIn(before + id + after)).toContain(kind)
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 300 },
    )
  })

  test('a word that a machine made, behind a word that says so', () => {
    for (const before of ['api_key=', 'API Key: ', '"client_secret": "', 'Authorization: Bearer ', "SECRET_KEY = '"])
      expect(maskText(`${before}Zk39fjQp20LmX8vTr4Ws`)).toBe(`${before}••••••••••••••••••••`)
    expect(shapesIn('https://api.telegram.test/bot123456789:AAHabcdefghijklmnopqrstuvwxyz123456/getMe')).toEqual([
      'telegram-bot',
    ])
  })

  test('a digest is a password in a row of records, and a file’s elsewhere', () => {
    fc.assert(
      fc.property(digests, (digest) => {
        const dots = '•'.repeat(digest.length)
        for (const [before, after] of [
          ["(7,'budi','", "','budi@example.com')"],
          ['budi@example.com:', ''],
          ['budi;', ';081200000001'],
          ['{"password":"', '"}'],
          ['budi_99:', ''],
          ["INSERT INTO users VALUES (1,'budi','", "');"],
        ])
          expect(maskText(`x\n${before}${digest}${after}`)).toContain(dots)
        for (const before of [
          'sha256: ',
          'https://site.test/',
          'MD5 = ',
          'commit ',
          'setup.exe: ',
          'kontak wa 081200000001, hash ',
        ])
          expect(maskText(before + digest)).toContain(digest)
      }),
      { numRuns: 200 },
    )
  })

  test('NTLM hashes beside their user', () => {
    expect(maskText('Admin:500:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::')).toBe(
      `Admin:500:${'•'.repeat(65)}:::`,
    )
  })
})

test('mail addresses, however they are hidden', () => {
  for (const text of [
    'b u d i @ e x a m p l e . c o m',
    'budi at gmail com',
    'budi собака example точка com',
    'budi(a)example.com',
  ])
    expect(findPersonal(`mail: ${text}`)).toMatchObject([
      { kind: 'email-addresses', value: expect.stringMatching(/^budi@(?:example|gmail)\.com$/) },
    ])
  fc.assert(
    fc.property(mail, ({ text, local }) => {
      expect(findPersonal(text)[0]?.value).toContain(local.toLowerCase())
    }),
  )
})

describe('wallets', () => {
  const wallets = [
    ['btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
    ['btc', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ['btc', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
    ['btc', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ['doge', 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L'],
    ['eth', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['eth', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
    ['trx', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['xmr', '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H'],
  ] as const

  test.each(wallets)('%s %s: the author’s stays, another’s does not', (coin, wallet) => {
    for (const text of [
      wallet,
      `BTC: ${wallet}, WA 081200000001`,
      `kirim ke ${wallet}`,
      `https://scan.test/${wallet}`,
    ]) {
      expect(maskText(text)).toContain(wallet)
      expect(shapesIn(text)).toContain(coin)
    }
    for (const text of [
      `budi@example.com,${wallet},0.5`,
      `7;081200000001;${wallet}`,
      `{"mail":"budi@example.com","w":"${wallet}"}`,
    ])
      expect(maskText(text)).toContain('•'.repeat(wallet.length))
  })

  test('one wrong sign, and it is none', () => {
    for (const [, wallet] of wallets.filter(([, word]) => !/^0x[0-9a-f]+$/.test(word))) {
      const wrong = wallet.slice(0, 9) + (wallet[9] === 'x' ? 'z' : 'x') + wallet.slice(10)
      expect(findPersonal(wrong).filter(({ kind }) => kind === 'wallets')).toEqual([])
    }
  })
})
