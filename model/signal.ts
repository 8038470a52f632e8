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
 * A count, a price or a date that a post names. Several may be told in one post: tiers, lots, a dropped price. All are
 * kept, so that an analyst sees what the field was chosen from.
 */
export const Claim = z.object({
  field: z.enum(['records', 'price', 'leakDate']),
  value: z.union([z.number(), z.string(), Price]),
  /** `taken`: the field's value. `earlier`: no longer so, as a price that was lowered. `other`: a tier, a part, another lot. */
  as: z.enum(['taken', 'earlier', 'other']),
  span: Span,
})
export type Claim = z.infer<typeof Claim>

/** What a post tells of the goods beyond the fields of the labelled corpus; nothing where it does not say. */
export const Details = z.object({
  /** Columns of a table or a CSV or SQL header that the post shows, as written: `id`, `nik`, `tgl_lahir`; at most 100. */
  columns: z.array(z.string()).default([]),
  /** Kinds of file: `sql`, `csv`, `json`, `xlsx`, `txt`, `pdf`, `images` …; sorted. */
  formats: z.array(z.string()).default([]),
  /** Size of the data in bytes (decimal units), the largest that is told. */
  bytes: z.number().int().positive().nullable().default(null),
  /** `fresh`: new, valid, never sold before. `old`: the post itself says that it was out before. */
  freshness: z.enum(['fresh', 'old']).nullable().default(null),
  /** Sold to one buyer only, or to few. */
  exclusive: z.boolean().default(false),
})
export type Details = z.infer<typeof Details>

/** What the Indonesian ids of a sample look like, taken together: genuine rows are well-formed and differ. */
export const Plausibility = z.object({
  /** Numbers of sixteen digits that are a NIK by their shape or by the word before them. */
  shown: z.number().int(),
  /** Of these, with a province that there is and a date of birth that can be. */
  wellFormed: z.number().int(),
  /** Shown again after they were shown once. */
  repeated: z.number().int(),
  /** Regencies and cities among the well-formed. */
  regions: z.number().int(),
  /** Years of birth among the well-formed. */
  years: z.object({ count: z.number().int(), first: z.number().int(), last: z.number().int() }).nullable(),
  women: z.number().int(),
  men: z.number().int(),
  /** For the analyst: "48 of 50 NIKs well-formed, 31 regions". */
  sentence: z.string(),
})
export type Plausibility = z.infer<typeof Plausibility>

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

/** What of a watchlist's own stood in a post, counted before it was masked: different values, and none of them. */
export const OwnData = z.object({
  /** The watchlist's id. */
  list: z.string(),
  kind: z.enum(['addresses', 'ids']),
  /** Its domain or pattern: `example.co.id`, `hr.*@example.com`, `PLG-########`. */
  of: z.string(),
  count: z.number().int().positive(),
})
export type OwnData = z.infer<typeof OwnData>

/** A Post read as an offer of leaked data, or its like. */
export const Signal = Reading.extend(Details.shape).extend({
  postId: z.string(),
  claims: z.array(Claim).default([]),
  plausibility: Plausibility.nullable().default(null),
  /** 0 to 100: how much harm the offer can do. */
  severity: z.number().int().min(0).max(100),
  /** 0 to 1: how sure the reading is. */
  confidence: z.number().min(0).max(1),
  /** Admiralty code, the second half: 1 confirmed by others, 2 probably true, 3 possibly, 4 doubtful, 5 improbable, 6 cannot be judged. */
  credibility: z.literal([1, 2, 3, 4, 5, 6]).default(6),
  reasons: z.array(Reason),
  personal: z.array(PersonalData).default([]),
  own: z.array(OwnData).default([]),
})
export type Signal = z.infer<typeof Signal>
