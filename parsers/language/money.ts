import { saidBefore, wordsBehind } from './beside.ts'
import { countedNouns, currencies, homeCurrency, measures, pieces, beside as roles } from './number-words.ts'
import { amountOf, type Quantity } from './numbers.ts'
import { kindOf, letter } from './words.ts'

/** An amount of money as written, with what it buys where the words right after it say so. */
export interface Money {
  amount: number
  currency: string
  per: 'dataset' | 'item' | '1000'
  start: number
  end: number
  /** No currency stood there; Indonesian sellers leave the rupiah out ("500rb", "3jt"). */
  bare: boolean
}

interface Found {
  code: string
  start: number
  end: number
}

/** Coins are told in fractions: "4.976 BTC" is less than five. */
const coins: ReadonlySet<string> = new Set(['BTC', 'XMR', 'ETH', 'LTC'])

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
const signs: ReadonlySet<string> = new Set([...currencies.keys()].join('').replace(/[\p{L}\p{N}. /]/gu, ''))
const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff

/** Whether a unit may be part of a currency's name or sign: "us$", "rp", "₽". */
const isNaming = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (kindOf(unit) === letter && !isDigit(unit)) || signs.has(text[at] ?? '')
}

/** The currency right before a number: "$6k", "Rp. 1,5jt", "USD 50.000". */
const currencyBefore = (text: string, start: number, from: number): Found | undefined => {
  let end = start
  if (isSpace(text.charCodeAt(end - 1))) end -= 1
  if (text[end - 1] === '.') end -= 1
  let begin = end
  while (begin > from && end - begin < 10 && isNaming(text, begin - 1)) begin -= 1
  if (begin === end) return undefined
  const named = currencies.get(text.slice(begin, end))
  if (named) return { code: named, start: begin, end: start }
  const sign = currencies.get(text.slice(end - 1, end))
  return sign && signs.has(text.slice(end - 1, end)) ? { code: sign, start: end - 1, end: start } : undefined
}

/** The currency right behind a number: "10.000 USD", "2500$", "5 руб", "20元". */
const currencyBehind = (text: string, at: number): Found | undefined => {
  let start = at
  if (text[start] === '+') start += 1
  if (isSpace(text.charCodeAt(start))) start += 1
  if (isHan(text.charCodeAt(start))) {
    for (let length = 4; length > 0; length -= 1) {
      const code = currencies.get(text.slice(start, start + length))
      if (code) return { code, start: at, end: start + length }
    }
    return undefined
  }
  let end = start
  while (end < text.length && end - start < 12 && isNaming(text, end)) end += 1
  if (end === start) return undefined
  const word = text.slice(start, end)
  // A lone "u" is a tether only where it touches its number: "800U".
  if (word === 'u' && start > at) return undefined
  const named = currencies.get(word)
  if (named) return { code: named, start: at, end }
  let second = end + 1
  while (second < text.length && second - end < 12 && isNaming(text, second)) second += 1
  const code = text[end] === ' ' ? currencies.get(text.slice(start, second)) : undefined
  if (code) return { code, start: at, end: second }
  const sign = signs.has(text[start] ?? '') ? currencies.get(text.slice(start, start + 1)) : undefined
  return sign ? { code: sign, start: at, end: start + 1 } : undefined
}

const link =
  /^(?:[+ ]{0,2}-?an(?![a-z]))?[+ ]{0,2}(?:(\/|@|per[ -]?|за |по |por |cada |utk |untuk |buat |for |a |an |la |el |o |x |每|moi )[ ]?)?/

/** What an amount buys, by the words right behind it: "/pcs", "per 1000", "each", "sebulan". */
const boughtWith = (text: string, end: number): 'item' | '1000' | 'period' | undefined => {
  const behind = text.slice(end, end + 40)
  const [all = '', linked] = link.exec(behind) ?? []
  const rest = behind.slice(all.length)
  if (linked && /^(?:1000|1\.000|1,000|1 000|1k|1к|1rb)(?!\d|[.,]\d|\p{L})/u.test(rest)) return '1000'
  if (linked === '/' && /^1(?![\d.,])/.test(rest)) return 'item'
  const [word = ''] = isHan(rest.charCodeAt(0)) ? [rest.slice(0, 2)] : (/^\p{L}{1,16}/u.exec(rest) ?? [])
  const piece = pieces.get(word) ?? pieces.get(word.slice(0, 1))
  if (!piece || (!pieces.has(word) && !isHan(rest.charCodeAt(0)))) return undefined
  if (piece === 'each') return 'item'
  return linked ? piece : undefined
}

