/** A number as people write it, with its scale word: "279 juta", "1,3 miliar", "105.003.428", "81.5 crore", "1.5亿". */
export interface Quantity {
  value: number
  start: number
  end: number
  /** It had a scale word or letter ("jt", "M", "万"). */
  scaled: boolean
  /** It was written in groups of three ("105.003.428"). */
  grouped: boolean
}

/**
 * Source of a numeral's pattern: groups of three parted by one kind of mark, or plain digits with up to four decimals.
 * Every repetition is bounded, so no input makes it slow.
 */
export const numeral =
  "(?:\\d{1,3}(?:(?:\\.\\d{3}){1,4}|(?:,\\d{3}){1,4}|(?:[ \\u00a0]\\d{3}){1,4}|(?:'\\d{3}){1,4})(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,13}(?:[.,]\\d{1,6})?(?![\\d]))"

const scales: readonly (readonly [factor: number, words: string])[] = [
  [1e3, 'ribuan|ribu|rebu|rbu|rb|thousand|k|тысяч[аи]?|тыс|тыщ[аи]?|к|mil(?! mill)|nghin|ngan|千|الف|ألف|bin'],
  [1e4, '万|萬|w'],
  [1e5, 'lakhs?|lacs?'],
  [
    1e6,
    'jutaan|juta|jt|jeti|mio|mln|millions?|millones|mill|milhao|milhoes|mi|mm|m|кк|kk|млн|миллион(?:а|ов)?|лям(?:а|ов)?|trieu|tr|millon|milyon|مليون|百万',
  ],
  [1e7, 'crores?|cr|千万'],
  [1e8, '亿|億'],
  [1e9, 'miliar|milyar|billion[s]?|bilhoes|bilhao|bn|b|ккк|kkk|млрд|миллиард(?:а|ов)?|十亿'],
]
const words = scales.map(([, list]) => list).join('|')

/** Source of a scale's pattern. Scripts that write without spaces need no word's end after it. */
export const scale = `(?:${words})(?![a-z\\u0430-\\u044f])`

const exactScales = scales.map(([factor, list]) => [factor, new RegExp(`^(?:${list})$`)] as const)
const factors = new Map<string, number>()
const factorOf = (word: string): number => {
  const known = factors.get(word)
  if (known !== undefined) return known
  // "千万" is read before its parts: the longer unit stands later in the table.
  const factor = exactScales.find(([, pattern]) => pattern.test(word))?.[0] ?? 1
  factors.set(word, factor)
  return factor
}

/** The value of a numeral. Marks that part groups of three are taken out; `decimal` says that a single one parts decimals. */
export const numeralValue = (digits: string, decimal = false): number => {
  const tight = digits.replace(/[ \u00a0']/g, '')
  const marks = tight.match(/[.,]/g) ?? []
  const last = Math.max(tight.lastIndexOf('.'), tight.lastIndexOf(','))
  if (last < 0) return Number(tight)
  const tail = tight.length - last - 1
  const mixed = new Set(marks).size > 1
  const isDecimal = mixed
    ? tail !== 3 || marks.length === 2
    : marks.length === 1 && (tail !== 3 || decimal || tight.startsWith('0'))
  const whole = tight.slice(0, isDecimal ? last : undefined).replace(/[.,]/g, '')
  return Number(isDecimal ? `${whole}.${tight.slice(last + 1)}` : whole)
}

/**
 * The number that a numeral and its scale word make. In Indonesian "M" is miliar (thousand millions) where it follows a
 * decimal comma ("1,3M baris"); everywhere else, and in "91M", sellers write the English million.
 */
export const amountOf = (digits: string, scaleWord: string, indonesian: boolean, decimal = false): number => {
  const factor =
    scaleWord === 'm' && indonesian && /^\d,\d{1,2}$/.test(digits) ? 1e9 : scaleWord ? factorOf(scaleWord) : 1
  // A scale word makes a lone separator a decimal one: "1.304 juta" is rare, "26.750 juta" rarer.
  const value = numeralValue(digits, decimal || (scaleWord !== '' && !/[.,]\d{3}$/.test(digits)))
  return Number((value * factor).toPrecision(15))
}

const spelled: readonly (readonly [number, string])[] = [
  [1, 'satu|one|a|um|uma|un|une|один|se'],
  [2, 'dua|two|dois|dos|два|两'],
  [3, 'tiga|three|tres|три'],
  [4, 'empat|four|quatro|cuatro'],
  [5, 'lima|five|cinco|пять'],
  [6, 'enam|six|seis|шесть'],
  [7, 'tujuh|seven|sete|siete'],
  [8, 'delapan|eight|oito|ocho'],
  [9, 'sembilan|nine|nove|nueve'],
  [10, 'sepuluh|ten|dez|diez|десять'],
]
const spelledPattern = new RegExp(
  `(?<![a-z\\u0430-\\u044f])(${spelled.map(([, list]) => list).join('|')}) (juta|ribu|miliar|million|thousand|billion|milhoes|millones|миллион(?:а|ов)?)(?![a-z\\u0430-\\u044f])`,
  'g',
)
const numeralPattern = new RegExp(
  `(?<![a-z\\u0370-\\u04ff\\d@#*+_])(?<!\\d[.,:/-])(?<!\\d[a-z]{0,2}[-–])(${numeral})(?:(?:[ \\u00a0]?(${scale}))|(?=[^\\d*]|$))`,
  'gu',
)

/** All quantities of a folded text, in its order. `indonesian` decides what the letter M means. */
export const quantities = (text: string, indonesian: boolean): Quantity[] => {
  const found: Quantity[] = []
  for (const match of text.matchAll(numeralPattern)) {
    const [whole, digits = '', scaleWord = ''] = match
    const value = amountOf(digits, scaleWord, indonesian)
    if (!Number.isFinite(value)) continue
    const grouped = /\d[.,' \u00a0]\d{3}(?!\d)/.test(digits)
    found.push({ value, start: match.index, end: match.index + whole.length, scaled: scaleWord !== '', grouped })
  }
  for (const match of text.matchAll(spelledPattern)) {
    const count = spelled.find(([, list]) => list.split('|').includes(match[1] ?? ''))?.[0] ?? 1
    const value = count * factorOf(match[2] ?? '')
    found.push({ value, start: match.index, end: match.index + match[0].length, scaled: true, grouped: false })
  }
  return found.sort((a, b) => a.start - b.start)
}
