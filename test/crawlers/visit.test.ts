import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Crawler } from '../../crawlers/crawler.ts'
import type { Answer, Step } from '../../crawlers/step.ts'
import { FetchError, ParseError, StoreError, ThrottledError } from '../../model/errors.ts'
import type { LinkKind } from '../../model/page.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

let crawler: Crawler
let site: Site
beforeAll(async () => {
  crawler = await openCrawler()
})
afterAll(() => crawler.close())
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const to = (path: string, kind: LinkKind = 'thread'): Step => ({ link: { url: site.origin + path, kind } })
const nothing: Answer = async () => []
const paths = (): string[] => site.hits.map(({ path }) => path)

/** Answers with the steps of a table by path. */
const by =
  (table: Record<string, Step[]>): Answer =>
  async (page) =>
    table[new URL(page.url).pathname] ?? []

test('a visit goes breadth first, in the order given, to each address once', async () => {
  const links = {
    '/': [to('/b'), to('/a'), to('/b')],
    '/b': [to('/b1'), to('/a'), to('/')],
    '/a': [to('/a1'), to('/b1')],
  }
  const report = await crawler.visit(targetOf(`${site.origin}/`), by(links))
  expect(paths()).toEqual(['/', '/b', '/a', '/b1', '/a1'])
  expect(report).toMatchObject({ pages: 5, unchanged: 0, errors: [], stopped: 'done' })
  expect(report.bytes).toBe(
    ['/', '/b', '/a', '/b1', '/a1'].map((path) => `<title>${path}</title>`.length).reduce((a, b) => a + b),
  )
})

test('the answer gets the page and the step that led to it; an address behind a redirect counts as visited', async () => {
  site.on('/old', (_, response) => void response.writeHead(301, { location: '/new' }).end())
  const seen: unknown[] = []
  await crawler.visit(targetOf(`${site.origin}/old`), async (page, step) => {
    seen.push([page.url, page.finalUrl, page.status, step.link.kind])
    return [to('/new')]
  })
  expect(seen).toEqual([[`${site.origin}/old`, `${site.origin}/new`, 200, 'board']])
  expect(paths()).toEqual(['/old', '/new'])
})

test("a target's token goes to the hosts that it starts at, and to no other", async () => {
  const other = await startSite()
  site.on('/away', (_, response) => void response.writeHead(302, { location: `${other.origin}/c` }).end())
  const links = { '/': [to('/away'), { link: { url: `${other.origin}/b`, kind: 'thread' as const } }] }
  await crawler.visit(targetOf(`${site.origin}/`, { token: 'invented-token' }), by(links))
  await other.close()
  expect(site.hits.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer invented-token',
    'Bearer invented-token',
  ])
  expect(other.hits.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/c', undefined],
    ['/b', undefined],
  ])
})

test('requests are at least the delay apart, retries too', async () => {
  let failures = 0
  site.on('/c', (_, response) => void response.writeHead(failures++ === 0 ? 500 : 200).end())
  const links = { '/': [to('/b'), to('/c'), to('/d')] }
  const report = await crawler.visit(targetOf(`${site.origin}/`, {}, { delay: '150ms' }), by(links))
  expect(paths()).toEqual(['/', '/b', '/c', '/c', '/d'])
  expect(report.pages).toBe(4)
  const pauses = site.hits.slice(1).map(({ at }, index) => at - (site.hits[index]?.at ?? 0))
  expect(Math.min(...pauses)).toBeGreaterThan(100)
})

test('the page limit ends a visit', async () => {
  const answer: Answer = async (page) => [to(`${new URL(page.url).pathname}x`)]
  const report = await crawler.visit(targetOf(`${site.origin}/`, {}, { pages: 3 }), answer)
  expect(paths()).toEqual(['/', '/x', '/xx'])
  expect(report).toMatchObject({ pages: 3, stopped: 'page-limit' })
  expect(await crawler.visit(targetOf(`${site.origin}/`, {}, { pages: 1 }), nothing)).toMatchObject({ stopped: 'done' })
})

test('a thread is read to its depth limit, and each thread counts for itself', async () => {
  const next = (path: string): Step => to(path, 'next')
  const links = {
    '/': [to('/t1'), to('/t2')],
    '/t1': [next('/t1/2')],
    '/t1/2': [next('/t1/3'), to('/t3')],
    '/t2': [next('/t2/2')],
    '/t3': [next('/t3/2')],
  }
  const report = await crawler.visit(targetOf(`${site.origin}/`, {}, { pagesPerThread: 2 }), by(links))
  expect(paths()).toEqual(['/', '/t1', '/t2', '/t1/2', '/t2/2', '/t3', '/t3/2'])
  expect(report).toMatchObject({ stopped: 'done', tooDeep: 1 })
})

test('a board or stream that is cut at its depth is done: nothing of it is owed', async () => {
  const older: Answer = async (page) => [to(`${new URL(page.url).pathname}x`, 'older')]
  const report = await crawler.visit(targetOf(`${site.origin}/`, {}, { pagesPerThread: 3 }), older)
  expect(report).toMatchObject({ pages: 3, stopped: 'done', tooDeep: 0 })
})

test('the time limit cuts the request that is under way', async () => {
  site.on('/slow', () => {})
  const cut = site.cut('/slow')
  const visit = crawler.visit(targetOf(`${site.origin}/`, {}, { visit: '300ms' }), by({ '/': [to('/slow')] }))
  expect(await visit).toMatchObject({ pages: 1, errors: [], stopped: 'time-limit' })
  await cut
})

