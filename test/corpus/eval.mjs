#!/usr/bin/env node
// Runs the built reader over the labelled corpus, prints the scorer's table, and fails where a figure has fallen
// below its floor (floor.json). Build first: `npm run build && node test/corpus/eval.mjs [CORPUS.jsonl]`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const here = import.meta.dirname
const corpus = resolve(process.argv[2] ?? join(here, 'dev.jsonl'))
const cli = resolve(here, '../../dist/app/cli.js')
const scorer = join(here, 'score.mjs')
const folder = mkdtempSync(join(tmpdir(), 'pantau-eval-'))
const run = (...parameters) => execFileSync(process.execPath, parameters, { encoding: 'utf8', maxBuffer: 100_000_000 })

try {
  const predictions = join(folder, 'predictions.jsonl')
  writeFileSync(predictions, run(cli, 'parse', 'posts', corpus))
  process.stdout.write(run(scorer, corpus, predictions))
  const { summary, rows } = JSON.parse(run(scorer, corpus, predictions, '--json'))
  // A field's figure is its F1, under the field's name.
  const figures = { ...Object.fromEntries(Object.entries(rows).map(([name, { f1 }]) => [name, f1])), ...summary }
  const { atLeast, atMost } = JSON.parse(readFileSync(join(here, 'floor.json'), 'utf8'))
  const fallen = [
    ...Object.entries(atLeast).filter(([figure, floor]) => !(figures[figure] >= floor)),
    ...Object.entries(atMost).filter(([figure, ceiling]) => !(figures[figure] <= ceiling)),
  ]
  for (const [figure, bound] of fallen) console.error(`${figure} is ${figures[figure]?.toFixed(3)}, its bound ${bound} (floor.json)`)
  process.exitCode = fallen.length ? 1 : 0
} finally {
  rmSync(folder, { recursive: true })
}
