import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '../../app/health/metrics.ts'
import { type MetricsServer, serveMetrics } from '../../app/health/metrics-server.ts'
import { serve } from '../../app/service.ts'
import { closeGate } from '../../store/gates.ts'
import { savePause } from '../../store/pauses.ts'
import type { Visit } from '../../store/visits.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

// What Prometheus reads of a service at work.

let site: Site
let desk: Desk
let house: TestHouse
let server: MetricsServer
const visits: Visit[] = []
beforeAll(async () => {
  site = await startSite(offersAmongOthers(2))
  desk = await startDesk()
  const more = 'type: paste, every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms }'
  house = await openTestHouse(`
targets:
  - { id: pastes, start: ["${site.start}"], ${more} }
  - { id: gone, start: ["${site.url}/view/nothing"], ${more} }
rules:
  - { id: everything, channels: [hook] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
`)
  const metrics = createMetrics(() => house)
  server = await serveMetrics('127.0.0.1:0', metrics, () => house)
  const { watcher } = metrics
  await serve(
    house,
    'test',
    { schedule: true },
    {
      ...watcher,
      onVisit: (visit) => {
        watcher.onVisit?.(visit)
        visits.push(visit)
      },
    },
  )
  await until(() => visits.length === 2 && desk.keys.length === 2)
})
afterAll(async () => {
  await server.close()
  await house.close()
  await house.remove()
  await desk.close()
  await site.close()
})

const ask = (path: string): Promise<Response> => fetch(server.url + path)
/** The value of one line: `name{label="value"}`. */
async function value(line: string): Promise<number | undefined> {
  const text = await (await ask('/metrics')).text()
  const found = text.split('\n').find((other) => other.startsWith(`${line} `))
  return found === undefined ? undefined : Number(found.slice(line.length))
}

test('counters of visits, pages, posts, signals, alerts and deliveries are those of the visits', async () => {
  const visit = visits.find(({ targetId }) => targetId === 'pastes')
  expect(visit?.newPosts).toBe(4)
  expect(await value('pantau_visits_total{target="pastes",outcome="good"}')).toBe(1)
  expect(await value('pantau_visits_total{target="gone",outcome="failed"}')).toBe(1)
  for (const [name, field] of [
    ['pantau_requests_total', 'requests'],
    ['pantau_pages_total', 'pages'],
    ['pantau_fetched_bytes_total', 'bytes'],
    ['pantau_posts_total', 'posts'],
    ['pantau_new_posts_total', 'newPosts'],
    ['pantau_signals_total', 'signals'],
    ['pantau_alerts_total', 'alerts'],
  ] as const)
    expect(await value(`${name}{target="pastes"}`), name).toBe(visit?.[field])
  await until(async () => (await value('pantau_deliveries_total{channel="hook",outcome="sent"}')) === 2)
  expect(await value('pantau_visit_duration_seconds_count')).toBe(2)
  expect(await value('pantau_delivery_duration_seconds_count{channel="hook"}')).toBe(2)
})

test('gauges of the store and the queue: since when, paused, troubles, jobs; and of the process', async () => {
  expect(await value('pantau_target_seconds_since_good_visit{target="pastes"}')).toBeLessThan(300)
  expect(await value('pantau_target_seconds_since_good_visit{target="gone"}')).toBeUndefined()
  expect(await value('pantau_target_troubles{target="gone"}')).toBe(1)
  expect(await value('pantau_target_paused{target="pastes"}')).toBe(0)
  const wall = { targetId: 'pastes', kind: 'blocked' as const, reason: 'a wall' }
  await savePause(house.database, wall, { askedHow: null, probeInMs: null })
  expect(await value('pantau_target_paused{target="pastes"}')).toBe(1)
  expect(await value('pantau_channel_failures{channel="hook"}')).toBe(0)
  await closeGate(house.database, 'hook', { first: 1, longest: 1 }, 0)
  expect(await value('pantau_channel_failures{channel="hook"}')).toBe(1)
  expect(await value('pantau_queue_jobs{kind="crawl",state="waiting"}')).toBe(0)
  expect(await value('pantau_store_reachable')).toBe(1)
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(1e6)
})

test('every metric has its help, its type and a name by the conventions', async () => {
  const response = await ask('/metrics')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await response.text()
  const types = [...text.matchAll(/^# TYPE (pantau_\w+) (\w+)$/gm)]
  expect(types.length).toBeGreaterThan(12)
  for (const [, name = '', type] of types) {
    expect(text).toContain(`# HELP ${name} `)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(name).toMatch(/^pantau_[a-z_]+$/)
  }
})

test('/healthz says whether the store and the queue answer; nothing else is served', async () => {
  expect((await ask('/healthz')).status).toBe(200)
  expect((await ask('/')).status).toBe(404)
  expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).toBe(405)
  const dead = { ...house, database: { ...house.database, query: () => Promise.reject(new Error('away')) } }
  const sick = await serveMetrics(
    '127.0.0.1:0',
    createMetrics(() => dead),
    () => dead,
  )
  const answer = await fetch(`${sick.url}/healthz`)
  expect([answer.status, await answer.text()]).toEqual([503, 'away\n'])
  expect(await (await fetch(`${sick.url}/metrics`)).text()).toContain('pantau_store_reachable 0')
  await sick.close()
})

test('a port that is taken is a mistake of the configuration', async () => {
  const taken = server.url.replace('http://', '')
  await expect(
    serveMetrics(
      taken,
      createMetrics(() => house),
      () => house,
    ),
  ).rejects.toThrow(/metrics: cannot listen at 127\.0\.0\.1:\d+ \(EADDRINUSE\)/)
})
