import type { Price } from '../../../model/signal.ts'
import type { Reader } from '../../signals/field.ts'
import { boughtWith, isPeriodAhead } from './bought.ts'
import type { Money } from './money.ts'
import { isInPriceList, isOfPieces } from './price-list.ts'

/** An amount, and where it stands. */
interface Told {
  money: Money
  part: 'title' | 'text'
}

/** "по 0,7 $", "ecer 15rb", "零售 5": what one of them costs. */
const oneByOne =
  /(?:^|[^\p{L}])(?:по|розниц\p{L}{1,2}|ecer|eceran|satuan|retail|varejo|unidade|unitario|menudeo|detal|le|零售|散卖|单价) ?[:=—–-]? ?(?:rp\.? ?|r?\$ ?)?$/u
/** "harian 20rb", "月卡 88U" */
const periodCard = /[日周月季年]卡 ?$/

/**
 * Below this no dataset is sold: a small amount without a count is the price of a piece. In units of the currency, some 30
 * dollars of 2024, less where sellers ask less.
 */
const pieceBelow: Readonly<Record<string, number>> = {
  IDR: 100_000,
  USD: 30,
  USDT: 30,
  EUR: 30,
  GBP: 30,
  RUB: 5_000,
  BRL: 100,
  CNY: 100,
  MYR: 60,
  SGD: 30,
  PHP: 1_000,
  VND: 150_000,
  THB: 500,
  INR: 1_000,
  TRY: 500,
  UAH: 1_000,
  KZT: 15_000,
  GEL: 60,
  PEN: 60,
  MXN: 300,
  ARS: 15_000,
  COP: 60_000,
  CLP: 15_000,
  SAR: 100,
  AED: 100,
  EGP: 500,
  MAD: 150,
  NGN: 5_000,
  KES: 1_000,
  ZAR: 200,
}
/** And below this part of it no dataset is, however many there are: "RM0.15". */
const trifle = 1 / 30
/** Of pictures of papers. */
const pictureTrifle = 1 / 3
/** A look-up costs more than a row. */
const lookupTimes = 10
/** Who has fewer of them sells them by the piece. */
const fewPieces = 1_000
/** What the amounts of a list buy, by the line above it: "Data nomor, per kota, per 1000:". */
const headingPer = (text: string, start: number): Price['per'] => {
  const above = text.slice(Math.max(0, start - 400), start)
  const end = above.lastIndexOf(':\n')
  const heading = end < 0 || above.includes('\n\n', end) ? '' : above.slice(above.lastIndexOf('\n', end) + 1, end)
  const tie = Math.max(heading.lastIndexOf('per '), heading.lastIndexOf('/'))
  const buys = tie < 0 ? undefined : boughtWith(heading, tie)
  return buys === 'item' || buys === '1000' ? buys : 'dataset'
}

/** "akun ovo 30k" on a line of its own. */
const isListed = (text: string, { bare, of, start }: Money): boolean =>
  bare && isInPriceList(text, of) && isOfPieces(text, start)

const isOfPeriod = (text: string, start: number): boolean =>
  isPeriodAhead(text, start) || periodCard.test(text.slice(Math.max(0, start - 4), start))

/** "hbo $4", "disney $3": three small prices or more on lines of their own are those of pieces. */
const isShelf = (reader: Reader, part: 'title' | 'text', below: number): boolean => {
  const small = reader.money(part).filter(({ amount }) => amount < below)
  return (
    small.filter(({ start, end }, at) => /\n/.test(reader[part].slice(end, small[at + 1]?.start ?? start))).length >= 2
  )
}

/** What an amount buys: by its own words, by the line above, or by how small it is. */
export const perOf = (reader: Reader, { money, part }: Told, currency: string): Price['per'] => {
  const { per, amount, start, end } = money
  if (reader.soFar.intent === 'extortion') return 'dataset'
  const text = reader[part]
  // "1000 pasang 65rb", where there are more of them.
  if (per === '1000' && reader.soFar.records === 1_000) return 'dataset'
  if (per !== 'dataset' || boughtWith(text, end) === 'period') return per
  const listed = headingPer(text, start)
  if (listed !== 'dataset') return listed
  // Whoever sells one door names what it costs as a whole.
  const isLookup = reader.of('intents').some(({ value }) => value === 'lookups' || value === 'insiders')
  const isDoor = reader.soFar.dataClasses?.includes('access') && !reader.soFar.records
  if (isDoor && !isLookup && !isShelf(reader, part, pieceBelow[currency] ?? 0)) return 'dataset'
  // "350k/titik": who looks one up is paid for each, whatever it is.
  if (isLookup && /^ ?\/ ?\p{L}/u.test(text.slice(end, end + 3))) return 'item'
  // "akun ovo 30k", of which there are thousands
  const isOne = isListed(text, money) || oneByOne.test(text.slice(Math.max(0, start - 18), start))
  // Pictures of papers are made one by one, and cost as much.
  const isPicture = reader.soFar.dataClasses?.some((one) => one === 'id-selfies' || one === 'id-documents')
  const few = isOne || fewPieces > (reader.soFar.records ?? 0)
  if (
    amount >
    (pieceBelow[currency] ?? 0) *
      (few ? (isLookup && reader.soFar.intent === 'sale' ? lookupTimes : 1) : isPicture ? pictureTrifle : trifle)
  )
    return 'dataset'
  return isOfPeriod(text, start) ? 'dataset' : 'item'
}