const thousandAhead = /(?:1000|1\.000|1k|1к|тыщ[ау]|тысяч[ау])(?: \p{L}{1,12})? ?[=:—–-] ?$/u
const pieceAhead = /(?:(?:per|за|por|cada) ?\p{L}{1,12}(?: \p{L}{1,6}){0,2}|each|satuan|@)[ :=]{0,3}$/u
const perOf = (text: string, start: number, end: number): Money['per'] => {
  const behind = boughtWith(text, end)
  if (behind === 'item' || behind === '1000') return behind
  const ahead = text.slice(Math.max(0, start - 28), start)
  if (thousandAhead.test(ahead)) return '1000'
  const [, word = ''] = /(?:per|за|por|cada) ?(\p{L}{1,12})/u.exec(pieceAhead.exec(ahead)?.[0] ?? '') ?? []
  const piece = pieces.get(word)
  return /(?:each|satuan|@)[ :=]{0,3}$/.test(ahead) || piece === 'item' || piece === 'each' ? 'item' : 'dataset'
}

const rupiah: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'k', 'jt', 'juta', 'jeti', 'ka', 'jut'])
const dong: ReadonlySet<string> = new Set(['tr', 'trieu', 'cu', 'k', 'nghin', 'ngan'])
const otherRoles = ['total', 'shown', 'notCount', 'least'] as const
const moneyRoles = ['asked', 'bid', 'now', 'before', 'aside'] as const

/** Nouns right behind a number that make it a count. */
const isCounted = (text: string, end: number): boolean =>
  wordsBehind(text, end, 2).some((word) => countedNouns.has(word) || measures.has(word))

/** Four digits that may be a year. */
const isYear = ({ value, scale, grouped }: Quantity): boolean =>
  value >= 1980 && value < 2050 && scale === '' && !grouped

/** The currency of a number that is called a price: "harga 1.250.000", "price 400". */
const calledCurrency = (text: string, quantity: Quantity): string | undefined => {
  const { start } = quantity
  const [near] = saidBefore(text, start)
  if (!near || near.apart || start - near.end > 4 || isYear(quantity)) return undefined
  // "from 2,000" says too little.
  const isCalled = near.says.has('asked') || near.says.has('bid') !== near.says.has('before') || near.says.has('now')
  if (!isCalled || /\p{L}/u.test(text.slice(near.end, start))) return undefined
  return homeCurrency.get(text.slice(near.start, near.end))
}

/** The word right before a place, without the Indonesian "-nya": "mahasiswanya 9 ribuan". */
const nounBefore = (text: string, start: number): string =>
  (/(?<![\d] ?)\p{L}{2,16}(?= ?$)/u.exec(text.slice(Math.max(0, start - 18), start))?.[0] ?? '').replace(/nya$/, '')

/**
 * Whether an amount without a currency is money: sellers leave rupiah and dong out, and write counts the same way. It is
 * `weak` where nothing but the end of the clause behind it says so.
 */
const isHomeMoney = (text: string, { start, end, value }: Quantity, isTitle: boolean): 'sure' | 'weak' | undefined => {
  const behind = text.slice(end, end + 24)
  if (/^\+? ?(?:=|-+>|→|\.{3,}|[:—–-] ?(?:rp ?)?\d)/.test(behind)) return undefined
  if (boughtWith(text, end) || /^ ?(?:\/ ?|per )\p{L}/u.test(behind)) return 'sure'
  const tail = end + (/^[+ ]{0,2}-?an(?![a-z])/.exec(behind)?.[0].length ?? 0)
  if (isCounted(text, tail)) return undefined
  const near = saidBefore(text, start).filter(({ apart, end: to }) => !apart && start - to < 24)
  const [nearest] = near
  if (nearest && start - nearest.end < 6 && otherRoles.some((role) => nearest.says.has(role)))
    return nearest.says.has('asked') || nearest.says.has('bid') ? 'sure' : undefined
  if (near.some(({ says }) => moneyRoles.some((role) => says.has(role)))) return 'sure'
  if (near.some(({ says }) => says.has('whole'))) return 'sure'
  if (/(?:[@=:→>—–]|\.{3,}) ?$/.test(text.slice(Math.max(0, start - 6), start))) return 'sure'
  const [next = ''] = wordsBehind(text, tail, 1)
  if (roles.get(next)?.has('haggled')) return 'sure'
  if (isTitle || value > mostUnlabelled || countedNouns.has(nounBefore(text, start))) return undefined
  return /^ ?(?:$|[\n.,;!?)(|~❌]|\p{S})/u.test(text.slice(tail, tail + 2)) ? 'weak' : undefined
}

