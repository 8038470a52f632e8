import type { Price } from '../../model/signal.ts'
import type { Money } from '../language/money.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Reader } from './field.ts'

type Candidate = Money & { part: 'title' | 'text'; rank: number }

const label =
  /(?:harga|hrg|prices?|asking|start|starting bid|starting price|offers start at|старт|цена|стоимость|price is|budget|mahar|precio|preco|valor|价格|一口价|售价|السعر|tebusan|ransom|we ask|we asked|pedimos|giá|buka di|pack is|to delete all data|jual|bayar|=)[^\n\d$]{0,22}$/
const whole =
  /(?:borongan|semua|all|everything|complete|whole|komplit|lengkap|the lot|pack|todo|paket lengkap|набор|оба|打包)[^\n]{0,30}$/
const wholeAfter =
  /^[^\n]{0,24}(?:semua|everything|all in|for the lot|the lot|whole thing|todo|for all|utk semua|one time|nett)/
/** What stands before an amount that is not asked now, or not for the goods. */
const notAsked =
  /(?:(?:dulu|bukannya|turun dari|harga lama|sebelumnya)(?: [a-z]{1,10}){0,2}|was|from|before|dari|step|шаг|blitz|блиц|minimum order|min order|minimum|min|revenue|rev|ревеню|оборот|fee|bonus|over|nambah|tambah|kira2|around|sekitar|worth|offered|tawar|discount|old price|instead of|之前|pedido minimo|balance|saldo|limit|gaji|penghasilan|omzet|deposit|profit|below|under|add|мин|to the timer|than|antes|download all data|\(|scammed me for|me cobro)[ :~±]{0,2}(?:\$ ?)?$/
const otherAfter = /^ ?(?:revenue|fee|bonus|discount|step|deposit|off|gb|saldo|balance|limit)(?![a-z])|^[^\n]{0,3}~~/

/** How surely an amount is the price: -1 that it is none. */
const rankOf = (text: string, { start, end, bare }: Money, part: 'title' | 'text'): number => {
  const ahead = text.slice(Math.max(0, start - 44), start).replace(/^.*\n/s, '')
  const after = text.slice(end, end + 40)
  if (notAsked.test(ahead) || otherAfter.test(after)) return -1
  const isWhole = whole.test(ahead) || wholeAfter.test(after)
  // A title's amount is the price unless the text calls another one so.
  const sure = label.test(ahead) ? 3 : part === 'title' ? 2.5 : bare ? 1 : 2
  return sure + (isWhole ? 2 : 0)
}

const candidates = (reader: Reader, part: 'title' | 'text'): Candidate[] =>
  reader
    .money(part)
    .map((money) => ({ ...money, part, rank: rankOf(reader[part], money, part) }))
    .filter(({ rank, start }) => rank >= 0 && !isInRow(reader.post[part], start))

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
    const [first] = found
    if (!first) return undefined
    const best = found.reduce((most, one) => (one.rank > most.rank ? one : most), first)
    const value: Price = { amount: best.amount, currency: best.currency, per: perOf(reader, best) }
    const words = reader.post[best.part].slice(best.start, best.end)
    return { value, reasons: [because('price', value, `asks "${words}"`, best)] }
  },
}
