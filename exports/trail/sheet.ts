import { changeWords } from '../../model/words.ts'
import type { Row } from './row.ts'

/** How each column of a sheet is had from what a row stands for. */
export type Columns<T, Name extends string = string> = Readonly<Record<Name, (of: T) => string | number | null>>

/** The columns, in their order. Lists are joined by "; "; a contact is `type:value`, a change `field: before → after`. */
export const columns: Columns<Row, keyof Row> = {
  posted_at: (row) => row.posted_at,
  seen_at: (row) => row.seen_at,
  site: (row) => row.site,
  account: (row) => row.account,
  event: (row) => row.event,
  intent: (row) => row.intent,
  status: (row) => row.status,
  victims: (row) => row.victims.join('; '),
  countries: (row) => row.countries.join('; '),
  data_classes: (row) => row.data_classes.join('; '),
  records: (row) => row.records,
  price_amount: (row) => row.price_amount,
  price_currency: (row) => row.price_currency,
  price_per: (row) => row.price_per,
  contacts: (row) => row.contacts.map(({ type, value }) => `${type}:${value}`).join('; '),
  payment: (row) => row.payment.join('; '),
  title: (row) => row.title,
  excerpt: (row) => row.excerpt,
  url: (row) => row.url,
  listing_id: (row) => row.listing_id,
  post_id: (row) => row.post_id,
  changes: (row) => row.changes.map(changeWords).join('; '),
  page_sha256: (row) => row.page_sha256,
  severity: (row) => row.severity,
  confidence: (row) => row.confidence,
  admiralty: (row) => row.admiralty,
  verdict: (row) => row.verdict,
}

/** One record of RFC 4180, its line end included. */
export const record = <T>(columns: Columns<T>, of: T): string =>
  `${Object.values(columns)
    .map((column) => cell(column(of)))
    .join(',')}\r\n`

/**
 * Where a spreadsheet might begin a formula: a formula's first sign, full-width too, behind blanks or apostrophes. Not
 * only at the start of a cell: where ";" parts the columns (most of Europe, Indonesia), our quotes stand in the middle of
 * a cell and count for nothing, so every ";" and every line break of a text begins a new one.
 */
const formula = /(^|[\n;])(?='*[^\S\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g

/**
 * One cell. An apostrophe goes in front of whatever may be taken for a formula (OWASP, "CSV Injection"); taking one off
 * at each such place gives the text back. Numbers are never negative here and stay numbers.
 */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = value.replace(formula, "$1'")
  return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
