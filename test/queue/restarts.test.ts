import pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoreError } from '../../model/errors.ts'
import type { QueueConnection, Queues } from '../../queue/queues.ts'
import { openQueues } from '../../queue/queues.ts'
import { describeWithOwn } from '../services/need.ts'
import type { Server } from '../services/server.ts'
import { memoryLog } from './bench.ts'
import type { Journal } from './journal.ts'
import { openJournal } from './journal.ts'

/** A queue with a worker on it, whose server the test may take away. */
function prepare(server: Required<Server>, connect: () => QueueConnection, leave: () => Promise<void>) {
  const bench = {} as { queues: Queues; seen: Journal<string>; log: ReturnType<typeof memoryLog> }
  beforeEach(async () => {
    bench.log = memoryLog()
    bench.seen = openJournal()
    bench.queues = await openQueues(connect(), { log: bench.log })
    await bench.queues.work('alert', async ({ deliveryId }) => bench.seen.write(deliveryId), { concurrency: 1 })
  })
  afterEach(async () => {
    await bench.queues.close()
    await leave()
  })
  afterAll(() => server.stop())
  return bench
}

const sees = (bench: { seen: Journal<string> }, deliveryId: string): Promise<void> =>
  bench.seen.until((entries) => entries.includes(deliveryId))

/** Adds once the queue can be reached again. */
const addAgain = (queues: Queues, deliveryId: string): Promise<void> =>
  vi.waitFor(() => queues.add('alert', { deliveryId }), { timeout: 30_000, interval: 200 })

await describeWithOwn('redis', 'Redis goes away', (server) => {
  const bench = prepare(
    server,
    () => ({ redisUrl: server.url }),
    async () => {},
  )

  test('while it is frozen nothing can be added; when it thaws, work goes on', { timeout: 60_000 }, async () => {
    await bench.queues.add('alert', { deliveryId: 'before' })
    await sees(bench, 'before')
    server.freeze()
    try {
      const adding = bench.queues.add('alert', { deliveryId: 'frozen' })
      await expect(adding).rejects.toThrow(StoreError)
      await expect(adding).rejects.toThrow(/^the queue cannot be reached now/)
    } finally {
      server.thaw()
    }
    await addAgain(bench.queues, 'after')
    await sees(bench, 'after')
  })

  test('when it comes back, connections do too, and the log is not flooded', { timeout: 60_000 }, async () => {
    await server.halt()
    await vi.waitFor(() => expect(bench.log.lines.some(({ level }) => level === 'error')).toBe(true), 10_000)
    await server.resume()
    await addAgain(bench.queues, 'after')
    await sees(bench, 'after')
    expect(bench.log.lines.length).toBeLessThan(5)
    expect(bench.log.lines[0]?.message).toMatch(/ECONNREFUSED|Connection is closed|ECONNRESET|EPIPE/)
  })

  test('closing does not wait for it for ever', { timeout: 60_000 }, async () => {
    await server.halt()
    await bench.queues.close({ graceMs: 100 })
    await server.resume()
  })
})

await describeWithOwn('postgres', 'PostgreSQL goes away', (server) => {
  let pool: pg.Pool
  const bench = prepare(
    server,
    () => {
      pool = new pg.Pool({ connectionString: server.url, options: '-c search_path=bullmq', max: 10 })
      pool.on('error', () => {}) // the server is stopped while the pool's last connections close
      return { pool }
    },
    () => pool.end(),
  )

  test('what waits in the queue is there when it comes back, and work goes on', { timeout: 60_000 }, async () => {
    await bench.queues.add('alert', { deliveryId: 'later' }, { delayMs: 3_000 })
    await server.halt('SIGINT')
    await expect(bench.queues.add('alert', { deliveryId: 'meanwhile' })).rejects.toThrow(StoreError)
    await server.resume()
    await addAgain(bench.queues, 'after')
    await sees(bench, 'after')
    await sees(bench, 'later')
    expect(bench.log.lines.length).toBeLessThan(8)
  })
})
