import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenChannel, Parcel } from '../../alerts/channel.ts'
import { deliver } from '../../app/deliver.ts'
import { tellOperator } from '../../app/operator.ts'
import { visit } from '../../app/pipeline.ts'
import { serve } from '../../app/service.ts'
import { saveAlert } from '../../store/alerts.ts'
import { claimDelivery, dueDeliveries, markFailed, markSent } from '../../store/deliveries.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'

// Pages that are odd, or meant to be: each is at most its own failure, and hurts nothing beside it.

let house: TestHouse
let items: string[] = []
let wall = ''
let door = 403
const pasteList = `<html><head><title>Recent pastes</title></head><body><table>${['a1', 'b2', 'c3', 'd4']
  .map((id) => `<tr><td><a href="/view/${id}">Untitled</a> <a href="/view/raw/${id}">raw</a></td></tr>`)
  .join('')}</table></body></html>`
const server = createServer((request, response) => {
  if (request.url === '/feed.xml') {
    response.setHeader('content-type', 'application/rss+xml')
    response.end(
      `<rss version="2.0"><channel><title>t</title><link>http://a.test/</link>${items.join('')}</channel></rss>`,
    )
  } else if (request.url === '/gone') {
    response.writeHead(410).end()
  } else if (request.url === '/lists') {
    response.setHeader('content-type', 'text/html')
    response.end(pasteList)
  } else if (request.url?.startsWith('/view/raw/')) {
    response.writeHead(door, { 'content-type': 'text/plain' }).end(`catatan ${request.url}`)
  } else {
    response.setHeader('content-type', 'text/html')
    response.end(wall)
  }
})
const item = (guid: string, text: string, author = 'redaksi'): string =>
  `<item><guid isPermaLink="false">${guid}</guid><title>berita</title><author>${author}</author><link>http://a.test/${guid.slice(0, 9)}</link><description>${text}</description></item>`
