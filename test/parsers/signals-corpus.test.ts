import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parsePosts } from '../../app/commands/parse-posts.ts'
import { Reading } from '../../model/signal.ts'

const corpus = resolve(import.meta.dirname, '../corpus/dev.jsonl')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-posts-'))
})
afterAll(() => rm(folder, { recursive: true }))

const parse = async (lines: string): Promise<unknown[]> => {
  const file = join(folder, 'posts.jsonl')
  writeFileSync(file, lines)
  const written: string[] = []
  await parsePosts(file, (line) => written.push(line))
  return written.map((line) => JSON.parse(line))
}

test('a line for each post of the corpus, in order, with exactly the fields of the labels', async () => {
  const ids = readFileSync(corpus, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id)
  const written: { id: string; signal: unknown }[] = []
  await parsePosts(corpus, (line) => written.push(JSON.parse(line)))
  expect(written.map(({ id }) => id)).toEqual(ids)
  for (const { signal } of written) {
    if (signal === null) continue
    expect(Object.keys(signal as object)).toEqual(Object.keys(Reading.shape))
    Reading.parse(signal)
  }
})

test('blank lines are skipped; posts need no title, source or author', async () => {
  expect(await parse('\n{"id": 7, "text": "halo"}\r\n\n')).toEqual([{ id: '7', signal: null }])
})

test.each([
  ['{"id": "a", "text": "x"}\n{nonsense\n', /posts\.jsonl:2: not JSON/],
  ['{"id": "a"}\n', /posts\.jsonl:1: not a post: text/],
  ['[]\n', /posts\.jsonl:1: not a post/],
  ['{"id": "a", "text": "x", "source": {"type": "radio"}}\n', /posts\.jsonl:1: not a post: source\.type/],
])('%j ends with file and line', async (lines, message) => {
  await expect(parse(lines)).rejects.toThrow(message)
})

test('a file that is not there is named', async () => {
  await expect(parsePosts(join(folder, 'none.jsonl'), () => {})).rejects.toThrow(/none\.jsonl: cannot be read/)
})
