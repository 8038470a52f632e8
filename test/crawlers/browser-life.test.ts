import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Browser, createBrowser } from '../../crawlers/browser/browser.ts'
import type { Fetched, Fetcher, Wish } from '../../crawlers/fetcher.ts'
import type { Step } from '../../crawlers/step.ts'
import { describeWithChromium } from '../services/need.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

// One browser for all, replaced when it dies, and gone with whoever started it.

/** The processes that a process has started, and those that they have. */
async function descendantsOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => ''))
  const children = (await Promise.all(lists)).join(' ').split(' ').filter(Boolean).map(Number)
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()]
}
const commandOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
/** The browsers among them: a process of Chromium that is of no type is the one that starts the others. */
async function browsersOf(pid = process.pid): Promise<number[]> {
  const all = await descendantsOf(pid)
  const commands = await Promise.all(all.map(commandOf))
  return all.filter(
    (_, at) => /chromium\/.*--remote-debugging-pipe/s.test(commands[at] ?? '') && !/--type=/.test(commands[at] ?? ''),
  )
}
const isGone = async (pid: number): Promise<boolean> => (await commandOf(pid)) === ''

await describeWithChromium('the browser', (path) => {
  let site: Site
  let browser: Browser
  const browsers: Browser[] = []
  const visitors: Fetcher[] = []
  const browserWith = (options: Parameters<typeof createBrowser>[0]): Browser => {
    const made = createBrowser(options)
    browsers.push(made)
    return made
  }
  beforeEach(async () => {
    site = await startSite()
    browser = browserWith({ browser: path })
  })
  afterEach(async () => {
    for (const one of browsers.splice(0)) await one.close()
    for (const visitor of visitors.splice(0)) await visitor.close()
    await site.close()
    vi.unstubAllEnvs()
    expect(await browsersOf()).toEqual([])
  })
  const visit = (from = browser): Fetcher => {
    const visitor = from.visitor()
    visitors.push(visitor)
    return visitor
  }
  const get = (visitor: Fetcher, path: string, more: Partial<Wish> = {}): Promise<Fetched> =>
    visitor.fetch({
      ...{ url: site.origin + path, bytes: 100_000, timeout: 20_000, via: 'direct', circuit: 'a', allowPrivate: true },
      signal: new AbortController().signal,
      ...more,
    })

  test('starts with the first page, is one for all visitors, and leaves nothing behind', async () => {
    expect(await browsersOf()).toEqual([])
    await Promise.all(['/a', '/b', '/c'].map((path) => get(visit(), path)))
    expect(await browsersOf()).toHaveLength(1)
    const all = await descendantsOf(process.pid)
    await browser.close()
    expect((await Promise.all(all.map(isGone))).every(Boolean)).toBe(true)
  })

  test('renders no more pages at once than it has places for', async () => {
    let underWay = 0
    let most = 0
    site.on('/slow', (_, response) => {
      most = Math.max(most, ++underWay)
      setTimeout(() => {
        underWay--
        response.setHeader('content-type', 'text/html').end('slow')
      }, 300)
    })
    await Promise.all(Array.from({ length: 7 }, () => get(visit(), '/slow')))
    expect(most).toBe(4)
  })

  test('that is killed costs the page under way; the same visitor goes on in a new one', async () => {
    site.on('/hangs', () => {})
    const visitor = visit()
    await get(visitor, '/a')
    const [first = 0] = await browsersOf()
    const lost = get(visitor, '/hangs')
    setTimeout(() => process.kill(first, 'SIGKILL'), 300)
    await expect(lost).rejects.toMatchObject({ name: 'FetchError', permanent: false })
    expect(await get(visitor, '/b')).toMatchObject({ page: { status: 200 } })
    expect(await browsersOf()).not.toContain(first)
  })

  test('that stands still is killed, and replaced', async () => {
    const visitor = visit()
    await get(visitor, '/a')
    const [first = 0] = await browsersOf()
    process.kill(first, 'SIGSTOP')
    await expect(get(visitor, '/b')).rejects.toMatchObject({ name: expect.stringMatching(/^(Fetch|TooLarge)Error$/) })
    expect(await get(visitor, '/c')).toMatchObject({ page: { status: 200 } })
    expect(await browsersOf()).not.toContain(first)
  })

  test('is replaced after so many pages, when nobody is in it any more', async () => {
    const short = browserWith({ browser: path, pages: 2 })
    const stays = visit(short)
    await get(stays, '/a')
    await get(stays, '/b')
    const [first = 0] = await browsersOf()
    await get(visit(short), '/c')
    expect(await browsersOf()).toHaveLength(2)
    await get(stays, '/d')
    await stays.close()
    expect(await browsersOf()).not.toContain(first)
  })

  test('ends when the process that started it is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-browser-'))
    const child = fork(join(import.meta.dirname, 'renders.ts'), [site.origin, path], {
      execArgv: ['--import', join(import.meta.dirname, '../services/typescript.mjs')],
      env: { ...process.env, TMPDIR: folder }, // where the browser's profile is left behind
    })
    await once(child, 'message')
    const all = await descendantsOf(child.pid ?? 0)
    expect(await browsersOf(child.pid)).toHaveLength(1)
    child.kill('SIGKILL')
    await vi.waitFor(async () => expect((await Promise.all(all.map(isGone))).every(Boolean)).toBe(true), 10_000)
    await rm(folder, { recursive: true })
  })

  test('that is not there, or is none, is an error that says what to do', async () => {
    const missing = visit(browserWith({ browser: '/nowhere/chromium' }))
    await expect(get(missing, '/a')).rejects.toMatchObject({
      name: 'ConfigError',
      message: /^browser: "\/nowhere\/chromium"/,
    })
    const other = visit(browserWith({ browser: '/bin/true' }))
    await expect(get(other, '/a')).rejects.toMatchObject({ name: 'FetchError', message: /true does not start: / })
    vi.stubEnv('PATH', '/nowhere')
    vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', '/nowhere')
    const none = visit(browserWith({}))
    await expect(get(none, '/a')).rejects.toMatchObject({
      ...{ name: 'ConfigError', permanent: true },
      message: expect.stringContaining('apt-get install chromium-headless-shell'),
    })
  })

  test('is found on PATH', async () => {
    expect(await get(visit(browserWith({})), '/a')).toMatchObject({ page: { status: 200 } })
  })

  test('a visit of a target with "fetch: browser" reads what scripts build, and keeps to robots.txt', async () => {
    const crawler = await openCrawler({ browser: path })
    site.on('/robots.txt', (_, response) => {
      response.setHeader('content-type', 'text/plain').end('User-agent: *\nDisallow: /member')
    })
    site.on('/board', (_, response) => {
      response.setHeader('content-type', 'text/html').setHeader('set-cookie', 'sid=1')
      response.end('<script>document.write("<a href=/thread>thread</a>")</script>')
    })
    const seen: string[] = []
    const target = targetOf(`${site.origin}/board`, { fetch: 'browser' })
    const report = await crawler.visit(target, async (page): Promise<Step[]> => {
      seen.push(page.body)
      const paths = page.url.endsWith('/board') ? ['/member?id=1', '/thread'] : []
      return paths.map((path) => ({ link: { url: site.origin + path, kind: 'thread' } }))
    })
    expect(report).toMatchObject({ pages: 2, keptOut: 1, errors: [], stopped: 'done' })
    expect(seen[0]).toContain('<a href="/thread">thread</a>')
    await crawler.visit(targetOf(`${site.origin}/other`, { fetch: 'browser', id: 'other' }), async () => [])
    expect(site.hits.map(({ path, headers }) => [path, headers.cookie])).toEqual([
      ['/robots.txt', undefined],
      ['/board', undefined],
      ['/thread', 'sid=1'],
      ['/other', undefined],
    ])
    expect(new Set(site.hits.map(({ headers }) => headers['user-agent'])).size).toBe(1)
    await crawler.close()
  })
})
