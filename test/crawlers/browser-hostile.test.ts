import { createGzip } from 'node:zlib'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, createBrowser } from '../../crawlers/browser/browser.ts'
import type { Fetched, Fetcher, Wish } from '../../crawlers/fetcher.ts'
import { describeWithChromium } from '../services/need.ts'
import { type Site, startSite } from './site.ts'

// Each page ends within its bounds, and the same visitor reads the next one.

await describeWithChromium('a hostile page', (path) => {
  const browser: Browser = createBrowser({ browser: path })
  let site: Site
  let visitor: Fetcher
  beforeEach(async () => {
    site = await startSite()
    visitor = browser.visitor()
  })
  afterEach(async () => {
    expect(await get('/next')).toMatchObject({ page: { status: 200, body: expect.stringContaining('/next') } })
    await visitor.close()
    await site.close()
  })
  afterAll(() => browser.close())

  const get = (path: string, more: Partial<Wish> = {}): Promise<Fetched> =>
    visitor.fetch({
      ...{ url: site.origin + path, bytes: 100_000, timeout: 15_000, via: 'direct', circuit: 'a', allowPrivate: true },
      signal: new AbortController().signal,
      ...more,
    })
  const serve = (path: string, body: string, headers: Record<string, string> = {}, status = 200): void =>
    site.on(path, (_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
    })

  test.each([
    ['is never idle', 'setInterval(() => fetch("/poll"), 50)'],
    ['asks and asks', 'setInterval(() => { alert(1); confirm(2); prompt(3); print() }, 5)'],
    ['never lets go', 'onbeforeunload = (event) => { event.preventDefault(); return "stay" }'],
    ['opens windows', 'setInterval(() => { open("/window"); open("about:blank", "_blank", "noopener") }, 5)'],
    [
      'rewrites its history',
      'setInterval(() => { history.pushState(0, "", "/" + Math.random()); location.hash = Math.random() }, 1)',
    ],
    ['is always another', 'setInterval(() => { document.body.append(Math.random()) }, 1)'],
    [
      'takes the browser’s tools away',
      `XMLSerializer.prototype.serializeToString = () => 'forged'
       Object.defineProperty(Element.prototype, 'outerHTML', { get: () => 'forged' })
       document.body.insertAdjacentHTML('beforeend', '<form name="documentElement"></form><form name="contentType"></form>')`,
    ],
    [
      'saves files',
      `for (const name of ['a.exe', 'b.zip']) {
       const link = document.createElement('a')
       Object.assign(link, { download: name, href: URL.createObjectURL(new Blob(['MZ'])) }).click()
     }`,
    ],
    [
      'registers a worker that stays',
      'navigator.serviceWorker.register("/sw.js").then(() => document.title = "stays", () => {})',
    ],
    [
      'wants to know where it is read',
      'navigator.geolocation.getCurrentPosition(() => document.title = "here", () => {}); Notification.requestPermission()',
    ],
  ])('that %s is read all the same', async (_, script) => {
    serve('/page', `<!doctype html><body>post<script>${script}</script>`)
    const { page } = (await get('/page')) ?? {}
    expect(page).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^<!DOCTYPE html><html><head>.*<body>post<script>/s),
    })
    expect(page?.finalUrl.startsWith(site.origin)).toBe(true)
    expect(site.hits.map(({ path }) => path).filter((path) => path === '/window' || path === '/sw.js')).toEqual([])
  })

  test.each([
    ['never stops thinking', 'while (true);'],
    ['thinks later', 'setTimeout(() => { while (true); }, 200)'],
    ['asks for ever', 'while (true) alert(1)'],
    ['never comes to its end', 'document.write("<script src=/hangs></" + "script>")'],
  ])('that %s ends with its time', async (_, script) => {
    site.on('/hangs', () => {})
    serve('/page', `<body>post<script>${script}</script>`)
    const started = performance.now()
    const late = { name: 'FetchError', permanent: false, message: expect.stringContaining('within 3000 ms') }
    await expect(get('/page', { timeout: 3_000 })).rejects.toMatchObject(late)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test.each([
    ['in numbers', 'const all = []; while (true) all.push(new Array(1e5).fill(Math.random()))'],
    ['in buffers', 'const all = []; while (true) all.push(new Uint8Array(2e7).fill(1))'],
    [
      'in elements',
      'while (true) document.body.append(Object.assign(document.createElement("p"), { textContent: "x".repeat(1000) }))',
    ],
    ['in text', 'const all = []; while (true) all.push("x".repeat(1e6).split("").reverse().join(""))'],
  ])('that takes all memory, %s, ends alone', async (_, script) => {
    serve('/bomb', `<body>post<script>setTimeout(() => { ${script} }, 50)</script>`)
    serve('/slow', '<script>setTimeout(() => { document.body.append("there") }, 400)</script>')
    const neighbour = browser.visitor()
    const signal = new AbortController().signal
    const [bomb, slow] = await Promise.allSettled([
      get('/bomb'),
      neighbour.fetch({
        ...{
          url: `${site.origin}/slow`,
          bytes: 10_000,
          timeout: 15_000,
          via: 'direct',
          circuit: 'b',
          allowPrivate: true,
        },
        signal,
      }),
    ])
    await neighbour.close()
    expect(bomb).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/more memory than a page may|has ended/) },
    })
    expect(slow).toMatchObject({ status: 'fulfilled', value: { page: { body: expect.stringContaining('there') } } })
  })

  test('that has no end is cut off at what it may load', async () => {
    site.on('/endless', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const write = (): void => {
        while (response.write('<p>again</p>'.repeat(1_000)));
        response.once('drain', write)
      }
      write()
    })
    const cut = site.cut('/endless')
    await expect(get('/endless')).rejects.toMatchObject({ name: 'TooLargeError', permanent: true })
    await cut
  })

  test('that loads without end is cut off too', async () => {
    site.on('/part', (_, response) => void response.end(Buffer.alloc(200_000)))
    serve('/page', 'post<script>setInterval(() => fetch("/part", { cache: "no-store" }), 20)</script>')
    await expect(get('/page')).rejects.toMatchObject({ name: 'TooLargeError' })
  })

  test('that is small and unpacks to more than there is ends', async () => {
    site.on('/bomb', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.pipe(response)
      response.on('close', () => gzip.destroy())
      const write = (): void => {
        while (gzip.write('<p>again</p>'.repeat(10_000)));
        gzip.once('drain', write)
      }
      write()
    })
    const ended = { name: expect.stringMatching(/^(TooLarge|Fetch)Error$/) }
    await expect(get('/bomb', { timeout: 8_000 })).rejects.toMatchObject(ended)
  })

  test('that builds more than it may is too large', async () => {
    serve('/page', '<script>document.write("<p>" + "x".repeat(200000))</script>')
    await expect(get('/page')).rejects.toMatchObject({ name: 'TooLargeError', message: /limits\.bytes/ })
    serve('/page', '<script>document.write("<p>" + "я".repeat(60000))</script>')
    await expect(get('/page')).rejects.toMatchObject({ name: 'TooLargeError' })
  })

  test('that drips ends with its time', async () => {
    site.on('/drips', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const drip = setInterval(() => response.write('<p>'), 100)
      response.on('close', () => clearInterval(drip))
    })
    const cut = site.cut('/drips')
    await expect(get('/drips', { timeout: 2_000 })).rejects.toThrow('no complete answer within 2000 ms')
    await cut
  })

  test.each([
    ['a redirect', () => serve('/loop', '', { location: '/loop' }, 302)],
    ['a meta element', () => serve('/loop', '<meta http-equiv="refresh" content="0">')],
    ['a script', () => serve('/loop', '<script>location.reload()</script>')],
    ['a clock', () => serve('/loop', '<script>setTimeout(() => { location = "/loop" }, 10)</script>')],
  ])('that leads in a circle, by %s, is left', async (_, lead) => {
    lead()
    await expect(get('/loop')).rejects.toMatchObject({ name: 'UnreadableError', message: /redirects/ })
    expect(site.hits.length).toBeLessThan(12)
  })

  test('that leaves the site’s web for an empty page is none', async () => {
    serve('/page', '<script>setTimeout(() => { location = "about:blank" }, 50)</script>')
    await expect(get('/page')).rejects.toMatchObject({ name: 'UnreadableError', message: /no page of a site/ })
  })

  test('that offers a file for itself is none', async () => {
    site.on('/dump.zip', (_, response) => void response.setHeader('content-type', 'application/zip').end('PK'))
    serve('/page', '<script>setTimeout(() => { location = "/dump.zip" }, 50)</script>')
    await expect(get('/page')).rejects.toMatchObject({ name: 'UnreadableError', message: /application\/zip/ })
  })

  test('is left at once when its visit ends', async () => {
    site.on('/hangs', () => {})
    const visit = new AbortController()
    const cut = site.cut('/hangs')
    const reason = new Error('the visit is over')
    setTimeout(() => visit.abort(reason), 500)
    await expect(get('/hangs', { signal: visit.signal })).rejects.toBe(reason)
    await cut
    await expect(get('/hangs', { signal: visit.signal })).rejects.toBe(reason)
  })
})
