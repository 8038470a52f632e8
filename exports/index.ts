import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { html } from './html.ts'
import { jsonl } from './jsonl.ts'
import { misp } from './misp.ts'
import { stix } from './stix.ts'
import { takedown, takedownLetter } from './takedown.ts'
import { timesketch, timesketchCsv } from './timesketch.ts'

/** Every format that Pantau writes, by id. */
export const formats: ReadonlyMap<string, Format> = new Map(
  [
    csv, //
    html,
    jsonl,
    misp,
    stix,
    takedown,
    takedownLetter,
    timesketch,
    timesketchCsv,
  ].map((format) => [format.id, format]),
)
