import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetcher, type Fetcher } from '../../crawlers/fetcher.ts'
import { createJar } from '../../crawlers/session/jar.ts'
import { type Site, startSite } from './site.ts'

// What the vault gets of a page: what came over the wire, and how it was asked for.

let fetcher: Fetcher
let site: Site
beforeAll(async () => {
  fetcher = createFetcher()
  site = await startSite()
})
afterAll(async () => {
  await fetcher.close()
  await site.close()
})

test('a page has the bytes that came, and the last request for it, without what says who asked', async () => {
  const bytes = Buffer.from([0xcf, 0xf0, 0xee, 0xe4, 0xe0, 0xec])
  const html = { 'content-type': 'text/html; charset=windows-1251', 'content-encoding': 'gzip' }
  site.on('/from', (_, response) => response.writeHead(302, { location: '/to' }).end())
  site.on('/to', (_, response) => response.writeHead(200, html).end(gzipSync(bytes)))
  const jar = createJar()
  jar.take('sid=terribly-secret', new URL(site.origin))
  const fetched = await fetcher.fetch({
    ...{ url: `${site.origin}/from`, via: 'direct', circuit: 'a', allowPrivate: true },
    ...{ bytes: 1_000_000, timeout: 20_000, signal: new AbortController().signal },
    ...{ jar, token: 'also-secret', userAgent: 'Watcher/1' },
  })
  const page = fetched?.page
  expect(site.hits.at(-1)?.headers).toMatchObject({
    cookie: 'sid=terribly-secret',
    authorization: 'Bearer also-secret',
  })
  expect(page?.body).toBe('Продам')
  expect(Buffer.from(page?.bytes ?? []).equals(bytes)).toBe(true)
  expect(page?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(page?.request?.method).toBe('GET')
  expect(page?.request?.headers).toMatchObject({
    cookie: '(left out)',
    authorization: '(left out)',
    'user-agent': 'Watcher/1',
  })
  expect(JSON.stringify(page)).not.toContain('secret')
})