/** Rupiah or dong above which an amount at the end of a clause is rather a count: "(279jt, …)". */
const mostUnlabelled = 50_000_000

/** The currency of a number without one, where the words beside it make it money. */
const unnamed = (text: string, quantity: Quantity, setting: Setting): { code: string; weak: boolean } | undefined => {
  const { end, scale, digits } = quantity
  const sure = (code: string | undefined) => (code ? { code, weak: false } : undefined)
  if (quantity.currency) return sure(quantity.currency)
  const { indonesian, isTitle } = setting
  if (indonesian && text.startsWith(',-', end)) return sure('IDR')
  if (scale === '' && digits.length < 2) return undefined
  const home = setting.vietnamese && dong.has(scale) ? 'VND' : indonesian && rupiah.has(scale) ? 'IDR' : undefined
  if (home) {
    const strength = isHomeMoney(text, quantity, isTitle)
    return strength && { code: home, weak: strength === 'weak' }
  }
  const called = calledCurrency(text, quantity)
  if (called && !isCounted(text, end) && text[end] !== '%') return sure(indonesian ? 'IDR' : called)
  const isPiece = indonesian && scale === '' && quantity.value >= 100 && /^ ?(?:\/|per )/.test(text.slice(end, end + 5))
  return isPiece && boughtWith(text, end) === 'item' ? sure('IDR') : undefined
}

/** "3毛": tenths of a yuan. */
const isTenth = (text: string, end: number): boolean => text[end] === '毛'

/** What amounts are read by besides their own words. */
interface Setting {
  indonesian: boolean
  vietnamese: boolean
  isTitle: boolean
}

const change = /^ ?(?:to|jadi|ke|now|skrg|sekarang|до|por|para|-+>|=>|→|➡️?) ?(?:just |cuma |only )?$/

interface Amount extends Money {
  weak: boolean
}

const moneyAt = (text: string, quantity: Quantity, last: Money | undefined, setting: Setting): Amount | undefined => {
  const { digits, scale, upTo } = quantity
  const end = upTo?.end ?? quantity.end
  if (isTenth(text, end)) {
    const [start, to] = [quantity.start, end + 1]
    return {
      amount: quantity.value / 10,
      currency: 'CNY',
      per: perOf(text, start, to),
      start,
      end: to,
      bare: false,
      weak: false,
    }
  }
  const before = currencyBefore(text, quantity.start, last?.end ?? 0)
  const behind = currencyBehind(text, end) ?? (upTo && currencyBehind(text, quantity.end))
  // "btc 20$" is in dollars, "$7.000 BTC" too: what stands before the number stands, unless it is a coin, or a mere
  // sign before a name: "$3.000 CLP".
  const isSign = before?.code === 'USD' && behind !== undefined && !coins.has(behind.code) && behind.code !== 'USDT'
  const named = before && !(behind && (coins.has(before.code) || isSign)) ? before : behind
  // "from $10k to 7k"
  const changed = !named && last && change.test(text.slice(last.end, quantity.start)) ? last.currency : undefined
  const found = named ?? (changed ? { code: changed, weak: false } : unnamed(text, quantity, setting))
  if (!found) return undefined
  const currency = found.code
  const isMiliar = currency === 'IDR' && scale === 'm'
  const isCoin = coins.has(currency) && digits !== '' && scale === ''
  const amount = isMiliar
    ? amountOf(digits, '', true) * 1e9
    : isCoin
      ? amountOf(digits, '', false, true)
      : quantity.value
  if (!Number.isFinite(amount) || amount <= 0) return undefined
  const start = named && before ? before.start : quantity.start
  const to = Math.max(behind?.end ?? 0, end)
  const weak = 'weak' in found && found.weak
  return { amount, currency, per: perOf(text, start, to), start, end: to, bare: !named && !quantity.currency, weak }
}

/**
 * All amounts of money among the quantities of a folded text, in its order; a range is its lower end. What may be money
 * is none where the text has an amount that surely is.
 */
export const moneyIn = (
  text: string,
  quantities: readonly Quantity[],
  indonesian: boolean,
  part: 'title' | 'text' = 'text',
): Money[] => {
  // Folding leaves Vietnamese one letter of its own.
  const setting = { indonesian, vietnamese: text.includes('đ'), isTitle: part === 'title' }
  const found: Amount[] = []
  for (const quantity of quantities) {
    const last = found.at(-1)
    if (last && quantity.start < last.end) continue
    const money = moneyAt(text, quantity, last, setting)
    if (money) found.push(money)
  }
  const isSure = found.some(({ weak }) => !weak)
  return found.flatMap(({ weak, ...money }) => (weak && isSure ? [] : [money]))
}
