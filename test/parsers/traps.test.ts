import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { engines } from '../../parsers/engines/index.ts'
import { parsePage } from '../../parsers/parse.ts'

// What boards do that no fixture shows on its own: the same page at another status, without the attributes that a theme
// leaves out, in other words.

const root = join(import.meta.dirname, '../fixtures/engines')
const moment = '2026-11-20T03:05:12Z'

const pageOf = (url: string, body: string, status = 200): Page => ({
  ...{ url, finalUrl: url, status, body, headers: { 'content-type': 'text/html' }, via: 'direct' },
  ...{ fetchedAt: new Date(moment), sha256: '0'.repeat(64) },
})

const forums = engines.filter(({ type, fallback }) => type === 'forum' && !fallback).map(({ id }) => id)
const fixtures = forums.flatMap((engine) =>
  readdirSync(join(root, engine))
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const expected = JSON.parse(readFileSync(join(root, engine, file.replace('.html', '.expect.json')), 'utf8'))
      const { url, status } = expected.page
      return { engine, name: file, expected, page: pageOf(url, readFileSync(join(root, engine, file), 'utf8'), status) }
    }),
)

const missing = fixtures.filter(({ expected }) => expected.kind === 'missing')
test.each(missing)('$engine/$name is missing whatever its status', ({ page, engine }) => {
  for (const status of [200, 404, 410])
    expect(parsePage({ ...page, status })).toMatchObject({ engine, kind: 'missing' })
})

const walls = fixtures.filter(({ expected }) => /LoginNeeded|Blocked/.test(expected.error ?? ''))
test.each(walls)('$engine/$name is a wall at status 200 too', ({ page }) => {
  expect(() => parsePage({ ...page, status: 200 })).toThrow(/wants a login|gives nothing to us/)
})

// Discourse's pages for readers without scripts have no other mark.
const paged = fixtures.filter(({ engine, page }) => engine !== 'discourse' && /rel="[^"]*next/.test(page.body))
test.each(paged)('$engine/$name goes on without rel=next', ({ page }) => {
  const next = (body: string): string[] =>
    parsePage({ ...page, body })
      .links.filter(({ kind }) => kind === 'next')
      .map(({ url }) => url)
  expect(next(page.body.replace(/ rel="[^"]*\b(next|prev)\b[^"]*"/g, ''))).toEqual(next(page.body))
})

describe('a row of a board', () => {
  const titles = (subject: string): unknown[] => {
    const row = `<tr class="inline_row"><td><div><span>${subject}</span></div></td></tr>`
    const page = pageOf('http://forum.example/forumdisplay.php?fid=4', `<table>${row}</table>`)
    return parsePage(page, 'mybb').links.map(({ title }) => title)
  }
  const link = (attributes: string, words: string): string =>
    `<span id="tid_12"><a href="showthread.php?tid=12" ${attributes}>${words}</a></span>`
  test.each([
    [link('', 'Toko Contoh 91 juta'), 'Toko Contoh 91 juta'],
    [`<span>SELLING</span>&nbsp;${link('', 'Toko Contoh')}`, 'SELLING Toko Contoh'],
    [`<span>SELLING</span>&nbsp; ${link('', '&nbsp;Toko&nbsp;Contoh')}`, 'SELLING Toko Contoh'],
    [link('title="Toko Contoh 91 juta akun"', 'Toko Contoh 91…'), 'Toko Contoh 91 juta akun'],
    [link('title="Toko Contoh 91 juta akun"', 'Toko Contoh ...'), 'Toko Contoh 91 juta akun'],
    [link('title="Go to first unread post"', 'Toko Contoh ...'), 'Toko Contoh ...'],
    [
      `<b>SELLING</b>&nbsp;${link('title="Toko $&amp; Contoh 91 juta"', 'Toko $&amp; Contoh…')}`,
      'SELLING Toko $& Contoh 91 juta',
    ],
  ])('%s', (subject, title) => expect(titles(subject)).toEqual([title]))
})

test("the link to a thread's newest post in a feed is the thread", () => {
  const item = (href: string): string => `<item><title>t</title><link>${href}</link><guid>${href}</guid></item>`
  const hrefs = ['viewtopic.php?id=12&amp;action=new', 'showthread.php?t=12&amp;goto=newpost']
  const items = hrefs.map((href) => item(`http://forum.example/${href}`)).join('')
  const page = pageOf('http://forum.example/feed', `<rss version="2.0"><channel>${items}</channel></rss>`)
  expect(parsePage(page).posts).toMatchObject([
    { postId: '/viewtopic.php?id=12', url: 'http://forum.example/viewtopic.php?id=12' },
    { postId: '/showthread.php?t=12', url: 'http://forum.example/showthread.php?t=12' },
  ])
})
