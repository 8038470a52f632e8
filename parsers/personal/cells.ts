import { matchesIn } from '../matches.ts'
import { type Coin, coinOf } from './coins.ts'
import type { Found } from './found.ts'

// Words that are nobody's by themselves: a digest may be that of a file, a wallet that of the author, who wants to be paid.
// In a row of records they are a person's.

/** A word of letters and digits that is read as a whole. */
interface Token {
  start: number
  end: number
  word: string
  coin: Coin | null
}

const digest =
  /(?<![0-9a-z•])(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{56}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z•])/gi
const wallet =
  /(?<![0-9A-Za-z•])(?:0x[0-9a-fA-F]{40}|(?:bc1|ltc1|BC1|LTC1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,87}|[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?|[13LMDT][1-9A-HJ-NP-Za-km-z]{25,34})(?![0-9A-Za-z•])/g

const digestShapes = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [56, 'sha224'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
])

/** What a password is hashed with, by the length of a digest; `password` for any other word. */
export const shapeOfPassword = (word: string): string =>
  /^[0-9a-f]+$/i.test(word) ? (digestShapes.get(word.length) ?? 'password') : 'password'

/** Said before a digest that proves a file. */
const ofFile = /(?:sha-?\d{0,3}|md5|checksum|digest|hash(?:es)?|sum|btih|commit|etag|fingerprint)[^\n\p{L}\d]{0,14}$/iu
const ofPassword =
  /(?:pass(?:word|wd)?|pwd|sandi|senha|contraseña|пароль|密码|mật khẩu|(?:password|user|pass)[ _]?hash)[^\n\p{L}\d]{0,6}$/iu
const opensCell = /(?:^|[\n,;|\t(:=])[ "'`]{0,3}$/
const closesCell = /^[ "'`]{0,3}(?:$|[\n,;|\t):}])/
/** `'budi','5f4d…'` in a statement of SQL. */
const inTuple = /(?:^|\n) ?(?:insert\b|\()[^\n]{0,300}$/i
/** `budi:5f4d…` and nothing else on the line; a name of a file or an algorithm is no user. */
const behindUser = /(?:^|\n)(?!(?:sha-?\d|md5|hash|sum|crc|etag|btih|id|file)[^\n]{0,12}$)[\p{L}\p{N}_-]{2,32}[:;|]$/iu
/** As far as a row is looked along, in units. */
const near = 300

/** No digest and no wallet is shorter. */
const longEnough = /[0-9A-Za-z]{15}/

function tokensIn(text: string): Token[] {
  if (!longEnough.test(text)) return []
  const tokens: Token[] = []
  for (const { 0: word, index: start } of matchesIn(text, wallet)) {
    const coin = coinOf(word)
    if (coin !== null) tokens.push({ start, end: start + word.length, word, coin })
  }
  for (const { 0: word, index: start } of matchesIn(text, digest))
    if (/\d/.test(word) && /[a-f]/i.test(word)) tokens.push({ start, end: start + word.length, word, coin: null })
  return tokens.sort((one, other) => one.start - other.start || other.end - one.end)
}

/** Whether a find stands on the same line, not far off. Both lists are in order, and so are the questions. */
function neighboursOf(text: string, found: readonly Found[]): (token: Token) => boolean {
  let next = 0
  const joined = (from: number, to: number): boolean => to - from <= near && !text.slice(from, to).includes('\n')
  return ({ start, end }) => {
    while (next < found.length && (found[next]?.start ?? 0) < start) next++
    const [left, right] = [found[next - 1], found[next]]
    return (left !== undefined && joined(left.end, start)) || (right !== undefined && joined(end, right.start))
  }
}

/**
 * Wallets and digests of a text in which `found` was found already, in order. A wallet is counted and stays readable: it is
 * the trail of a payment. In a cell of a row with other personal data it is hidden, and so is a digest; a digest also where a
 * word or a user's name says that it is a password's.
 */
export function findInCells(text: string, found: readonly Found[]): Found[] {
  const isBeside = neighboursOf(text, found)
  let last = 0
  return tokensIn(text).flatMap(({ start, end, word, coin }): Found[] => {
    if (start < last) return []
    last = end
    const beside = isBeside({ start, end, word, coin })
    const head = text.slice(Math.max(0, start - near), start)
    const isCell = opensCell.test(head.slice(-5)) && closesCell.test(text.slice(end, end + 5))
    if (coin !== null) {
      const isOthers = beside && isCell && !/:[ ]?$/.test(head)
      const value = word.startsWith('0x') || /^(?:bc|ltc)1/i.test(word) ? word.toLowerCase() : word
      return [{ kind: 'wallets', shape: coin.toLowerCase(), start, end, hide: isOthers ? [{ start, end }] : [], value }]
    }
    if (!isPasswordAt(head, isCell, beside)) return []
    return [
      {
        kind: 'passwords',
        shape: shapeOfPassword(word),
        start,
        end,
        hide: [{ start, end }],
        value: word.toLowerCase(),
      },
    ]
  })
}

function isPasswordAt(head: string, isCell: boolean, beside: boolean): boolean {
  const before = head.slice(-40)
  if (ofPassword.test(before)) return true
  if (!isCell || ofFile.test(before)) return false
  return beside || behindUser.test(before) || (/[,(] ?'$/.test(before) && inTuple.test(head))
}
