import { type Beside, type Language, languages } from '../../signals/lexicons/index.ts'
import { fold } from '../spelling/fold.ts'

// What words beside numbers mean, in folded spelling, out of the language files. Where two languages give a word another
// meaning ("mil"), the one that stands first in their register has it.

type Table<K extends string> = Readonly<Partial<Record<K, readonly string[]>>>

const meanings = <K extends string>(tables: readonly (Table<K> | undefined)[]): Map<string, K> => {
  const found = new Map<string, K>()
  for (const table of tables)
    for (const [meaning, words] of Object.entries(table ?? {}) as [K, readonly string[]][])
      for (const word of words) if (!found.has(fold(word))) found.set(fold(word), meaning)
  return found
}
const of = <K extends keyof Language>(key: K): Language[K][] => languages.map((language) => language[key])
const numbers = (key: 'scales' | 'spelled' | 'wholeNumbers'): ReadonlyMap<string, number> =>
  new Map([...meanings(of(key))].map(([word, value]) => [word, Number(value)]))
const words = (key: 'countedNouns' | 'measures'): ReadonlySet<string> =>
  new Set(of(key).flatMap((list) => list.map((word) => fold(word))))

/** The currency that slang for a thousand is said of: "35 тыр". */
export const thousandsOf: ReadonlyMap<string, string> = meanings(of('thousandsOf'))
/** The factor of a scale word: "juta" 1000000. */
export const scales: ReadonlyMap<string, number> = new Map([
  ...numbers('scales'),
  ...[...thousandsOf.keys()].map((word) => [word, 1_000] as const),
])
/** The number that words before a scale word make: "half a" 0.5. */
export const spelled = numbers('spelled')
/** The number that a single word is: "sejuta". */
export const wholeNumbers = numbers('wholeNumbers')
/** What slang for a sum is worth, and in which currency: "gocap". */
export const sums: ReadonlyMap<string, { amount: number; currency: string }> = new Map(
  languages.flatMap(({ sums, currency }) =>
    Object.entries(sums ?? {}).flatMap(([amount, list]) =>
      list.map((word) => [fold(word), { amount: Number(amount), currency }] as const),
    ),
  ),
)
/** ISO 4217 or a coin's ticker, by name or sign. */
export const currencies: ReadonlyMap<string, string> = meanings(of('currencies'))
/** 1 to 12. */
export const months: ReadonlyMap<string, number> = new Map(
  languages.flatMap((language) =>
    (language.months ?? []).flatMap((names, at) => names.map((name) => [fold(name), at + 1] as const)),
  ),
)
/** Nouns that a count of records is followed by. */
export const countedNouns = words('countedNouns')
/** Nouns of other things that are counted: hours, gigabytes, views. */
export const measures = words('measures')
/** What a price buys, by the noun behind it. */
export const pieces = meanings(of('pieces'))
/** The currency of who says what one piece costs in his language and names none: "150 cada". */
export const pieceCurrency: ReadonlyMap<string, string> = new Map(
  [...languages]
    .reverse()
    .flatMap(({ pieces: { each = [] }, currency }) => each.map((word) => [fold(word), currency] as const)),
)

/** A bit for each thing that a word beside a number says, so that a word may say several. */
export const says = {
  asked: 1,
  bid: 2,
  whole: 4,
  now: 8,
  before: 16,
  aside: 32,
  haggled: 64,
  total: 128,
  least: 256,
  shown: 512,
  rate: 1024,
  notCount: 2048,
  notDate: 4096,
  staff: 8192,
  sold: 16384,
  buyout: 32768,
  sells: 65536,
  tried: 131072,
  stock: 262144,
  part: 524288,
} as const satisfies Record<Beside, number>

/** What each word or phrase says of a number beside it, as bits of `says`. */
export const beside: ReadonlyMap<string, number> = (() => {
  const found = new Map<string, number>()
  for (const table of of('beside'))
    for (const [role, list] of Object.entries(table) as [Beside, readonly string[]][])
      for (const word of list) found.set(fold(word), (found.get(fold(word)) ?? 0) | says[role])
  return found
})()

/** What may stand around the words that an offer is sold: "edit", "all", "thanks". */
export const aroundSold: ReadonlySet<string> = new Set(
  languages.flatMap(({ status }) => (status?.around ?? []).map((word) => fold(word))),
)

/**
 * The currency that a seller means who labels a price in his language and names none: "harga 500rb". Of words that several
 * languages have English has the say: that a text is Indonesian is told by more than "price".
 */
export const homeCurrency: ReadonlyMap<string, string> = new Map(
  [...languages]
    .reverse()
    .sort((a, b) => Number(a.language === 'English') - Number(b.language === 'English'))
    .flatMap(({ beside, currency }) =>
      [beside.asked, beside.sells, beside.bid, beside.buyout, beside.before, beside.now, beside.aside]
        .flatMap((list) => list ?? [])
        .map((word) => [fold(word), currency] as const),
    ),
)
