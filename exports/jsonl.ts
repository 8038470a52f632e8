import type { Format } from './format.ts'
import { rowOf } from './trail/row.ts'

/** For programs: one JSON object a line, the columns of the CSV as numbers, lists and objects, always in one order. */
export const jsonl: Format = {
  id: 'jsonl',
  name: 'JSON Lines',
  extension: '.jsonl',
  mime: 'application/x-ndjson',
  *write({ entries }) {
    for (const entry of entries) yield `${JSON.stringify(rowOf(entry))}\n`
  },
}
