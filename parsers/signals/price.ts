import type { Claim, Intent, Price } from '../../model/signal.ts'
import { kept } from '../language/claims.ts'
import { rowTeller } from '../language/evidence/rows.ts'
import { soldTeller } from '../language/evidence/sold.ts'
import { isSaid, isSaidOnLine, type Near, nounBefore } from '../language/numbers/beside.ts'
import { boughtWith } from '../language/numbers/bought.ts'
import { nationalCurrency } from '../language/numbers/currency.ts'
import type { Money } from '../language/numbers/money.ts'
import { pieces, says } from '../language/numbers/number-words.ts'
import { isInPriceList, isOfPieces } from '../language/numbers/price-list.ts'
import { aheadOf, behindOf } from '../language/numbers/quantity.ts'
import { because } from '../language/reason.ts'
import type { Field, Reader } from './field.ts'

/** An amount that the post names, and how surely it is the price: below 0 it is none, -2 that of a lot that is sold. */
interface Candidate {
  money: Money
  part: 'title' | 'text'
  as: 'asked' | 'earlier' | 'other'
  rank: number
}

const arrow = /^ ?(?:-+>|→|=>|➡️?|>>) ?/
/** "~~500~~": struck out. */
const struck = /^ ?~~/
/** "2 BTC (~$74.000)": the same once more. */
const bracketed = /[(（] ?[~≈±=]{0,2} ?$/

/** What is paid by the hour is a wage or a bill. */
const hourly = /^ ?(?:\/ ?|per |an |por |за |в )(?:hour|hr|h|jam|час|hora)(?!\p{L})/u

/** What a firm turns over, some words ahead: "omzet taksiran 400 M rupiah". It tells who the victim is, and is nobody's price. */
const turnover =
  /(?:omzet|omset|pendapatan|revenue|turnover|выручка|оборот|faturamento|facturacion|ingresos anuales|doanh thu|营收|营业额|年收入)[^\n.;|]{0,20}$/

/** "8k/pcs, ambil 50 = 300k": so many for so much are a step of the price. */
const step = /(?:^|[^\d.,])\d{1,3}\+?(?: ?\p{L}{1,8}){0,2} ?= ?(?:[$€£]|rp\.?)? ?$|\d[条套个份张人组] ?打包价? ?$/u
/** "harian 20rb", "月卡 88U" */
const periodCard = /[日周月季年]卡 ?$/

/** Whether an amount was asked once: "was $500", "dulu dijual $5000", "dari 500rb jadi 300rb". */
const isBygone = ({ start, end }: Money, next: Money | undefined, near: readonly Near[]): boolean => {
  const isFollowed = next !== undefined && next.start - end < 24
  for (const { says: said, apart, end: to } of near) {
    if (apart || start - to > 20 || said & says.now) return false
    // "from $50" is where prices begin, unless another amount follows.
    if (said & says.before && (!(said & says.bid) || (isFollowed && start - to < 8))) return true
  }
  return false
}

/** Where an amount stands: its text, and the amounts beside it. */
interface Place {
  part: 'title' | 'text'
  text: string
  money: Money
  next: Money | undefined
  last: Candidate | undefined
  /** No part named before it costs more. */
  mayBeWhole: boolean
  /** Who looks people up has "все номера" of one of them, and no whole. */
  isLookup: boolean
}

/** What an amount is that is not asked for the goods now; `undefined` for one that may be. */
const setAside = (
  { text, money, next }: Place,
  intent: Intent | undefined,
): Pick<Candidate, 'as' | 'rank'> | undefined => {
  const { start, end, of } = money
  const [ahead, behind] = [aheadOf(text, of), behindOf(text, of)]
  const tail = text.slice(end, end + 8)
  const isLowered = arrow.test(tail) && next !== undefined && next.start - end < 6
  if (isLowered || struck.test(tail) || isBygone(money, next, ahead)) return { as: 'earlier', rank: -1 }
  // "jual rugi 35k/akun": what a piece costs is no fee, whatever the seller calls it.
  const isAside =
    (money.per === 'dataset' && isSaid(ahead.slice(0, 1), money, 4, says.aside)) ||
    isSaid(behind.slice(0, 1), money, 1, says.aside) ||
    hourly.test(text.slice(end, end + 12)) ||
    turnover.test(text.slice(Math.max(0, start - 32), start))
  // "paying up to 3 lakh": the most that a buyer gives is his price.
  if ((isAside && intent !== 'wanted') || text[start - 1] === '+') return { as: 'other', rank: -1 }
  if (isSaid(ahead.slice(0, 2), money, 8, says.buyout)) return { as: 'other', rank: 0.3 }
  // "1$ per customer, 9.7 million USD": a ransom is for the whole.
  if (intent === 'extortion' && money.per !== 'dataset') return { as: 'other', rank: 0.4 }
  return bracketed.test(text.slice(Math.max(0, start - 4), start)) ? { as: 'other', rank: 0.5 } : undefined
}

/** How surely an amount is the price, of those that are asked. */
const rankOf = ({ part, text, money, next, last, mayBeWhole, isLookup }: Place): number => {
  const { start, end, bare, of } = money
  const [ahead, behind] = [aheadOf(text, of), behindOf(text, of)]
  // In "one 20 bucks, all four 60" the whole is the next amount's.
  const isNexts = (near: Near): boolean => near.apart && next !== undefined && next.start - near.end < 12
  const isWhole =
    mayBeWhole &&
    ((!isLookup && isSaidOnLine(text, start, says.whole)) ||
      behind.some((near) => near.says & says.whole && near.start - end <= 24 && !isNexts(near)))
  const isLabelled =
    isSaid(ahead, money, 22, says.asked | says.bid) || /= ?$/.test(text.slice(Math.max(0, start - 2), start))
  const isStep = last?.money.per === 'item' && step.test(text.slice(Math.max(0, start - 20), start))
  // "DB doang 1jt. DB + lampiran 6jt": a part of the goods.
  const isPart = !isLabelled && isSaid(ahead.slice(0, 1), money, 1, says.part)
  const isNew = isSaid(ahead, money, 6, says.now) || (last?.as === 'earlier' && start - last.money.end < 24)
  // A title's amount is the price unless the text calls another one so.
  const sure = isStep || isPart ? 0.8 : isNew ? 3.5 : isLabelled ? 3 : part === 'title' ? 2.5 : bare ? 1 : 2
  return sure + (isWhole && !isStep ? 2.5 : 0)
}

const candidates = (reader: Reader, part: 'title' | 'text'): Candidate[] => {
  const text = reader[part]
  const all = reader.money(part)
  if (all.length === 0) return []
  const inRow = rowTeller(reader.post[part])
  // What is sold as a whole keeps its price; a lot is one of several.
  const isSold = reader.soFar.status === 'sold' || all.length < 2 ? () => false : soldTeller(reader, part)
  const found: Candidate[] = []
  const isLookup = reader.of('intents').some(({ value }) => value === 'lookups')
  const dearest = new Map<string, number>()
  for (const [at, money] of all.entries()) {
    if (inRow(money.start)) continue
    const mayBeWhole = money.amount >= (dearest.get(money.currency) ?? 0)
    if (mayBeWhole) dearest.set(money.currency, money.amount)
    const place = { part, text, money, next: all[at + 1], last: found.at(-1), mayBeWhole, isLookup }
    const told = isSold(money.start)
      ? { as: 'earlier' as const, rank: -2 }
      : (setAside(place, reader.soFar.intent) ?? {
          as: 'asked' as const,
          rank: rankOf(place),
        })
    found.push({ money, part, as: told.as, rank: told.rank })
  }
  return found
}

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
const trifle = 1 / 60
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
  pieces.get(nounBefore(text, start)) === 'period' || periodCard.test(text.slice(Math.max(0, start - 4), start))

const perOf = (reader: Reader, { money, part }: Candidate, currency: string): Price['per'] => {
  const { per, amount, start, end } = money
  if (reader.soFar.intent === 'extortion') return 'dataset'
  if (per !== 'dataset' || boughtWith(reader[part], end) === 'period') return per
  const listed = headingPer(reader[part], money.start)
  if (listed !== 'dataset') return listed
  // Whoever sells one door names what it costs as a whole.
  const isLookup = reader.of('intents').some(({ value }) => value === 'lookups' || value === 'insiders')
  if (reader.soFar.dataClasses?.includes('access') && !reader.soFar.records && !isLookup) return 'dataset'
  // "akun ovo 30k", of which there are thousands
  const few = (reader.soFar.records ?? 0) < fewPieces || isListed(reader[part], money)
  if (amount > (pieceBelow[currency] ?? 0) * (few ? 1 : trifle)) return 'dataset'
  return isOfPeriod(reader[part], start) ? 'dataset' : 'item'
}

/** The price asked for the main offer: of the whole set, else what is called the price, else the title's, else the first. */
export const price: Field<'price'> = {
  id: 'price',
  reads: 'amount, currency and what it buys',
  read(reader) {
    if (reader.soFar.intent === 'giveaway' || reader.soFar.intent === 'dump') return undefined
    const found = (['title', 'text'] as const).flatMap((part) => candidates(reader, part))
    const asked = found.filter(({ rank }) => rank >= 0)
    // Where no other is named, what "was asked" stands.
    const best = (asked.length > 0 ? asked : found.filter(({ as, rank }) => as === 'earlier' && rank > -2)).reduce<
      Candidate | undefined
    >((most, one) => (most && most.rank >= one.rank ? most : one), undefined)
    if (!best) return undefined
    const { amount, start, end } = best.money
    const named = reader[best.part].slice(start, end)
    // "start 0.4" in a title, "start 0.4 BTC" below.
    const spelled = best.money.bare ? found.find(({ money }) => money.amount === amount && !money.bare) : undefined
    const currency = nationalCurrency((spelled ?? best).money.currency, named, reader.soFar.countries ?? [])
    // A title leaves out what its amount buys: "3 bucks", and below "$3 each".
    const same = found.find(({ money }) => money.amount === amount && money.per !== 'dataset') ?? best
    const value: Price = { amount, currency, per: perOf(reader, same, currency) }
    const claims = found.map((one): Claim => {
      const { part, money } = one
      const as = one === best ? 'taken' : one.as === 'earlier' ? 'earlier' : 'other'
      const other = { amount: money.amount, currency: money.currency, per: money.per }
      return {
        field: 'price',
        value: one === best ? value : other,
        as,
        span: { part, start: money.start, end: money.end },
      }
    })
    const words = reader.post[best.part].slice(start, end)
    return {
      value,
      reasons: [because('price', value, `asks "${words}"`, { part: best.part, start, end })],
      claims: kept(claims),
    }
  },
}
