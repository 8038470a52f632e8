import type { Claim } from '../../model/signal.ts'
import { endOf, isSaid, nounBefore } from '../language/beside.ts'
import { kept } from '../language/claims.ts'
import { countedNouns, measures, says } from '../language/number-words.ts'
import { aheadOf, behindOf, nounsOf, type Quantity } from '../language/numbers.ts'
import { because } from '../language/reason.ts'
import { rowTeller } from '../language/rows.ts'
import { soldTeller } from '../language/sold.ts'
import type { Field, Reader } from './field.ts'

interface Count {
  of: Quantity
  value: number
  part: 'title' | 'text'
  /** Of a lot that is sold already. */
  sold: boolean
}

/** What a number counts, by the words behind it: records, something else, or nothing that is known. */
const counts = (words: readonly string[]): 'records' | 'other' | undefined => {
  const [first = '', second = ''] = words
  if (measures.has(first) || measures.has(first + second)) return 'other'
  if (words.some((word) => countedNouns.has(word)) || countedNouns.has(first + second)) return 'records'
  return undefined
}

/** Letters of a timer: "04 D 07 H 41 M". */
const timer = /\d ?[dhj] ?:?$/
/** Where an amount of thousands that counts nothing is rather a price, left without its currency. */
const thousands: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'k'])
/** "188rb ...... 350rb": what the price behind it buys. */
const priced = /^ ?(?:=|-+>|\.{3,})/

/** Whether a number tells how many there are on offer. */
const isCount = (reader: Reader, part: 'title' | 'text', quantity: Quantity): boolean => {
  const upper = quantity.upTo ?? quantity
  const { value, scale, grouped } = upper
  const { intent } = reader.soFar
  const text = reader[part]
  const end = endOf(text, upper.end)
  const isPlain = scale === '' && !grouped
  if (value < 2 || (isPlain && (value < 5 || (value >= 1900 && value <= 2100)))) return false
  if (text[end] === '%' || text[end + 1] === '%') return false
  const nouns = nounsOf(text, quantity)
  const counted = counts(nouns)
  if (counted === 'other' || (isPlain && !counted && value < 20)) return false
  const [ahead, behind] = [aheadOf(text, quantity), behindOf(text, quantity)]
  const tail = { start: upper.start, end }
  if (isSaid(ahead, quantity, 6, says.notCount | says.rate)) return false
  if (isSaid(behind, tail, 16, says.rate)) return false
  const before = text.slice(Math.max(0, quantity.start - 6), quantity.start)
  if (scale === 'm' && timer.test(before)) return false
  const isShown = isSaid(ahead, quantity, 10, says.shown) || isSaid(behind, tail, 14, says.shown)
  if (isShown && intent !== 'giveaway') return false
  // Who seeks says the least that he takes, and that is his count; a seller's least is none.
  if (isSaid(ahead, quantity, 3, says.least)) return intent === 'wanted'
  // A victim's size: "Brasil / logística / 600 funcionários".
  if (intent === 'extortion' && isSaid(behind, tail, 1, says.staff) && /[|/,•] ?$/.test(before)) return false
  if (counted === 'records') return value > 1_000 || (value >= 5 && !isBundle(text, end))
  if (isSaid(ahead, quantity, 8, says.total) || isSaid(behind, tail, 2, says.total)) return value >= 20
  // "10 pc 120rb", "yg ada history 80k.": a price.
  const isPrice =
    reader.indonesian && part === 'text' && intent !== 'giveaway' && thousands.has(scale) && nouns.length === 0
  if (isPrice && !priced.test(text.slice(end, end + 4))) return false
  if (countedNouns.has(nounBefore(text, quantity.start))) return value >= 100
  return (!isPlain && value >= 10_000) || (part === 'title' && scale !== '' && value >= 1_000)
}

/** "10 sets 160", "100套打包1500": so many for a price are one of its steps. */
const bundle = /^ ?(?:\p{L}{1,10} ?){1,2}[:=—–-]? ?(?:[$€£]|rp\.?)? ?\d/u
const isBundle = (text: string, end: number): boolean => bundle.test(text.slice(end, end + 32))

const countsOf = (reader: Reader, part: 'title' | 'text'): Count[] => {
  const money = reader.money(part)
  const inRow = rowTeller(reader.post[part])
  // What is sold as a whole keeps its count.
  const isSold = reader.soFar.status === 'sold' ? () => false : soldTeller(reader[part])
  const found: Count[] = []
  let next = 0
  for (const of of reader.quantities(part)) {
    while (next < money.length && (money[next]?.end ?? 0) <= of.start) next += 1
    const price = money[next]
    const isPrice = price !== undefined && price.start < of.end && of.start < price.end
    if (isPrice || !isCount(reader, part, of) || inRow(of.start)) continue
    found.push({ of, value: Math.round((of.upTo ?? of).value), part, sold: isSold(of.start) })
  }
  return found
}

/** More than every person who lives has ten of: whatever it counts, it is no offer. */
const most = 100_000_000_000

/** The largest count of people, rows or items that the offer holds. */
export const records: Field<'records'> = {
  id: 'records',
  reads: 'the largest count on offer, in the notations of ten languages',
  read(reader) {
    const found = (['title', 'text'] as const)
      .flatMap((part) => countsOf(reader, part))
      .filter(({ value }) => value <= most)
    const largest = found
      .filter(({ sold }) => !sold)
      .reduce<Count | undefined>((best, one) => (best && best.value >= one.value ? best : one), undefined)
    if (!largest) return undefined
    const claims = found.map((one): Claim => {
      const { value, part, of, sold } = one
      const as = one === largest ? 'taken' : sold ? 'earlier' : 'other'
      return { field: 'records', value, as, span: { part, start: of.start, end: of.end } }
    })
    const span = { part: largest.part, start: largest.of.start, end: largest.of.end }
    const words = reader.post[span.part].slice(span.start, span.end)
    return {
      value: largest.value,
      reasons: [because('records', largest.value, `counts "${words}"`, span)],
      claims: kept(claims),
    }
  },
}
