import { expect, test } from 'vitest'
import { maskText } from '../../parsers/mask.ts'

const megabyte = 1_000_000
const hostile: Record<string, string> = {
  digits: '7',
  zeros: '0',
  dots: '.',
  spaces: ' ',
  signs: '@',
  'mail like': 'a@',
  'more mail like': 'a.b@a.b@',
  'no end of a host': '@a.',
  'spelled out': ' at a dot ',
  'digit, space': '1 ',
  'digit, dot': '1.',
  'digits and lines': '12\n',
  'two digits': '12 ',
  plus: '+',
  brackets: '(0',
  letters: 'A',
  'letters of a hash': 'a1',
  colons: 'a:',
  addresses: 'https://',
  percent: '%4',
  ampersands: '&#6',
  invisible: '\u200b',
  'invisible digits': '1\u200b',
  thousands: '1.000.',
  'named numbers': 'nik 1 ',
  'names of numbers': 'n.i.k.',
  'O and 0': 'O0',
  'wallets of no coin': '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed ',
  digests: "'5f4dcc3b5aa765d61d8327deb882cf99',",
  'key blocks': '-----BEGIN PRIVATE KEY-----a',
  'parts of tokens': 'eyJaaaaaaaa.',
  'names of keys': 'token=',
  accounts: 'DE89 ',
  'machine-readable': 'P<IDNA',
  'letters apart': 'a @ ',
}

// Time is what the machine makes of it: a text eight times as long may take forty times as long, and not sixty-four.
test.each(Object.entries(hostile))(
  'a megabyte of %s costs no more than its length',
  { timeout: 60_000 },
  (_, piece) => {
    const time = (length: number): number => {
      const text = piece.repeat(length / piece.length)
      const before = process.cpuUsage()
      expect(maskText(text)).toHaveLength(text.length)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    time(megabyte / 8)
    const short = Math.min(time(megabyte / 8), time(megabyte / 8), time(megabyte / 8))
    expect(time(megabyte)).toBeLessThan(40 * Math.max(short, 20_000))
  },
)
