import type { Claim } from '../../model/signal.ts'
import { kept } from '../language/claims.ts'
import { rowTeller } from '../language/evidence/rows.ts'
import { soldTeller } from '../language/evidence/sold.ts'
import { endOf, isColumn, isSaid, nounBefore, nounsBehind, wordAfterMark } from '../language/numbers/beside.ts'
import { isPiece } from '../language/numbers/bought.ts'
import { type Beside, isElse } from '../language/numbers/no-count.ts'
import { countedNouns, measures, says } from '../language/numbers/number-words.ts'
import { numeralValue } from '../language/numbers/numbers.ts'
import { aheadOf, behindOf, nounsOf, type Quantity } from '../language/numbers/quantity.ts'
import { because } from '../language/reason.ts'
import type { Field, Reader } from './field.ts'

interface Count {
  of: Quantity
  value: number
  part: 'title' | 'text'
  /** The noun behind it makes it a count, or nothing but its size. */
  by: 'noun' | 'size'
  /** Of a lot that is sold already. */
  sold: boolean
}

/** What a number counts, by the words behind it: records, something else, or nothing that is known. */
const counts = (words: readonly string[]): 'records' | 'other' | undefined => {
  const [first = '', second = ''] = words
  const both = first + second
  if (measures.has(first) || measures.has(both)) return 'other'
  return words.some((word) => countedNouns.has(word)) || countedNouns.has(both) ? 'records' : undefined
}

/** Where an amount of thousands that counts nothing is rather a price, left without its currency. */
const thousands: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'k', 'nghin', 'ngan'])
/** Vietnamese millions without a noun are dong: "100 bộ 1tr8"; and what is added to a price is one: "video +30k". */
const dong: ReadonlySet<string> = new Set(['tr', 'cu'])
/** "412.000 folder, tiap folder": of what a person has one each, whatever it is. */
const oneEach =
  /^ ?(\p{L}{3,16})[^\n\d]{0,24}?(?<!\p{L})(?:tiap|setiap|masing2|per|each|every|cada|каждая|каждый|moi) \1/u
/** "9,300 helpers": an English noun of many, whatever it is. */
const plural = /^[a-z]{4,}[^s\W]s$/
/** "188rb ...... 350rb": what the price behind it buys. */
const priced = /^ ?(?:=|-+>|[→➡⇒]|\.{3,})/u

/** Four digits that may be a year; "2000 data" is none. */
const isYear = (text: string, { value, end }: Quantity): boolean =>
  value >= 1900 && value <= 2100 && !(value % 100 === 0 && countedNouns.has(nounsBehind(text, end)[0] ?? ''))

/** "lấy 20 con còn 150": a step of the price. */
const step = /\d[^\n\d.,]{1,16}$/
const isStep = (text: string, { start }: Quantity): boolean => step.test(text.slice(Math.max(0, start - 20), start))
/** "tenho 9", "còn 64 con": what is left is told to the piece. */
const isLeft = ({ text, quantity, upper, isPlain, nouns: [first] }: Beside): boolean =>
  isPlain &&
  upper.value <= 10_000 &&
  (first === undefined ? !step.test(text.slice(Math.max(0, quantity.start - 20), quantity.start)) : isPiece(first)) &&
  isSaid(aheadOf(text, quantity).slice(0, 1), quantity, 2, says.stock)

/** ".go.id x22 -> 120k": so many of what stands before it. */
const isTimes = ({ text, quantity, upper, isPlain }: Beside): boolean =>
  isPlain &&
  text[quantity.start - 1] === 'x' &&
  /\s/.test(text[quantity.start - 2] ?? '') &&
  /^ ?(?:[-=]*[>→➡:@] ?.{1,9}[/@]|\n|$)/u.test(text.slice(upper.end, upper.end + 16))

