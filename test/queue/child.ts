// A worker process of its own, to be killed for real: ADDRESS BEHAVIOUR [DELIVERY…]. It adds the deliveries that it is
// given, then works, and tells its parent what happens.
import pg from 'pg'
import type { QueueConnection } from '../../queue/queues.ts'
import { openQueues } from '../../queue/queues.ts'
import { openEmbedded } from '../../store/embedded.ts'
import type { Behaviour, Word } from './children.ts'
import type { Address } from './places.ts'

const [address, behaviour, ...deliveries] = process.argv.slice(2)
const { redisUrl, prefix, databaseUrl, folder } = JSON.parse(address ?? '') as Address
const tell = (word: Word): void => void process.send?.(word)

const database = folder ? await openEmbedded({ folder }) : undefined
const connection = (): QueueConnection => {
  if (redisUrl) return { redisUrl, ...(prefix ? { prefix } : {}) }
  if (database) return { pool: database.pool, embedded: true }
  return { pool: new pg.Pool({ connectionString: databaseUrl, options: '-c search_path=bullmq', max: 10 }) }
}
const error = (_: object, message: string): void => tell({ event: 'error', message })
const queues = await openQueues(connection(), {
  log: { info: () => {}, warn: () => {}, error },
  // Short for one that is going to be killed; long for one that must not lose its jobs on a busy machine.
  lockMs: behaviour === 'hang' ? 400 : 10_000,
  stalledMs: 200,
})

process.on('SIGTERM', async () => {
  tell({ event: 'closing' })
  await queues.close({ graceMs: behaviour === 'hang' ? 100 : 20_000 })
  await database?.close()
  process.exit(0)
})

const word = new Promise<void>((resolve) => process.once('message', () => resolve()))
const behaviours: Record<Behaviour, () => Promise<void>> = {
  hang: () => new Promise(() => {}),
  wait: () => word,
  work: async () => {},
}
const behave = behaviours[behaviour as Behaviour]

for (const deliveryId of deliveries) await queues.add('alert', { deliveryId }, { attempts: 1 })
await queues.work(
  'alert',
  async ({ deliveryId }, { attempt, signal }) => {
    signal.addEventListener('abort', () => tell({ event: 'aborted', deliveryId }))
    tell({ event: 'start', deliveryId, attempt })
    await behave()
    tell({ event: 'end', deliveryId, attempt })
  },
  { concurrency: 4 },
)
tell({ event: 'ready' })
