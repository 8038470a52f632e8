import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../../app/house.ts'
import { askLinks } from '../../app/offer-links.ts'
import { visit } from '../../app/pipeline.ts'
import { serve } from '../../app/service.ts'
import { timelineOf } from '../../app/timeline.ts'
import { noticesOf } from '../../exports/takedown/notices.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { type Site, startSite } from './site.ts'

// Whether the goods of an offer still lie where it says: asked for with HEAD, and never fetched.

const asked: string[] = []
const statuses: Record<string, number> = { '/data.zip': 200, '/sample.csv': 404, '/moved.zip': 302 }
/** Questions that the hoster does not answer until it is let go. */
const held: { letGo: () => void; isOpen: () => boolean }[] = []
let holds = false
const hoster = createServer(async (request, response) => {
  asked.push(`${request.method} ${request.url}`)
  if (holds) await new Promise<void>((letGo) => held.push({ letGo, isOpen: () => !response.closed }))
  response.writeHead(statuses[request.url ?? ''] ?? 503, { location: '/elsewhere', 'content-length': '5' }).end('stuff')
})

let site: Site
let house: TestHouse
let now = new Date('2026-03-01T00:00:00Z')
const at = (path: string): string => `http://127.0.0.1:${(hoster.address() as AddressInfo).port}${path}`
beforeAll(async () => {
  await new Promise<void>((resolve) => hoster.listen(0, '127.0.0.1', resolve))
  site = await startSite({
    offer: `SELLING database of contoh.example.co.id, 2,500,000 records: name, email, phone, NIK. Price $300, BTC only.
Telegram @seller_no_1
Download: ${at('/data.zip')}
Sample: ${at('/sample.csv')}
Mirror: ${at('/moved.zip')}
Mirror 2: ${at('/busy.zip')}
Their site: ${at('/about')}
`,
  })
  house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], allowPrivate: true, limits: { delay: 1ms } }
links: { check: true, every: 1d, allowPrivate: true }
`,
    {},
    { now: () => now },
  )
  for (const target of house.config.targets) await visit(target, house.line)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
  hoster.close()
  hoster.closeAllConnections()
})

const withLinks = (links: Partial<House['config']['links']>): House => ({
  ...house,
  config: { ...house.config, links: { ...house.config.links, ...links } },
})
const upTimes = async (): Promise<Record<string, string[]>> => {
  const [{ id } = { id: '' }] = await house.database.query<{ id: string }>('select id from pantau.listings')
  const timeline = await timelineOf(house.database, id, house.config.targets)
  const goods = noticesOf(timeline).filter(({ kind }) => kind !== 'post')
  return Object.fromEntries(
    goods.map(({ url, first_up_at, last_up_at }) => [new URL(url).pathname, [first_up_at, last_up_at]]),
  )
}

test('nothing is asked where the operator has not said so', async () => {
  await askLinks(withLinks({ check: false }), 1)
  expect(asked).toEqual([])
})

test('an address inside is not asked, unless this is a lab', async () => {
  await askLinks(withLinks({ allowPrivate: false }), 1)
  expect(asked).toEqual([])
  expect(await upTimes()).toMatchObject({ '/data.zip': ['', ''] })
})

test('each is asked once, with HEAD, and an answer is what it says', async () => {
  now = new Date('2026-03-03T00:00:00Z')
  await askLinks(house, 1)
  expect(asked.toSorted()).toEqual(['HEAD /busy.zip', 'HEAD /data.zip', 'HEAD /moved.zip', 'HEAD /sample.csv'])
  const up = now.toISOString()
  expect(await upTimes()).toEqual({
    '/data.zip': [up, up],
    '/sample.csv': ['', ''],
    '/moved.zip': [up, up],
    '/busy.zip': ['', ''],
  })
})

test('within the interval nobody is asked again; after it, the last time moves on and the first stays', async () => {
  await askLinks(house, 1)
  expect(asked).toHaveLength(4)
  const first = now.toISOString()
  now = new Date('2026-03-05T00:00:00Z')
  statuses['/data.zip'] = 410
  await askLinks(house, 1)
  expect(asked).toHaveLength(8)
  expect(await upTimes()).toMatchObject({ '/data.zip': [first, first], '/moved.zip': [first, now.toISOString()] })
})

test('what has not answered for long is left alone', async () => {
  now = new Date('2026-09-01T00:00:00Z')
  await askLinks(house, 1)
  asked.length = 0
  now = new Date('2026-12-01T00:00:00Z')
  await askLinks(house, 1)
  expect(asked, 'it still answers').toEqual(['HEAD /moved.zip'])
})

test('a host that keeps us waiting keeps no other chore waiting', async () => {
  await house.database.query('update pantau.offer_links set due_at = now()')
  now = new Date(Date.now() + 60_000)
  holds = true
  await serve(house, 'test', { schedule: false })
  await house.queues.add('upkeep', { chore: 'links' })
  await until(() => held.length > 0)
  await house.queues.add('upkeep', { chore: 'silence' })
  const isAsking = (): boolean => held.some(({ isOpen }) => isOpen())
  await until(async () => {
    const { waiting, active } = (await house.queues.counts()).upkeep
    return !isAsking() || (waiting === 0 && active === 1)
  })
  expect(isAsking(), 'the other was done while links were asked').toBe(true)
  holds = false
  for (const { letGo } of held.splice(0)) letGo()
})
