import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer, Step } from '../../crawlers/step.ts'
import { PantauError } from '../../model/errors.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const thread = (url: string): Step => ({ link: { url, kind: 'thread' } })

test('many visits share one crawler, and none of them starves', async () => {
  const crawler = await openCrawler({ concurrency: 20 })
  const over: number[] = []
  const pagesOf = new Map<number, number>()
  const visits = Array.from({ length: 100 }, async (_, visit) => {
    const answer: Answer = async () => {
      const pages = (pagesOf.get(visit) ?? 0) + 1
      pagesOf.set(visit, pages)
      return pages < 10 ? [thread(`${site.origin}/${visit}/${pages}`)] : []
    }
    const report = await crawler.visit(targetOf(`${site.origin}/${visit}`), answer)
    // How far the others were when this one was over: with turns taken, nobody is far behind.
    over.push(Math.min(...Array.from({ length: 100 }, (_, other) => pagesOf.get(other) ?? 0)))
    return report
  })
  const reports = await Promise.all(visits)
  expect(reports.every(({ pages, stopped }) => pages === 10 && stopped === 'done')).toBe(true)
  expect(site.hits).toHaveLength(1_000)
  expect(over[0]).toBeGreaterThanOrEqual(8)
  await crawler.close()
})

test('no more requests run at once than the concurrency says, and a visit has one at a time', async () => {
  const crawler = await openCrawler({ concurrency: 3 })
  let underWay = 0
  let most = 0
  const answer: Answer = async (page) => {
    underWay++
    most = Math.max(most, underWay)
    await new Promise((resolve) => setTimeout(resolve, 5))
    underWay--
    return page.url.endsWith('/x') ? [] : [thread(`${page.url}/x`), thread(`${page.url}/y/x`)]
  }
  const visits = Array.from({ length: 12 }, (_, visit) => crawler.visit(targetOf(`${site.origin}/${visit}`), answer))
  await Promise.all(visits)
  expect(most).toBe(3)
  most = 0
  await crawler.visit(targetOf([`${site.origin}/a`, `${site.origin}/b`]), answer)
  expect(most).toBe(1)
  await crawler.close()
})

test('visits at their pause leave the crawler to others', async () => {
  const crawler = await openCrawler({ concurrency: 1 })
  const stop = new AbortController()
  const answer: Answer = async (page) => [thread(`${page.url}x`)]
  const patient = targetOf(`${site.origin}/`, {}, { delay: '1h' })
  const waiting = [1, 2, 3].map(() => crawler.visit(patient, answer, { signal: stop.signal }))
  await crawler.visit(targetOf(`${site.origin}/other`), async () => [])
  stop.abort()
  expect((await Promise.all(waiting)).map(({ stopped }) => stopped)).toEqual(['aborted', 'aborted', 'aborted'])
  await crawler.close()
})

test('closing cuts visits off, waits for an answer that is being given, and takes no new ones', async () => {
  const crawler = await openCrawler()
  let isStored = false
  let begin = (): void => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const storing = crawler.visit(targetOf(`${site.origin}/a`), async () => {
    begin()
    await new Promise((resolve) => setTimeout(resolve, 50))
    isStored = true
    return []
  })
  site.on('/hangs', () => {})
  const cut = site.cut('/hangs')
  const hanging = crawler.visit(targetOf(`${site.origin}/hangs`), async () => [])
  const closing = new PantauError('the crawler is closing; its visits run again')
  const outcomes = Promise.all([
    expect(storing).rejects.toThrow(closing),
    expect(hanging).rejects.toThrow(closing),
    cut,
  ])
  await begun
  await crawler.close()
  expect(isStored).toBe(true)
  await outcomes
  await expect(crawler.visit(targetOf(`${site.origin}/b`), async () => [])).rejects.toThrow(closing)
  await crawler.close()
})

test('it writes nothing to disk, says nothing, needs no ps, leaves Ctrl-C to the app and lets the process exit', async () => {
  const root = resolve(import.meta.dirname, '../..')
  const programs = await mkdtemp(join(root, 'node_modules/.crawler-'))
  const folder = await mkdtemp(join(tmpdir(), 'pantau-'))
  try {
    const entry = join(import.meta.dirname, 'exits.ts')
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: { ssr: entry, outDir: programs, target: 'node20' },
    })
    // A setting of somebody else's crawler must not reach ours.
    await writeFile(join(folder, 'crawlee.json'), '{ "persistStorage": true, "memoryMbytes": 1 }')
    const [program = ''] = await readdir(programs)
    const child = spawn(process.execPath, [join(programs, program), `${site.origin}/`], {
      cwd: folder,
      env: { PATH: '/nowhere' },
    })
    let output = ''
    const hear = (data: Buffer): void => {
      output += data
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(output).toBe('done\n')
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual(['crawlee.json'])
  } finally {
    await rm(programs, { recursive: true })
    await rm(folder, { recursive: true })
  }
})
