import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Contact } from './profile.ts'

// The words and rules of every field are those of the labelled corpus, test/corpus/LABELS.md.

/** What a post does with leaked data. Where two fit, the earlier stands; `none` is no Signal at all. */
export const Intent = z.enum(['extortion', 'sale', 'giveaway', 'wanted', 'dump'])
export type Intent = z.infer<typeof Intent>

/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capitals, such as ID')

/** The price asked: `per` the whole dataset, one item, or 1000 items. Currency: ISO 4217 or BTC, XMR, ETH, USDT, LTC. */
export const Price = z.object({
  amount: z.number().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3,4}$/),
  per: z.enum(['dataset', 'item', '1000']),
})
export type Price = z.infer<typeof Price>

export const Payment = z.enum([
  'BTC',
  'XMR',
  'ETH',
  'USDT',
  'LTC',
  'bank',
  'dana',
  'ovo',
  'gopay',
  'shopeepay',
  'qris',
  'paypal',
  'card',
])
export type Payment = z.infer<typeof Payment>

/** A place in a post: characters `start` to `end` (exclusive, UTF-16 units) of its title or text. */
export const Span = z.object({
  part: z.enum(['title', 'text']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})
export type Span = z.infer<typeof Span>

/** Why a field has its value: the words it was read from, and the rule that read them. */
export const Reason = z.object({ field: z.string(), value: z.string(), why: z.string(), span: Span.optional() })
export type Reason = z.infer<typeof Reason>

/** Exactly the fields of the labelled corpus: what `pantau parse posts` prints. */
export const Reading = z.object({
  intent: Intent,
  status: z.enum(['open', 'sold']),
  /** Organisations or services that the data was taken from, by their usual name. */
  victims: z.array(z.string()),
  /** Whose people are in the data; sorted. */
  countries: z.array(Country),
  dataClasses: z.array(DataClass),
  /** The largest count of people, rows or items that the offer holds. */
  records: z.number().int().positive().nullable(),
  price: Price.nullable(),
  contacts: z.array(Contact),
  payment: z.array(Payment),
  escrow: z.boolean(),
  sample: z.boolean(),
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  leakDate: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
})
export type Reading = z.infer<typeof Reading>

/**
 * Personal data that stood in a post: counted by kind; the values only as keyed hashes. A kind is a data class, or
 * `id-numbers`, `api-keys`, `wallets` (which are counted and stay to be read).
 */
export const PersonalData = z.object({
  kind: z.string(),
  count: z.number().int().positive(),
  /** The same count by what the values are: `{ nik: 48, ssn: 2 }`. */
  shapes: z.record(z.string(), z.number().int().positive()).default({}),
  /** `keyId:hex`, at most 100 of them: equal rows in two ads are known to be equal, and no row is kept. */
  hashes: z.array(z.string()),
})
export type PersonalData = z.infer<typeof PersonalData>

/** A Post read as an offer of leaked data, or its like. */
export const Signal = Reading.extend({
  postId: z.string(),
  /** 0 to 100: how much harm the offer can do. */
  severity: z.number().int().min(0).max(100),
  /** 0 to 1: how sure the reading is. */
  confidence: z.number().min(0).max(1),
  reasons: z.array(Reason),
  personal: z.array(PersonalData).default([]),
})
export type Signal = z.infer<typeof Signal>
