import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PantauError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { ParsedPage } from '../../parsers/engines/engine.ts'
import { engines } from '../../parsers/engines/index.ts'
import { parsePage } from '../../parsers/parse.ts'
import { typescript } from '../app/cli.ts'

// Any bytes at all, as any engine, give posts or one of our errors that names the page: never a crash, a hang, or memory
// without bounds.

const root = join(import.meta.dirname, '../fixtures/engines')

const expectationOf = (file: string): string => file.replace(/\.\w+$/, '.expect.json')

/** Pages of an engine that are there to be read, the first few. */
const pagesOf = (engine: string): Page[] =>
  readdirSync(join(root, engine))
    .filter((file) => !file.endsWith('.expect.json') && existsSync(join(root, engine, expectationOf(file))))
    .slice(0, 4)
    .map((file) => {
      const { page } = JSON.parse(readFileSync(join(root, engine, expectationOf(file)), 'utf8')) as {
        page: Pick<Page, 'url' | 'status' | 'headers'>
      }
      const body = readFileSync(join(root, engine, file), 'utf8')
      const fetchedAt = new Date('2026-11-20T03:05:12Z')
      return { ...page, finalUrl: page.url, body, fetchedAt, sha256: '0'.repeat(64), via: 'direct' }
    })

function attempt(page: Page, engine: string): ParsedPage | PantauError {
  try {
    const parsed = parsePage(page, engine)
    expect(() => ParsedPage.parse(parsed)).not.toThrow()
    expect(JSON.stringify(parsed)).not.toContain('\\u0000')
    return parsed
  } catch (error) {
    expect(error).toBeInstanceOf(PantauError)
    expect((error as Error).message).toContain(new URL(page.url).host)
    return error as PantauError
  }
}

const misread: [name: string, (body: string) => string][] = [
  ['UTF-16 read as Latin-1', (body) => Buffer.from(body, 'utf16le').toString('latin1')],
  ['UTF-8 read as UTF-16', (body) => Buffer.from(body).toString('utf16le')],
  ['UTF-8 read as GBK', (body) => new TextDecoder('gbk').decode(Buffer.from(body))],
  ['UTF-8 read as windows-1251', (body) => new TextDecoder('windows-1251').decode(Buffer.from(body))],
  ['Latin-1 read as UTF-8', (body) => Buffer.from(body, 'latin1').toString('utf8')],
]

describe.each(engines)('$id', ({ id }) => {
  const pages = pagesOf(id)

  test('pages that are cut off', () => {
    for (const page of pages)
      for (let part = 0; part < 12; part += 1)
        attempt({ ...page, body: page.body.slice(0, Math.floor((page.body.length * part) / 12)) }, id)
  })

  test('pages full of NUL characters', () => {
    for (const page of pages) attempt({ ...page, body: page.body.replace(/[\s>"]/g, '$&\0') }, id)
  })

  test.each(misread)('%s', (_, as) => {
    for (const page of pages) attempt({ ...page, body: as(page.body) }, id)
  })

  test('a hundred thousand levels in the middle of a page', () => {
    for (const page of pages.slice(0, 2)) {
      const middle = page.body.indexOf('</', page.body.length / 2)
      for (const piece of ['<div>', '<blockquote><font>', '[', '{"a":'])
        attempt({ ...page, body: page.body.slice(0, middle) + piece.repeat(100_000) + page.body.slice(middle) }, id)
    }
  })

  test('JSON of any shape', () => {
    const [page] = pages
    if (page === undefined) return
    const headers = { 'content-type': 'application/json' }
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (body) => void attempt({ ...page, headers, body }, id)),
      { numRuns: 40 },
    )
  })
})

describe('in a process of 512 MB', () => {
  const run = promisify(execFile)
  const program = join(import.meta.dirname, 'hostile-child.ts')
  const read = async (engine: string, ...pieces: [string, number][]): Promise<unknown> => {
    const url = 'http://forum.example/showthread.php?tid=1'
    const command = [...typescript, '--max-old-space-size=512', program, JSON.stringify(pieces), url, engine]
    // A minute is not a measure of speed: what is quadratic takes hours here.
    const { stdout } = await run(process.execPath, command, { timeout: 60_000 })
    return JSON.parse(stdout)
  }
  const refused = { name: expect.any(String), message: expect.stringContaining('forum.example') }

  test.each([
    ['<div>', 'auto'],
    ['<td>', 'auto'],
    ['<a href="/showthread.php?tid=1&amp;pid=2">x', 'auto'],
    ['<br>', 'mybb'],
    ['</p>', 'phpbb'],
    ['</b>', 'xenforo'],
    ['<tr class="inline_row"><td><span id="tid_1"><a href=/x>', 'mybb'],
    ['<article class="message message--post" id="js-post-1">', 'xenforo'],
    ['<', 'auto'],
    ['&', 'mybb'],
    ['&amp;', 'phpbb'],
    ['<!--', 'auto'],
    ["<a b='", 'auto'],
    ['</', 'auto'],
    [' x', 'xenforo'],
    ['\n', 'auto'],
  ])('20 MB of %j as %s', async (piece, engine) => {
    expect(await read(engine, ['<html><body>', 1], [piece, Math.ceil(20_000_000 / piece.length)])).toMatchObject(
      refused,
    )
  })

  const leaf = '<a href="/member.php?action=profile&amp;uid=1" class="username post_date" id="post_1"><b></b></a>'
  test.each([
    ['auto', 2_000, 3_000],
    ['smf', 2_000, 3_000],
    ['mybb', 60, 95_000],
    ['phpbb', 4_000, 190_000],
  ])('as %s: %i posts in each other with %i links in the innermost', async (engine, deep, wide) => {
    expect(await read(engine, ['<div class="post">', deep], [leaf, wide])).toMatchObject(refused)
  })
})
