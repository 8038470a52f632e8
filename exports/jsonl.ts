import type { Format } from './format.ts'
import { rowsOf } from './trail/press.ts'

/** For programs: one JSON object a line, the columns of the CSV as numbers, lists and objects, always in one order. */
export const jsonl: Format = {
  id: 'jsonl',
  name: 'JSON Lines',
  extension: '.jsonl',
  mime: 'application/x-ndjson',
  *write(timeline) {
    for (const row of rowsOf(timeline)) yield `${JSON.stringify(row)}\n`
  },
}
