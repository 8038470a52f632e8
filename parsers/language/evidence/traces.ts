import type { Hit, Reader } from '../../signals/field.ts'
import type { Quantity } from '../numbers/quantity.ts'
import { roleTeller } from './roles.ts'

/** Traces that an offer leaves whatever words it chooses: nouns and numbers that stand beside each other. */
export interface Traces {
  /** A body of data about people: "data guru", "customer lines", "базу абонентов". */
  people?: Trace
  /** A count of people or of pieces of data: "3.2jt user", "500 set", "26k passport scans". */
  bulk?: Trace
  /** Three words of data in a row, with no more than a mark between them: "name|mobile|nic", "nama + hp + no kk". */
  columns?: Trace
  /** One thing of a person is looked up by another: "NIK -> nama, alamat". */
  lookup?: Trace
  /** Money for work, for a room or a car: "gaji 4,5jt", "$45/h", "salary $4k", "900rb/bulan, deposit". It speaks against an offer of data. */
  errand?: Trace
  /** A day to come by: what is handed out at a place is no file. It speaks against a giveaway of data. */
  appointment?: Trace
  /** A way to reach the author outside the site. */
  contact?: Trace
  /** A file to take: a link to an archive or to a host of files. */
  file?: Trace
  /** Any address. */
  link?: Trace
}

/** A place in the title or the text. */
export type Trace = Pick<Hit, 'part' | 'start' | 'end'>

/** A bit for each kind of noun that a shape asks for, and of numbers by their size, so that it may ask for several. */
const kinds = {
  bodies: 1,
  people: 2,
  counted: 4,
  pieces: 8,
  apiece: 16,
  wages: 32,
  rents: 64,
  rates: 128,
  periods: 256,
  deposits: 512,
  days: 1024,
  reach: 2048,
  hosts: 4096,
  ones: 8192,
  tens: 16384,
  thousands: 32768,
}
const nounKinds: ReadonlyMap<string, number> = new Map(Object.entries(kinds))

/** A noun or a number, by the bit of its kind; 0 is of none. */
interface Token extends Trace {
  kind: number
}

/** What leaves a trace: a token; with `after`, what the text goes on with as it is written; with `next`, a token beyond a gap of such a kind. */
interface Shape {
  trace: keyof Traces
  first: number
  after?: RegExp
  gap?: RegExp
  next?: number
}

const near = /^ ?(?:[a-z]{1,10} )?$/
const beside = /^ ?$/
const counted = kinds.people | kinds.counted
const numbers = kinds.ones | kinds.tens | kinds.thousands
/** Of these, first in the text is the trace. A gap is tested on at most `reach` characters. */
const shapes: readonly Shape[] = [
  { trace: 'people', first: kinds.bodies, gap: near, next: kinds.people },
  { trace: 'people', first: kinds.people, gap: beside, next: kinds.bodies },
  { trace: 'bulk', first: kinds.thousands, gap: /^\+?(?: (?:de )?\p{L}{2,12}){0,2}(?: de)? ?$/u, next: counted },
  { trace: 'bulk', first: kinds.thousands | kinds.tens, gap: /^ ?\+?(?:(?!per )\p{L}{2,12} )?$/u, next: kinds.pieces },
  { trace: 'bulk', first: kinds.people, gap: /^[ :|–-]{1,3}$/, next: kinds.thousands },
  { trace: 'bulk', first: kinds.apiece },
  { trace: 'errand', first: kinds.wages, after: /[^\p{L}\d\n]{0,4}(?:rp|\$|pokok|dasar)?[ .]{0,2}\d/iuy },
  { trace: 'errand', first: kinds.rents },
  { trace: 'errand', first: numbers, gap: /^ ?(?:[a-z$€£đ]{1,4} ?)?$/, next: kinds.rates },
  { trace: 'errand', first: kinds.periods, gap: /^[^.\n]{0,60}$/, next: kinds.deposits },
  { trace: 'appointment', first: kinds.days },
  // A number, an address, or a name that is spelled like no word: "wa 0812", "jabber: me@host", "tele kw_rows".
  {
    trace: 'contact',
    first: kinds.reach,
    after: /[ :：-]{1,3}(?:\+?\d{2}|@?[a-z](?:[\w.-]{1,30}@[a-z]|[a-z]{0,20}[_\d]\w))/iy,
  },
  { trace: 'file', first: kinds.hosts },
]
const reach = 62

