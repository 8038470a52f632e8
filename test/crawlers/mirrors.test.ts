import type { LookupFunction } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Crawler, VisitOptions } from '../../crawlers/crawler.ts'
import type { Answer, Step } from '../../crawlers/step.ts'
import type { Page } from '../../model/page.ts'
import { startSocks } from './proxies.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

// A site with several addresses: where one does not answer, the next is asked, and who follows its links sees the first.

let crawler: Crawler
let home: Site
let mirror: Site
beforeAll(async () => {
  crawler = await openCrawler()
})
afterAll(() => crawler.close())
beforeEach(async () => {
  home = await startSite()
  mirror = await startSite()
})
afterEach(async () => {
  await home.close()
  await mirror.close()
})

const to = (path: string): Step => ({ link: { url: home.origin + path, kind: 'thread' } })
const paths = (site: Site): string[] => site.hits.map(({ path }) => path)
const pages: Page[] = []
/** Visits the start page, and the paths from there. */
function visit(links: string[], more: object = {}, options: VisitOptions = {}) {
  pages.length = 0
  const answer: Answer = async (page, step) => {
    pages.push(page)
    return step.link.kind === 'board' ? links.map(to) : []
  }
  const target = targetOf(`${home.origin}/board`, { mirrors: [mirror.origin], ...more })
  return crawler.visit(target, answer, options)
}
const answers = (site: Site, path: string, status: number, headers: Record<string, string> = {}, body = ''): void =>
  site.on(path, (_, response) => void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body))

test('a site whose first address answers is asked nowhere else', async () => {
  const { mirrors } = await visit(['/a'])
  expect(mirrors).toEqual({ home: home.origin, read: home.origin, failed: [] })
  expect([paths(home), paths(mirror)]).toEqual([['/board', '/a'], []])
})

test('a first address that is down costs one request, and its pages are known by it all the same', async () => {
  const { origin } = home
  await home.close()
  const report = await visit(['/a'])
  expect(report).toMatchObject({ pages: 2, requests: 3, errors: [], stopped: 'done' })
  expect(report.mirrors).toEqual({
    home: origin,
    read: mirror.origin,
    failed: [{ origin, reason: `${origin}/robots.txt: nothing listens there` }],
  })
  expect(pages.map(({ url, finalUrl, servedBy }) => [url, finalUrl, servedBy])).toEqual([
    [`${origin}/board`, `${origin}/board`, mirror.origin],
    [`${origin}/a`, `${origin}/a`, mirror.origin],
  ])
})

test.each([
  ['500', 500, {}],
  ['502', 502, {}],
  ['503 with Retry-After', 503, { 'retry-after': '3600' }],
])('%s in the middle of a visit moves it on, and it stays there', async (_, status, headers) => {
  answers(home, '/b', status, headers)
  expect(await visit(['/a', '/b', '/c'])).toMatchObject({ pages: 4, errors: [], stopped: 'done' })
  expect([paths(home), paths(mirror)]).toEqual([
    ['/board', '/a', '/b'],
    ['/b', '/c'],
  ])
})

test('an address that never answers is given up after its time', async () => {
  home.on('/board', () => {})
  expect(await visit([], { limits: { delay: '0s', timeout: '300ms' } })).toMatchObject({ pages: 1, stopped: 'done' })
  expect(paths(mirror)).toEqual(['/board'])
})

test.each([
  ['404, which is a page', 404, {}, 2],
  ['403', 403, {}, 1],
  ['401', 401, {}, 1],
  ['a file', 200, { 'content-type': 'application/zip' }, 1],
])('%s is the site speaking: nobody else is asked', async (_, status, headers, read) => {
  answers(home, '/a', status, headers)
  expect(await visit(['/a'])).toMatchObject({ pages: read, stopped: 'done' })
  expect([paths(home), paths(mirror)]).toEqual([['/board', '/a'], []])
})

test('429 puts the visit off, as everywhere', async () => {
  answers(home, '/a', 429, { 'retry-after': '7' })
  await expect(visit(['/a'])).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 7_000 })
  expect(paths(mirror)).toEqual([])
})

test('a page that fails at every address is told with each reason, and the visit goes on where it was', async () => {
  answers(home, '/broken', 500)
  answers(mirror, '/broken', 502)
  const { errors, mirrors } = await visit(['/a', '/broken', '/c'])
  expect(errors.map(({ url, error }) => [url, error.message])).toEqual([
    [
      `${home.origin}/broken`,
      `none of the site's 2 addresses can be read: ${home.origin}/broken answered 500; ${mirror.origin}/broken answered 502`,
    ],
  ])
  expect(mirrors?.read).toBe(home.origin)
  expect([paths(home), paths(mirror)]).toEqual([['/board', '/a', '/broken', '/c'], ['/broken']])
})

test('a site that is down altogether fails with a reason for each address', async () => {
  const origins = [home.origin, mirror.origin]
  await home.close()
  await mirror.close()
  const [first, second] = origins.map((origin) => `${origin}/robots.txt: nothing listens there`)
  await expect(visit([])).rejects.toThrow(`none of the site's 2 addresses can be read: ${first}; ${second}`)
})

test('the address that answered last is asked first, without the validators of another', async () => {
  const start: Step[] = [{ link: { url: `${home.origin}/board`, kind: 'board' }, etag: '"1"' }]
  await visit([], {}, { start, mirrors: [mirror.origin] })
  expect([paths(home), paths(mirror)]).toEqual([[], ['/board']])
  expect(mirror.hits[0]?.headers['if-none-match']).toBe('"1"')
  answers(mirror, '/board', 500)
  await visit([], {}, { start, mirrors: [mirror.origin] })
  expect(home.hits.map(({ headers }) => headers['if-none-match'])).toEqual([undefined])
})

