import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visit } from '../../app/pipeline.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What kinds of source do to the line: sessions in every link, clocks that run, answers that are empty, pastes that
// nobody can read.

let house: TestHouse
let requests: string[] = []
let bearers: (string | undefined)[] = []

/** phpBB gives a client without cookies another session with every page. */
const session = (): string => `sid=${randomBytes(16).toString('hex')}`
const phpbb = (inside: string): string =>
  `<!doctype html><html><head><title>Forum</title></head><body id="phpbb">${inside}
<div id="page-footer" class="page-footer"><div class="copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a></div></div></body></html>`
const board = (): string =>
  phpbb(
    `<ul class="topiclist topics">${[1, 2, 3]
      .map(
        (topic) => `<li class="row bg1"><dl class="row-item"><dt><div class="list-inner">
<a href="./viewtopic.php?f=2&amp;t=${topic}&amp;${session()}" class="topictitle">Topik ${topic}</a></div></dt>
<dd class="posts">0</dd><dd class="lastpost"><span><a href="./viewtopic.php?f=2&amp;p=${topic}&amp;${session()}#p${topic}">
<time datetime="2026-11-0${topic}T10:00:00+00:00">x</time></a></span></dd></dl></li>`,
      )
      .join('')}</ul>`,
  )
const topic = (t: string): string =>
  phpbb(`<h2 class="topic-title"><a href="./viewtopic.php?f=2&amp;t=${t}&amp;${session()}">Topik ${t}</a></h2>
<div id="p${t}" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt>
<a href="./memberlist.php?mode=viewprofile&amp;u=9&amp;${session()}" class="username">rani_contoh</a></dt></dl>
<div class="postbody"><h3><a href="./viewtopic.php?p=${t}&amp;${session()}#p${t}">Topik ${t}</a></h3>
<p class="author"><time datetime="2026-11-0${t}T10:00:00+00:00">x</time></p><div class="content">Selamat pagi ${t}</div></div></div></div>`)

let left = 86_400 * 6
let view = 1_000
const victims = ['Contoh Rumah Sakit', 'Example Freight', 'Praktik Asuransi']
const cards = (): string => {
  left -= 4_321
  view += 17
  const clock = (at: number): string => {
    const seconds = left + at * 1_000
    return `${Math.floor(seconds / 86_400)}D ${Math.floor((seconds % 86_400) / 3_600)}h ${Math.floor((seconds % 3_600) / 60)}m ${seconds % 60}s`
  }
  return `<html><head><title>Leaked data</title></head><body><div class="post-big-list">${victims
    .map(
      (victim, at) => `<a class="post-block" href="/post/${at}abc"><div class="post-title-block">
<div class="post-title">${victim}</div><div class="post-timer"><div class="post-timer-end d-none">${clock(at)}</div></div></div>
<div class="post-block-body"><div class="post-block-text">${victim} has 120 GB of files: contracts, customers. Price 300,000$</div></div>
<div class="views"><span>${view}</span> views</div></a>`,
    )
    .join('')}</div></body></html>`
}

const victim = (at: number): string =>
  `<html><head><title>Leaked data</title></head><body><div class="post-company-wrapper"><div class="post-company"><div class="post-title">${victims[at]}</div>
<p>Deadline: ${Math.floor(left / 86_400)}D 04h 22m 10s</p><p>Size: 120 GB</p><p>Price: 300,000$</p>
<p>${victims[at]}: contracts, passports of customers, accounting. We will publish all files if they do not pay.</p></div></div></body></html>`

const privatebin = JSON.stringify({
  ...{ status: 0, id: '0123456789abcdef', url: '/?0123456789abcdef', v: 2, ct: 'bm90IGEgcmVhbCBjaXBoZXJ0ZXh0' },
  adata: [['aXY=', 'c2FsdA==', 100_000, 256, 128, 'aes', 'gcm', 'zlib'], 'plaintext', 0, 0],
  meta: { time_to_live: 86_400 },
})

const pages: Record<string, (url: URL) => [string, string]> = {
  '/viewforum.php': () => ['text/html', board()],
  '/viewtopic.php': ({ searchParams }) => ['text/html', topic(searchParams.get('t') ?? '1')],
  '/leaks': () => ['text/html', cards()],
  ...Object.fromEntries(victims.map((_, at) => [`/post/${at}abc`, (): [string, string] => ['text/html', victim(at)]])),
  '/2/tweets/search/recent': () => ['application/json', '{"meta":{"result_count":0}}'],
  '/lists': () => [
    'text/html',
    `<html><body><h1>Recent Pastes</h1><table class="recent"><tr><td><a href="/view/raw/s3cret">Untitled</a></td></tr></table></body></html>`,
  ],
  '/view/raw/s3cret': () => ['application/json', privatebin],
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  requests.push(url.pathname)
  bearers.push(request.headers.authorization)
  const page = pages[url.pathname]?.(url)
  if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>not found</h1>')
  else response.writeHead(200, { 'content-type': page[0] }).end(page[1])
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  house = await openTestHouse(
    `
targets:
  - { id: phpbb, type: forum, start: ["${at}/viewforum.php?f=2"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: leaks, type: leaksite, start: ["${at}/leaks"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: search, type: social, start: ["${at}/2/tweets/search/recent?query=ktp"], token: "\${X_TOKEN}", allowPrivate: true, limits: { delay: 1ms } }
  - { id: pastes, type: paste, start: ["${at}/lists"], allowPrivate: true, limits: { delay: 1ms } }
`,
    { X_TOKEN: 'invented-token' },
  )
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await new Promise((resolve) => server.close(resolve))
})

/** One visit; what it brought, and what it asked for. */
async function look(id: string) {
  const target = house.config.targets.find((other) => other.id === id)
  if (target === undefined) throw new Error(`no target ${id}`)
  requests = []
  bearers = []
  const { report, ...counts } = await visit(target, house.line)
  return { ...counts, requests: requests.length, errors: report.errors }
}

test('sessions in every link make neither new pages nor new posts', async () => {
  expect(await look('phpbb')).toMatchObject({ newPosts: 3, errors: [] })
  expect(await look('phpbb')).toMatchObject({ newPosts: 0, changedPosts: 0, requests: 1, errors: [] })
})

test('a countdown that runs and a count of views are no edit; a card and its own page are one offer', async () => {
  expect(await look('leaks')).toMatchObject({ newPosts: 6, requests: 4, errors: [] })
  expect(await look('leaks')).toMatchObject({ newPosts: 0, changedPosts: 0, requests: 1 })
  const cardsOf = await house.database.query<{ card: { victim: string } }>(
    `select card from pantau.posts where site = 'leaks' and post_id not like '%#page' order by id`,
  )
  expect(cardsOf.map(({ card }) => card.victim).sort()).toEqual([...victims].sort())
  const events = await house.database.query<{ kind: string }>(
    `select kind from pantau.listing_events join pantau.listings on listings.id = listing_id where site = 'leaks'`,
  )
  expect(events.filter(({ kind }) => kind === 'opened')).toHaveLength(3)
  expect(events.filter(({ kind }) => kind === 'repriced')).toHaveLength(0)
})

test('a search without hits is a quiet day; its token goes along', async () => {
  expect(await look('search')).toMatchObject({ posts: 0, errors: [], requests: 1 })
  expect(bearers).toEqual(['Bearer invented-token'])
})

test('a ciphertext is looked at once', async () => {
  expect(await look('pastes')).toMatchObject({ posts: 0, errors: [], requests: 2 })
  expect(await look('pastes')).toMatchObject({ posts: 0, errors: [], requests: 1 })
})
