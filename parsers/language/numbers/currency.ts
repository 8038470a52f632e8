import { kindOf, letter } from '../spelling/words.ts'
import { currencies } from './number-words.ts'

/** A currency's name or sign that stands at a number. */
export interface Named {
  /** ISO 4217, or a coin's ticker. */
  code: string
  start: number
  end: number
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
/** Scripts without spaces: a sign there is a word. */
export const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff
const signs: ReadonlySet<string> = new Set([...currencies.keys()].join('').replace(/[\p{L}\p{N}. /]/gu, ''))

/** Whether a unit may be part of a currency's name or sign, for each: "us$", "rp", "₽". */
const naming = Uint8Array.from({ length: 0x10000 }, (_, unit) => Number(kindOf(unit) === letter && !isDigit(unit)))
for (const sign of signs) naming[sign.charCodeAt(0)] = 1
const isNaming = (text: string, at: number): boolean => naming[text.charCodeAt(at)] === 1

/** First words of the names that have two: "us dollars". */
const firstOfTwo: ReadonlySet<string> = new Set(
  [...currencies.keys()].filter((name) => name.includes(' ')).map((name) => name.slice(0, name.indexOf(' '))),
)

/** Where "N150" is in naira. */
const nigerian = /(?<![a-z])(?:naira|nigeria|nigerian|nin|bvn|opay|palmpay)(?![a-z])/

/** The currency right before a number, but not before `from`: "$6k", "Rp. 1,5jt", "USD 50.000". */
export const currencyBefore = (text: string, start: number, from: number): Named | undefined => {
  let end = start
  if (isSpace(text.charCodeAt(end - 1))) end -= 1
  if (text[end - 1] === '.') end -= 1
  let begin = end
  while (begin > from && end - begin < 10 && isNaming(text, begin - 1)) begin -= 1
  if (begin === end) return undefined
  const word = text.slice(begin, end)
  const code = currencies.get(word)
  // "nama RM. 3.400 org": a point and a gap behind other letters than rupiah's end a sentence.
  if (code && text[start - 1] === ' ' && text[start - 2] === '.' && word === 'rm') return undefined
  // In Vietnamese it stands behind: "Thế Giới Di Động 5 triệu" is a shop's name.
  if (code && word !== 'đong') return { code, start: begin, end: start }
  if (text[start - 1] === 'n' && end - begin === 1 && nigerian.test(text.slice(Math.max(0, start - 200), start + 200)))
    return { code: 'NGN', start: begin, end: start }
  const sign = text[end - 1] ?? ''
  const signed = signs.has(sign) ? currencies.get(sign) : undefined
  return signed ? { code: signed, start: end - 1, end: start } : undefined
}

const hanBehind = (text: string, at: number, start: number): Named | undefined => {
  for (let length = 4; length > 0; length -= 1) {
    const code = currencies.get(text.slice(start, start + length))
    if (code) return { code, start: at, end: start + length }
  }
  return undefined
}

const nameEnd = (text: string, start: number): number => {
  let end = start
  while (end < text.length && end - start < 12 && isNaming(text, end)) end += 1
  return end
}

/** The currency right behind a number: "10.000 USD", "2500$", "5 руб", "20元", "300 us dollars". */
export const currencyBehind = (text: string, at: number): Named | undefined => {
  let start = text[at] === '+' ? at + 1 : at
  if (isSpace(text.charCodeAt(start))) start += 1
  if (isHan(text.charCodeAt(start))) return hanBehind(text, at, start)
  const end = nameEnd(text, start)
  if (end === start) return undefined
  const word = text.slice(start, end)
  // A lone "u" is a tether only where it touches its number: "800U".
  if (word === 'u' && start > at) return undefined
  // "hbo 4k $5": the sign of the next number.
  if (end === start + 1 && start > at && signs.has(word) && isDigit(text.charCodeAt(end))) return undefined
  const code = currencies.get(word)
  if (code) return { code, start: at, end }
  if (text[end] === ' ' && firstOfTwo.has(word)) {
    const two = nameEnd(text, end + 1)
    const ofTwo = currencies.get(text.slice(start, two))
    if (ofTwo) return { code: ofTwo, start: at, end: two }
  }
  const sign = text[start] ?? ''
  const signed = signs.has(sign) ? currencies.get(sign) : undefined
  return signed ? { code: signed, start: at, end: start + 1 } : undefined
}

/** Names that several currencies share, under the one that is meant where no country says more: "pesos", "درهم". */
const namesakes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  MXN: { AR: 'ARS', CO: 'COP', CL: 'CLP', PH: 'PHP', UY: 'UYU', DO: 'DOP' },
  AED: { MA: 'MAD' },
  INR: { PK: 'PKR', LK: 'LKR', NP: 'NPR' },
  SAR: { QA: 'QAR', YE: 'YER', OM: 'OMR', IR: 'IRR' },
  IQD: { KW: 'KWD', JO: 'JOD', DZ: 'DZD', TN: 'TND', LY: 'LYD', BH: 'BHD', RS: 'RSD' },
  EGP: { SD: 'SDG' },
}

/** The currency of an amount whose words may mean that of several countries, by the country of the people in the data. */
export const nationalCurrency = (code: string, words: string, countries: readonly string[]): string => {
  const [country = ''] = countries.length === 1 ? countries : []
  const isSpelledOut = /[a-z]{3}/.test(words) && words.includes(code.toLowerCase())
  return isSpelledOut ? code : (namesakes[code]?.[country] ?? code)
}
