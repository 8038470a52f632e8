import type { Claim, Intent, Price } from '../../model/signal.ts'
import { kept } from '../language/claims.ts'
import { rowTeller } from '../language/evidence/rows.ts'
import { soldTeller } from '../language/evidence/sold.ts'
import { isSaid, isSaidOnLine, type Near } from '../language/numbers/beside.ts'
import { perOf } from '../language/numbers/buys.ts'
import { nationalCurrency } from '../language/numbers/currency.ts'
import type { Money } from '../language/numbers/money.ts'
import { says } from '../language/numbers/number-words.ts'
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
const struck = /^ ?~~|^~(?= |\n|$)/
/** "2 BTC (~$74.000)": the same once more. */
const bracketed = /[(（] ?[~≈±=]{0,2} ?$/

/** Between two demands: "..., if they write before Friday: $400,000". The lower one is what is asked. */
const lowering =
  /discount|% off|down to|settle|agree|accept|reduc|lower|if (?:you|they|paid|payment)|diskon|potongan|turun|kalau|kalo|jika|скидк|соглас|сниз|уступ|если|descuento|rebaj|dejamos|si pagan|si paga|desconto|baixa|deixamos|se pagar|折|降|优惠|خصم|تخفيض|indirim|giam/
/** A demand is lowered to a part of it; what is less is a fee. */
const leastPart = 0.05
const isLowered = (text: string, { amount, currency, start }: Money, last: Money | undefined): boolean =>
  last !== undefined &&
  last.currency === currency &&
  amount < last.amount &&
  amount >= last.amount * leastPart &&
  start - last.end < 120 &&
  lowering.test(text.slice(last.end, start))

/** "USA | 61 employees | $14M": a cell of a leak site's heading tells what the victim is worth. */
const isCell = (text: string, { start, end }: Money): boolean => {
  const [before, behind] = [text.slice(Math.max(0, start - 3), start), text.slice(end, end + 3)]
  return (
    /(?:^|[|•·\n]) ?$/.test(before) &&
    /^\+? ?(?:[|•·\n]|$)/.test(behind) &&
    (/[|•·]/.test(before) || /[|•·]/.test(behind))
  )
}

/** What is paid by the hour is a wage or a bill. */
const hourly = /^ ?(?:\/ ?|per |an |por |за |в )(?:hour|hr|h|jam|час|hora)(?!\p{L})/u

/** What a firm turns over, some words ahead: "omzet taksiran 400 M rupiah". It tells who the victim is, and is nobody's price. */
const turnover =
  /(?:omzet|omset|pendapatan|revenue|turnover|выручка|оборот|faturamento|facturacion|ingresos anuales|doanh thu|营收|营业额|年收入)[^\n.;|]{0,20}$/

/** "8k/pcs, ambil 50 = 300k": so many for so much are a step of the price. */
const step = /(?:^|[^\d.,])\d{1,3}\+?(?: ?\p{L}{1,8}){0,2} ?= ?(?:[$€£]|rp\.?)? ?$|\d[条套个份张人组] ?打包价? ?$/u
/** "DB saja : $250" */
const marked = /[:=—–-] ?$/
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
  { text, money, next, last }: Place,
  intent: Intent | undefined,
): Pick<Candidate, 'as' | 'rank'> | undefined => {
  const { start, end, of } = money
  if (intent === 'extortion' && isLowered(text, money, last?.money)) return { as: 'asked', rank: 3.6 }
  if (intent === 'extortion' && isCell(text, money)) return { as: 'other', rank: -1 }
  const [ahead, behind] = [aheadOf(text, of), behindOf(text, of)]
  const tail = text.slice(end, end + 8)
  const isChanged = arrow.test(tail) && next !== undefined && next.start - end < 6
  if (isChanged || struck.test(tail) || isBygone(money, next, ahead)) return { as: 'earlier', rank: -1 }
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
    (isSaid(ahead, money, 22, says.asked | says.bid) && !money.weak) ||
    /= ?$/.test(text.slice(Math.max(0, start - 2), start))
  const isStep = last?.money.per === 'item' && step.test(text.slice(Math.max(0, start - 20), start))
  // "DB doang 1jt. DB + lampiran 6jt": a part of the goods.
  const isPart =
    (!isLabelled || /[:=]/.test(text.slice(Math.max(0, start - 3), start))) &&
    isSaid(ahead.slice(0, 1), money, marked.test(text.slice(Math.max(0, start - 4), start)) ? 12 : 1, says.part)
  const isNew = isSaid(ahead, money, 6, says.now) || (last?.as === 'earlier' && start - last.money.end < 24)
  // A title's amount is the price unless the text calls another one so.
  // "Open: 300rb / Step: 50rb / Blitz: 1,5jt": bids begin there, whatever the last one is called.
  const isAuction =
    next !== undefined &&
    isSaid(ahead.slice(0, 1), money, 4, says.bid) &&
    isSaid(aheadOf(text, next.of).slice(0, 1), next, 4, says.aside)
  if (isAuction) return 6
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