/** Whether a number that no noun of records follows is a count by its size or by the words before it. */
const isCountAlone = (reader: Reader, part: 'title' | 'text', beside: Beside): boolean => {
  const { text, quantity, upper, end, isPlain, nouns } = beside
  const { value, scale } = upper
  const tail = { start: upper.start, end }
  // A company whose network is sold is told by what it earns: "palm oil | 400M+".
  const { intent, dataClasses = [] } = reader.soFar
  if (dataClasses.length === 1 && dataClasses[0] === 'access') return false
  const ahead = aheadOf(text, quantity)
  // "Total stok semua kota 780 ribu"
  const isStock = isSaid(ahead, quantity, 16, says.stock) && !isStep(text, quantity)
  if (isStock || isSaid(ahead, quantity, 8, says.total)) return value >= 20
  // "Total pasien di dashboard 214.877"
  if (upper.grouped && isSaid(ahead, quantity, 28, says.total)) return value >= 1_000
  if (isSaid(behindOf(text, quantity), tail, 2, says.total)) return value >= 20
  // "10 pc 120rb", "yg ada history 80k.": a price.
  const isPrice =
    (reader.indonesian || reader.text.includes('đ')) &&
    part === 'text' &&
    intent !== 'giveaway' &&
    thousands.has(scale) &&
    nouns.length === 0
  const isOfColumns = isPrice && isColumn(wordAfterMark(text, end))
  if (isPrice && !isOfColumns && !priced.test(text.slice(end, end + 4))) return false
  if (nouns.length === 0 && (dong.has(scale) || (thousands.has(scale) && text[quantity.start - 1] === '+')))
    return false
  if (!isPlain && value >= 1_000 && nouns.slice(0, 2).some((noun) => plural.test(noun))) return true
  if (countedNouns.has(nounBefore(text, quantity.start))) return value >= 100
  return (!isPlain && value >= 10_000) || (part === 'title' && scale !== '' && value >= 1_000)
}

