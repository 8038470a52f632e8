import { createHash } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFetcher, type Fetched, type Fetcher, type Wish } from '../../crawlers/fetcher.ts'
import { type Site, startSite } from './site.ts'

let fetcher: Fetcher
let site: Site
beforeAll(() => {
  fetcher = createFetcher()
})
afterAll(() => fetcher.close())
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const signal = new AbortController().signal
const usual = { bytes: 1_000_000, timeout: 20_000, via: 'direct', circuit: 'a', allowPrivate: true }
const get = (path: string, more: Partial<Wish> = {}): Promise<Fetched> => {
  const url = URL.canParse(path) ? path : site.origin + path
  return fetcher.fetch({ ...usual, url, signal, ...more })
}

/** Serves one body under a path. */
const serve = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): void =>
  site.on(path, (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
  })

test('a page is told whole', async () => {
  serve('/a', 'päge', { 'X-Engine': 'MyBB', 'set-cookie': 'a=1' })
  const fetched = await get('/a#post-3')
  expect(fetched?.bytes).toBe(5)
  expect(fetched?.page).toMatchObject({
    url: `${site.origin}/a#post-3`,
    finalUrl: `${site.origin}/a`,
    status: 200,
    body: 'päge',
    sha256: createHash('sha256').update('päge').digest('hex'),
    via: 'direct',
  })
  expect(fetched?.page.headers).toMatchObject({ 'content-type': 'text/html', 'x-engine': 'MyBB', 'set-cookie': 'a=1' })
  expect(fetched?.page.fetchedAt).toBeInstanceOf(Date)
})

test('requests look like a browser; the target may name itself; no cookie and no credential is sent', async () => {
  serve('/a', '', { 'set-cookie': 'a=1' })
  await get('/a')
  await get(`http://me:secret@127.0.0.1:${site.port}/a`, { userAgent: 'Watcher/1' })
  const [first, second] = site.hits.map(({ headers }) => headers)
  expect(first?.['user-agent']).toMatch(/^Mozilla\/5\.0 .*Firefox/)
  expect(first).toMatchObject({ accept: expect.stringContaining('text/html'), 'accept-encoding': 'gzip, deflate, br' })
  expect(second?.['user-agent']).toBe('Watcher/1')
  expect(second?.cookie).toBeUndefined()
  expect(second?.authorization).toBeUndefined()
})

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['br, gzip', (bytes: Buffer) => gzipSync(brotliCompressSync(bytes))],
])('%s is undone; the hash is that of what was in it', async (coding, compress) => {
  const text = 'data pasien '.repeat(500)
  serve('/a', compress(Buffer.from(text)), { 'content-encoding': coding })
  const fetched = await get('/a')
  expect(fetched?.page.body).toBe(text)
  expect(fetched?.page.sha256).toBe(createHash('sha256').update(text).digest('hex'))
  await expect(get('/a', { bytes: 5_999 })).rejects.toMatchObject({ name: 'TooLargeError', permanent: true })
  expect((await get('/a', { bytes: 6_000 }))?.bytes).toBe(6_000)
})

test('a compression that nobody asked for, or that is broken, is an error', async () => {
  serve('/zstd', 'x', { 'content-encoding': 'zstd' })
  serve('/matryoshka', 'x', { 'content-encoding': 'gzip, gzip, gzip' })
  serve('/broken', 'this is no gzip', { 'content-encoding': 'gzip' })
  await expect(get('/zstd')).rejects.toMatchObject({ name: 'UnreadableError' })
  await expect(get('/matryoshka')).rejects.toMatchObject({ name: 'UnreadableError' })
  await expect(get('/broken')).rejects.toMatchObject({
    name: 'FetchError',
    message: `${site.origin}/broken: its compressed body is broken`,
  })
})

test('a truncated compressed page gives what it has', async () => {
  const whole = gzipSync(Buffer.from('beginning'.repeat(200)), { level: constants.Z_NO_COMPRESSION })
  serve('/a', whole.subarray(0, 900), { 'content-encoding': 'gzip' })
  expect((await get('/a'))?.page.body).toMatch(/^(beginning)+/)
})

test('a compression bomb goes no further than the limit', async () => {
  const before = process.memoryUsage().arrayBuffers
  site.on('/bomb', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    const gzip = createGzip()
    gzip.pipe(response)
    const zeros = Buffer.alloc(1_000_000)
    let left = 200
    const pour = (): void => {
      while (left-- > 0) if (!gzip.write(zeros)) return void gzip.once('drain', pour)
      gzip.end()
    }
    pour()
  })
  await expect(get('/bomb', { bytes: 5_000_000 })).rejects.toMatchObject({ name: 'TooLargeError' })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000)
})

