import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, createBrowser } from '../../crawlers/browser/browser.ts'
import type { Fetched, Fetcher, Wish } from '../../crawlers/fetcher.ts'
import { describeWithChromium } from '../services/need.ts'
import { type Site, startSite } from './site.ts'

// A real Chromium reads a real site: what it makes of a page is told as the HTTP way tells it.

await describeWithChromium('a page that is rendered', (path) => {
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

  const get = (path: string, more: Partial<Wish> = {}): Promise<Fetched> =>
    visitor.fetch({
      ...{
        url: site.origin + path,
        bytes: 1_000_000,
        timeout: 20_000,
        via: 'direct',
        circuit: 'a',
        allowPrivate: true,
      },
      signal: new AbortController().signal,
      ...more,
    })
  const serve = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): void =>
    site.on(path, (_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
    })
  const paths = (): string[] => site.hits.map(({ path }) => path)

  test('is what its script has built, and told whole', async () => {
    serve('/board', '<!doctype html><title>Board</title><ul id="threads"></ul><script src="/board.js"></script>', {
      'x-engine': 'MyBB',
      'set-cookie': 'sid=1',
    })
    serve(
      '/board.js',
      `fetch('/threads.json').then((answer) => answer.json()).then((titles) => {
         for (const title of titles) threads.append(Object.assign(document.createElement('li'), { textContent: title }))
         threads.title = new Date(1_600_000_000_000).toString()
       })`,
      { 'content-type': 'text/javascript' },
    )
    serve('/threads.json', '["Jual database", "продам базу"]', { 'content-type': 'application/json' })
    const fetched = await get('/board#post-3')
    const body = fetched?.page.body ?? ''
    expect(body).toMatch(/^<!DOCTYPE html><html><head><title>Board<\/title>/)
    expect(body).toContain('<li>Jual database</li><li>продам базу</li>')
    expect(body).toContain('title="Sun Sep 13 2020 12:26:40 GMT+0000')
    expect(fetched?.bytes).toBe(Buffer.byteLength(body))
    expect(fetched?.page).toMatchObject({
      ...{ url: `${site.origin}/board#post-3`, finalUrl: `${site.origin}/board`, status: 200, via: 'direct' },
      sha256: createHash('sha256').update(body).digest('hex'),
      headers: { 'content-type': 'text/html', 'x-engine': 'MyBB', 'set-cookie': 'sid=1' },
    })
    expect(paths()).toEqual(['/board', '/board.js', '/threads.json'])
  })

  test('is asked for by an ordinary client, or by the one that the target names', async () => {
    serve('/a', '<script>document.title = [navigator.userAgent, navigator.webdriver, Notification.permission]</script>')
    const title = (await get('/a'))?.page.body ?? ''
    expect(title).toMatch(
      /<title>Mozilla\/5\.0 \(X11; Linux x86_64\).* Chrome\/\d+\.0\.0\.0 Safari\/537\.36,false,denied</,
    )
    const { headers } = site.hits[0] ?? {}
    expect(headers?.['accept-language']).toMatch(/^en-US/)
    expect(JSON.stringify(headers)).not.toMatch(/headless/i)
    const other = browser.visitor()
    await other.fetch({
      ...{ url: `${site.origin}/b`, bytes: 10_000, timeout: 20_000, via: 'direct', circuit: 'b', allowPrivate: true },
      ...{ signal: new AbortController().signal, userAgent: 'Invented/1.0' },
    })
    await other.close()
    expect(site.hits.at(-1)?.headers['user-agent']).toBe('Invented/1.0')
  })

  test('comes after redirects of every kind, and says where it was found', async () => {
    serve('/1', '', { location: '/2' }, 302)
    serve('/2', '<meta http-equiv="refresh" content="0; url=/3">')
    serve('/3', '<script>setTimeout(() => { location = "/4" }, 100)</script>')
    serve('/4', '<script>history.replaceState(null, "", "/5")</script>there')
    const { page } = (await get('/1')) ?? {}
    expect(page).toMatchObject({ url: `${site.origin}/1`, finalUrl: `${site.origin}/5`, status: 200 })
    expect(page?.body).toContain('there')
    expect(paths()).toEqual(['/1', '/2', '/3', '/4'])
  })

  test('of one that is an application the part behind # stays', async () => {
    serve('/', '<script>document.write(location.hash)</script>')
    const { page } = (await get('/#/thread/1')) ?? {}
    expect(page).toMatchObject({ finalUrl: `${site.origin}/#/thread/1`, body: expect.stringContaining('#/thread/1') })
  })

  test.each([
    ['JSON', 'application/json', '{"posts":[{"text":"a < b"}]}'],
    ['text', 'text/plain', 'User-agent: *\nDisallow: /<b>'],
    ['a feed', 'application/xml', '<?xml version="1.0"?><rss><channel><title>t</title></channel></rss>'],
  ])('%s comes as it arrived', async (_, type, body) => {
    serve('/raw', body, { 'content-type': type })
    const fetched = await get('/raw')
    expect(fetched).toMatchObject({
      page: { body, status: 200, headers: { 'content-type': type } },
      bytes: body.length,
    })
    expect(fetched?.page.sha256).toBe(createHash('sha256').update(body).digest('hex'))
    await expect(get('/raw', { bytes: 10 })).rejects.toMatchObject({ name: 'TooLargeError' })
  })

  test('in an old charset is read right', async () => {
    serve('/ru', Buffer.from([0xef, 0xf0, 0xee, 0xe4, 0xe0, 0xec]), {
      'content-type': 'text/html; charset=windows-1251',
    })
    expect((await get('/ru'))?.page.body).toContain('продам')
    serve('/ru.txt', Buffer.from([0xef, 0xf0, 0xee, 0xe4, 0xe0, 0xec]), {
      'content-type': 'text/plain; charset=windows-1251',
    })
    expect((await get('/ru.txt'))?.page.body).toBe('продам')
    serve('/utf.txt', 'продам базу, недорого', { 'content-type': 'text/plain' })
    expect((await get('/utf.txt'))?.page.body).toBe('продам базу, недорого')
  })

  test('may be missing, and may be empty', async () => {
    const nothing = '<html><head></head><body></body></html>'
    serve('/gone', 'no such thread', {}, 410)
    expect(await get('/gone')).toMatchObject({ page: { status: 410, body: expect.stringContaining('no such thread') } })
    serve('/missing', '', {}, 404)
    expect(await get('/missing')).toMatchObject({ page: { status: 404, body: nothing } })
    serve('/empty', '', {}, 204)
    expect(await get('/empty')).toMatchObject({ page: { status: 204, body: '' } })
    serve('/nothing', '')
    expect(await get('/nothing')).toMatchObject({
      page: { status: 200, body: nothing },
    })
  })

  test.each([
    [429, { 'retry-after': '7' }, { name: 'ThrottledError', retryAfterMs: 7_000 }],
    [503, { 'retry-after': '9' }, { name: 'ThrottledError', retryAfterMs: 9_000 }],
    [503, {}, { name: 'FetchError', permanent: false }],
    [403, {}, { name: 'BlockedError', permanent: true }],
    [401, {}, { name: 'LoginNeededError', permanent: true }],
    [400, {}, { name: 'UnreadableError', permanent: true }],
  ])('that is answered with %i and %o is an error', async (status, headers, error) => {
    serve('/no', 'no', headers, status)
    await expect(get('/no')).rejects.toMatchObject(error)
    serve('/no', '', headers, status)
    await expect(get('/no')).rejects.toMatchObject(error)
  })

  test('behind a check of the browser is had when the check lets it through', async () => {
    site.on('/thread', ({ headers }, response) => {
      const isThrough = headers.cookie?.includes('checked=1') ?? false
      response
        .writeHead(isThrough ? 200 : 503, { 'content-type': 'text/html' })
        .end(
          isThrough
            ? 'the thread'
            : '<script>document.cookie = "checked=1"; setTimeout(() => location.reload(), 300)</script>',
        )
    })
    expect(await get('/thread')).toMatchObject({ page: { status: 200, body: expect.stringContaining('the thread') } })
  })

  test.each([
    ['an archive', { 'content-type': 'application/zip' }],
    ['a picture', { 'content-type': 'image/png' }],
    ['a film', { 'content-type': 'video/mp4' }],
    ['a document', { 'content-type': 'application/pdf' }],
    ['an attachment', { 'content-disposition': 'attachment; filename=dump.html' }],
  ])('%s is none, and left where it is', async (_, headers) => {
    serve('/dump', Buffer.alloc(100_000), headers)
    await expect(get('/dump')).rejects.toMatchObject({ name: 'UnreadableError', message: /left unread/ })
  })

  test('keeps its cookies for the pages of its visitor, and for nobody else', async () => {
    serve('/login', '<script>localStorage.setItem("token", "t")</script>', { 'set-cookie': 'sid=secret' })
    serve('/who', '<script>document.write(document.cookie + ";" + localStorage.getItem("token"))</script>')
    await get('/login')
    expect((await get('/who'))?.page.body).toContain('sid=secret;t')
    const other = browser.visitor()
    const fetched = await other.fetch({
      ...{ url: `${site.origin}/who`, bytes: 10_000, timeout: 20_000, via: 'direct', circuit: 'b', allowPrivate: true },
      signal: new AbortController().signal,
    })
    await other.close()
    expect(fetched?.page.body).toContain(';null')
    expect(site.hits.map(({ headers }) => headers.cookie)).toEqual([undefined, 'sid=secret', undefined])
  })

  test('brings its scripts, and neither pictures, films nor fonts; what was loaded once is kept for the next', async () => {
    const page = `<link rel="icon" href="/icon.ico"><link rel="stylesheet" href="/s.css"><script src="/s.js"></script>
      <style>@font-face { font-family: F; src: url(/font.woff2) } body { font-family: F; background: url(/bg.png) }</style>
      text <img src="/i.png"> <picture><source srcset="/i.webp"><img src="/i.jpg"></picture>
      <video src="/v.mp4" autoplay poster="/p.png"></video> <audio src="/a.mp3" preload="auto"></audio>
      <script>new Image().src = '/pixel.gif'</script>`
    serve('/1', page)
    serve('/2', page)
    const kept = { 'cache-control': 'max-age=600' }
    serve('/s.css', 'b { color: red }', { 'content-type': 'text/css', ...kept })
    serve('/s.js', 'document.title = 1', { 'content-type': 'text/javascript', ...kept })
    await get('/1')
    await get('/2')
    expect(paths().sort()).toEqual(['/1', '/2', '/s.css', '/s.js'])
  })
})
