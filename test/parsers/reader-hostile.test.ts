import { expect, test } from 'vitest'
import { createPostReader, readLimit } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

// Posts that nobody wrote for a reader, to make it slow.

const read = createPostReader()

const hostile: Record<string, string> = {
  letters: 'a',
  digits: '7',
  spaces: ' ',
  lines: '\n',
  signs: '@',
  dots: '.',
  quotes: '\n> a wrote:',
  'opened quotes': '“a',
  'NUL characters': '\0',
  'half a pair': '\ud83c',
  scripts: 'aбあ한ا',
  'look-alikes': 'aа',
  'lone look-alikes': 'к ',
  'mail like': 'a@',
  addresses: 'https://',
  'addresses apart': 't . me / ',
  brackets: '(dot)',
  'letters apart': 'q x z ',
  'words apart': 'k t p ',
  'pictures in a word': 'a🔥',
  'marks in a word': 'a*',
  'letters drawn out': 'aaa ',
  'zero width': '\u200b',
  'letters and zero width': 'a\u200b',
  strokes: 'a\u0336',
  'digits for letters': 'd4t4 ',
  'full width': 'Ａ',
  flags: '🇮🇩',
  'Chinese and Latin': '数k',
  'halves of terms': 'akan kami sebark data nasaba ',
  terms: 'ktp ',
  prices: '$1 ',
  counts: '100rb ',
  separators: 'a,b;c|d\t',
  'names of files': 'a_b-',
  'files of data': 'dump_member_toko.csv ',
  'labelled values': 'NIK:1 KK:2 ',
  'lines of labelled values': 'NIK:1 NAMA:A B\n',
  logins: 'https://a.test/b:c:d\n',
  'codes of countries': 'IT, DE / ',
  'codes in small letters': 'mix de/',
  'ways to pay': 'bayar bca, ',
  'sentences of paying': 'bayar mandiri. ',
  'lines of a price list': 'ktp 3k\n',
  'small organisations': 'klinik melati ',
  'quoted names': 'toko “Ani” ',
  'persons with lists': 'patients a, b, ',
  'words taken back': 'email ga ikut, ',
  myriads: '13万1653',
}

// Time is what the machine makes of it: a text eight times as long may take forty times as long, and not sixty-four. The
// ad before it has every field look at it.
test.each(Object.entries(hostile))('a post of %s costs no more than its length', { timeout: 60_000 }, (_, piece) => {
  const time = (length: number): number => {
    const start = 'jual database nasabah 10 juta baris, nama nik no hp, harga 5jt, tele @somebody_00\n'
    const post: Readable = { title: '', text: start + piece.repeat(length / piece.length), author: null, type: 'forum' }
    const before = process.cpuUsage()
    read(post)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  time(readLimit / 8)
  const short = Math.min(time(readLimit / 8), time(readLimit / 8), time(readLimit / 8))
  expect(time(readLimit)).toBeLessThan(40 * Math.max(short, 10_000))
})

test('of a megabyte no more is read than of its beginning', () => {
  const start = 'jual database nasabah 10 juta baris, nama nik no hp, harga 5jt\n'
  const post = (length: number): Readable => ({
    title: '',
    text: start + 'lalu '.repeat(length / 5),
    author: null,
    type: 'forum',
  })
  expect(read(post(1_000_000))).toEqual(read(post(readLimit)))
})
