import { changeWords } from '../model/words.ts'
import type { Format } from './format.ts'
import { type Row, rowOf } from './trail/row.ts'

/** The columns, in their order. Lists are joined by "; "; a contact is `type:value`, a change `field: before → after`. */
const columns: { [Name in keyof Row]: (row: Row) => string | number | null } = {
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
}

/** Excel takes a file without it for the machine's old code page, and breaks every letter beyond ASCII. */
const byteOrderMark = '\ufeff'

/**
 * For people with a spreadsheet: RFC 4180 with CRLF, UTF-8 with a byte order mark, one row an entry. Programs are better
 * served by JSONL; those that read CSV skip the mark (`utf-8-sig` in Python).
 */
export const csv: Format = {
  id: 'csv',
  name: 'CSV (spreadsheet)',
  extension: '.csv',
  mime: 'text/csv; charset=utf-8; header=present',
  *write({ entries }) {
    yield `${byteOrderMark}${Object.keys(columns).join(',')}\r\n`
    for (const entry of entries) {
      const row = rowOf(entry)
      yield `${Object.values(columns)
        .map((column) => cell(column(row)))
        .join(',')}\r\n`
    }
  },
}

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
