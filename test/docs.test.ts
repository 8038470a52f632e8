import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { channelsMarkdown } from '../app/commands/channels.ts'
import { sourcesMarkdown } from '../app/commands/sources.ts'
import { engines } from '../parsers/engines/index.ts'
import { cues } from '../parsers/language/matching/lexicons.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/sources.md'), 'utf8')

test('docs/sources.md is what the register says (`pantau sources --markdown > docs/sources.md`)', () => {
  expect(page).toBe(sourcesMarkdown())
})

test('every engine stands in docs/sources.md once', () => {
  for (const { id } of engines) expect(page.split(`\`${id}\` |`)).toHaveLength(2)
})

test('docs/operating.md lists the cues that an operator can add words to', () => {
  const operating = readFileSync(join(import.meta.dirname, '../docs/operating.md'), 'utf8')
  const [, table] = operating.split('| cue | speaks for | because it |\n| --- | --- | --- |\n')
  const rows = [...cues.values()].map(
    ({ id, for: intent, weight, why }) => `| \`${id}\` | ${intent} ${weight} | ${why} |`,
  )
  expect(table?.split('\n\n')[0]?.split('\n')).toEqual(rows)
})

test('docs/channels.md is what the register says (`pantau channels --markdown > docs/channels.md`)', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/channels.md'), 'utf8')).toBe(channelsMarkdown())
})
