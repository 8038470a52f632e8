import { isSaid } from './beside.ts'
import { perOf } from './bought.ts'
import { currencyBefore, currencyBehind } from './currency.ts'
import { says } from './number-words.ts'
import { amountOf } from './numbers.ts'
import { aheadOf, type Quantity } from './quantity.ts'
import { type Meant, meantCurrency, type Setting } from './unnamed-money.ts'

/** An amount of money as written, with what it buys where the words beside it say so. A range is its lower end. */
export interface Money {
  amount: number
  currency: string
  per: 'dataset' | 'item' | '1000'
  start: number
  end: number
  /** No currency stood there; Indonesian sellers leave the rupiah out ("500rb", "3jt"). */
  bare: boolean
  /** Nothing but the end of the clause behind it says that it is money. */
  weak: boolean
  /** The number that it was read from. */
  of: Quantity
}

interface Found extends Meant {
  bare: boolean
  start: number
  end: number
}

/** Coins are told in fractions: "4.976 BTC" is less than five. */
const coins: ReadonlySet<string> = new Set(['BTC', 'XMR', 'ETH', 'LTC'])

const change = /^(?:~~)? ?(?:~~|to|jadi|ke|now|skrg|sekarang|до|por|para|-+>|=>|→|➡️?) ?(?:just |cuma |only )?$/
/** Whether an amount is what another was changed to, or stands in a row with it: "from $10k to 7k", "1jt 2jt". */
const isChanged = (text: string, last: Money, start: number): boolean =>
  start - last.end < 16 &&
  (change.test(text.slice(last.end, start)) || (last.bare && text.slice(last.end, start) === ' '))

const homeScales: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'jt', 'juta'])
/** "dulu 2000 dolar sekarang 250 rebu": an Indonesian scale says in which money. */
const isOfOtherMoney = ({ scale }: Quantity, last: Money, { indonesian }: Setting): boolean =>
  indonesian && last.currency !== 'IDR' && homeScales.has(scale)

/** "any one 20 bucks, all four 60": what the whole costs is told in the same money. */
const isWholeOf = (text: string, last: Money, quantity: Quantity): boolean =>
  !last.bare &&
  quantity.value > last.amount &&
  quantity.start - last.end < 40 &&
  !/[\d\n]/.test(text.slice(last.end, quantity.start)) &&
  /^ ?(?:[\n.,;)]|$)/.test(text.slice(quantity.end, quantity.end + 2)) &&
  isSaid(aheadOf(text, quantity).slice(0, 1), quantity, 10, says.whole)

/** "2 x 750rb": an amount that is paid so often. */
const timesBefore = /(?<![\d.,])([2-9]|1\d) ?[x×] ?(?:rp\.? ?|[$€£] ?)?$/

/** The currency of a quantity, named or meant, and the whole of its words. */
const currencyOf = (text: string, quantity: Quantity, last: Money | undefined, setting: Setting): Found | undefined => {
  const { start, upTo } = quantity
  const end = upTo?.end ?? quantity.end
  const before = currencyBefore(text, start, last?.end ?? 0)
  const behind = currencyBehind(text, end) ?? (upTo && currencyBehind(text, quantity.end))
  const to = Math.max(behind?.end ?? 0, end)
  if (before && behind) {
    // "$7.000 BTC" is in dollars: what stands before a number stands, unless it is a coin ("btc 20$"), or a mere sign
    // before a name: "$3.000 CLP".
    const isSign = before.code === 'USD' && !coins.has(behind.code) && behind.code !== 'USDT'
    const { code } = coins.has(before.code) || isSign ? behind : before
    return { code, weak: false, bare: false, start: before.start, end: to }
  }
  if (before || behind) {
    const code = before?.code ?? behind?.code ?? ''
    return { code, weak: false, bare: false, start: before?.start ?? start, end: to }
  }
  const meant =
    last &&
    !isOfOtherMoney(quantity, last, setting) &&
    (isChanged(text, last, start) || isWholeOf(text, last, quantity))
      ? { code: last.currency, weak: false }
      : meantCurrency(text, quantity, setting)
  return meant && { code: meant.code, weak: meant.weak, bare: quantity.currency === undefined, start, end }
}

const amountIn = (currency: string, { digits, scale, value }: Quantity): number => {
  // Rupiah in "M" are miliar, always.
  if (currency === 'IDR' && scale === 'm') return amountOf(digits, '', true) * 1e9
  return coins.has(currency) && digits !== '' && scale === '' ? amountOf(digits, '', false, true) : value
}

/** What is less than the unit, behind it: "2块5", "1 руб. 50 коп." */
const less = /[块塊](\d)(?=[一每/，,。\s]|$)|(?: ?руб\p{L}{0,3}\.?| ?р\.) (\d{2}) ?коп\p{L}{0,3}\.?/uy
const lessBehind = (text: string, { end, scale }: Quantity): { value: number; end: number } | undefined => {
  if (scale !== '') return undefined
  less.lastIndex = end
  const [whole, tenths = 0, hundredths = 0] = less.exec(text) ?? []
  if (whole === undefined) return undefined
  const value = Number(tenths) / 10 + Number(hundredths) / 100
  return { value, end: end + whole.length }
}

/** "3毛": tenths of a yuan. */
const tenths = (quantity: Quantity): Found => ({
  code: 'CNY',
  weak: false,
  bare: false,
  start: quantity.start,
  end: quantity.end + 1,
})

/**
 * All amounts of money among the quantities of a folded text, in its order. What may be money is none where the text has
 * an amount that surely is.
 */
export const moneyIn = (
  text: string,
  quantities: readonly Quantity[],
  indonesian: boolean,
  part: 'title' | 'text' = 'text',
): Money[] => {
  // Folding leaves Vietnamese one letter of its own.
  const vietnamese = text.includes('đ') || text.includes('cccd') || text.includes('khach')
  const setting = { indonesian, vietnamese, isTitle: part === 'title' }
  const found: Money[] = []
  for (const quantity of quantities) {
    const last = found.at(-1)
    if (last && quantity.start < last.end) continue
    const isTenths = text[quantity.end] === '毛'
    const money = isTenths ? tenths(quantity) : currencyOf(text, quantity, last, setting)
    if (!money) continue
    const { code: currency, bare, weak, start } = money
    const rest = lessBehind(text, quantity)
    const end = rest?.end ?? money.end
    const amount = (isTenths ? quantity.value / 10 : amountIn(currency, quantity)) + (rest?.value ?? 0)
    if (!Number.isFinite(amount) || amount <= 0) continue
    const times = timesBefore.exec(text.slice(Math.max(0, start - 8), start))?.[1] ?? 1
    found.push({
      amount: amount * Number(times),
      currency,
      per: perOf(text, start, end),
      start,
      end,
      bare,
      weak,
      of: quantity,
    })
  }
  return found.some(({ weak }) => !weak) ? found.filter(({ weak }) => !weak) : found
}
