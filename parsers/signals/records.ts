import type { Claim } from '../../model/signal.ts'
import { type Near, saidBefore, saidBehind, wordsBehind } from '../language/beside.ts'
import { countedNouns, measures } from '../language/number-words.ts'
import type { Quantity } from '../language/numbers.ts'
import { because } from '../language/reason.ts'
import { rowTeller } from '../language/rows.ts'
import type { Beside } from '../signals/lexicons/index.ts'
import type { Field, Reader } from './field.ts'

interface Count extends Quantity {
  part: 'title' | 'text'
  /** Of a lot that is sold already. */
  sold: boolean
}

/** Roles of a word that stands at most so many characters away in the number's own clause. */
const says = (near: readonly Near[], at: number, role: Beside, within: number): boolean =>
  near.some(
    ({ says, start, end, apart }) =>
      !apart && says.has(role) && Math.min(Math.abs(at - end), Math.abs(start - at)) <= within,
  )

/** "80an", "3 jt-an", "70M+": about so many, or more. */
const about = /^\+?(?: ?-?an(?![a-z]))?/
const behindOf = (text: string, { end }: Quantity): number =>
  end + (about.exec(text.slice(end, end + 6))?.[0].length ?? 0)

/** What a number counts, by the words behind it: records, something else, or nothing that is known. */
const counts = (words: readonly string[]): 'records' | 'other' | undefined => {
  const [first = '', second = ''] = words
  if (measures.has(first) || measures.has(first + second)) return 'other'
  if (words.some((word) => countedNouns.has(word)) || countedNouns.has(first + second)) return 'records'
  return undefined
}

/** Letters of a timer: "04 D 07 H 41 M". */
const timer = /\d ?[dhj] ?:?$/
/** A noun right before a number, without the Indonesian "-nya": "mahasiswanya 9 ribuan". */
const nounBefore = /(\p{L}{2,16}?)(?:nya)?[ :=~±]{1,3}$/u
/** Where an amount of thousands that counts nothing is rather a price, left without its currency. */
const thousands: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'k'])

/** Whether a number tells how many there are on offer. */
const isCount = (reader: Reader, part: 'title' | 'text', quantity: Quantity): boolean => {
  const { start, value, scale, grouped } = quantity
  const { intent } = reader.soFar
  const text = reader[part]
  const end = behindOf(text, quantity)
  const isYear = value >= 1900 && value <= 2100 && !grouped && scale === ''
  if (value < 2 || isYear || text[end] === '%' || text[end + 1] === '%') return false
  const words = wordsBehind(text, end, 3)
  const counted = counts(words)
  if (counted === 'other') return false
  const before = text.slice(Math.max(0, start - 20), start)
  if (timer.test(before)) return false
  const [ahead, behind] = [saidBefore(text, start), saidBehind(text, end)]
  if (says(ahead, start, 'notCount', 6) || says(ahead, start, 'rate', 6) || says(behind, end, 'rate', 16)) return false
  const isShown = says(ahead, start, 'shown', 10) || says(behind, end, 'shown', 14)
  if (isShown && intent !== 'giveaway') return false
  // Who seeks says the least that he takes, and that is his count; a seller's least is none.
  if (says(ahead, start, 'least', 3)) return intent === 'wanted'
  // A victim's size: "Brasil / logística / 600 funcionários".
  if (intent === 'extortion' && says(behind, end, 'staff', 1) && /[|/,•] ?$/.test(before)) return false
  if (counted === 'records') return value >= 1_000 || (value >= 5 && !isBundle(text, end))
  if (says(ahead, start, 'total', 8) || says(behind, end, 'total', 2)) return value >= 20
  if (countedNouns.has(nounBefore.exec(before)?.[1] ?? '')) return value >= 100
  // "10 pc 120rb", "yg ada history 80k.": a price.
  const isPrice = reader.indonesian && part === 'text' && thousands.has(scale) && words.length === 0
  if (isPrice && !/^ ?(?:=|-+>|\.{3,})/.test(text.slice(end, end + 4))) return false
  return ((scale !== '' || grouped) && value >= 10_000) || (part === 'title' && scale !== '' && value >= 1_000)
}

/** "10 sets 160", "100套打包1500": so many for a price are one of its steps. */
const bundle = /^ ?(?:\p{L}{1,10} ?){1,2}[:=—–-]? ?(?:[$€£]|rp\.?)? ?\d/u
const isBundle = (text: string, end: number): boolean => bundle.test(text.slice(end, end + 32))

const countsOf = (reader: Reader, part: 'title' | 'text'): Count[] => {
  const [money, text] = [reader.money(part), reader[part]]
  const inRow = rowTeller(reader.post[part])
  let next = 0
  return reader.quantities(part).flatMap((quantity) => {
    while (next < money.length && (money[next]?.end ?? 0) <= quantity.start) next += 1
    const price = money[next]
    const isPrice = price !== undefined && price.start < quantity.end && quantity.start < price.end
    if (isPrice || !isCount(reader, part, quantity) || inRow(quantity.start)) return []
    const sold =
      reader.soFar.status !== 'sold' &&
      [...saidBefore(text, quantity.start), ...saidBehind(text, quantity.end)].some(({ says }) => says.has('sold'))
    return [{ ...quantity, part, sold, value: Math.round(quantity.value) }]
  })
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
    const claims = found.slice(0, 20).map(({ value, part, start, end, sold }): Claim => {
      const as = start === largest.start && part === largest.part ? 'taken' : sold ? 'earlier' : 'other'
      return { field: 'records', value, as, span: { part, start, end } }
    })
    const words = reader.post[largest.part].slice(largest.start, largest.end)
    return { value: largest.value, reasons: [because('records', largest.value, `counts "${words}"`, largest)], claims }
  },
}
