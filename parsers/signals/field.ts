import type { Claim, Details, Reading, Reason } from '../../model/signal.ts'
import type { SourceType } from '../../model/target.ts'
import type { Rows } from '../language/evidence/rows.ts'
import type { Money } from '../language/numbers/money.ts'
import type { Quantity } from '../language/numbers/quantity.ts'

/** What the reader looks at: a post's own words. Quotes and signature are not the author's claim and are not here. */
export interface Readable {
  title: string
  text: string
  author: string | null
  type: SourceType
}

/** A word or name of a lexicon, found in the text: which entry, and where in the original. */
export interface Hit {
  /** The lexicon's name: `intents`, `victims`, `data-classes` … */
  lexicon: string
  /** What the entry stands for: a cue, a slug, a usual name, a country code. */
  value: string
  part: 'title' | 'text'
  start: number
  end: number
}

/** A post on the reader's table: normalised once, matched once; every field reads from this and never from the raw post. */
export interface Reader {
  readonly post: Readable
  /** Normalised title and text, each of the same length as the original, so that every span is true of both. */
  readonly title: string
  readonly text: string
  /** The post reads as Indonesian, where "M" may be miliar and "no" is short for nomor. */
  readonly indonesian: boolean
  /** All amounts of money of the title or the text; read at the first call. */
  money(part: 'title' | 'text'): readonly Money[]
  /** The country of a victim's people, by the victim's usual name; `undefined` for global services. */
  countryOf(victim: string): string | undefined
  /** All numbers of the title or the text as quantities; read at the first call. */
  quantities(part: 'title' | 'text'): readonly Quantity[]
  /** Rows of records in the text; read at the first call. */
  rows(): Rows | undefined
  /** Everything that the lexicons found, title before text, in the order of each. */
  readonly hits: readonly Hit[]
  /** What one lexicon found, in the same order. */
  of(lexicon: string): readonly Hit[]
  /** What the fields before this one have read. */
  readonly soFar: Readonly<Partial<Told>>
}

/** One field's value with the words that it came from. No reason, no value. */
export interface Finding<T> {
  value: T
  reasons: Reason[]
  /** All counts, prices or dates that the field chose from, its own among them. */
  claims?: Claim[]
}

/** All that is read of a post: the fields of the labelled corpus, and details of the goods. */
export type Told = Reading & Details

/** The contract of the shelf: one field of a Signal. `undefined` says that the post does not speak of it. */
export interface Field<K extends keyof Told = keyof Told> {
  readonly id: K
  /** One line for the docs. */
  readonly reads: string
  read(reader: Reader): Finding<Told[K]> | undefined
}
