import { priceWords } from '../model/words.ts'
import type { Format } from './format.ts'
import { rowsOf } from './trail/press.ts'
import type { Row } from './trail/row.ts'
import { type Columns, columns, record } from './trail/sheet.ts'

// Timesketch's importer wants `message`, `datetime` and `timestamp_desc` of every event, takes `timestamp` for the instant
// in microseconds, and keeps whatever else a row has (its guide, "Import timeline data from CSV or JSONL").

/** An event of Timesketch: its four fields, then those of every flat format. */
interface Sketched extends Row {
  message: string
  datetime: string
  /** Microseconds since 1970. */
  timestamp: number
  /** Whose clock says so. */
  timestamp_desc: string
}

const sketch = (row: Row): Sketched => {
  const at = new Date(row.posted_at ?? row.seen_at)
  return {
    message: messageOf(row),
    datetime: at.toISOString().replace('Z', '+00:00'),
    timestamp: at.getTime() * 1_000,
    timestamp_desc: row.posted_at ? 'Posted, by the site' : 'Seen by Pantau',
    ...row,
  }
}

/** "Kotz on raid: sale opened, BPJS Kesehatan, 279000000 records, 0.15 BTC: SELLING citizens"; "koran reported: …". */
function messageOf(row: Row): string {
  const { account, site, event, intent, victims, records, title } = row
  if (event === 'reported') return `${site} reported: ${title}`
  const { price_amount: amount, price_currency: currency, price_per: per } = row
  const claims = [
    ...victims,
    records === null ? '' : `${records} records`,
    amount !== null && currency !== null && per !== null ? priceWords({ amount, currency, per }) : '',
  ]
  return `${account || 'somebody'} on ${site}: ${[`${intent} ${event}`, ...claims.filter(Boolean)].join(', ')}: ${title}`
}

const sketchColumns: Columns<Sketched, keyof Sketched> = {
  message: (event) => event.message,
  datetime: (event) => event.datetime,
  timestamp: (event) => event.timestamp,
  timestamp_desc: (event) => event.timestamp_desc,
  ...columns,
}

/** For Timesketch: one event a line. Its importer reads the kind of file off the ending. */
export const timesketch: Format = {
  id: 'timesketch',
  name: 'Timesketch (JSON Lines)',
  extension: '.jsonl',
  mime: 'application/x-ndjson',
  *write(timeline) {
    for (const row of rowsOf(timeline)) yield `${JSON.stringify(sketch(row))}\n`
  },
}

/** The same as a sheet; without a byte order mark, which would be taken for a part of the first column's name. */
export const timesketchCsv: Format = {
  id: 'timesketch-csv',
  name: 'Timesketch (CSV)',
  extension: '.csv',
  mime: 'text/csv; charset=utf-8; header=present',
  *write(timeline) {
    yield `${Object.keys(sketchColumns).join(',')}\r\n`
    for (const row of rowsOf(timeline)) yield record(sketchColumns, sketch(row))
  },
}
