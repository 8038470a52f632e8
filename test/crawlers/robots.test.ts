import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Crawler } from '../../crawlers/crawler.ts'
import { createPace } from '../../crawlers/pace.ts'
import type { Answer, Step } from '../../crawlers/step.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

let site: Site
let crawler: Crawler
beforeEach(async () => {
  site = await startSite()
  crawler = await openCrawler()
})
afterEach(async () => {
  await crawler.close()
  await site.close()
})

const robots = (body: string, status = 200, type = 'text/plain'): void =>
  site.on('/robots.txt', (_, response) => void response.writeHead(status, { 'content-type': type }).end(body))
const paths = (): string[] => site.hits.map(({ path }) => path)
/** The start page leads to the addresses given. */
const leadsTo =
  (...links: string[]): Answer =>
  async (_, step): Promise<Step[]> =>
    step.link.kind === 'board' ? links.map((path) => ({ link: { url: site.origin + path, kind: 'thread' } })) : []

test('what robots.txt forbids is left out, and the rest is read; it is asked for once', async () => {
  robots('User-agent: *\nDisallow: /member.php\n\nUser-agent: other\nDisallow: /')
  const answer = leadsTo('/thread-1', '/member.php?uid=1', '/thread-2')
  const target = targetOf(`${site.origin}/board`)
  expect(await crawler.visit(target, answer)).toMatchObject({ pages: 3, keptOut: 1, errors: [], stopped: 'done' })
  await crawler.visit(target, answer)
  expect(paths()).toEqual(['/robots.txt', '/board', '/thread-1', '/thread-2', '/board', '/thread-1', '/thread-2'])
})

test('rules for pantau come before those for everybody', async () => {
  robots('User-agent: *\nDisallow:\n\nUser-agent: Pantau\nDisallow: /thread')
  expect(await crawler.visit(targetOf(`${site.origin}/board`), leadsTo('/thread-1'))).toMatchObject({ keptOut: 1 })
})

test('a start page that is forbidden fails the visit, and the error says what to do', async () => {
  robots('User-agent: *\nDisallow: /')
  const refused = { name: 'UnreadableError', permanent: true, message: expect.stringContaining('"robots: ignore"') }
  await expect(crawler.visit(targetOf(`${site.origin}/board`), leadsTo())).rejects.toMatchObject(refused)
  expect(paths()).toEqual(['/robots.txt'])
})

test('a target may be told to ignore it, and then it is not even asked for', async () => {
  robots('User-agent: *\nDisallow: /')
  const target = targetOf(`${site.origin}/board`, { robots: 'ignore' })
  expect(await crawler.visit(target, leadsTo())).toMatchObject({ pages: 1, keptOut: 0 })
  expect(paths()).toEqual(['/board'])
})

test.each([
  ['none', 404, 'text/plain', 'Disallow'],
  ['one that is kept to the site', 403, 'text/plain', ''],
  ['one behind a login', 401, 'text/plain', ''],
  ['a page instead', 200, 'text/html', '<html>User-agent: *\nDisallow: /</html>'],
  ['bytes instead', 200, 'application/octet-stream', 'User-agent: *\nDisallow: /'],
  ['an empty one', 200, 'text/plain', ''],
])('%s sets no rules', async (_, status, type, body) => {
  robots(body, status, type)
  expect(await crawler.visit(targetOf(`${site.origin}/board`), leadsTo())).toMatchObject({ pages: 1, keptOut: 0 })
})

test('while the server cannot say its rules nothing is fetched, and the next visit asks again', async () => {
  robots('', 503)
  const target = targetOf(`${site.origin}/board`)
  await expect(crawler.visit(target, leadsTo())).rejects.toThrow(/robots\.txt answered 503/)
  expect(paths()).not.toContain('/board')
  robots('User-agent: *\nDisallow:')
  expect(await crawler.visit(target, leadsTo())).toMatchObject({ pages: 1 })
})

test('the pause between requests is the longer of the two; a minute has no more than so many', () => {
  const pace = createPace({ delay: 1_000, perMinute: 3 })
  expect(pace.wait()).toBeLessThanOrEqual(0)
  pace.begin()
  expect(pace.wait()).toBeGreaterThan(900)
  expect(pace.wait()).toBeLessThanOrEqual(1_100)
  pace.slowDown(5_000)
  pace.slowDown(2_000)
  expect(pace.wait()).toBeGreaterThan(4_900)
  pace.begin()
  pace.begin()
  expect(pace.wait()).toBeGreaterThan(59_000)
  expect(pace.wait()).toBeLessThanOrEqual(60_000)
})

test('rules that are there to keep us busy are passed over, and the others hold', async () => {
  // Matched in full, each of these addresses takes seconds, and the visit minutes.
  const trap = `disallow: /${'*a'.repeat(60)}b\n`.repeat(3_500)
  robots(`user-agent: *\ndisallow: /member\ndisallow: /*?sort=\n${trap}`)
  const long = Array.from({ length: 20 }, (_, at) => `/${'a'.repeat(3_800)}${at}`)
  const answer = leadsTo('/member.php', '/thread?sort=asc', ...long)
  const report = await crawler.visit(targetOf(`${site.origin}/board`), answer)
  expect(report).toMatchObject({ pages: 21, keptOut: 2, errors: [], stopped: 'done' })
})
