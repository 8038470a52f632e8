import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PantauError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { refusalOf } from '../../parsers/markup/walls.ts'
import { parsePage } from '../../parsers/parse.ts'

// Walls of every kind and language, and pages that look like walls and are none. What each one is stands in
// expected.json; `null` is a page that refuses nothing.

type Refusal = 'missing' | 'login' | 'blocked' | null

const root = join(import.meta.dirname, '../fixtures/walls')
const expected: Record<string, { refusal: Refusal; status?: number }> = JSON.parse(
  readFileSync(join(root, 'expected.json'), 'utf8'),
)

/** What a visitor of the page is told, by whichever engine takes it. */
function told(page: Page, engine?: string): Refusal {
  try {
    return parsePage(page, engine).kind === 'missing' ? 'missing' : null
  } catch (error) {
    expect(error).toBeInstanceOf(PantauError)
    const name = error instanceof Error ? error.name : ''
    return name === 'LoginNeededError' ? 'login' : name === 'BlockedError' ? 'blocked' : null
  }
}

const pageOf = (name: string, status: number): Page => ({
  url: 'http://forum.example/t/1',
  finalUrl: 'http://forum.example/t/1',
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: readFileSync(join(root, `${name}.html`), 'utf8'),
  fetchedAt: new Date('2026-11-20T03:05:12Z'),
  sha256: '0'.repeat(64),
  via: 'direct',
})

test('every page says what it is', () => {
  const pages = readdirSync(root).filter((file) => file.endsWith('.html'))
  expect(pages.map((file) => file.replace('.html', '')).toSorted()).toEqual(Object.keys(expected).toSorted())
})

test.each(Object.entries(expected))('%s', (name, { refusal, status = 200 }) => {
  expect(told(pageOf(name, status))).toBe(refusal)
  // A saved page has no status: its words have to do.
  expect(told(pageOf(name, 200))).toBe(refusal)
  if (refusal !== null) expect(told(pageOf(name, status), 'mybb')).toBe(refusal)
})

describe('a message of a board that has something, or nothing yet, is no refusal', () => {
  test.each([
    'There are currently no threads in this forum.',
    'There are no topics or posts in this forum.',
    'Forum ini belum memiliki topik.',
    'Tidak ada topik di forum ini.',
    'В этом форуме нет тем или сообщений.',
    '本版块或指定的范围内尚无主题',
    'No hay temas en este foro.',
    'Não há tópicos neste fórum.',
    'In diesem Forum gibt es keine Themen.',
    'Il n’y a aucun sujet dans ce forum.',
    'Log in or register',
    'Selling access to a login panel, captcha is solved by hand',
  ])('%s', (message) => expect(refusalOf(message)).toBeNull())
})

test('the sentence that comes first says what happened', () => {
  expect(refusalOf('The topic does not exist, or you do not have permission to see it.')).toBe('missing')
  expect(refusalOf('You are not logged in. The topic may not exist.')).toBe('login')
})
