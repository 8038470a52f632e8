import { matchesIn } from '../../matches.ts'
import { kindOf, letter } from '../spelling/words.ts'
import { behindScale, hanNumeral, hanValue, myriad } from './han-numerals.ts'
import { scales, spelled, sums, wholeNumbers } from './number-words.ts'
import { type Quantity, quantityOf } from './quantity.ts'

/**
 * A numeral: groups of three parted by one kind of mark, or plain digits with up to six decimals. Every repetition is
 * bounded, so no input makes it slow.
 */
const numeral =
  /\d{1,3}(?:(?:\.\d{3}){1,4}|(?:,\d{3}){1,4}|(?:[ \u00a0]\d{3}){1,4}|(?:'\d{3}){1,4})(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,13}(?:[.,]\d{1,8})?(?!\d)/g
const grouping = /\d[.,' \u00a0]\d{3}(?!\d)/

const plainDigits = /^\d+$/
const parted = /[ \u00a0']/
const countOf = (text: string, mark: string): number => {
  let count = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1
  return count
}

/** The value of a numeral. Marks that part groups of three are taken out; `decimal` says that a single one parts decimals. */
export const numeralValue = (digits: string, decimal = false): number => {
  if (plainDigits.test(digits)) return Number(digits)
  const tight = parted.test(digits) ? digits.replace(/[ \u00a0']/g, '') : digits
  const last = Math.max(tight.lastIndexOf('.'), tight.lastIndexOf(','))
  if (last < 0) return Number(tight)
  const points = countOf(tight, '.')
  const commas = countOf(tight, ',')
  const tail = tight.length - last - 1
  const isDecimal =
    points > 0 && commas > 0
      ? tail !== 3 || points + commas === 2
      : points + commas === 1 && (tail !== 3 || decimal || tight.startsWith('0'))
  const whole = tight.slice(0, isDecimal ? last : undefined).replace(/[.,]/g, '')
  return Number(isDecimal ? `${whole}.${tight.slice(last + 1)}` : whole)
}

/** Words of which the decimal mark is a point. Elsewhere it is a comma: "1,304 juta" are 1.3 million, as are "1.304M". */
const pointed: ReadonlySet<string> = new Set(
  'k m mm b bn thousand million millions billion lakh crore cr lac w 万 萬 亿 億'.split(' '),
)

/**
 * The number that a numeral and its scale word make. In Indonesian "M" is miliar (thousand millions) where it follows a
 * decimal comma ("1,3M baris"); everywhere else, and in "91M", sellers write the English million.
 */
export const amountOf = (digits: string, scale: string, indonesian: boolean, decimal = false): number => {
  if (scale === '') return numeralValue(digits, decimal)
  const isMiliar = scale === 'm' && indonesian && /^\d,\d{1,2}$/.test(digits)
  const factor = isMiliar ? 1e9 : (scales.get(scale) ?? 1)
  const isPointed = pointed.has(scale) && !indonesian
  const isFraction = /^\d{1,3}[.,]\d{3}$/.test(digits) && digits.includes('.') === isPointed
  const amount = numeralValue(digits, decimal || isFraction) * factor
  // 1.1 billion is no integer in binary.
  return Number.isSafeInteger(amount) ? amount : Number(amount.toPrecision(15))
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57
const isSpace = (unit: number): boolean => unit === 32 || unit === 0xa0
const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff

/** The end of the word that begins at a place: letters and digits. */
const wordEnd = (text: string, start: number): number => {
  let end = start
  while (end < text.length && end - start < 24 && kindOf(text.charCodeAt(end)) === letter) end += 1
  return end
}

/** The scale word at a place, or ''. Scripts without spaces need no word's end: the longest of up to three signs stands. */
const scaleAt = (text: string, at: number): string => {
  if (isHan(text.charCodeAt(at))) {
    for (let length = 2; length > 0; length -= 1) {
      const signs = text.slice(at, at + length)
      if (scales.has(signs)) return signs
    }
    return ''
  }
  const word = text.slice(at, wordEnd(text, at))
  // "10w" is 100,000 in a Chinese text, and ten weeks elsewhere.
  if (word === 'w' && !/[\u4e00-\u9fff]/.test(text.slice(Math.max(0, at - 40), at + 40))) return ''
  return scales.has(word) ? word : ''
}

/** "1tr500", "1 triệu rưỡi" are 1.5 million in Vietnamese: digits behind the scale word are its fraction, and so is a half. */
const vietnamese = /(tr|trieu|cu|ty) ?(\d{1,3}|ruoi)(?![\d\p{L}]|[.,]\d)/uy

/** "600-an ribu", "20an juta": about so many thousands. */
const about = / ?-?an (?=(?:ribu|rb|juta|jt|miliar|milyar|m)(?![a-z]))/y

/** "2.2 mil" are thousands in Spanish and Portuguese, millions among English words. */
const english = / (?:and|the|of|with|for|from|out|users|records|cust|customers|accounts|emails|w\/) ?/
const romance = / (?:de|da|do|com|con|y|e|el|los|para|por|clientes|registros|dados|datos) /
const isMillion = (text: string, start: number, end: number): boolean => {
  const around = text.slice(Math.max(0, start - 40), end + 40)
  return english.test(around) && !romance.test(around)
}

const none = { value: 0, length: 0 }

const withScale = (text: string, start: number, digits: string, indonesian: boolean): Quantity => {
  const end = start + digits.length
  about.lastIndex = end
  const at = about.test(text) ? about.lastIndex : isSpace(text.charCodeAt(end)) ? end + 1 : end
  const grouped = digits.length > 4 && grouping.test(digits)
  vietnamese.lastIndex = at
  const mixed =
    (at === end || text.startsWith(' ruoi', wordEnd(text, at))) && text.charCodeAt(at) > 98
      ? vietnamese.exec(text)
      : null
  if (mixed) {
    const [whole, scale = '', fraction = ''] = mixed
    const value =
      amountOf(digits, scale, false) + Number(`0.${fraction === 'ruoi' ? 5 : fraction}`) * (scales.get(scale) ?? 1)
    return quantityOf({ value, start, end: at + whole.length, digits, scale, grouped })
  }
  // "9kk" are nine million, "5.600 kk" so many families.
  const word = scaleAt(text, at)
  const scale = word === 'kk' && indonesian && at > end ? '' : word
  // "1,3 mil millones": a thousand of millions.
  const more = scale === 'mil' && text[at + 3] === ' ' ? scaleAt(text, at + 4) : ''
  const meant = scale === 'mil' && more === '' && !indonesian && isMillion(text, start, at) ? 'million' : scale
  const value = amountOf(digits, meant, indonesian) * (more ? (scales.get(more) ?? 1) : 1)
  const last = scale ? at + scale.length + (more ? more.length + 1 : 0) : end
  const rest = digits.includes('.') ? none : behindScale(text, scale, last)
  return quantityOf({ value: value + rest.value, start, end: last + rest.length, digits, scale, grouped })
}

/** What may not stand right before a number: a word, a handle, another number's mark ("12:30", "10/2023"), a mask. */
const isInside = (text: string, start: number): boolean => {
  const before = text.charCodeAt(start - 1)
  if (isDigit(before)) return true
  if (before === 0x23 || before === 0x40 || before === 0x2a || before === 0x5f) return true // # @ * _
  const isMark = before === 0x2e || before === 0x2c || before === 0x3a || before === 0x2f // . , : /
  return isMark && isDigit(text.charCodeAt(start - 2))
}

/** What may not follow: a mask, a time, a date, an address, a card's groups. */
const cut = /[.,:/]\d|[*•]|x{2,}|[-–]\d{1,12}[-–]\d/y

/** Words that stand right before digits without a space are part of a name, unless they are a currency ("rp15"). */
const currencyBefore =
  /(?:^|[^a-z\d])(?:rp|idr|rm|myr|usd|us|eur|usdt|btc|xmr|eth|ltc|inr|rs|sgd|php|brl|ngn|ksh|r|s|a|x|n)$/

const hasNameBefore = (text: string, start: number): boolean =>
  kindOf(text.charCodeAt(start - 1)) === letter && !currencyBefore.test(text.slice(Math.max(0, start - 6), start))

const quantityAt = (text: string, start: number, digits: string, indonesian: boolean): Quantity | undefined => {
  if (isInside(text, start) || hasNameBefore(text, start)) return undefined
  // "0812 …" is a phone number, "007" a name; "0.5" and "0,5" are numbers.
  if (digits.length > 1 && digits.startsWith('0') && !/^0[.,]\d/.test(digits)) return undefined
  const quantity = withScale(text, start, digits, indonesian)
  cut.lastIndex = start + digits.length
  if (cut.test(text) || !Number.isFinite(quantity.value)) return undefined
  // "+62 812 …" is a phone number, "+70M" a count.
  return text[start - 1] === '+' && quantity.scale === '' ? undefined : quantity
}

/** Words for money before which a number stands in words: "cinquenta conto", "fifty bucks". */
const coins: ReadonlySet<string> = new Set(
  'bucks dollars conto contos reais pila dolares pesos soles рублей баксов долларов ringgit دولار'.split(' '),
)
const leastInCoins = 5

/** Words that are or end a number without digits, behind a gap: "sejuta", "gocap", the "juta" of "dua juta". */
const endings = new RegExp(
  `(?:^|[ \\n(-])(${[...new Set([...scales.keys(), ...wholeNumbers.keys(), ...sums.keys(), ...coins])]
    .filter((word) => word.length > 1)
    .join('|')})(?![\\p{L}\\d])`,
  'gu',
)

/** A number in words that ends with the word at a place: "sejuta", "half a million", "dua juta". */
const spelledAt = (text: string, start: number, word: string): Quantity | undefined => {
  const end = start + word.length
  const told = (value: number, start: number, currency?: string): Quantity =>
    quantityOf({ value, start, end, digits: '', scale: word, grouped: false }, currency)
  const whole = wholeNumbers.get(word)
  if (whole !== undefined) return told(whole, start)
  const sum = sums.get(word)
  if (sum) return told(sum.amount, start, sum.currency)
  const isCoin = coins.has(word)
  const factor = scales.get(word) ?? 1
  let longest: Quantity | undefined
  for (let from = start - 1, words = 0; words < 3 && from > 0 && text[start - 1] === ' '; words += 1) {
    let at = from
    while (at > 0 && from - at < 16 && kindOf(text.charCodeAt(at - 1)) === letter) at -= 1
    const alone = spelled.get(text.slice(at, from)) ?? 0
    // "триста пятьдесят тысяч"
    const sum = longest && alone >= 100 && longest.value < 100 * factor ? alone + longest.value / factor : undefined
    const count = spelled.get(text.slice(at, start - 1)) ?? sum
    if (count !== undefined) longest = told(count * factor, at)
    if (text[at - 1] !== ' ' && text[at - 1] !== '-') break
    from = at - 1
  }
  // The coin is no part of the number that it is told in.
  if (isCoin) return longest && longest.value >= leastInCoins ? { ...longest, end: start - 1, scale: '' } : undefined
  return longest
}

const isDash = (text: string, at: number): boolean => text[at] === '-' || text[at] === '–'
const rangeMark = /^ ?(?:[-–—~]|s\/d|sd|sampai|sampe|hingga|to|до) ?(?:\$|rp\.?|€)? ?$/

/** Joins "20-30k" and "20k - 30k": the lower end takes the scale of the upper where it has none. */
const joinRange = (text: string, low: Quantity, high: Quantity): boolean => {
  const between = high.start - low.end
  // "5 - $35" are five for so much.
  if (/[$€£]/.test(text[high.start - 1] ?? '') && !/[$€£]/.test(text[low.start - 1] ?? '')) return false
  if (between < 1 || between > 9 || low.upTo || low.digits === '' || !rangeMark.test(text.slice(low.end, high.start)))
    return false
  const bare = low.scale === '' && high.scale !== '' && !low.grouped
  const value = bare ? amountOf(low.digits, high.scale, false) : low.value
  if (value >= high.value || (value >= 1900 && value <= 2100 && high.value <= 2100)) return false
  low.value = value
  low.upTo = high
  if (bare) low.scale = high.scale
  return true
}

/** Quantities in order, ranges as one, without the number behind a dash that ends none ("2021-05", "sim-2jt.zip"). */
const ranged = (text: string, found: readonly Quantity[]): Quantity[] => {
  const kept: Quantity[] = []
  for (const quantity of found) {
    const last = kept.at(-1)
    if (last !== undefined && joinRange(text, last, quantity)) continue
    const isBound = isDash(text, quantity.start - 1) && kindOf(text.charCodeAt(quantity.start - 2)) === letter
    if (!isBound) kept.push(quantity)
  }
  return kept
}

/** "1,2M (bukan milyar ya 1,2 juta)": who says the same number in another scale says what the letter means. */
const settle = (found: readonly Quantity[]): void => {
  const unsure = found.filter(({ scale, value }) => scale === 'm' && value >= 1e9)
  if (unsure.length === 0) return
  const millions = new Map<string, number>()
  for (const { digits, scale, value } of found) if (scale === 'juta' || scale === 'jt') millions.set(digits, value)
  for (const quantity of unsure) quantity.value = millions.get(quantity.digits) ?? quantity.value
}

/** All quantities of a folded text, in its order. `indonesian` decides what the letter M means. */
export const quantities = (text: string, indonesian: boolean): Quantity[] => {
  const found: Quantity[] = []
  numeral.lastIndex = 0
  for (let match = numeral.exec(text); match; match = numeral.exec(text)) {
    const quantity = quantityAt(text, match.index, match[0], indonesian)
    if (!quantity) continue
    found.push(quantity)
    numeral.lastIndex = quantity.end
  }
  const written = found.length
  for (const { index, 0: digits } of myriad.test(text) ? matchesIn(text, hanNumeral) : []) {
    const [value, end, scale] = [hanValue(digits), index + digits.length, digits.slice(-1)]
    found.push(quantityOf({ value, start: index, end, digits: '', scale, grouped: false }))
  }
  for (const { index, 0: whole, 1: word = '' } of matchesIn(text, endings)) {
    const quantity = spelledAt(text, index + whole.length - word.length, word)
    if (quantity) found.push(quantity)
  }
  if (indonesian) settle(found)
  return ranged(text, found.length === written ? found : found.sort((a, b) => a.start - b.start))
}
