import ar from './languages/ar.json' with { type: 'json' }
import en from './languages/en.json' with { type: 'json' }
import es from './languages/es.json' with { type: 'json' }
import id from './languages/id.json' with { type: 'json' }
import ms from './languages/ms.json' with { type: 'json' }
import pt from './languages/pt.json' with { type: 'json' }
import ru from './languages/ru.json' with { type: 'json' }
import tr from './languages/tr.json' with { type: 'json' }
import vi from './languages/vi.json' with { type: 'json' }
import zh from './languages/zh.json' with { type: 'json' }

/**
 * What a word beside a number says of it. Of a price: `asked` labels it, `sells` does so right before it, `bid` says that
 * it starts an auction and `buyout` that it ends it, `whole` that it buys the complete set, `now` that it was lowered to,
 * `before` that it was asked once, `aside` that it is none, and `haggled`, behind an amount without a currency, that it
 * is money. Of a count: `total` says what is on offer, `least` the smallest order, `shown` a sample, `tried` that so few
 * are there to be seen first, `rate` what comes in by the day, `notCount` something else, `staff` how many work there.
 * `stock` that so few pieces are left; `part`, between goods and their price, that it buys no more than these.
 * `sold`: it is gone. `notDate`: a year behind it is no age of data ("born", "since").
 */
export type Beside =
  | 'asked'
  | 'sells'
  | 'bid'
  | 'buyout'
  | 'whole'
  | 'now'
  | 'before'
  | 'aside'
  | 'haggled'
  | 'total'
  | 'least'
  | 'shown'
  | 'tried'
  | 'stock'
  | 'part'
  | 'rate'
  | 'notCount'
  | 'notDate'
  | 'staff'
  | 'sold'

/** The words of one language. In every list `word*` also takes longer words with that beginning, `=MM` only its capitals. */
export interface Language {
  /** Its English name. */
  language: string
  /** Where the words are from. */
  source: string
  /** Its commonest words in such posts, by which a text is known to be in it. */
  common?: string[]
  /** By the ids of cues.json: what speaks for an intent, for goods, or against an offer. */
  cues: Record<string, string[]>
  /** Nouns that make an offer's shapes: people, bodies and pieces of data, papers, wages, days (parsers/language/evidence/traces.ts). */
  nouns?: Record<string, string[]>
  /** Words that deny what stands right behind them: "no passwords", "bukan KPU". */
  denies?: string[]
  /** What a word of data does in its clause (parsers/language/evidence/roles.ts). */
  roles?: Record<string, string[]>
  /** That a middleman may hold the money. */
  escrow?: string[]
  /** That an offer stands no more: words that say `sold`, and what may stand `around` them ("edit", "all", "thanks"). */
  status?: Partial<Record<'sold' | 'around', string[]>>
  /**
   * That a proof is `shown` or offered; `example` are words of it that names of made-up organisations bear too, and
   * under `none` is what only looks like one: "proof of payment", "no samples".
   */
  sample?: Partial<Record<'shown' | 'example' | 'none', string[]>>
  /** Details of the goods: what makes them fresh, old or exclusive, and what stands before their columns. */
  details?: Record<string, string[]>
  /** Kinds of file, by the names of the model; under `none` what only looks like one. */
  formats?: Record<string, string[]>
  /** Means of payment, by the names of the model. */
  payment?: Record<string, string[]>
  /** Words of an offer that name nothing. */
  fillers?: string[]
  /** Phrases that only look like a class of data: "name of this forum". */
  notClasses?: string[]
  /** What a seller who names no currency asks in: ISO 4217. */
  currency: string
  /** Words that multiply the number before them, by the factor: "juta", "k", "万". */
  scales: Record<string, string[]>
  /** Numbers in words, as they stand before a scale word: "two", "half a". */
  spelled?: Record<string, string[]>
  /** Single words that are a whole number: "sejuta". */
  wholeNumbers?: Record<string, string[]>
  /** Slang for sums of the language's own currency: "gocap". */
  sums?: Record<string, string[]>
  /** Slang for thousands of a currency, by ISO 4217: "35 тыр", "200 lucas". */
  thousandsOf?: Record<string, string[]>
  /** Names and signs of currencies and coins, by ISO 4217 or the coin's ticker. */
  currencies: Record<string, string[]>
  /** The twelve months, each with its short forms. */
  months?: string[][]
  /** Nouns that a count of records is followed by. */
  countedNouns: string[]
  /** Nouns that say that a number before them counts no records: hours, gigabytes, views, columns. */
  measures: string[]
  /**
   * What a price buys: an `item`, `1000` of them, a `period`. A `unit` is an item in which things are sold, and needs no "per"
   * behind a sum of money ("250₽ комплект"); `each` needs none behind any number.
   */
  pieces: Partial<Record<'item' | 'unit' | 'each' | '1000' | 'period', string[]>>
  /** What words beside a number say of it (parsers/language/numbers/beside.ts). */
  beside: Partial<Record<Beside, string[]>>
}

/** To add a language: one file, one line here. */
export const languages: readonly Language[] = [id, en, ru, zh, pt, es, vi, ms, ar, tr]
