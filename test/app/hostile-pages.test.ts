import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld } from '../../app/demo/world/index.ts'
import { serve } from '../../app/demo/world/serve.ts'
import { charsets, mazes, ways } from './hostile-mazes.ts'
import { answers, bodies, type HostilePage, startPage, types } from './hostile-pages.ts'
import { type HostileServer, respond, startHostile, startHostileTls, tlsFile } from './hostile-server.ts'
import { type Outcome, startVisitingWorker, type VisitingWorker } from './hostile-visits.ts'

// Each hostile page, one after the other and then ten at a time, through whole visits of one worker: it ends within its
// bounds, with an error that has a name, and the worker stays up, at little more memory than when it rests.

const most = 300 * 2 ** 20
const all: HostilePage[] = [...bodies, ...types, ...answers, ...ways, ...mazes, ...charsets]
let worker: VisitingWorker
let idle: number
/** The server of each page: its handler sees the whole path, its robots.txt is missing unless it minds. */
const servers = new Map<HostilePage, HostileServer>()

beforeAll(async () => {
  worker = await startVisitingWorker(tlsFile('authority'))
  for (const page of all) servers.set(page, await startPage(page))
  // A working day: everything is loaded, compiled and has been used.
  const world = await startWorld()
  const limits = { delay: '0s' }
  for (const name of ['forum', 'paste', 'telegram', 'news'] as const) {
    const target = { id: `warm-${name}`, type: 'forum', start: world.sites[name].start, allowPrivate: true, limits }
    expect((await worker.visit(target)).newPosts).toBeGreaterThan(3)
  }
  await world.close()
  await worker.peak()
  await new Promise((resolve) => setTimeout(resolve, 500))
  idle = await worker.peak()
}, 240_000)
afterAll(async () => {
  await worker.close()
  for (const server of servers.values()) await server.close()
})

let visits = 0
const visit = (page: HostilePage): Promise<Outcome> => {
  const origin = `http://127.0.0.1:${servers.get(page)?.port}`
  return worker.visit({
    id: `h${visits++}`,
    type: 'forum',
    start: [`${origin}${page.path ?? '/page'}`],
    allowPrivate: true,
    limits: { delay: '0s' },
    ...page.target,
  })
}

function check(outcome: Outcome, { expected }: HostilePage): void {
  const { fails, failed = [], text, ...counts } = expected
  expect(outcome).toMatchObject(counts)
  if (fails === undefined) expect(outcome.error).toBeNull()
  else expect(outcome.error).toMatchObject({ name: fails[0], message: expect.stringMatching(fails[1]) })
  for (const [at, [name, message]] of failed.entries())
    expect(outcome.errors[at]).toMatchObject({ name, message: expect.stringMatching(message) })
  if (text !== undefined) expect(outcome.texts.join('\n')).toContain(text)
  // One line that a person can read, whatever the page said.
  expect(outcome.error?.message ?? '').toMatch(/^[^\n\r\0]*$/)
}

describe.each([
  ['bodies', bodies],
  ['types', types],
  ['answers', answers],
  ['ways', ways],
  ['mazes', mazes],
  ['charsets', charsets],
])('%s', (_, pages) => {
  test.each(pages.map((page) => [page.what, page] as const))('%s', async (_, page) => {
    const outcome = await visit(page)
    const took = (await worker.peak()) - idle
    check(outcome, page)
    expect(took).toBeLessThan(most)
  })
})

/** A visit to addresses without a page of the table. */
const go = (start: string, target: object = {}): Promise<Outcome> =>
  worker.visit({ id: `h${visits++}`, type: 'paste', start: [start], limits: { delay: '0s' }, ...target })

