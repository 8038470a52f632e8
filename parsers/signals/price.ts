import type { Claim, Price } from '../../model/signal.ts'
import { isSaid, isSaidOnLine, type Near } from '../language/beside.ts'
import { boughtWith } from '../language/bought.ts'
import { kept } from '../language/claims.ts'
import { nationalCurrency } from '../language/currency.ts'
import type { Money } from '../language/money.ts'
import { says } from '../language/number-words.ts'
import { aheadOf, behindOf } from '../language/quantity.ts'
import { because } from '../language/reason.ts'
import { rowTeller } from '../language/rows.ts'
import { soldTeller } from '../language/sold.ts'
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

/** "8k/pcs, ambil 50 = 300k": so many for so much are a step of the price. */
const step = /(?:^|[^\d.,])\d{1,3}(?: ?\p{L}{1,8}){0,2} ?= ?(?:[$€£]|rp\.?)? ?$/u

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
}

/** What an amount is that is not asked for the goods now; `undefined` for one that may be. */
const setAside = ({ text, money, next }: Place, isWanted: boolean): Pick<Candidate, 'as' | 'rank'> | undefined => {
  const { start, end, of } = money
  const [ahead, behind] = [aheadOf(text, of), behindOf(text, of)]
  const tail = text.slice(end, end + 8)
  const isLowered = arrow.test(tail) && next !== undefined && next.start - end < 6
  if (isLowered || struck.test(tail) || isBygone(money, next, ahead)) return { as: 'earlier', rank: -1 }
  const isAside = isSaid(ahead.slice(0, 1), money, 4, says.aside) || isSaid(behind.slice(0, 1), money, 1, says.aside)
  // "paying up to 3 lakh": the most that a buyer gives is his price.
  if ((isAside && !isWanted) || text[start - 1] === '+') return { as: 'other', rank: -1 }
  if (isSaid(ahead.slice(0, 2), money, 8, says.buyout)) return { as: 'other', rank: 0.3 }
  return bracketed.test(text.slice(Math.max(0, start - 4), start)) ? { as: 'other', rank: 0.5 } : undefined
}

/** How surely an amount is the price, of those that are asked. */
const rankOf = ({ part, text, money, last }: Place): number => {
  const { start, end, bare, of } = money
  const [ahead, behind] = [aheadOf(text, of), behindOf(text, of)]
  const isWhole =
    isSaidOnLine(text, start, says.whole) || behind.some((near) => near.says & says.whole && near.start - end <= 24)
  const isLabelled =
    isSaid(ahead, money, 22, says.asked | says.bid) || /= ?$/.test(text.slice(Math.max(0, start - 2), start))
  const isStep = last?.money.per === 'item' && step.test(text.slice(Math.max(0, start - 20), start))
  // "DB doang 1jt. DB + lampiran 6jt": a part of the goods.
  const isPart = !isLabelled && isSaid(ahead.slice(0, 1), money, 1, says.part)
  const isNew = isSaid(ahead, money, 6, says.now) || (last?.as === 'earlier' && start - last.money.end < 24)
  // A title's amount is the price unless the text calls another one so.
  const sure = isStep || isPart ? 0.8 : isNew ? 3.5 : isLabelled ? 3 : part === 'title' ? 2.5 : bare ? 1 : 2
  return sure + (isWhole ? 2 : 0)
}

const candidates = (reader: Reader, part: 'title' | 'text'): Candidate[] => {
  const text = reader[part]
  const all = reader.money(part)
  const inRow = rowTeller(reader.post[part])
  // What is sold as a whole keeps its price; a lot is one of several.
  const isSold = reader.soFar.status === 'sold' || all.length < 2 ? () => false : soldTeller(reader, part)
  const isWanted = reader.soFar.intent === 'wanted'
  const found: Candidate[] = []
  for (const [at, money] of all.entries()) {
    if (inRow(money.start)) continue
    const place = { part, text, money, next: all[at + 1], last: found.at(-1) }
    const told = isSold(money.start)
      ? { as: 'earlier' as const, rank: -2 }
      : (setAside(place, isWanted) ?? { as: 'asked' as const, rank: rankOf(place) })
    found.push({ money, part, as: told.as, rank: told.rank })
  }
  return found
}

/** Below this no dataset is sold: a small amount without a count is the price of a piece. In units of the currency. */
const pieceBelow: Readonly<Record<string, number>> = {
  IDR: 100_000,
  USD: 30,
  EUR: 30,
  GBP: 30,
  RUB: 5_000,
  BRL: 100,
  CNY: 100,
}
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

const perOf = (reader: Reader, { money, part }: Candidate): Price['per'] => {
  const { per, amount, currency, end } = money
  if (per !== 'dataset' || boughtWith(reader[part], end) === 'period') return per
  const listed = headingPer(reader[part], money.start)
  if (listed !== 'dataset') return listed
  // Whoever sells one door names what it costs as a whole.
  const isLookup = reader.of('intents').some(({ value }) => value === 'lookups')
  if (reader.soFar.dataClasses?.includes('access') && !reader.soFar.records && !isLookup) return 'dataset'
  const few = (reader.soFar.records ?? 0) < fewPieces
  return few && amount <= (pieceBelow[currency] ?? 0) ? 'item' : 'dataset'
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
    const value: Price = { amount, currency, per: perOf(reader, same) }
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