/** How a number tells how many there are on offer: with the noun of what it counts, or alone. */
const countedBy = (reader: Reader, part: 'title' | 'text', quantity: Quantity): 'noun' | 'size' | undefined => {
  const upper = quantity.upTo ?? quantity
  const { value, scale, grouped } = upper
  const isPlain = scale === '' && !grouped
  const text = reader[part]
  if (value < 2 || (isPlain && (value < 5 || isYear(text, upper)))) return undefined
  const end = endOf(text, upper.end)
  if (text[end] === '%' || text[end + 1] === '%') return undefined
  // A cell of a row: '8B'.
  if (text[end] === text[quantity.start - 1] && /['"`]/.test(text[end] ?? '')) return undefined
  const nouns = nounsOf(text, quantity)
  const isEach = nouns.length > 0 && measures.has(nouns[0] ?? '') && oneEach.test(text.slice(end, end + 64))
  const counted = isEach ? 'records' : counts(nouns)
  if (counted === 'other') return undefined
  const beside = { text, quantity, upper, end, isPlain, nouns }
  if (isPlain && !counted && value < 20) return isLeft(beside) ? 'noun' : undefined
  // Who seeks says the least that he takes, and that is his count; a seller's least is none.
  if (reader.soFar.intent === 'wanted' && isSaid(aheadOf(text, quantity), quantity, 3, says.least)) return 'noun'
  // "alumnos 3B": a class at school.
  if (scale === 'b' && reader.soFar.intent === 'dump') return undefined
  const isNamed = counted
    ? value > mostBundled(reader, part) || !isBundle(text, { ...upper, end })
    : isLeft(beside) || isTimes(beside)
  if (!isNamed && (counted || !isCountAlone(reader, part, beside))) return undefined
  if (isElse(reader, beside)) return undefined
  return isNamed ? 'noun' : 'size'
}

/**
 * "10 sets 160", "100套打包1500": so many for a price are one of its steps. Where each costs less than a hundredth of
 * their number, that is the price of one: "410 шт — 1.2$".
 */
const bundle =
  /^ ?(?:\p{L}{1,10} ?){1,2}[:=—–-]{0,2} ?(?:[$€£]|rp\.?)? ?(\d{1,6}(?:[.,]\d{1,2})?)( ?(?:k|rb|ribu|jt|juta|tr|w|к|т))?/u
const isBundle = (text: string, { value, end }: Quantity): boolean => {
  const [, price, scale] = bundle.exec(text.slice(end, end + 32)) ?? []
  return price !== undefined && (scale !== undefined || numeralValue(price) > value / 100)
}

/** Up to so many may be a step of the price; where a thousand has one, so have five thousand. */
const mostBundled = (reader: Reader, part: 'title' | 'text'): number =>
  reader.money(part).some(({ per, bare }) => per === '1000' && bare) ? 10_000 : 1_000

/** "- BRI 200rb": tells of counts whether they are of whom the data was taken from, where prices are told with more words. */
const ownedTeller = (reader: Reader, part: 'title' | 'text'): ((count: Quantity) => boolean) => {
  if (!reader.indonesian) return () => false
  const ends = new Set<number>()
  for (const hit of reader.of('victims')) if (hit.part === part) ends.add(hit.end)
  return ({ value, start }) => value >= 1_000 && (ends.has(start - 1) || ends.has(start - 2))
}

const countsOf = (reader: Reader, part: 'title' | 'text'): Count[] => {
  const money = reader.money(part)
  const inRow = rowTeller(reader.post[part], part === 'text' ? reader.rows() : undefined)
  // What is sold as a whole keeps its count.
  const isSold = reader.soFar.status === 'sold' ? () => false : soldTeller(reader, part)
  const isOwned = ownedTeller(reader, part)
  const isFree = reader.soFar.intent === 'giveaway'
  // "akun gofood 80k/akun, akun gojek 120k": who asks so much a piece names no counts so.
  const isPriced = money.some(({ per, bare }) => bare && per === 'item')
  const found: Count[] = []
  let next = 0
  for (const of of reader.quantities(part)) {
    while (next < money.length && (money[next]?.end ?? 0) <= of.start) next += 1
    const price = money[next]
    // What is given away has no price; "14rb" are so many.
    const isPrice = price !== undefined && price.start < of.end && of.start < price.end && !(isFree && price.bare)
    if (isPrice) continue
    const by = countedBy(reader, part, of) ?? (!isPriced && isOwned(of) ? 'size' : undefined)
    if (by === undefined || inRow(of.start)) continue
    found.push({ of, value: Math.round((of.upTo ?? of).value), part, by, sold: isSold(of.start) })
  }
  return found
}

/** More than every person who lives has ten of: whatever it counts, it is no offer. */
const most = 100_000_000_000

/** How far a rounded count may be from the exact one. */
const roundedBy = 0.02
/** Whether one count is another to the piece: the "1.999.704 clientes" of "2 milhões". */
const isExactOf = (exact: Count, rounded: Count): boolean =>
  exact.by === 'noun' &&
  exact.of.grouped &&
  exact.of.scale === '' &&
  rounded.of.scale !== '' &&
  exact.value % 1_000 !== 0 &&
  rounded.value - exact.value <= rounded.value * roundedBy

/** The largest count, to the piece where it is told so. */
const largestOf = (counts: readonly Count[]): Count | undefined => {
  const largest = counts.reduce<Count | undefined>(
    (best, one) => (best && best.value >= one.value ? best : one),
    undefined,
  )
  return largest && (counts.find((one) => isExactOf(one, largest)) ?? largest)
}

/** The largest count of people, rows or items that the offer holds. */
export const records: Field<'records'> = {
  id: 'records',
  reads: 'the largest count on offer, in the notations of ten languages',
  read(reader) {
    // What is surely a price once is one wherever it stands: "ambil semua 3jt" above, "(261rb orang) 3jt" below.
    const money = reader.soFar.intent === 'giveaway' ? [] : [...reader.money('title'), ...reader.money('text')]
    const amounts = new Set(money.map(({ amount }) => amount))
    const found = [...countsOf(reader, 'title'), ...countsOf(reader, 'text')].filter(
      ({ value, by }) => value <= most && (by === 'noun' || !amounts.has(value)),
    )
    const largest = largestOf(found.filter(({ sold }) => !sold))
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