describe('TLS', () => {
  test.each([
    ['good', {}, null],
    ['expired', {}, /its TLS certificate has expired/],
    ['self-signed', {}, /its TLS certificate is self-signed/],
    ['other-name', {}, /its TLS certificate is for another name/],
    [
      'good',
      { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' },
      /no TLS connection comes about/,
    ],
  ] as const)('%s %j', async (certificate, options, message) => {
    const server = await startHostileTls(certificate, options, (socket, path) =>
      respond(socket, 'catatan harian', { 'content-type': 'text/plain' }, path === '/robots.txt' ? 404 : 200),
    )
    const { error, newPosts } = await go(`https://127.0.0.1:${server.port}/page`, { allowPrivate: true })
    await server.close()
    if (message === null) return expect([error, newPosts]).toEqual([null, 1])
    expect(error).toMatchObject({ name: 'FetchError', message: expect.stringMatching(message) })
    expect(server.requests).toEqual([])
  })

  test('a server that speaks none, and one that never says anything', async () => {
    const plain = await serve(() => () => ({ type: 'text/plain', body: 'x' }))
    const { error } = await go(plain.url.replace('http:', 'https:'), { allowPrivate: true })
    expect(error).toMatchObject({ name: 'FetchError', message: expect.stringMatching(/no TLS connection comes about/) })
    await plain.close()
    const silent = await startHostile(() => {})
    const limits = { timeout: '300ms', delay: '0s' }
    const waits = await go(`https://127.0.0.1:${silent.port}/`, { allowPrivate: true, limits })
    expect(waits.error).toMatchObject({ name: 'FetchError', message: expect.stringMatching(/within 300 ms/) })
    await silent.close()
  })
})

describe('addresses that point inside', () => {
  let inside: HostileServer
  let moves = ''
  beforeAll(async () => {
    inside = await startHostile((socket, path) => {
      if (path === '/moves') respond(socket, '', { location: moves }, 302)
      else respond(socket, 'catatan harian', { 'content-type': 'text/plain' }, path === '/robots.txt' ? 404 : 200)
    })
  })
  afterAll(() => inside.close())
  const refused = { name: 'ForbiddenAddressError', message: expect.stringMatching(/"allowPrivate: true"/) }
  const hosts = [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'],
    ...['[::ffff:7f00:1]', '[::]', '0.0.0.0', '10.0.0.8', '192.168.1.1', '169.254.169.254', '[fe80::1]', '[fd00::1]'],
    ...['localhost', 'localhost.', 'box.local', 'metadata.google.internal', 'inside.example.com'],
  ]

  test.each(hosts)('%s', async (host) => {
    inside.requests.length = 0
    expect((await go(`http://${host}:${inside.port}/page`)).error).toMatchObject(refused)
    moves = `http://${host}:${inside.port}/page`
    expect((await go(`http://public.example.com:${inside.port}/moves`)).error).toMatchObject(refused)
    expect(inside.requests.filter((path) => path !== '/robots.txt')).toEqual(['/moves'])
  })

  test('a name whose address changes after it was checked', async () => {
    inside.requests.length = 0
    // The answer that was checked is the one that is connected to; at the next connection, the next answer is checked.
    const { error, pages } = await go(`http://rebind.example.com:${inside.port}/page`)
    expect([error, pages]).toMatchObject([refused, 0])
    expect(inside.requests).toEqual(['/robots.txt'])
  })

  test('a lab allows them', async () => {
    for (const host of ['127.0.0.1', '2130706433', 'localhost', 'inside.example.com']) {
      const { error, newPosts } = await go(`http://${host}:${inside.port}/${host}`, { allowPrivate: true })
      expect([host, error, newPosts]).toEqual([host, null, 1])
    }
  })
})

test('all of them, ten at a time: each ends as it did alone, and memory has its bound', async () => {
  await worker.peak()
  const waiting = [...all]
  const work = async (): Promise<void> => {
    for (let page = waiting.shift(); page; page = waiting.shift()) check(await visit(page), page)
  }
  await Promise.all(Array.from({ length: 10 }, work))
  const took = (await worker.peak()) - idle
  process.stdout.write(`${Math.round(idle / 2 ** 20)} MB at rest, ${Math.round(took / 2 ** 20)} MB more at most\n`)
  expect(took).toBeLessThan(most)
  expect(worker.isUp()).toBe(true)
})
