import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Contact } from './profile.ts'
import { Country, Intent } from './signal.ts'

/**
 * Whether data was offered before: never (`new`), by the same account (`same`), by the same person under another account
 * or on another site (`cross-posted`), or by somebody else or long ago (`recycled`).
 */
export const Verdict = z.enum(['new', 'same', 'cross-posted', 'recycled'])
export type Verdict = z.infer<typeof Verdict>

/** An earlier listing with the same data, and why it is taken for that. */
export interface Kin {
  listingId: string
  title: string
  site: string
  handle: string | null
  records: number | null
  /** When it was offered: the site's date, or ours where it gives none. */
  offeredAt: Date
  verdict: Exclude<Verdict, 'new'>
  /** 0 to 1: how sure it is that the data is the same. */
  strength: number
  /** What speaks for it, in words: "91,000,000 records in both", "12 equal sample rows". */
  reasons: string[]
}

/** Whom, how many and where a text speaks of; whatever it says of them. */
export interface Mentions {
  /** Organisations, by their usual names where these are known. */
  names: string[]
  /** Numbers from a thousand on that are no money and no year. */
  counts: number[]
  countries: string[]
}

/** What of an offer is compared with others; no words of it, and no value of a sample. */
export const Offer = z.object({
  accountId: z.string().nullable(),
  site: z.string(),
  handle: z.string().nullable(),
  contacts: z.array(Contact),
  at: z.coerce.date(),
  intent: Intent,
  /** Names made comparable: lower case, without legal forms and signs. */
  victims: z.array(z.string()),
  /** Who else is named, made comparable alike: a payer's bank, or a victim that was not understood to be one. */
  names: z.array(z.string()),
  countries: z.array(Country),
  dataClasses: z.array(DataClass),
  /** All counts that it names, the largest claim first. */
  counts: z.array(z.number()),
  /** All numbers that it mentions: of what its goods are a part. */
  mentioned: z.array(z.number()),
  /** The size of the data. */
  bytes: z.number().nullable(),
  /** All dates of the data that it names: YYYY, YYYY-MM or YYYY-MM-DD. */
  dates: z.array(z.string()),
  /** Names of columns, made comparable. */
  columns: z.array(z.string()),
  /** Keyed hashes of personal data in its sample. */
  rows: z.array(z.string()),
  /** Where its files lie: addresses outside of the site. */
  files: z.array(z.string()),
  /** The post itself says that the data was out before, or that it was not. */
  freshness: z.enum(['fresh', 'old']).nullable(),
  /** Goods by the piece, not a set of data. */
  byPiece: z.boolean(),
  sketch: z.array(z.number().int()).nullable(),
})
export type Offer = z.infer<typeof Offer>
