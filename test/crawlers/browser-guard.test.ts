import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, createBrowser } from '../../crawlers/browser/browser.ts'
import type { Fetched, Wish } from '../../crawlers/fetcher.ts'
import { describeWithChromium } from '../services/need.ts'
import { type Relay, startHttpProxy, startSocks } from './proxies.ts'
import { type Site, startSite } from './site.ts'

// Whatever a page asks for, by whatever protocol, goes over its target's way, and nowhere inside.

await describeWithChromium('what a rendered page may ask for', (path) => {
  let site: Site
  const open: { close(): Promise<void> }[] = []
  const opened = <T extends { close(): Promise<void> }>(one: T): T => {
    open.push(one)
    return one
  }
  const looked: string[] = []
  /** A public site cannot be had on loopback: these addresses look public to the guard, and to it alone. */
  const looksPublic: LookupFunction = (hostname, _, callback) => {
    looked.push(hostname)
    let reads = 0
    const get = hostname === 'inside.example.com' ? () => '127.0.0.1' : () => (reads++ ? '127.0.0.1' : '1.1.1.1')
    callback(null, [Object.defineProperty({ address: '', family: 4 }, 'address', { get })])
  }
  const browserWith = (tor?: string): Browser =>
    opened(createBrowser({ browser: path, lookup: looksPublic, ...(tor && { tor }) }))
  const get = async (browser: Browser, url: string, more: Partial<Wish> = {}): Promise<Fetched> => {
    const visitor = browser.visitor()
    try {
      return await visitor.fetch({
        ...{ url, bytes: 100_000, timeout: 20_000, via: 'direct', circuit: 'target-a', allowPrivate: false },
        signal: new AbortController().signal,
        ...more,
      })
    } finally {
      await visitor.close()
    }
  }
  const serve = (path: string, body: string, headers: Record<string, string> = {}, status = 200): void =>
    site.on(path, (_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
    })

  beforeEach(async () => {
    site = await startSite()
    looked.length = 0
  })
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
    await site.close()
  })

  /** A page that asks for `/inside` of a host in every way that there is, and says when it has. */
  const curious = (hosts: string[]): string =>
    `<link rel="preconnect" href="http://${hosts[0]}"><link rel="prefetch" href="http://${hosts[0]}/inside">
     <body>public<script>${JSON.stringify(hosts)}.forEach((host) => {
       const inside = 'http://' + host + '/inside'
       fetch(inside, { mode: 'no-cors' }).catch(() => {})
       fetch(inside, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {})
       for (const [name, key] of [['script', 'src'], ['iframe', 'src'], ['object', 'data'], ['embed', 'src'], ['img', 'src']])
         document.body.append(Object.assign(document.createElement(name), { [key]: inside }))
       document.body.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: inside }))
       navigator.sendBeacon(inside, 'x')
       new EventSource(inside)
       try { new WebSocket(inside.replace('http', 'ws')) } catch {}
       new Worker(URL.createObjectURL(new Blob(['fetch("' + inside + '", { mode: "no-cors" })'])))
       window.open(inside)
     })</script>`

  test('nothing inside, by literal, by name and by what a name means; the page itself is read', async () => {
    const hosts = ['127.0.0.1', 'localhost', 'inside.example.com', '[::1]', '2130706433'].map(
      (host) => `${host}:${site.port}`,
    )
    serve('/curious', curious([...hosts, '169.254.169.254', 'forum.onion']))
    const fetched = await get(browserWith(), `http://outside.example.com:${site.port}/curious`)
    expect(fetched?.page.body).toContain('public')
    expect(site.hits.map(({ path }) => path)).toEqual(['/curious'])
    expect(new Set(looked)).toEqual(new Set(['outside.example.com', 'inside.example.com']))
  })

  test('with allowPrivate it may', async () => {
    serve('/curious', curious([`127.0.0.1:${site.port}`]))
    await get(browserWith(), `${site.origin}/curious`, { allowPrivate: true })
    expect(site.hits.filter(({ path }) => path === '/inside').length).toBeGreaterThan(5)
  })

  test.each([
    ['a redirect', (to: string) => serve('/out', '', { location: to }, 302)],
    ['a meta element', (to: string) => serve('/out', `<meta http-equiv="refresh" content="0; url=${to}">`)],
    [
      'a script',
      (to: string) => serve('/out', `<script>setTimeout(() => { location = ${JSON.stringify(to)} }, 50)</script>`),
    ],
  ])('%s inside is refused with its reason', async (_, lead) => {
    const browser = browserWith()
    for (const host of [`127.0.0.1:${site.port}`, `inside.example.com:${site.port}`, 'x.onion']) {
      lead(`http://${host}/inside`)
      const visit = get(browser, `http://outside.example.com:${site.port}/out`)
      await expect(visit, host).rejects.toMatchObject({
        ...{ name: 'ForbiddenAddressError', permanent: true },
        message: expect.stringContaining(host.endsWith('.onion') ? '"via: tor"' : '"allowPrivate: true"'),
      })
    }
    expect(site.hits.filter(({ path }) => path === '/inside')).toEqual([])
  })

  test.each([
    ['file:///etc/passwd', 'ForbiddenAddressError'],
    ['chrome://version/', 'ForbiddenAddressError'],
    ['ftp://outside.example.com/', 'ForbiddenAddressError'],
    ['view-source:http://outside.example.com/', 'UnreadableError'],
  ])('a redirect to %s is a %s', async (to, name) => {
    serve('/out', '', { location: to }, 302)
    await expect(get(browserWith(), `http://outside.example.com:${site.port}/out`)).rejects.toMatchObject({ name })
  })

  test('an address inside is refused before a browser is started', async () => {
    const browser = opened(createBrowser({ browser: '/nowhere' }))
    for (const url of ['http://127.0.0.1/', 'http://router.lan/', 'http://x.onion/', 'file:///etc/passwd'])
      await expect(get(browser, url)).rejects.toMatchObject({ name: 'ForbiddenAddressError' })
  })

  test.each([
    [
      'SOCKS',
      startSocks,
      (proxy: Relay) => proxy.url.replace('socks5:', 'socks5h:').replace('//', '//watch%40er:s3cret@'),
    ],
    ['HTTP', startHttpProxy, (proxy: Relay) => proxy.url],
  ])('a %s proxy is told names, of the page and its parts alone, and nothing goes past it', async (_, start, via) => {
    const proxy = opened(await start({ port: site.port }))
    const heard: Buffer[] = []
    const udp = createSocket('udp4', (message) => void heard.push(message)).bind(0, '127.0.0.1')
    await once(udp, 'listening')
    const at = `127.0.0.1:${udp.address().port}`
    serve(
      '/a',
      `<link rel="dns-prefetch" href="//prefetched.example"><script src="http://parts.example/s.js"></script>
       <script src="https://www.google-analytics.com/ga.js"></script>
       <script>
         const servers = [{ urls: 'stun:${at}' }, { urls: 'turn:${at}', username: 'a', credential: 'b' }]
         const calls = new RTCPeerConnection({ iceServers: servers })
         calls.createDataChannel('x')
         calls.createOffer().then((offer) => calls.setLocalDescription(offer))
         new WebSocket('ws://live.example/')
         new WebTransport('https://${at}/').ready.catch(() => {})
       </script>`,
    )
    const fetched = await get(browserWith(), 'http://forum.example/a', { via: via(proxy) })
    expect(fetched?.page).toMatchObject({ via: 'proxy', finalUrl: 'http://forum.example/a', status: 200 })
    const names = ['forum.example:80', 'live.example:80', 'parts.example:80']
    expect([...new Set(proxy.asked)].sort()).toEqual(names.map((name) => `name ${name}`))
    expect(looked).toEqual([])
    expect(new Set(proxy.users)).toEqual(new Set(proxy.users.length > 0 ? ['watch@er'] : []))
    // The browser's own wishes would have come by now: it has been there for seconds.
    expect(heard).toEqual([])
    udp.close()
  })

  test('through Tor an onion is asked for by its name, each target on a circuit of its own', async () => {
    const tor = opened(await startSocks({ port: site.port }))
    const browser = browserWith(new URL(tor.url).host)
    const onion = 'http://forumforumforumforumforumforumforumforumforumforumforum.onion'
    const fetched = await get(browser, `${onion}/a`, { via: 'tor' })
    await get(browser, `${onion}/a`, { via: 'tor', circuit: 'target-b' })
    expect(fetched?.page).toMatchObject({ via: 'tor', finalUrl: `${onion}/a` })
    expect(new Set(tor.asked)).toEqual(new Set([`name ${new URL(onion).hostname}:80`]))
    expect([...new Set(tor.users)]).toEqual(['target-a', 'target-b'])
    expect(looked).toEqual([])
  })

  test('where the way is closed, nothing goes direct, and the error says what to do', async () => {
    const browser = browserWith('127.0.0.1:9')
    const closed = get(browser, 'http://forum.example/', { via: 'tor' })
    await expect(closed).rejects.toThrow(/Tor at 127\.0\.0\.1:9 .*start Tor there, or correct tor:/)
    const refusing = opened(await startSocks({ port: 1, refuses: 4 }))
    const refused = get(browser, 'http://forum.example/', { via: refusing.url })
    await expect(refused).rejects.toThrow(/the SOCKS proxy at .* could not reach it \(HostUnreachable\)/)
    expect([...looked, ...site.hits]).toEqual([])
  })

  test('a site that is not there is an ordinary failure', async () => {
    const gone = await startSite()
    await gone.close()
    const visit = get(browserWith(), `${gone.origin}/`, { allowPrivate: true })
    await expect(visit).rejects.toMatchObject({
      name: 'FetchError',
      message: expect.stringContaining('nothing listens there'),
    })
  })
})