const target = () => {
  const [first] = house.config.targets
  if (!first) throw new Error('no target')
  return first
}
const posts = async () => (await house.database.query(`select id from pantau.posts`)).length

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  house = await openTestHouse(`
targets:
  - { id: feed, type: social, start: ["${url}/feed.xml"], allowPrivate: true, limits: { delay: 1ms, bytes: 20000000 } }
  - { id: wall, type: forum, start: ["${url}/wall"], every: 1h, allowPrivate: true, limits: { delay: 1ms } }
  - { id: door, type: paste, start: ["${url}/lists"], every: 1h, allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [out] }
channels:
  - { id: one, type: webhook, operator: true, url: "${url}/gone", secret: "\${HOOK_SECRET}" }
  - { id: two, type: webhook, operator: true, url: "${url}/gone", secret: "\${HOOK_SECRET}" }
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  server.close()
  server.closeAllConnections()
})

test('the same id twice on a page, ids and handles without end: all are read, once', async () => {
  items = [item('satu', 'x'), item('satu', 'y'), item('d'.repeat(4_000), 'z'), item('tiga', 'q', 'h'.repeat(4_000))]
  expect(await visit(target(), house.line)).toMatchObject({ newPosts: 3, report: { errors: [] } })
  expect(await visit(target(), house.line)).toMatchObject({ newPosts: 0, changedPosts: 0 })
  expect(await posts()).toBe(3)
})

test('a page of thousands of posts is taken in, and others get their turn meanwhile', async () => {
  items = Array.from({ length: 2_000 }, (_, n) => item(`banyak-${n}`, `kabar nomor ${n} dari kota`))
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  const { newPosts } = await visit(target(), house.line)
  clearInterval(timer)
  expect(newPosts).toBe(2_000)
  expect(turns).toBeGreaterThan(20)
})

test('a site that shuts its door fails, and when it opens again nothing is missing', async () => {
  const shut = house.config.targets.find(({ id }) => id === 'door')
  if (!shut) throw new Error('no target')
  door = 403
  await expect(visit(shut, house.line)).rejects.toThrow(/403/)
  await expect(visit(shut, house.line)).rejects.toThrow(/403/)
  door = 200
  expect(await visit(shut, house.line)).toMatchObject({ newPosts: 4 })
  expect(await visit(shut, house.line)).toMatchObject({ newPosts: 0, report: { pages: 1 } })
})

test('a channel is told which offer an alert is about', async () => {
  const { database, mailroom } = house
  items = [
    item(
      'jual',
      'Jual database nasabah Bank Contoh 500.000 baris, nama, NIK, no HP. Harga 100 USD, minat PM telegram @contoh_test',
    ),
  ]
  expect(await visit(target(), house.line)).toMatchObject({ newPosts: 1 })
  const parcels: Parcel[] = []
  const out: OpenChannel = { send: async (parcel) => `taken: ${parcels.push(parcel)}`, close: async () => {} }
  for (const id of await dueDeliveries(database))
    await deliver(id, { ...mailroom, channels: new Map([['out', out]]), dispatch: async () => {} })
  const listings = await database.query<{ id: string }>(`select id from pantau.listings`)
  expect(listings).toHaveLength(1)
  expect(parcels.map(({ listingId }) => listingId)).toEqual(listings.map(({ id }) => id))
})

test('a notice to the operator that no channel takes is not answered with another', async () => {
  const { database, mailroom } = house
  await tellOperator({ ...mailroom, dispatch: async () => {} }, 'something', () => ({
    subject: 's',
    facts: [],
    reasons: [],
  }))
  for (let round = 0; round < 3; round++)
    for (const id of await dueDeliveries(database)) await deliver(id, { ...mailroom, dispatch: async () => {} })
  const rows = await database.query<{ channelId: string; state: string }>(
    `select channel_id as "channelId", state from pantau.deliveries where channel_id in ('one', 'two') order by channel_id`,
  )
  expect(rows).toEqual([
    { channelId: 'one', state: 'dead' },
    { channelId: 'two', state: 'dead' },
  ])
})

test('what a failing page says is masked before the queue keeps it', async () => {
  wall = `<html><head><title>Error</title></head><body><div class="error">Login required for 9903025512990001, 081200007771, budi.contoh7@example.com. You must log in to view this page.</div></body></html>`
  items = []
  await serve(house, 'test', { schedule: false })
  await house.queues.add('crawl', { targetId: 'wall' })
  const kept = () =>
    house.database.query<{ row: string }>(`select job::text as row from bullmq.job job where state = 'failed'`)
  await until(async () => (await kept()).length > 0)
  const tables = await house.database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('pantau', 'bullmq')`,
  )
  let everything = ''
  for (const { name } of tables)
    for (const { row } of await house.database.query<{ row: string }>(`select t::text as row from ${name} t`))
      everything += row
  expect(everything).toContain('wall')
  for (const needle of ['9903025512990001', '081200007771', 'budi.contoh7']) expect(everything).not.toContain(needle)
})

test('who lost a claim cannot undo what its next holder did', async () => {
  const message = {
    language: 'en',
    subject: 's',
    kind: 'operator',
    event: null,
    tlp: 'AMBER',
    severity: 1,
    confidence: 1,
    facts: [],
    excerpt: '',
    reasons: [],
    source: '',
    evidence: '',
    link: null,
    createdAt: new Date().toISOString(),
  } as const
  const { database } = house
  await saveAlert(
    database,
    {
      id: 'a1',
      rootId: 'a1',
      ruleId: 'r',
      eventId: null,
      listingId: null,
      message: { ...message, facts: [], reasons: [], next: [] },
      translations: [],
      state: 'new',
      createdAt: new Date(),
    },
    [{ id: 'd1', channelId: 'out' }],
  )
  const slow = await claimDelivery(database, 'd1', -1_000)
  const next = await claimDelivery(database, 'd1', 60_000)
  expect([slow?.delivery.attempts, next?.delivery.attempts]).toEqual([1, 2])
  await markSent(database, 'd1')
  await markFailed(database, { id: 'd1', attempts: 1 }, 'too late', 0)
  const [row] = await database.query<{ state: string }>(`select state from pantau.deliveries where id = 'd1'`)
  expect(row?.state).toBe('sent')
  expect(await claimDelivery(database, 'd1', 60_000)).toBeNull()
})
