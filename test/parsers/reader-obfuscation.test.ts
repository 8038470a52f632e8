import { describe, expect, test } from 'vitest'
import { lexicons } from '../../parsers/language/matching/lexicons.ts'
import { createMatcher } from '../../parsers/language/matching/matcher.ts'
import { plain } from '../../parsers/language/spelling/plain.ts'
import { createPostReader } from '../../parsers/read.ts'

const matcher = createMatcher(lexicons({}))
const read = createPostReader()

/** A text as the lexicons see it. */
const seen = (text: string): string => matcher.fold(plain(text, matcher.knows).text)

describe('what disguises words is read away', () => {
  test.each([
    ['letters apart', 'jual K T P, n.i.k dan d-a-t-a', 'jual ktp, nik dan data'],
    ['one word after the other', 'j u a l d a t a', 'jual data'],
    ['pictures between letters', 'J🔥U🔥A🔥L d❤️a❤️t❤️a', 'jual data'],
    ['a picture in a word', 'da🔥ta nas*abah', 'data nasabah'],
    ['what nobody sees', 'k\u200bt\u200dp n\u00adik \u2066data\u2069', 'ktp nik data'],
    ['strokes', 'k̶t̶p̶', 'ktp'],
    ['styles', '𝗷𝘂𝗮𝗹 𝕯𝖆𝖙𝖆 ＮＩＫ 🅺🆃🅿 Ⓚⓣⓟ', 'jual data nik ktp ktp'],
    ['small capitals', 'ᴊᴜᴀʟ ᴋᴛᴘ', 'jual ktp'],
    ['letters drawn out', 'juallll dataaa nasabahhh', 'jual data nasabah'],
    ['digits for letters', 'd4ta n1k s3lf1e emai1', 'data nik selfie email'],
    ['signs for letters', 'd@ta n!k s€lfie p@$$word', 'data nik selfie password'],
    ['look-alikes in a word', 'KТР dаta', 'ktp data'],
    ['a word of look-alikes', 'jual КТР', 'jual ktp'],
    ['digits in key caps', '5️⃣0️⃣0️⃣ KTP', '500 ktp'],
    ['an address apart', 't . me / somebody_00', 't.me/somebody_00'],
    ['an address in brackets', 'hxxps://example[.]com, t(.)me/x_00', 'https://example.com, t.me/x_00'],
    ['an address in words', 'somebody at example dot com', 'somebody@example.com'],
    ['a mail address in words', 'somebody (at) example (dot) com', 'somebody@example.com'],
  ])('%s: %s', (_, text, expected) => expect(seen(text)).toBe(expected))
})

describe('what only looks like it stays', () => {
  test.each([
    'rp5.000 us$5 500k 100rb 5eth 1btc $500',
    '0812-0000-0001 8-1-2-3 12 345 678',
    '@d4ta_99 @j.u.a.l @juallll t.me/j.u.a.l',
    'a b c d e / 1 a 2 b',
    'www.example.com hmmm xxx iii',
    '①200万 ②50万',
    'вот это база данных, тел и сам',
    'й ё ї が'.normalize('NFD'),
    '❤️ 👨‍👩‍👧 🇮🇩 ⚠️',
    'logs! data? nik: $ @ !',
    'meet me / you . me, [at] (at) home',
  ])('%s', (text) => expect(plain(text, matcher.knows).text).toBe(text))

  test.each(['5eth', '1rb', '8hr', '1btc', 'p2p', 'sha256', '50k', 'logs4', 'us$5', '@d4ta', '①200'])(
    '%s is not spelled',
    (word) => expect(matcher.fold(word)).toBe(word),
  )

  test('a word of Russian is none of Latin, whatever it looks like', () => {
    expect(seen('вот новая база')).toBe('вот новая база')
  })
})

describe('the way back', () => {
  const text = '😀 J U A L k\u200bt\u200bp 𝗡𝗜𝗞 dataaa t . me / x_000'
  const { text: made, original } = plain(text, matcher.knows)
  const backFrom = (word: string): string => {
    const at = made.toLowerCase().indexOf(word)
    const { start, end } = original(at, at + word.length)
    return text.slice(start, end)
  }

  test.each([
    ['jual', 'J U A L'],
    ['ktp', 'k\u200bt\u200bp'],
    ['nik', '𝗡𝗜𝗞'],
    ['data', 'dataaa'],
    ['t.me/x_000', 't . me / x_000'],
  ])('%s stands in the original as it was written', (word, written) => expect(backFrom(word)).toBe(written))

  test('a plain text is its own original', () => {
    const same = plain('jual data ktp', matcher.knows)
    expect(same).toMatchObject({ text: 'jual data ktp' })
    expect(same.original(5, 9)).toEqual({ start: 5, end: 9 })
  })
})

describe('a post in disguise is read as without it', () => {
  const open =
    'jual data ktp nasabah bank mandiri 50rb baris, nama nik no hp email, harga 2jt nego, minat t.me/somebody_00'
  const readingOf = (text: string) => {
    const signal = read({ title: '', text, author: 'somebody', type: 'chat' })
    if (!signal) return null
    const { intent, victims, countries, dataClasses, records, price, contacts } = signal
    return { intent, victims, countries, dataClasses, records, price, contacts }
  }
  const letters = (pattern: RegExp, between: string): string => open.replace(pattern, (word) => [...word].join(between))

  test.each([
    ['letters apart', letters(/jual|data|ktp|nasabah|mandiri|nik/g, ' ')],
    ['dots', letters(/jual|ktp|nasabah|nik/g, '.')],
    ['pictures', letters(/jual|data|ktp|nik|email/g, '🔥')],
    ['zero-width characters', letters(/[a-z]{3,}(?!_|\.|\/)/g, '\u200b')],
    [
      'mathematical letters',
      open.replace(/(?<=[^.])[a-z](?=[a-z ,])/g, (l) => String.fromCodePoint(0x1d41a + l.charCodeAt(0) - 97)),
    ],
    ['full width', open.replace(/[a-z]/g, (l) => String.fromCharCode(l.charCodeAt(0) + 0xfee0))],
    [
      'digits for letters',
      open.replace('data', 'd4ta').replace('ktp', 'k7p').replace('nik', 'n1k').replace('email', '3mail'),
    ],
    ['look-alikes', open.replace('data', 'dаtа').replace('ktp', 'кtр').replace('nasabah', 'nаsаbаh')],
    ['letters drawn out', open.replace('jual', 'juallll').replace('data', 'dataaa').replace('minat', 'minattt')],
    ['an address apart', open.replace('t.me/', 't . me / ')],
    ['an address in brackets', open.replace('t.me/', 't[.]me/')],
  ])('%s', (_, disguised) => {
    expect(disguised).not.toBe(open)
    expect(readingOf(disguised)).toEqual(readingOf(open))
  })

  test('its reasons show the words as they were written', () => {
    const text = 'J U A L d4ta K🔥T🔥P nasabah 50rb baris, 2jt'
    const signal = read({ title: '', text, author: null, type: 'chat' })
    const written = signal?.reasons.map(({ span }) => span && text.slice(span.start, span.end))
    expect(written).toEqual(expect.arrayContaining(['J U A L', 'K🔥T🔥P', '50rb']))
  })
})