test('each address has a robots.txt of its own', async () => {
  mirror.on('/robots.txt', (_, response) => void response.writeHead(200).end('User-agent: *\nDisallow: /b'))
  answers(home, '/a', 500)
  expect(await visit(['/a', '/b', '/c'])).toMatchObject({ keptOut: 1, errors: [] })
  expect(paths(mirror)).toEqual(['/robots.txt', '/a', '/c'])
})

test('requests are paced over all addresses', async () => {
  answers(home, '/board', 500)
  await visit(['/a'], { limits: { delay: '200ms' } })
  const times = [...home.hits, ...mirror.hits].map(({ at }) => at)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(120)
})

test('a redirect from one address to another is no departure', async () => {
  answers(home, '/a', 302, { location: `${mirror.origin}/a2?x=1` })
  await visit(['/a'])
  expect(pages.map(({ url, finalUrl }) => [url, finalUrl])).toEqual([
    [`${home.origin}/board`, `${home.origin}/board`],
    [`${home.origin}/a`, `${home.origin}/a2?x=1`],
  ])
})

test('an onion among the addresses is reached through Tor, and the others as before', async () => {
  const tor = await startSocks({ port: mirror.port })
  const through = await openCrawler({ tor: new URL(tor.url).host })
  const onion = 'http://forumforumforumforumforumforumforumforumforumforumforum.onion'
  answers(home, '/board', 500)
  const target = targetOf(`${home.origin}/board`, { mirrors: [{ url: onion, via: 'tor' }] })
  const report = await through.visit(target, async (page) => {
    expect(page).toMatchObject({ url: `${home.origin}/board`, via: 'tor', servedBy: onion })
    return []
  })
  expect(report.mirrors?.read).toBe(onion)
  expect(paths(home)).toEqual(['/board'])
  expect(new Set(tor.asked)).toEqual(new Set([`name ${new URL(onion).hostname}:80`]))
  expect(new Set(tor.users)).toEqual(new Set(['practice']))
  await through.close()
  await tor.close()
})

test('a name that is answered with an address inside, as for blocked sites, is a site that is down', async () => {
  const lookup: LookupFunction = (hostname, _, callback) => {
    let reads = 0
    // The mirror lies on loopback and looks public to whoever checks it.
    const address = (): string => (hostname === 'mirror.example.com' && reads++ === 0 ? '1.1.1.1' : '127.0.0.1')
    callback(null, [Object.defineProperty({ address: '', family: 4 }, 'address', { get: address })])
  }
  const guarded = await openCrawler({ lookup })
  const [blocked, other] = [home, mirror].map(
    ({ port }, at) => `http://${['blocked', 'mirror'][at]}.example.com:${port}`,
  )
  const target = targetOf(`${blocked}/board`, { mirrors: [other], allowPrivate: false })
  const { pages, mirrors } = await guarded.visit(target, async () => [])
  expect([pages, mirrors?.read]).toEqual([1, other])
  expect(mirrors?.failed[0]?.reason).toMatch(/points into a private network/)
  expect([paths(home), paths(mirror)]).toEqual([[], ['/board']])
  await guarded.close()
})

test('pictures of the site are had where its pages are', async () => {
  answers(home, '/board', 500)
  answers(mirror, '/a.png', 200, { 'content-type': 'image/png' }, 'png')
  const target = targetOf(`${home.origin}/board`, { mirrors: [mirror.origin] })
  await crawler.visit(target, async (_, __, errand) => {
    expect(Buffer.from(await errand.picture(`${home.origin}/a.png`)).toString()).toBe('png')
    return []
  })
  expect([paths(home), paths(mirror)]).toEqual([['/board'], ['/board', '/a.png']])
})

const words = (base: string): string => `new mirror: ${base}/x`
test.each([
  [
    'text/html',
    (base: string) =>
      `<base href="${base}/"><a href='${base}/t?a=1&amp;b=2'>${words(base)}</a><a href=${base}>x</a><a href="//${new URL(base).host}/p">y</a>`,
  ],
  ['application/rss+xml', (base: string) => `<link>${base}/t</link><guid a="${base}/g"><![CDATA[${base}/c]]></guid>`],
  ['application/json', (base: string) => JSON.stringify({ next: `${base}/api?page=2`, say: `at ${base}/` })],
  ['application/json', (base: string) => `{"next":"${base.replaceAll('/', '\\/')}\\/api"}`],
])('%s: links lead home, and what people wrote stays', async (type, body) => {
  answers(home, '/board', 500)
  answers(mirror, '/board', 200, { 'content-type': type }, body(mirror.origin))
  await visit([])
  const said = new RegExp(`(new mirror: |at )${home.origin}`)
  const expected = body(home.origin)
    .replace(said, `$1${mirror.origin}`)
    .replace(`"//${new URL(home.origin).host}/p"`, `"${home.origin}/p"`)
    .replace(/(?<="next":")http:\\\/\\\/[^\\]+/, home.origin)
  expect(pages[0]?.body).toBe(expected)
})

test('plain text is what somebody wrote, every byte of it', async () => {
  answers(home, '/board', 500)
  const text = `="${mirror.origin}/a" >${mirror.origin}/b`
  answers(mirror, '/board', 200, { 'content-type': 'text/plain' }, text)
  await visit([])
  expect(pages[0]?.body).toBe(text)
})
