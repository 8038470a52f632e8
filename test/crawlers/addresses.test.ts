import type { LookupFunction } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { guardedLookup, isPublic, refuseAddress } from '../../crawlers/addresses.ts'
import { createFetcher, type Fetched } from '../../crawlers/fetcher.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())
beforeEach(() => void site.hits.splice(0))
afterEach(() => expect(site.hits.filter(({ path }) => path === '/inside')).toEqual([]))

/** A name server of our own: each question gets the next answer, the last for ever. */
function names(...answers: string[][]): LookupFunction & { asked: string[] } {
  const asked: string[] = []
  const lookup: LookupFunction = (hostname, _, callback) => {
    const addresses = answers[Math.min(asked.push(hostname), answers.length) - 1] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return Object.assign(lookup, { asked })
}

async function get(url: string, lookup?: LookupFunction, allowPrivate = false): Promise<Fetched> {
  const fetcher = createFetcher(lookup ? { lookup } : {})
  try {
    const signal = new AbortController().signal
    return await fetcher.fetch({
      url,
      bytes: 10_000,
      timeout: 5_000,
      via: 'direct',
      circuit: 'a',
      allowPrivate,
      signal,
    })
  } finally {
    await fetcher.close()
  }
}

test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101'])(
  '%s is public',
  (ip) => {
    expect(isPublic(ip)).toBe(true)
  },
)

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  '4000::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'not an address',
])('%s is not public', (ip) => {
  expect(isPublic(ip)).toBe(false)
})

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://10.0.0.8/',
  'http://169.254.169.254/latest/meta-data/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://box.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://router.home.arpa/',
])('%s is refused, and fetched where the target allows it', (address) => {
  const url = new URL(address)
  expect(() => refuseAddress(url, { via: 'direct', allowPrivate: false })).toThrow(/"allowPrivate: true"/)
  expect(() => refuseAddress(url, { via: 'direct', allowPrivate: true })).not.toThrow()
})

test.each(['http://expyuzz4wqqyqhjn.onion/', 'http://WWW.EXAMPLE.ONION./'])('%s never goes direct', async (address) => {
  const lookup = names(['127.0.0.1'])
  for (const allowPrivate of [true, false]) {
    await expect(get(address, lookup, allowPrivate)).rejects.toMatchObject({
      name: 'ForbiddenAddressError',
      permanent: true,
      message: expect.stringContaining('Tor'),
    })
  }
  expect(lookup.asked).toEqual([])
})

test.each(['127.0.0.1', 'localhost'])('a guarded visit does not reach %s', async (host) => {
  const visit = get(`http://${host}:${site.port}/inside`)
  await expect(visit).rejects.toMatchObject({ name: 'ForbiddenAddressError', permanent: true })
})

test('a redirect into a private network is refused, by literal, by name and to a hidden service', async () => {
  // A public site cannot be had on loopback: this one's address looks public to the guard, and to it alone.
  const looksPublic: LookupFunction = (hostname, _, callback) => {
    let reads = 0
    const address = hostname === 'inside.example.com' ? () => '127.0.0.1' : () => (reads++ ? '127.0.0.1' : '1.1.1.1')
    const answer = Object.defineProperty({ address: '', family: 4 }, 'address', { get: address })
    callback(null, [answer])
  }
  const inside = [`127.0.0.1:${site.port}`, `inside.example.com:${site.port}`, `localhost:${site.port}`, 'x.onion']
  for (const host of inside) {
    site.on('/out', (_, response) => void response.writeHead(302, { location: `http://${host}/inside` }).end())
    const visit = get(`http://outside.example.com:${site.port}/out`, looksPublic)
    await expect(visit, host).rejects.toMatchObject({ name: 'ForbiddenAddressError' })
  }
  expect(site.hits.map(({ path }) => path)).toEqual(inside.map(() => '/out'))
})

test('a name that means a private address is refused where the socket connects', async () => {
  const lookup = names(['127.0.0.1'])
  const url = `http://forum.example.com:${site.port}/inside`
  await expect(get(url, lookup)).rejects.toMatchObject({
    name: 'ForbiddenAddressError',
    message: expect.stringContaining('forum.example.com points into a private network (127.0.0.1)'),
  })
  const mixed = names(['1.1.1.1', '::1'])
  await expect(get(url, mixed)).rejects.toMatchObject({ name: 'ForbiddenAddressError' })
})

test('with allowPrivate the same name is reached', async () => {
  const url = `http://forum.example.com:${site.port}/outside`
  expect((await get(url, names(['127.0.0.1']), true))?.page.status).toBe(200)
})

test('a name that changes its mind is judged by each answer, and only the judged one is used', async () => {
  const lookup = names(['1.1.1.1'], ['127.0.0.1'])
  const guarded = guardedLookup(lookup)
  const ask = (all: boolean): Promise<unknown> =>
    new Promise((resolve) => guarded('rebind.example.com', { all }, (...answer) => resolve(answer)))
  expect(await ask(true)).toEqual([null, [{ address: '1.1.1.1', family: 4 }]])
  expect(await ask(true)).toMatchObject([{ name: 'ForbiddenAddressError' }, []])
  expect(lookup.asked).toHaveLength(2)
  const single = guardedLookup(names(['2606:4700::1111', '1.1.1.1']))
  const answer = await new Promise((resolve) => single('a.example.com', {}, (...all) => resolve(all)))
  expect(answer).toEqual([null, '2606:4700::1111', 6])
})

test('a name that nobody knows is an ordinary failure', async () => {
  const unknown: LookupFunction = (hostname, _, callback) =>
    callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), [])
  const visit = get('http://nowhere.example.com/', unknown)
  await expect(visit).rejects.toThrow('http://nowhere.example.com/: no such host name; check the spelling')
  await expect(get('http://empty.example.com/', names([]))).rejects.toMatchObject({ name: 'ForbiddenAddressError' })
})
