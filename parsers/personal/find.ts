import { matchesIn } from '../matches.ts'
import { findInCells } from './cells.ts'
import { digitsOf } from './checks.ts'
import { type Found, fence } from './found.ts'
import { digitsForLetters } from './lookalikes.ts'
import { findLogins, findMails, findSpacedMails } from './mails.ts'
import { findLettered, findNumbers, withCountry } from './numbers.ts'
import { findSecrets } from './secrets.ts'
import { signsOf } from './signs.ts'
import { sparedTokens } from './spared.ts'
import { unfold } from './unfold.ts'

type Span = { start: number; end: number }

/** A find in the original text: what it is, its value, and the units that a mask must cover. */
export interface Personal {
  kind: string
  shape: string
  value: string
  /** None where it is counted and stays: a wallet. */
  hide: Span[]
}

/** An address of the web, also defanged: numbers in it are ids of pages first. */
const address =
  /(?:https?|hxxps?|ftp|tor):\/\/[^\s<>"'\ue000]{1,2000}|(?<![\w.])(?:www\.|t\.me\/)[^\s<>"'\ue000]{1,500}/gi
/** The digits that a mask leaves standing, four at most: not to be read again with what stands before them. */
const spent = /(?<!\d)(?:\d[ .\-/()_*~[\]]{0,3}){1,4}\u2022/g
/** In these the path is a phone number. */
const phoneAddress = /(?:wa\.me|wa\.link|whatsapp\.com\/send\/?\?phone=)\/?\+?\d/i

/** Units of the shortest secret: they are without a space, but for the block of a private key. */
const shortestSecret = 14
/** The shortest spared token has one of these in it; the end of a UUID is the shortest of their parts. */
const hasToken = /[0-9a-z]{20}|[0-9a-f]{8}-[0-9a-f]{4}-/i
const shortestPart = 12
/** Letters and digits of the shortest wallet; no digest is so short. */
const shortestWallet = 15
/** Digits of the shortest number: the code of a card. */
const shortestNumber = 3
/** Fills the machine-readable lines of passports: the one id that may be without a digit. */
const filling = '<<'

/**
 * Everything in a text that can be somebody's: mail addresses, passwords beside them, numbers and ids, keys and tokens, and
 * the addresses of coins. `keep` are spans of the original that are not read at all. Runs in time linear in the text,
 * whatever it holds.
 */
export function findPersonal(original: string, keep: readonly Span[] = [], isAddress = false): Personal[] {
  const plain = unfold(original)
  const found: Found[] = []
  const plainText = digitsForLetters(plain.text)
  const read = keep.length === 0 ? plainText : fence(plainText, inUnfolded(plain.starts, plainText.length, keep))
  let text = read
  const pass = (finds: Found[]): void => {
    const apart = withoutOverlap(finds)
    for (const one of apart) found.push(one) // spread out, a dump's rows would overflow the stack
    if (apart.length > 0) text = fence(text, apart)
  }
  const { digits, longestRun, longestWord } = signsOf(plainText)
  pass(findLogins(text))
  if (longestWord >= shortestSecret || text.includes('-----BEGIN')) pass(findSecrets(text))
  pass(findSpacedMails(text))
  pass(findMails(text))
  if (digits >= shortestNumber || text.includes(filling)) {
    text = fence(text, spansOf(text, spent))
    if (longestRun >= shortestPart && hasToken.test(text))
      for (const token of sparedTokens) text = fence(text, spansOf(text, token))
    pass(findLettered(text))
    const urls = isAddress ? [{ start: 0, end: text.length }] : spansOf(read, address)
    pass(findNumbers(text, insideOf(urls.filter(({ start, end }) => !phoneAddress.test(text.slice(start, end))))))
  }
  found.sort((one, other) => one.start - other.start)
  if (longestRun >= shortestWallet) pass(findInCells(fence(read, found), found))
  return found
    .sort((one, other) => one.start - other.start)
    .map(({ kind, shape, value, hide }) => ({
      ...{ kind, shape, value },
      hide: hide.map(({ start, end }) => ({ start: plain.starts[start] ?? 0, end: plain.ends[end - 1] ?? 0 })),
    }))
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  matchesIn(text, pattern).map(({ 0: all, index }) => ({ start: index, end: index + all.length }))

/** Spans of the original as spans of the unfolded text, in order. */
const inUnfolded = (starts: Int32Array, length: number, spans: readonly Span[]): Span[] =>
  spans
    .map(({ start, end }) => ({ start: reach(starts, length, start), end: reach(starts, length, end) }))
    .sort((one, other) => one.start - other.start)

/** The first unit that came from `original` or from behind it. */
function reach(starts: Int32Array, length: number, original: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < original) low = middle + 1
    else high = middle
  }
  return low
}

function withoutOverlap(finds: Found[]): Found[] {
  let end = -1
  return finds.filter((find) => {
    if (find.start < end) return false
    end = find.end
    return true
  })
}

/** Whether a position, asked for in rising order, is inside one of the spans. */
function insideOf(spans: readonly Span[]): (at: number) => boolean {
  let next = 0
  return (at) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= at) next++
    const span = spans[next]
    return span !== undefined && span.start <= at
  }
}

/** The values that a kept passage speaks of, in each form in which a find may hold them. */
export function valuesIn(passage: string): string[] {
  const plain = unfold(passage).text
  const digits = digitsOf(plain)
  const numbers = digits.length >= 7 ? [digits, withCountry(digits), `62${digits}`] : []
  return [
    ...findPersonal(passage).map(({ value }) => value),
    ...numbers,
    plain
      .trim()
      .toLowerCase()
      .replace(/^mailto:/, ''),
  ]
}
