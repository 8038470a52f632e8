import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFetcher, type HttpFetcher } from '../../crawlers/fetcher.ts'
import { createMirrors } from '../../crawlers/mirrors.ts'
import { createPace, type Pace } from '../../crawlers/pace.ts'
import { createErrand } from '../../crawlers/pictures.ts'
import { createRobots } from '../../crawlers/robots.ts'
import { createJar, type Jar } from '../../crawlers/session/jar.ts'
import type { Errand } from '../../crawlers/step.ts'
import { ForbiddenAddressError, ThrottledError, TooLargeError, UnreadableError } from '../../model/errors.ts'
import { startSocks } from './proxies.ts'
import { type Site, startSite, targetOf } from './site.ts'

// A picture travels as its page does: the same way, the same guard, the same pace; and nothing of ours goes with it.

let site: Site
let fetcher: HttpFetcher
const looked: string[] = []
beforeEach(async () => {
  site = await startSite()
  looked.length = 0
  fetcher = createFetcher({
    lookup: (hostname, _, callback) => {
      looked.push(hostname)
      callback(null, [{ address: '127.0.0.1', family: 4 }])
    },
  })
  site.on('/a.png', (_request, response) => void response.setHeader('content-type', 'image/png').end('picture'))
})
afterEach(async () => {
  await fetcher.close()
  await site.close()
})

const errandOf = (more: object = {}, limits: object = {}, { pace, jar }: { pace?: Pace; jar?: Jar } = {}): Errand => {
  const target = targetOf(`${site.origin}/`, more, limits)
  return createErrand(target, {
    fetcher,
    robots: createRobots(),
    mirrors: createMirrors(target),
    jar,
    pace: pace ?? createPace(target.limits),
    signal: new AbortController().signal,
  })
}
const words = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

test('a picture comes as it is, asked for as a picture, without token, cookie and Referer', async () => {
  expect(words(await errandOf({ token: 'abcdef' }).picture(`${site.origin}/a.png`))).toBe('picture')
  const [{ headers = {} } = {}] = site.hits
  expect(headers.accept).toMatch(/^image\//)
  for (const name of ['authorization', 'cookie', 'referer']) expect(headers).not.toHaveProperty(name)
})

test('cookies go to uploads of the site itself, and to nothing that an author shows instead', async () => {
  const jar = createJar()
  jar.take('sid=rahasia; Path=/', new URL(site.origin))
  const away = await startSite()
  const picture: Parameters<Site['on']>[1] = (_request, response) =>
    void response.setHeader('content-type', 'image/png').end('picture')
  const own = ['/uploads/a.jpg', '/attachment.php?aid=7', '/download/file.php?id=7']
  const others = ['/member.php?action=logout', '/logout/?x=a.png', '/delete?post=7']
  for (const path of [...own, ...others]) site.on(path, picture)
  away.on('/a.png', picture)
  try {
    const errand = errandOf({}, {}, { jar })
    for (const path of [...own, ...others]) await errand.picture(site.origin + path)
    await errand.picture(`${away.origin}/a.png`)
    const signedIn = site.hits.filter(({ headers }) => headers.cookie === 'sid=rahasia').map(({ path }) => path)
    expect(signedIn).toEqual(own)
    expect(away.hits.map(({ headers }) => headers.cookie)).toEqual([undefined])
  } finally {
    await away.close()
  }
})

test('behind a proxy the host of a picture is resolved there, and never here', async () => {
  const proxy = await startSocks({ port: site.port })
  try {
    const errand = errandOf({ via: proxy.url })
    expect(words(await errand.picture(`http://gambar.example:${site.port}/a.png`))).toBe('picture')
    // Its robots.txt and itself, over one connection.
    expect([...new Set(proxy.asked)]).toEqual([`name gambar.example:${site.port}`])
    expect(looked).toEqual([])
  } finally {
    await proxy.close()
  }
})

test('a picture leads into no private network: not by address, name or redirect, and not off Tor', async () => {
  const errand = errandOf({ allowPrivate: false })
  for (const url of [`${site.origin}/a.png`, `http://gambar.example:${site.port}/a.png`, 'http://router.local/a.png'])
    await expect(errand.picture(url)).rejects.toThrow(ForbiddenAddressError)
  await expect(errand.picture('http://abcdefghij234567.onion/a.png')).rejects.toThrow('reached through Tor only')
  site.on('/away.png', (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end())
  await expect(errandOf().picture(`${site.origin}/away.png`)).rejects.toThrow('only http:// and https://')
  expect(site.hits.map(({ path }) => path)).toEqual(['/away.png'])
})

test('robots.txt keeps visitors from pictures too', async () => {
  site.on('/robots.txt', (_request, response) => void response.end('User-agent: *\nDisallow: /'))
  await expect(errandOf().picture(`${site.origin}/a.png`)).rejects.toThrow('robots.txt keeps visitors out')
  expect(words(await errandOf({ robots: 'ignore' }).picture(`${site.origin}/a.png`))).toBe('picture')
})

test('what is too large, no picture, or gone is refused by name', async () => {
  site.on(
    '/big.png',
    (_request, response) => void response.setHeader('content-type', 'image/png').end('x'.repeat(5_000)),
  )
  site.on('/svg', (_request, response) => void response.setHeader('content-type', 'image/svg+xml').end('<svg/>'))
  site.on('/gone', (_request, response) => void response.writeHead(404, { 'content-type': 'image/png' }).end())
  const errand = errandOf({}, { pictures: { bytes: 2_000 } })
  const big = errand.picture(`${site.origin}/big.png`)
  await expect(big).rejects.toThrow(TooLargeError)
  await expect(big).rejects.toThrow("raise the target's limits.pictures.bytes")
  await expect(errand.picture(`${site.origin}/svg`)).rejects.toThrow('is image/svg+xml, not a picture that is read')
  await expect(errand.picture(`${site.origin}/gone`)).rejects.toThrow('answered 404')
})

test('the site’s own wish for a pause is the visit’s; another host’s is that picture’s', async () => {
  const away = await startSite()
  const slow = { 'retry-after': '60' }
  for (const at of [site, away]) at.on('/slow.png', (_request, response) => void response.writeHead(429, slow).end())
  try {
    await expect(errandOf().picture(`${site.origin}/slow.png`)).rejects.toThrow(ThrottledError)
    await expect(errandOf().picture(`${away.origin}/slow.png`)).rejects.toThrow(UnreadableError)
  } finally {
    await away.close()
  }
})

test('pictures keep the pace of the visit', async () => {
  site.on('/robots.txt', (_request, response) => void response.end('User-agent: *\nCrawl-delay: 7'))
  const log: string[] = []
  const waits = [30, 5, 0, -1]
  const pace: Pace = {
    wait: () => {
      log.push('asks')
      return waits.shift() ?? 0
    },
    begin: () => void log.push('begins'),
    slowDown: (ms) => void log.push(`slows down to ${ms}`),
  }
  const errand = errandOf({}, {}, { pace })
  await errand.picture(`${site.origin}/a.png`)
  await errand.picture(`${site.origin}/a.png`)
  // It asks until the answer is "now": somebody may have slowed the visit down meanwhile.
  const second = ['slows down to 7000', 'asks', 'begins']
  expect(log).toEqual(['slows down to 7000', 'asks', 'asks', 'asks', 'begins', ...second])
})
