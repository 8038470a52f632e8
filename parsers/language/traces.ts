import type { Hit, Reader } from '../signals/field.ts'
import type { Quantity } from './quantity.ts'
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

/** A noun of the lexicon or a number: `thousands`, `tens` and up, or `ones`. */
interface Token extends Trace {
  kind: string
}

/** What leaves a trace: a token; with `after`, what the text goes on with; with `next`, a token beyond a gap of such a kind. */
interface Shape {
  trace: keyof Traces
  first: readonly string[]
  after?: RegExp
  gap?: RegExp
  next?: readonly string[]
}

const near = /^ ?(?:[a-z]{1,10} )?$/
const beside = /^ ?$/
const counted = ['people', 'counted']
/** Of these, first in the text is the trace. A gap is tested on at most `reach` characters. */
const shapes: readonly Shape[] = [
  { trace: 'people', first: ['bodies'], gap: near, next: ['people'] },
  { trace: 'people', first: ['people'], gap: beside, next: ['bodies'] },
  { trace: 'bulk', first: ['thousands'], gap: /^\+?(?: (?:de )?\p{L}{2,12}){0,2}(?: de)? ?$/u, next: counted },
  { trace: 'bulk', first: ['thousands', 'tens'], gap: /^ ?\+?(?:(?!per )\p{L}{2,12} )?$/u, next: ['pieces'] },
  { trace: 'bulk', first: ['people'], gap: /^[ :|–-]{1,3}$/, next: ['thousands'] },
  { trace: 'bulk', first: ['apiece'] },
  { trace: 'errand', first: ['wages'], after: /[^\p{L}\d\n]{0,4}(?:rp|\$|pokok|dasar)?[ .]{0,2}\d/uy },
  { trace: 'errand', first: ['rents'] },
  { trace: 'errand', first: ['ones', 'tens', 'thousands'], gap: /^ ?(?:[a-z$€£đ]{1,4} ?)?$/, next: ['rates'] },
  { trace: 'errand', first: ['periods'], gap: /^[^.\n]{0,60}$/, next: ['deposits'] },
  { trace: 'appointment', first: ['days'] },
  { trace: 'contact', first: ['reach'], after: /[ :]{1,3}\+?\d{2}/y },
  { trace: 'file', first: ['hosts'] },
]
const reach = 62
const byFirst = new Map<string, Shape[]>()
for (const shape of shapes) for (const kind of shape.first) byFirst.set(kind, [...(byFirst.get(kind) ?? []), shape])

/** What is told by its letters alone. The literal that each begins with makes it cheap to look for. */
const patterns: readonly (readonly [keyof Traces, RegExp])[] = [
  ['contact', /@(?<![\w@./]@)[a-z]\w{3,31}/],
  ['contact', /\.me\/(?<=(?:wa|t)\.me\/)\+?\w{4,32}/],
  ['columns', /[|,;][a-z ]{2,24}[|,;][a-z]{2,24}(?: [a-z]{2,12})?[|,;](?=[a-z])/],
  ['link', /https?:\/\/[^\s]{4}/],
  ['file', /https?:\/\/[^\s]{4,200}\.(?:zip|rar|7z|tar|gz|csv|sql|txt|xlsx?)(?![a-z])/],
]

const isYear = ({ value, scale, grouped }: Quantity): boolean =>
  scale === '' && !grouped && value >= 1970 && value <= 2035

const kindOf = (quantity: Quantity): string => {
  if (quantity.value >= 1_000 && !isYear(quantity)) return 'thousands'
  return quantity.value >= 10 ? 'tens' : 'ones'
}

const tokensOf = (reader: Reader, part: Trace['part']): Token[] => {
  const nouns = reader.of('nouns').filter((hit) => hit.part === part)
  if (nouns.length === 0) return []
  const numbers = reader.quantities(part)
  const tokens: Token[] = nouns.map(({ value, start, end }) => ({ kind: value, part, start, end }))
  for (const number of numbers) tokens.push({ kind: kindOf(number), part, start: number.start, end: number.end })
  return tokens.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Where the shape that begins at a token ends; `undefined` where it is none. */
const endOf = (text: string, shape: Shape, tokens: readonly Token[], at: number): number | undefined => {
  const end = tokens[at]?.end ?? 0
  if (shape.after) {
    shape.after.lastIndex = end
    return shape.after.test(text) ? shape.after.lastIndex : undefined
  }
  if (!shape.next) return end
  for (let next = at + 1; next < at + 12; next += 1) {
    const token = tokens[next]
    if (!token || token.start - end > reach) return undefined
    if (token.start < end || !shape.next.includes(token.kind)) continue
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
    const tokens = tokensOf(reader, part)
    const kinds = new Set(tokens.map(({ kind }) => kind))
    for (const [at, token] of tokens.entries()) {
      for (const shape of byFirst.get(token.kind) ?? []) {
        if (traces[shape.trace] || (shape.next && !shape.next.some((kind) => kinds.has(kind)))) continue
        const end = endOf(text, shape, tokens, at)
        if (end === undefined) continue
        const needsOffer = shape.trace === 'people' || shape.trace === 'bulk'
        if (!needsOffer || roleOf({ ...token, end }) === 'offered')
          traces[shape.trace] = { part, start: token.start, end }
      }
    }
    for (const [trace, pattern] of patterns) {
      const match = traces[trace] ? null : pattern.exec(text)
      if (match) traces[trace] = { part, start: match.index, end: match.index + match[0].length }
    }
  }
  return traces
}

const size = /\d ?(?:gb|tb|гб|тб)(?![a-z])/
const time =
  /\d ?(?:hours?|hrs|horas?|jam|stunden|часов|часа|days?|dias?|hari|дней|дня|小时|天|gio|ngay|stunden|tage)(?![a-z])|(?<![a-z])(?:by|before|until|this|sampai|sebelum|hingga|до) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|midnight|tomorrow|senin|selasa|rabu|kamis|jumat|sabtu|minggu|besok|понедельника|пятницы|завтра|конца)/

/** What a gang tells of its victim: how much was taken, how long is left. */
export interface Loot {
  size?: Trace | undefined
  time?: Trace | undefined
}

export const lootIn = (reader: Reader): Loot => {
  const find = (pattern: RegExp): Trace | undefined => {
    for (const part of ['title', 'text'] as const) {
      const match = pattern.exec(reader[part])
      if (match) return { part, start: match.index, end: match.index + match[0].length }
    }
    return undefined
  }
  return { size: find(size), time: find(time) }
}
