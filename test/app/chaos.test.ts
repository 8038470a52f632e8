import { afterAll, describe, expect, test, vi } from 'vitest'
import { freshFolder } from '../services/embedded.ts'
import { describeWithOwn } from '../services/need.ts'
import { freshDatabase, startPostgres } from '../services/postgres.ts'
import type { Server } from '../services/server.ts'
import { type Chaos, runChaos } from './chaos.ts'

// Everything goes wrong at once, and every alert arrives, in order, and twice only where a kill fell between a receiver's
// answer and our note of it. `npm run chaos` is the same with a thousand alerts.

vi.setConfig({ testTimeout: 300_000 }) // services are started six times

async function allArrive(chaos: Chaos): Promise<void> {
  const { distinct, repeats, disordered, tries } = await runChaos(chaos)
  expect(distinct).toBe(chaos.alerts)
  expect(repeats).toBeLessThanOrEqual(chaos.kills)
  expect(disordered).toEqual([])
  // It was no quiet day.
  expect(tries).toBeGreaterThan(chaos.alerts * 1.05)
}

describe('chaos, on the embedded database', () => {
  test('every alert arrives, in order', async () => {
    const { folder, remove } = await freshFolder()
    const chaos = { alerts: 60, kills: 1, services: 1, environment: { PANTAU_DATA: folder }, servers: [] }
    await allArrive(chaos).finally(remove)
  })
})

await describeWithOwn('redis', 'chaos, on Redis and PostgreSQL', (redis) => {
  afterAll(() => redis.stop())

  test('every alert arrives, in order', async () => {
    const postgres = (await startPostgres({ own: true })) as Required<Server>
    try {
      const { url } = await freshDatabase(postgres.url)
      const environment = { DATABASE_URL: url, REDIS_URL: redis.url }
      await allArrive({ alerts: 120, kills: 2, services: 2, environment, servers: [redis, postgres] })
    } finally {
      await postgres.stop()
    }
  })
})
