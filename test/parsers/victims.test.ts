import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { engines } from '../../parsers/engines/index.ts'
import { openDocument } from '../../parsers/markup/page/open.ts'
import { countdownOf, isOut, labelled } from '../../parsers/markup/victims/words.ts'
import { type ParsedDocument, parsePage } from '../../parsers/parse.ts'
import { createPostReader } from '../../parsers/read.ts'

const served = (
  body: string,
  { url = 'http://leaks.example/', status = 200, type = 'text/html', at = '' } = {},
): Page => ({
  ...{ url, finalUrl: url, status, body, headers: { 'content-type': type } },
  ...{ fetchedAt: new Date(at || '2026-11-20T03:05:12Z'), sha256: '0'.repeat(64), via: 'direct' },
})
const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/engines', name), 'utf8')
const leakSites = engines.filter(({ type }) => type === 'leaksite')

const html = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`

describe('pages that are no leak sites are left alone', () => {
  const product = (name: string, price: string): string =>
    `<div class="card"><h3 class="card-title"><a href="/p/${name}">${name}</a></h3><p>Size: 512 GB</p><p>Price: ${price}</p><div data-countdown="2026-12-01T00:00:00Z">5 days 03 hours</div><button>Add to cart</button></div>`
  const story = (slug: string, title: string): string =>
    `<article><h2><a href="/news/${slug}">${title}</a></h2><time datetime="2026-11-19T10:00:00Z">19 November 2026</time><p>A ransomware gang says that it has stolen 200 GB from the company and will publish it.</p><p>By A. Reporter</p></article>`
  const thread = (tid: number, title: string): string =>
    `<tr class="inline_row"><td><span id="tid_${tid}"><a href="showthread.php?tid=${tid}">${title}</a></span></td><td>12</td><td>1,204</td><td>Yesterday, 03:25 PM</td></tr>`
  const pages: Record<string, string> = {
    'a shop with a sale': html(
      'Discs',
      product('disc-one', '$40') + product('disc-two', '$70') + product('disc-three', '$90'),
    ),
    'news of breaches': html(
      'Breach News',
      story('a', 'Example Foods hit by ransomware') + story('b', 'Town hall leaked') + story('c', 'Victims sue'),
    ),
    'a blog': html(
      'My blog',
      ['one', 'two', 'three']
        .map(
          (slug) =>
            `<article><h2><a href="/${slug}">${slug}</a></h2><p>Published: 12 May 2026</p><p>Stolen moments of summer.</p></article>`,
        )
        .join(''),
    ),
    'a board of leaks': html(
      'Leaks',
      `<table><thead><tr><th>Thread</th><th>Replies</th><th>Views</th><th>Last Post</th></tr></thead><tbody>${thread(1, 'Bank database leaked')}${thread(2, 'Combo list')}</tbody></table>`,
    ),
    'a list of files': html(
      'Index of leaked albums',
      '<table><tr><th>Name</th><th>Size</th><th>Date</th></tr><tr><td><a href="a.zip">a.zip</a></td><td>1 GB</td><td>2026-01-01</td></tr><tr><td><a href="b.zip">b.zip</a></td><td>2 GB</td><td>2026-01-02</td></tr></table>',
    ),
  }
  test.each(Object.entries(pages))('%s', (_, body) => {
    const document = openDocument(served(body))
    expect(leakSites.flatMap(({ id, claims }) => (claims(document) ? [id] : []))).toEqual([])
  })

  test.each([
    [[{ title: 'a paste', name: 'someone', created: '1', size: '20' }]],
    [{ items: [{ title: 'Story', url: 'https://news.example/1', date_published: '2026-01-01', status: 'public' }] }],
    [[{ id: 1, content: 'a toot', account: { acct: 'x' }, created_at: '2026-01-01' }]],
  ])('JSON of something else %#', (value) => {
    const document = openDocument(served(JSON.stringify(value), { type: 'application/json' }))
    expect(leakSites.flatMap(({ id, claims }) => (claims(document) ? [id] : []))).toEqual([])
  })
})

describe('a victim stays who it is', () => {
  const ids = ({ posts }: ParsedDocument): string[] => posts.map(({ postId }) => postId)

  test('while its clock runs down, its post is the same', () => {
    const body = fixture('victim-cards/board.html')
    const later = body.replace('13D', '12D').replace('04h', '01h').replace('>4821<', '>4999<')
    const [before, after] = [parsePage(served(body)), parsePage(served(later))]
    expect(after.posts.map(({ text }) => text)).toEqual(before.posts.map(({ text }) => text))
    expect(after.posts[0]?.card?.deadline).not.toBe(before.posts[0]?.card?.deadline)
  })

  test('on another host, and when others come before it', () => {
    const body = fixture('victim-table/board.html')
    const here = parsePage(served(body, { url: 'http://table.example/index.php' }))
    const moved = body.replace('<tbody>', '<tbody><tr><td>0</td><td><a href="topic.php?id=zz">Newest Co</a></td></tr>')
    const there = parsePage(served(moved, { url: 'http://mirror.example/index.php' }))
    expect(ids(there)).toEqual(expect.arrayContaining(ids(here)))
  })

  test.each([
    ['victim-cards', 'http://leaks.example/', 'http://leaks.example/post/Zk3mQ7aB'],
    ['victim-blog', 'http://blog.example/', 'http://blog.example/leaks/fiktif-law/'],
    ['victim-table', 'http://table.example/index.php', 'http://table.example/topic.php?id=a1B2c3'],
    ['victim-countdown', 'http://timer.example/', 'http://timer.example/v/alpha-fiktif'],
  ])('%s: its own page and the list give one thread', (engine, list, detail) => {
    const board = parsePage(served(fixture(`${engine}/board.html`), { url: list }))
    const own = parsePage(served(fixture(`${engine}/detail.html`), { url: detail }))
    expect(board.posts.map(({ thread }) => thread)).toContain(own.posts[0]?.thread)
    expect(board.links.some(({ kind, url }) => kind === 'thread' && url === own.posts[0]?.url)).toBe(true)
  })
})

describe.each(leakSites.filter(({ id }) => id !== 'victim-json'))('$id', ({ id }) => {
  test('says so when nobody is listed, and when a page is gone', () => {
    const nobody = html('Leaks', '<main><h1>Our victims</h1><p>No victims here yet.</p></main>')
    expect(parsePage(served(nobody), id)).toMatchObject({ kind: 'empty', posts: [] })
    const gone = html('404', '<h1>Not found</h1><p>This post does not exist.</p>')
    expect(parsePage(served(gone, { url: 'http://leaks.example/post/1' }), id)).toMatchObject({ kind: 'missing' })
    expect(parsePage(served('<p>x', { status: 404 }), id)).toMatchObject({ kind: 'missing' })
  })

  test('a page of something else is an error', () => {
    expect(() => parsePage(served(html('Welcome', '<p>It works!</p>')), id)).toThrow(
      expect.objectContaining({ name: 'ParseError' }),
    )
  })
})

test('victim-json says so when nobody is listed, and when a victim is gone', () => {
  const json = (value: unknown): ParsedDocument =>
    parsePage(served(JSON.stringify(value), { type: 'application/json' }), 'victim-json')
  expect(json({ data: [], total: 0 })).toMatchObject({ kind: 'empty' })
  expect(json({ error: 'Post not found' })).toMatchObject({ kind: 'missing' })
  expect(() => json({ hello: 'world' })).toThrow(expect.objectContaining({ name: 'ParseError' }))
})

test("a site's own selectors take the place of what is found", () => {
  const body = html(
    'x',
    '<div class="q"><i class="n">Example Foods</i><i class="s">9 TB</i></div><div class="q"><i class="n">Fiktif Law</i><i class="s">1 TB</i></div>',
  )
  const selectors = { 'card.item': ['.q'], 'card.victim': ['.n'], 'card.size': ['.s'] }
  const { posts } = parsePage(served(body), 'victim-cards', { selectors })
  expect(posts.map(({ card }) => card)).toMatchObject([
    { victim: 'Example Foods', size: '9 TB' },
    { victim: 'Fiktif Law', size: '1 TB' },
  ])
})

test.each([
  ['13D 04h 22m 10s', 13 * 86_400 + 4 * 3_600 + 22 * 60 + 10],
  ['3 days', 3 * 86_400],
  ['02:14:33:07', 2 * 86_400 + 14 * 3_600 + 33 * 60 + 7],
  ['5 дней 3 часа', 5 * 86_400 + 3 * 3_600],
  ['2 hari 1 jam', 2 * 86_400 + 3_600],
  ['3 days ago', null],
  ['12 companies', null],
  ['v1.2.3', null],
])('a countdown %j', (text, seconds) => {
  expect(countdownOf(text)).toBe(seconds)
})

test.each([
  ['PUBLISHED', true],
  ['Leaked 35%', true],
  ['0%', false],
  ['Not published yet', false],
  ['опубликовано', true],
  ['идут переговоры', false],
  ['Sold', null],
])('a status %j', (text, out) => {
  expect(isOut(text)).toBe(out)
})

test('a label stands before a colon', () => {
  expect(labelled('Объём данных: 12 ГБ')).toEqual({ label: 'size', value: '12 ГБ' })
  expect(labelled('We took their data: all of it')).toBeNull()
})

const outcome = (page: Page, engine: string): string => {
  try {
    parsePage(page, engine)
    return 'read'
  } catch (error) {
    return (error as Error).name
  }
}

test('hostile pages cost no more than others', () => {
  const timers = '<div><h3>x</h3><b data-countdown="1">'.repeat(1_000)
  const labels = '<p>Status: published'.repeat(20_000)
  for (const body of [
    timers,
    labels,
    `<title>leak</title>${'<td>Size:'.repeat(20_000)}`,
    `leak ${'Deadline '.repeat(50_000)}`,
  ]) {
    for (const { id } of leakSites) expect(outcome(served(`<html>${body}`), id)).toMatch(/^(read|ParseError)$/)
  }
  const deep = `${'['.repeat(5_000)}{"victim":"x","size":"1"}${']'.repeat(5_000)}`
  expect(() => parsePage(served(deep, { type: 'application/json' }), 'victim-json')).toThrow()
})

test('the reader hears extortion in what leak sites list', () => {
  const read = createPostReader()
  const pages = [
    ['victim-cards/detail.html', 'http://leaks.example/post/1'],
    ['victim-blog/board.html', 'http://blog.example/'],
    ['victim-table/board.html', 'http://table.example/'],
  ] as const
  const posts = pages.flatMap(([name, url]) => parsePage(served(fixture(name), { url })).posts)
  const heard = posts.map(({ title, text, author }) => read({ title, text, author, type: 'leaksite' })?.intent ?? null)
  expect(heard.filter((intent) => intent !== 'extortion')).toEqual([])
  expect(posts.length).toBeGreaterThan(4)
})
