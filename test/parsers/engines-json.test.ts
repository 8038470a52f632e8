import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PantauError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { ParsedPage } from '../../parsers/engines/engine.ts'
import { engines } from '../../parsers/engines/index.ts'
import { openDocument } from '../../parsers/markup/page/open.ts'

// An API's answer is as hostile as a page: any value of it may be of any type.

const root = join(import.meta.dirname, '../fixtures/engines')

const answers = engines.flatMap((engine) => {
  const folder = join(root, engine.id)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.expect.json'))
    .map((file) => {
      const { page } = JSON.parse(readFileSync(join(folder, file.replace('.json', '.expect.json')), 'utf8'))
      return { engine, file, page: page as Page, json: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown }
    })
})

const served = (page: Page, json: unknown): Page => ({
  ...page,
  finalUrl: page.url,
  body: JSON.stringify(json),
  fetchedAt: new Date('2026-11-20T03:05:12Z'),
  sha256: '0'.repeat(64),
  via: 'direct',
})

/** Every place in a value, as the keys that lead there. */
function placesOf(value: unknown, here: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [here]
  return [here, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...here, key]))]
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) }
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

const strange = fc.constantFrom<unknown>(
  ...[null, true, 0, -1, 1e300, '', 'x', '\0\ud800', '<b>', '9'.repeat(400), 'https://', '2026-99-99', [], {}],
  ...[[null], [[]], [{}], { length: 3 }, { id: [], text: {} }, { toString: 1 }, { '0': 1 }],
)

/** Reads without `parsePage`, which would turn a stumble into an error of ours. */
function read(engine: (typeof engines)[number], page: Page): void {
  const document = openDocument(page)
  for (const other of engines) other.claims(document)
  let parsed: ParsedPage
  try {
    parsed = engine.read(document)
  } catch (error) {
    expect(error).toBeInstanceOf(PantauError)
    expect((error as Error).message).toContain(new URL(page.url).host)
    return
  }
  expect(() => ParsedPage.parse(parsed)).not.toThrow()
  expect(JSON.stringify(parsed)).not.toContain('\\u0000')
}

test.each([...new Set(answers.map(({ engine }) => engine))])(
  '$id: an answer with a value of the wrong type is read without it, or is one of our errors',
  (engine) => {
    const own = answers
      .filter((answer) => answer.engine === engine)
      .map((one) => ({ ...one, places: placesOf(one.json) }))
    fc.assert(
      fc.property(
        fc.constantFrom(...own),
        fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 4 }),
        (one, changes) => {
          let { json } = one
          for (const [seed, by] of changes) {
            const place = one.places[seed % one.places.length] ?? []
            try {
              json = replaced(json, place, by)
            } catch {
              // An earlier change took the place away.
            }
          }
          read(engine, served(one.page, json))
        },
      ),
      { numRuns: 60 },
    )
  },
)

describe('an answer nests as deep as it likes', () => {
  const nest = (open: string, inside: string, close: string): string =>
    open.repeat(5_000) + inside + close.repeat(5_000)
  const page = (body: string): Page => ({
    ...served({ url: 'https://api.example/x' } as Page, null),
    status: 200,
    headers: {},
    body,
  })
  test.each([
    [
      'reddit',
      nest('{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"a","body":"x","replies":', '""', '}}]}}'),
    ],
    ['bluesky', `{"thread":${nest('{"post":{},"replies":[', '', ']}')}}`],
    ['bluesky', `{"thread":${nest('{"post":{},"parent":', '{}', '}')}}`],
    ['mastodon', nest('{"reblog":', '{}', '}')],
  ])('%s %#', (id, body) => {
    for (const engine of engines.filter((engine) => engine.id === id)) read(engine, page(body))
  })
})
