import type { TimelineEntry } from '../model/timeline.ts'
import { priceWords } from '../model/words.ts'
import type { Format } from './format.ts'
import { type Row, rowOf } from './trail/row.ts'
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

const sketch = (entry: TimelineEntry): Sketched => {
  const row = rowOf(entry)
  const at = entry.postedAt ?? entry.seenAt
  return {
    message: messageOf(row, entry),
    datetime: at.toISOString().replace('Z', '+00:00'),
    timestamp: at.getTime() * 1_000,
    timestamp_desc: entry.postedAt ? 'Posted, by the site' : 'Seen by Pantau',
    ...row,
  }
}

/** "Kotz on raid: sale opened, BPJS Kesehatan, 279000000 records, 0.15 BTC: SELLING citizens". */
function messageOf({ account, site, event, intent, victims, records, title }: Row, { signal }: TimelineEntry): string {
  const claims = [
    ...victims,
    records === null ? '' : `${records} records`,
    signal.price ? priceWords(signal.price) : '',
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
  *write({ entries }) {
    for (const entry of entries) yield `${JSON.stringify(sketch(entry))}\n`
  },
}

/** The same as a sheet; without a byte order mark, which would be taken for a part of the first column's name. */
export const timesketchCsv: Format = {
  id: 'timesketch-csv',
  name: 'Timesketch (CSV)',
  extension: '.csv',
  mime: 'text/csv; charset=utf-8; header=present',
  *write({ entries }) {
    yield `${Object.keys(sketchColumns).join(',')}\r\n`
    for (const entry of entries) yield record(sketchColumns, sketch(entry))
  },
}
