import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFetcher, type Fetched, type Fetcher, type Wish } from '../../crawlers/fetcher.ts'
import { type Relay, startHttpProxy, startSocks } from './proxies.ts'
import { type Site, startSite } from './site.ts'

// Behind a proxy no name is resolved here: it arrives at the proxy as it stands in the target.

let site: Site
const open: { close(): Promise<void> }[] = []
const opened = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one)
  return one
}
const looked: string[] = []
const fetcher = (tor?: string): Fetcher =>
  opened(
    createFetcher({
      lookup: (hostname, _, callback) => {
        looked.push(hostname)
        callback(new Error('nobody asks us'), [])
      },
      ...(tor === undefined ? {} : { tor }),
    }),
  )
const get = (from: Fetcher, url: string, more: Partial<Wish>): Promise<Fetched> =>
  from.fetch({
    ...{ url, bytes: 10_000, timeout: 10_000, via: 'direct', circuit: 'target-a', allowPrivate: false },
    signal: new AbortController().signal,
    ...more,
  })

beforeEach(async () => {
  site = await startSite()
  looked.length = 0
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  await site.close()
})

test.each([
  ['socks5', (proxy: Relay) => proxy.url],
  ['socks5h', (proxy: Relay) => proxy.url.replace('socks5:', 'socks5h:')],
  ['socks', (proxy: Relay) => proxy.url.replace('socks5:', 'socks:')],
])('%s: the proxy is told the name, and we look nothing up', async (_, via) => {
  const proxy = opened(await startSocks({ port: site.port }))
  const fetched = await get(fetcher(), 'http://forum.example/a', { via: via(proxy) })
  expect(fetched?.page).toMatchObject({ via: 'proxy', finalUrl: 'http://forum.example/a', body: '<title>/a</title>' })
  expect(proxy.asked).toEqual(['name forum.example:80'])
  expect(looked).toEqual([])
  expect(site.hits[0]?.headers.host).toBe('forum.example')
})

test('an HTTP proxy is told the name as well', async () => {
  const proxy = opened(await startHttpProxy({ port: site.port }))
  const fetched = await get(fetcher(), 'http://forum.example/a', { via: proxy.url })
  expect(fetched?.page).toMatchObject({ via: 'proxy', body: '<title>/a</title>' })
  expect(proxy.asked).toEqual(['name forum.example:80'])
  expect(looked).toEqual([])
})

test('user and password of the proxy are its own; a redirect takes the same way', async () => {
  const proxy = opened(await startSocks({ port: site.port }))
  site.on('/a', (_, response) => void response.writeHead(302, { location: 'http://other.example:8080/b' }).end())
  await get(fetcher(), 'http://forum.example/a', { via: proxy.url.replace('//', '//watch%40er:s3cret@') })
  expect(proxy.users).toEqual(['watch@er', 'watch@er'])
  expect(proxy.asked).toEqual(['name forum.example:80', 'name other.example:8080'])
  expect(looked).toEqual([])
})

test('through Tor an onion is asked for by its name, each target on a circuit of its own', async () => {
  const tor = opened(await startSocks({ port: site.port }))
  const from = fetcher(new URL(tor.url).host)
  const onion = 'http://forumforumforumforumforumforumforumforumforumforumforum.onion'
  const fetched = await get(from, `${onion}/a`, { via: 'tor' })
  await get(from, `${onion}/b`, { via: 'tor' })
  await get(from, `${onion}/a`, { via: 'tor', circuit: 'target-b' })
  expect(fetched?.page.via).toBe('tor')
  expect(new Set(tor.asked)).toEqual(new Set([`name ${new URL(onion).hostname}:80`]))
  expect([...new Set(tor.users)]).toEqual(['target-a', 'target-b'])
  expect(looked).toEqual([])
})

test('an onion without Tor is refused, through a proxy too, and so is a private address behind one', async () => {
  const proxy = opened(await startSocks({ port: site.port }))
  const refused = { name: 'ForbiddenAddressError', permanent: true }
  await expect(get(fetcher(), 'http://forum.onion/', { via: proxy.url })).rejects.toMatchObject(refused)
  await expect(get(fetcher(), 'http://192.168.1.1/', { via: proxy.url })).rejects.toMatchObject(refused)
  expect(proxy.asked).toEqual([])
})

test('where Tor is not running, or refuses, nothing goes direct, and the error says what to do', async () => {
  const nobody = opened(await startSocks({ port: 1 }))
  await nobody.close()
  const gone = get(fetcher(new URL(nobody.url).host), 'http://forum.example/', { via: 'tor' })
  await expect(gone).rejects.toThrow(
    /Tor at 127\.0\.0\.1:\d+ does not let us through .*start Tor there, or correct tor:/,
  )
  const refusing = opened(await startSocks({ port: 1, refuses: 4 }))
  const unreachable = get(fetcher(), 'http://forum.example/', { via: refusing.url })
  await expect(unreachable).rejects.toThrow(/the SOCKS proxy at .* could not reach it \(HostUnreachable\)/)
  expect(looked).toEqual([])
  expect(site.hits).toEqual([])
})
