import type { Format } from './format.ts'
import { rowsOf } from './trail/press.ts'
import { columns, record } from './trail/sheet.ts'

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
  *write(timeline) {
    yield `${byteOrderMark}${Object.keys(columns).join(',')}\r\n`
    for (const row of rowsOf(timeline)) yield record(columns, row)
  },
}