test('the signal ends a visit: before, between two requests, and while an answer is given', async () => {
  const target = targetOf(`${site.origin}/`, {}, { delay: '1h' })
  const stopped = await crawler.visit(target, nothing, { signal: AbortSignal.abort() })
  expect(stopped).toMatchObject({ pages: 0, stopped: 'aborted' })

  const between = new AbortController()
  const waits = crawler.visit(
    target,
    async () => {
      setImmediate(() => setImmediate(() => between.abort()))
      return [to('/a')]
    },
    { signal: between.signal },
  )
  expect(await waits).toMatchObject({ pages: 1, stopped: 'aborted' })

  const during = new AbortController()
  let isStored = false
  const answers: Answer = async () => {
    during.abort()
    await new Promise((resolve) => setTimeout(resolve, 20))
    isStored = true
    return [to('/a')]
  }
  const report = await crawler.visit(target, answers, { signal: during.signal })
  expect(report).toMatchObject({ pages: 1, stopped: 'aborted' })
  expect(isStored).toBe(true)
  expect(paths()).toEqual(['/', '/'])
})

test('what has not changed is counted and not answered for', async () => {
  site.on('/', (request, response) => {
    const known = request.headers['if-none-match'] === '"1"' || request.headers['if-modified-since'] !== undefined
    response.writeHead(known ? 304 : 200, { etag: '"1"', 'content-type': 'text/html' }).end(known ? undefined : 'new')
  })
  const target = targetOf(`${site.origin}/`)
  const start = (known: object): { start: Step[] } => ({ start: [{ ...to('/', 'board'), ...known }] })
  const never: Answer = () => Promise.reject(new Error('asked about a page that has not changed'))
  const unchanged = { pages: 0, unchanged: 1, stopped: 'done' }
  expect(await crawler.visit(target, never, start({ etag: '"1"' }))).toMatchObject(unchanged)
  const lastModified = 'Fri, 20 Nov 2026 10:00:00 GMT'
  expect(await crawler.visit(target, never, start({ lastModified }))).toMatchObject(unchanged)
  expect(await crawler.visit(target, nothing, start({ etag: '"0"' }))).toMatchObject({ pages: 1, unchanged: 0 })
})

test.each([404, 410])('a page that answers %i is handed on', async (status) => {
  site.on('/', (_, response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('no such thread'))
  const pages: unknown[] = []
  await crawler.visit(targetOf(`${site.origin}/`), async (page) => {
    pages.push([page.status, page.body])
    return []
  })
  expect(pages).toEqual([[status, 'no such thread']])
})

test('a page that fails is noted after one more try, and the visit goes on', async () => {
  site.on('/broken', (_, response) => void response.writeHead(502).end())
  site.on('/odd', (_, response) => void response.end('odd'))
  const answer: Answer = async (page) => {
    if (page.url.endsWith('/odd')) throw new ParseError(`${page.url} is no thread`)
    return page.url.endsWith('/') ? [to('/broken'), to('/odd'), to('/fine')] : []
  }
  const report = await crawler.visit(targetOf(`${site.origin}/`), answer)
  expect(paths()).toEqual(['/', '/broken', '/broken', '/odd', '/fine'])
  expect(report).toMatchObject({ pages: 3, stopped: 'done' })
  expect(report.errors.map(({ url, error }) => [url, error.name])).toEqual([
    [`${site.origin}/broken`, 'FetchError'],
    [`${site.origin}/odd`, 'ParseError'],
  ])
})

test('a start page that fails fails the visit, once the others have been visited', async () => {
  site.on('/down', (_, response) => void response.writeHead(500).end())
  const target = targetOf([`${site.origin}/down`, `${site.origin}/up`])
  const visit = crawler.visit(target, by({ '/up': [to('/thread')] }))
  await expect(visit).rejects.toThrow(new FetchError(`${site.origin}/down answered 500`))
  expect(paths()).toEqual(['/down', '/down', '/up', '/thread'])
  const parse = crawler.visit(targetOf(`${site.origin}/up`), () => Promise.reject(new ParseError('no board')))
  await expect(parse).rejects.toThrow(new ParseError('no board'))
})

test('a site that asks for a pause ends the visit at once, wherever it says so', async () => {
  site.on('/busy', (_, response) => void response.writeHead(429, { 'retry-after': '7' }).end())
  const visit = crawler.visit(targetOf(`${site.origin}/`), by({ '/': [to('/busy'), to('/more')] }))
  await expect(visit).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 7_000, permanent: false })
  expect(paths()).toEqual(['/', '/busy'])
  const thrown = crawler.visit(targetOf(`${site.origin}/`), () => Promise.reject(new ThrottledError('wait', 5)))
  await expect(thrown).rejects.toMatchObject({ retryAfterMs: 5 })
})

test('any other error of the answer ends the visit at once', async () => {
  const answer: Answer = async (page) => {
    if (page.url.endsWith('/a')) throw new StoreError('the disk is full')
    return [to('/a'), to('/b')]
  }
  await expect(crawler.visit(targetOf(`${site.origin}/`), answer)).rejects.toThrow(new StoreError('the disk is full'))
  expect(paths()).toEqual(['/', '/a'])
})

test('a link that is no address, or of another scheme, is noted', async () => {
  const link = (url: string): Step => ({ link: { url, kind: 'thread' } })
  const links = { '/': [link('not an address'), link('ftp://127.0.0.1/x'), link('javascript:alert(1)'), to('/fine')] }
  const report = await crawler.visit(targetOf(`${site.origin}/`), by(links))
  expect(report.errors.map(({ error }) => error.name)).toEqual([
    'UnreadableError',
    'ForbiddenAddressError',
    'ForbiddenAddressError',
  ])
  expect(paths()).toEqual(['/', '/fine'])
})