test('an endless body is cut at the limit, and one that announces its size is not begun', async () => {
  site.on('/endless', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    const pour = (): void => {
      while (response.write('x'.repeat(10_000)));
      response.once('drain', pour)
    }
    pour()
  })
  const endless = site.cut('/endless')
  await expect(get('/endless', { bytes: 100_000 })).rejects.toMatchObject({ name: 'TooLargeError' })
  await endless
  site.on('/announced', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '2000000' }).write('x')
  })
  const announced = site.cut('/announced')
  await expect(get('/announced')).rejects.toMatchObject({
    name: 'TooLargeError',
    message: expect.stringContaining(`${site.origin}/announced is larger than 1000000 bytes`),
  })
  await announced
})

test('the timeout holds for the whole answer, however slowly it drips', async () => {
  site.on('/drip', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  site.on('/silent', () => {})
  const cut = site.cut('/drip')
  const slow = {
    name: 'FetchError',
    permanent: false,
    message: `${site.origin}/drip: no complete answer within 300 ms`,
  }
  await expect(get('/drip', { timeout: 300 })).rejects.toMatchObject(slow)
  await cut
  await expect(get('/silent', { timeout: 100 })).rejects.toMatchObject({ name: 'FetchError' })
})

test.each([
  ['an archive', { 'content-type': 'application/zip' }],
  ['a picture', { 'content-type': 'image/svg+xml' }],
  ['rows', { 'content-type': 'text/csv; charset=utf-8' }],
  ['a program', { 'content-type': 'application/octet-stream' }],
  ['an attachment', { 'content-type': 'text/plain', 'content-disposition': 'Attachment; filename="leak.txt"' }],
])('%s is left unread, and the connection is cut', async (_, headers) => {
  site.on('/file', (_, response) => {
    response.writeHead(200, headers).write('rows of somebody')
  })
  const cut = site.cut('/file')
  await expect(get('/file')).rejects.toMatchObject({ name: 'UnreadableError', permanent: true })
  await cut
})

test('a binary file that calls itself text is left unread', async () => {
  const zip = Buffer.from('504b03041400000008000000', 'hex')
  serve('/zip', Buffer.concat([zip, Buffer.alloc(2_000)]), { 'content-type': 'text/plain' })
  serve('/packed', gzipSync(zip), { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
  await expect(get('/zip')).rejects.toMatchObject({ name: 'UnreadableError' })
  await expect(get('/packed')).rejects.toMatchObject({ name: 'UnreadableError' })
})

test.each([
  'text/html',
  'application/xhtml+xml',
  'application/rss+xml',
  'application/atom+xml',
  'text/xml',
  'application/json',
  'application/feed+json',
  'TEXT/PLAIN; charset=utf-8',
])('%s is read', async (type) => {
  serve('/a', 'x', { 'content-type': type })
  expect((await get('/a'))?.page.body).toBe('x')
})

test('a page without a type, and one without a body, are read', async () => {
  site.on('/bare', (_, response) => response.end('bare'))
  site.on('/empty', (_, response) => response.writeHead(204).end())
  expect((await get('/bare'))?.page.body).toBe('bare')
  expect((await get('/empty'))?.page.body).toBe('')
})

test.each([
  ['windows-1251', 'text/html; charset=windows-1251', 'cff0eee4e0ec', 'Продам'],
  ['GBK', 'text/html; charset=gbk', 'cafdbedd', '数据'],
  [
    'Shift_JIS by a meta element',
    'text/html',
    `${Buffer.from('<meta charset=shift_jis>').toString('hex')}8cc2906c`,
    '個人',
  ],
  ['UTF-16 by its mark', 'text/html', 'fffe4100ac20', 'A€'],
])('%s is decoded', async (_, type, hex, text) => {
  serve('/a', Buffer.from(hex, 'hex'), { 'content-type': type })
  expect((await get('/a'))?.page.body.replace(/<[^>]*>/, '')).toBe(text)
})

test('redirects are followed five times, by any of their kinds', async () => {
  const statuses = [301, 302, 303, 307, 308]
  statuses.forEach((status, hop) => {
    serve(`/${hop}`, 'moved', { location: `/${hop + 1}` }, status)
  })
  serve('/6', '', { location: '/0' }, 302)
  expect((await get('/0', { etag: '"1"' }))?.page).toMatchObject({
    url: `${site.origin}/0`,
    finalUrl: `${site.origin}/5`,
  })
  expect(site.hits.map(({ headers }) => headers['if-none-match'])).toEqual(Array(6).fill('"1"'))
  await expect(get('/6')).rejects.toThrow(`${site.origin}/6 redirects more than 5 times`)
})

test('a circle, a redirect to nowhere and one to another scheme are errors', async () => {
  serve('/a', '', { location: '/b' }, 302)
  serve('/b', '', { location: '/a' }, 302)
  serve('/file', '', { location: 'file:///etc/passwd' }, 302)
  serve('/nowhere', '', { location: 'http://[' }, 302)
  serve('/none', '', {}, 302)
  await expect(get('/a')).rejects.toMatchObject({ name: 'UnreadableError', message: /redirects in a circle/ })
  await expect(get('/file')).rejects.toMatchObject({ name: 'ForbiddenAddressError' })
  await expect(get('/nowhere')).rejects.toMatchObject({ name: 'UnreadableError' })
  await expect(get('/none')).rejects.toMatchObject({ name: 'UnreadableError' })
})

test('another site does not learn what we know of the first', async () => {
  const other = await startSite()
  serve('/a', '', { location: `${other.origin}/b` }, 302)
  await get('/a', { etag: '"1"' })
  expect(other.hits[0]?.headers['if-none-match']).toBeUndefined()
  await other.close()
})

test.each([
  [401, 'LoginNeededError', true],
  [403, 'BlockedError', true],
  [400, 'UnreadableError', true],
  [304, 'UnreadableError', true],
  [408, 'FetchError', false],
  [500, 'FetchError', false],
  [503, 'FetchError', false],
])('%i is a %s', async (status, name, permanent) => {
  serve('/a', status === 304 ? '' : 'x', {}, status)
  await expect(get('/a')).rejects.toMatchObject({ name, permanent })
})

test.each([
  [429, '120', 120_000, 0],
  [429, undefined, 60_000, 0],
  [429, 'soon', 60_000, 0],
  [503, '1', 1_000, 0],
  [503, '999999', 3_600_000, 0],
  [429, new Date(Date.now() + 90_000).toUTCString(), 90_000, 20_000],
  [429, new Date(Date.now() - 90_000).toUTCString(), 0, 0],
])('%i with Retry-After %s asks for a pause', async (status, value, wait, tolerance) => {
  serve('/a', '', value === undefined ? {} : { 'retry-after': value }, status)
  const error = await get('/a').catch((error: unknown) => error)
  expect(error).toMatchObject({ name: 'ThrottledError', permanent: false })
  const { retryAfterMs } = error as { retryAfterMs: number }
  expect(retryAfterMs).toBeLessThanOrEqual(wait)
  expect(retryAfterMs).toBeGreaterThanOrEqual(wait - tolerance)
})

test('the faults of a connection are told in one line, without credentials', async () => {
  const gone = await startSite()
  await gone.close()
  const refused = get(`http://me:secret@127.0.0.1:${gone.port}/`)
  await expect(refused).rejects.toThrow(`http://127.0.0.1:${gone.port}/: nothing listens there`)
  site.on('/cut', (request) => void request.socket.destroy())
  await expect(get('/cut')).rejects.toMatchObject({ name: 'FetchError', message: /cut: the connection was cut$/ })
  const gibberish = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1')
  await new Promise((resolve) => gibberish.once('listening', resolve))
  const { port } = gibberish.address() as AddressInfo
  await expect(get(`http://127.0.0.1:${port}/`)).rejects.toThrow(`http://127.0.0.1:${port}/: its answer is not HTTP`)
  await expect(get(`https://127.0.0.1:${port}/`)).rejects.toThrow(/: no TLS connection comes about \(ERR_SSL_\w+\)$/)
  await new Promise((resolve) => gibberish.close(resolve))
})

test('the signal cuts a request off, with its own reason', async () => {
  site.on('/a', () => {})
  const stop = new AbortController()
  const cut = site.cut('/a')
  const reason = new Error('enough')
  site.on('/a', () => stop.abort(reason))
  await expect(get('/a', { signal: stop.signal })).rejects.toBe(reason)
  await cut
})
