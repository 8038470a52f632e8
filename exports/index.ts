import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { jsonl } from './jsonl.ts'

/** Every format that Pantau writes, by id. */
export const formats: ReadonlyMap<string, Format> = new Map(
  [
    csv, //
    jsonl,
  ].map((format) => [format.id, format]),
)
