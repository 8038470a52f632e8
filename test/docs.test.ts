import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourcesMarkdown } from '../app/commands/sources.ts'
import { engines } from '../parsers/engines/index.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/sources.md'), 'utf8')

test('docs/sources.md is what the register says (`pantau sources --markdown > docs/sources.md`)', () => {
  expect(page).toBe(sourcesMarkdown())
})

test('every engine stands in docs/sources.md once', () => {
  for (const { id } of engines) expect(page.split(`\`${id}\` |`)).toHaveLength(2)
})