/** What is told by its letters alone, each behind a sign that is cheap to look for. */
const patterns: readonly (readonly [keyof Traces, sign: string | RegExp, RegExp])[] = [
  // A handle that opens a text is spoken to.
  ['contact', '@', /@(?<![\w@./]@|^@)[a-z]\w{3,31}/],
  ['contact', '.me/', /\.me\/(?<=(?:wa|t)\.me\/)\+?\w{4,32}/],
  ['columns', /[|,;][a-z]/, /[|,;][a-z ]{2,24}[|,;][a-z]{2,24}(?: [a-z]{2,12})?[|,;](?=[a-z])/],
  ['link', '://', /https?:\/\/[^\s]{4}/],
  ['link', '/', /\/(?<=[a-z]\.[a-z]{2,8}\/)[\w#!-]{2}/],
  ['file', '📎', /📎/u],
  ['file', '⬇', /⬇/u],
  ['file', '://', /https?:\/\/[^\s]{4,200}\.(?:zip|rar|7z|tar|gz|csv|sql|txt|xlsx?)(?![a-z])/],
]
const hasSign = (text: string, sign: string | RegExp): boolean =>
  typeof sign === 'string' ? text.includes(sign) : sign.test(text)

const isYear = ({ value, scale, grouped }: Quantity): boolean =>
  scale === '' && !grouped && value >= 1970 && value <= 2035

const sizeOf = (quantity: Quantity): number => {
  if (quantity.value >= 1_000 && !isYear(quantity)) return kinds.thousands
  return quantity.value >= 10 ? kinds.tens : kinds.ones
}

type Stretch = Pick<Trace, 'start' | 'end'>
const isAhead = (one: Stretch, other: Stretch): boolean =>
  one.start < other.start || (one.start === other.start && one.end > other.end)

/** The nouns and the numbers of a part, as one list in its order: both come in theirs. None where no noun stands. */
const tokensOf = (reader: Reader, part: Trace['part']): Token[] => {
  const nouns = reader.of('nouns').filter((hit) => hit.part === part)
  if (nouns.length === 0) return []
  const tokens: Token[] = []
  const found = reader.quantities(part)
  let at = 0
  const take = (number: Quantity): void => {
    tokens.push({ kind: sizeOf(number), part, start: number.start, end: number.end })
    at += 1
  }
  for (const noun of nouns) {
    for (let number = found[at]; number && isAhead(number, noun); number = found[at]) take(number)
    tokens.push({ kind: nounKinds.get(noun.value) ?? 0, part, start: noun.start, end: noun.end })
  }
  for (let number = found[at]; number; number = found[at]) take(number)
  return tokens
}

/** Where the shape that begins at a token ends; `undefined` where it is none. */
const endOf = (
  text: string,
  written: string,
  shape: Shape,
  tokens: readonly Token[],
  at: number,
): number | undefined => {
  const end = tokens[at]?.end ?? 0
  if (shape.after) {
    shape.after.lastIndex = end
    return shape.after.test(written) ? shape.after.lastIndex : undefined
  }
  if (!shape.next) return end
  for (let next = at + 1; next < at + 12; next += 1) {
    const token = tokens[next]
    if (!token || token.start - end > reach) return undefined
    if (token.start < end || (token.kind & shape.next) === 0) continue
    if (shape.gap?.test(text.slice(end, token.start))) return token.end
  }
  return undefined
}

/** Reads the first trace of each kind, in the title before the text; people and pieces count where they are on offer. */
export const tracesIn = (reader: Reader): Traces => {
  const traces: Traces = {}
  const roleOf = roleTeller(reader)
  for (const part of ['title', 'text'] as const) {
    const text = reader[part]
    const written = reader.post[part]
    const tokens = tokensOf(reader, part)
    const stand = tokens.reduce((all, { kind }) => all | kind, 0)
    const possible = shapes.filter(
      ({ trace, first, next }) =>
        (first & stand) !== 0 && (next === undefined || (next & stand) !== 0) && !traces[trace],
    )
    // Counted here and not by `entries()`, which makes an array for each of what every post has by the dozen.
    let at = -1
    for (const token of tokens) {
      at += 1
      for (const shape of possible) {
        if ((shape.first & token.kind) === 0 || traces[shape.trace]) continue
        const end = endOf(text, written, shape, tokens, at)
        if (end === undefined) continue
        const needsOffer = shape.trace === 'people' || shape.trace === 'bulk'
        if (!needsOffer || roleOf({ part, start: token.start, end }) === 'offered')
          traces[shape.trace] = { part, start: token.start, end }
      }
    }
    for (const [trace, sign, pattern] of patterns) {
      const match = traces[trace] || !hasSign(text, sign) ? null : pattern.exec(text)
      if (match) traces[trace] = { part, start: match.index, end: match.index + match[0].length }
    }
  }
  return traces
}
