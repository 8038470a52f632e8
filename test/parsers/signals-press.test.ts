import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

// Pages in the manner of the press that quote ads word by word, and those ads as posts of their own: a page is no alarm
// however it came in, an ad always is one.

interface Labelled extends Omit<Readable, 'type'> {
  id: string
  source: { type: Readable['type'] }
  label: { intent: string }
}

const corpus: Labelled[] = readFileSync(join(import.meta.dirname, '../corpus/press.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const read = createPostReader()
const intentOf = ({ title, text, author }: Labelled, type: Readable['type']): string =>
  read({ title, text, author, type })?.intent ?? 'none'

const [pages, ads] = [
  corpus.filter(({ label }) => label.intent === 'none'),
  corpus.filter(({ label }) => label.intent !== 'none'),
]

test('there are five pages, and each quotes an ad', () => {
  expect(pages.length).toBeGreaterThanOrEqual(5)
  for (const { id, text } of pages) {
    const quoted = ads.filter((ad) => ad.id.startsWith(`${id}-ad-`))
    expect(quoted.length).toBeGreaterThanOrEqual(1)
    for (const ad of quoted) expect(text).toContain(ad.text)
  }
})

describe.each(pages.map((page) => [page.id, page] as const))('%s', (_id, page) => {
  test.each(['news', 'forum', 'chat', 'social'] as const)('is no alarm as %s', (type) =>
    expect(intentOf(page, type)).toBe('none'),
  )
  test('is none as a chat message, which has no title', () =>
    expect(intentOf({ ...page, title: '', text: `${page.title}\n\n${page.text}` }, 'chat')).toBe('none'))
})

test.each(ads.map((ad) => [ad.id, ad] as const))('%s is an alarm', (_id, ad) =>
  expect(intentOf(ad, ad.source.type)).toBe(ad.label.intent),
)
