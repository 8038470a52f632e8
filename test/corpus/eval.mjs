#!/usr/bin/env node
// Runs the built reader over labelled posts, prints the scorer's table of each corpus, and fails where a figure has fallen
// below its floor (floor.json): dev.jsonl, which the reader was made with; others.jsonl, by other hands, which it learnt from;
// and held-back.jsonl, which nobody has learnt from: leave it so, it alone tells how posts are read that are new.
// Build first: `npm run build && node test/corpus/eval.mjs [CORPUS.jsonl …]`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

const here = import.meta.dirname
const cli = resolve(here, '../../dist/app/cli.js')
const scorer = join(here, 'score.mjs')
const floors = JSON.parse(readFileSync(join(here, 'floor.json'), 'utf8'))
const given = process.argv.slice(2)
const corpora = given.length > 0 ? given : Object.keys(floors).map((name) => join(here, name))
const run = (...parameters) => execFileSync(process.execPath, parameters, { encoding: 'utf8', maxBuffer: 100_000_000 })

/** Prints a corpus's table; the figures that are below their floor, each with its bound. A corpus of somebody's own has none. */
function fallenIn(corpus, folder) {
  const predictions = join(folder, 'predictions.jsonl')
  writeFileSync(predictions, run(cli, 'parse', 'posts', corpus))
  const name = basename(corpus)
  process.stdout.write(`${corpora.length > 1 ? `${name}\n` : ''}${run(scorer, corpus, predictions)}`)
  const { summary, rows } = JSON.parse(run(scorer, corpus, predictions, '--json'))
  // A field's figure is its F1, under the field's name.
  const figures = { ...Object.fromEntries(Object.entries(rows).map(([field, { f1 }]) => [field, f1])), ...summary }
  const { atLeast = {}, atMost = {} } = floors[name] ?? {}
  const below = Object.entries(atLeast).filter(([figure, floor]) => !(figures[figure] >= floor))
  const above = Object.entries(atMost).filter(([figure, ceiling]) => !(figures[figure] <= ceiling))
  return [...below, ...above].map(
    ([figure, bound]) => `${name}: ${figure} is ${figures[figure]?.toFixed(3)}, its bound ${bound} (floor.json)`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'pantau-eval-'))
try {
  const fallen = corpora.map((corpus) => resolve(corpus)).flatMap((corpus) => fallenIn(corpus, folder))
  for (const line of fallen) console.error(line)
  process.exitCode = fallen.length > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true })
}
