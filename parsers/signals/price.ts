import type { Claim, Price } from '../../model/signal.ts'
import { type Near, saidBefore, saidBehind } from '../language/beside.ts'
import type { Money } from '../language/money.ts'
import { because } from '../language/reason.ts'
import { rowTeller } from '../language/rows.ts'
import type { Beside } from '../signals/lexicons/index.ts'
import type { Field, Reader } from './field.ts'

/** An amount that the post names, and how surely it is the price. */
interface Candidate extends Money {
  part: 'title' | 'text'
  as: 'asked' | 'earlier' | 'other'
  rank: number
}

const arrow = /^ ?(?:-+>|→|=>|➡️?|>>) ?/
/** "~~500~~": struck out. */
const struck = /^ ?~~/

/** Whether a word within so many characters of a number, in its own clause, has one of these roles. */
const says = (near: readonly Near[], at: number, within: number, ...roles: Beside[]): boolean =>
  near.some(
    ({ says, start, end, apart }) =>
      !apart && Math.min(Math.abs(at - end), Math.abs(start - at)) <= within && roles.some((role) => says.has(role)),
  )

/** Whether an amount was asked once: "was $500", "dulu dijual $5000", "dari 500rb jadi 300rb". */
const isBygone = ({ start, end }: Money, next: Money | undefined, near: readonly Near[]): boolean => {
  const isFollowed = next !== undefined && next.start - end < 24
  for (const { says, apart, end: to } of near) {
    if (apart || start - to > 20 || says.has('now')) return false
    // "from $50" is where prices begin, unless another amount follows.
    if (says.has('before') && (!says.has('bid') || (isFollowed && start - to < 8))) return true
  }
  return false
}

const readCandidate = (
  reader: Reader,
  part: 'title' | 'text',
  at: number,
  last: Candidate | undefined,
): Candidate | undefined => {
  const [money, next] = [reader.money(part)[at], reader.money(part)[at + 1]]
  if (!money) return undefined
  const text = reader[part]
  const { start, end, bare } = money
  const [ahead, behind] = [saidBefore(text, start), saidBehind(text, end)]
  const tail = text.slice(end, end + 8)
  const candidate = (as: Candidate['as'], rank: number): Candidate => ({ ...money, part, as, rank })
  const isSold =
    reader.soFar.status !== 'sold' && [...ahead.slice(0, 2), ...behind].some(({ says }) => says.has('sold'))
  const isLowered = arrow.test(tail) && next !== undefined && next.start - end < 6
  if (isSold || isLowered || struck.test(tail) || isBygone(money, next, ahead)) return candidate('earlier', -1)
  if (says(ahead.slice(0, 1), start, 4, 'aside') || says(behind.slice(0, 1), end, 1, 'aside'))
    return candidate('other', -1)
  if (/[(（] ?[~≈±=]{0,2} ?$/.test(text.slice(Math.max(0, start - 4), start))) return candidate('other', 0.5)
  const isWhole = [...ahead, ...behind].some(
    (near) => near.says.has('whole') && (near.end <= start ? start - near.end <= 30 : near.start - end <= 24),
  )
  const isLabelled = says(ahead, start, 22, 'asked', 'bid') || /= ?$/.test(text.slice(Math.max(0, start - 2), start))
  const isNew = says(ahead, start, 6, 'now') || (last?.as === 'earlier' && start - last.end < 24)
  // A title's amount is the price unless the text calls another one so.
  const sure = isNew ? 3.5 : isLabelled ? 3 : part === 'title' ? 2.5 : bare ? 1 : 2
  return candidate('asked', sure + (isWhole ? 2 : 0))
}

const candidates = (reader: Reader, part: 'title' | 'text'): Candidate[] => {
  const inRow = rowTeller(reader.post[part])
  const found: Candidate[] = []
  for (const [at, { start }] of reader.money(part).entries()) {
    const candidate = inRow(start) ? undefined : readCandidate(reader, part, at, found.at(-1))
    if (candidate) found.push(candidate)
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
const period = /^[^\n]{0,6}(?:\/|per |se|a )? ?(?:month|mo|bulan|minggu|week|lifetime|year|tahun|mes|hari|day)(?![a-z])/

const perOf = (reader: Reader, { per, amount, currency, part, end }: Candidate): Price['per'] => {
  if (per !== 'dataset' || period.test(reader[part].slice(end, end + 24))) return per
  return reader.soFar.records == null && amount <= (pieceBelow[currency] ?? 0) ? 'item' : 'dataset'
}

/** The price asked for the main offer: of the whole set, else what is called the price, else the title's, else the first. */
export const price: Field<'price'> = {
  id: 'price',
  reads: 'amount, currency and what it buys',
  read(reader) {
    if (reader.soFar.intent === 'giveaway' || reader.soFar.intent === 'dump') return undefined
    const found = (['title', 'text'] as const).flatMap((part) => candidates(reader, part))
    const best = found
      .filter(({ rank }) => rank >= 0)
      .reduce<Candidate | undefined>((most, one) => (most && most.rank >= one.rank ? most : one), undefined)
    if (!best) return undefined
    // A title leaves out what its amount buys: "3 bucks", and below "$3 each".
    const same = found.find((one) => one.amount === best.amount && one.per !== 'dataset') ?? best
    const value: Price = { amount: best.amount, currency: best.currency, per: perOf(reader, same) }
    const claims = found.slice(0, 20).map((one): Claim => {
      const { amount, currency, per, part, start, end } = one
      const as = one === best ? 'taken' : one.as === 'earlier' ? 'earlier' : 'other'
      return { field: 'price', value: one === best ? value : { amount, currency, per }, as, span: { part, start, end } }
    })
    const words = reader.post[best.part].slice(best.start, best.end)
    return { value, reasons: [because('price', value, `asks "${words}"`, best)], claims }
  },
}
