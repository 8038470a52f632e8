import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, createBrowser } from '../../crawlers/browser/browser.ts'
import type { Fetcher, Wish } from '../../crawlers/fetcher.ts'
import { createJar } from '../../crawlers/session/jar.ts'
import type { Page } from '../../model/page.ts'
import { headerOf } from '../../pictures/header.ts'
import { describeWithChromium } from '../services/need.ts'
import { type Site, startSite } from './site.ts'

// What a rendered page has as evidence: the document as it came, how it looked, and what was asked.

await describeWithChromium('the proof of a page that is rendered', (path) => {
  const browser: Browser = createBrowser({ browser: path })
  let site: Site
  let visitor: Fetcher
  beforeEach(async () => {
    site = await startSite()
    visitor = browser.visitor()
  })
  afterEach(async () => {
    await visitor.close()
    await site.close()
  })
  afterAll(() => browser.close())

  const get = async (path: string, more: Partial<Wish> = {}): Promise<Page> => {
    const fetched = await visitor.fetch({
      ...{ url: site.origin + path, bytes: 200_000, timeout: 20_000, via: 'direct', circuit: 'a', allowPrivate: true },
      signal: new AbortController().signal,
      ...more,
    })
    if (!fetched) throw new Error('nothing came')
    return fetched.page
  }
  const serve = (path: string, body: string, headers: Record<string, string> = {}): void =>
    site.on(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body)
    })

  test('is the document before its script, a picture of it after, and the request without its secrets', async () => {
    const source = '<!doctype html><body><script>document.body.append("Jual database")</script>'
    serve('/', source)
    const jar = createJar()
    jar.take('sid=terribly-secret', new URL(site.origin))
    const page = await get('/', { jar })
    expect(site.hits.at(-1)?.headers.cookie).toBe('sid=terribly-secret')
    expect(page.request?.method).toBe('GET')
    expect(page.request?.headers.cookie).toBe('(left out)')
    expect(page.request?.headers['user-agent']).toMatch(/Chrome/)
    expect(Buffer.from(page.rendered?.source ?? []).toString()).toBe(source)
    expect(page.body).toContain('Jual database')
    expect(
      createHash('sha256')
        .update(page.bytes ?? '')
        .digest('hex'),
    ).toBe(page.sha256)
    expect(headerOf(page.rendered?.screenshot ?? Buffer.alloc(0))).toMatchObject({ format: 'jpeg' })
  })

  test('of an endless page ends, and to look at it makes it load no more', async () => {
    serve(
      '/',
      `<body style="margin:0"><div style="height:90000px;width:9000px">there</div><script>
        addEventListener('resize', () => fetch('/resized'))
        new IntersectionObserver(() => fetch('/seen')).observe(document.body.appendChild(document.createElement('p')))
      </script>`,
    )
    const page = await get('/')
    const before = site.hits.length
    const { width = 0, height = 0 } = headerOf(page.rendered?.screenshot ?? Buffer.alloc(0)) ?? {}
    expect([width, height]).toEqual([1_600, 8_000])
    expect(site.hits.map(({ path }) => path)).not.toContain('/resized')
    expect(site.hits.length).toBe(before)
  })

  test('lacks what cannot be had, and the page is as good', async () => {
    serve('/large', `<body>${'x'.repeat(90_000)}<script>document.body.textContent = 'small'</script>`)
    expect((await get('/large', { bytes: 50_000 })).rendered?.source).toBeNull()
    expect((await get('/large', { bytes: 100_000 })).rendered?.source?.length).toBeGreaterThan(90_000)
  })

  test('is not made of what came as it is', async () => {
    serve('/posts.json', '{"posts":[]}', { 'content-type': 'application/json' })
    const page = await get('/posts.json')
    expect(page.rendered).toBeUndefined()
    expect(Buffer.from(page.bytes ?? []).toString()).toBe('{"posts":[]}')
  })
})
