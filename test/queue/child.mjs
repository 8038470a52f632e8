// A worker process of its own, to be killed for real: `node child.mjs ADDRESS BEHAVIOUR [DELIVERY…]`, over the compiled
// house. It adds the deliveries it is given, then works.
// It tells its parent, by IPC, what its handler does.
import pg from 'pg'
import { openQueues } from '../../dist/queue/queues.js'

const address = JSON.parse(process.argv[2])
const [behaviour, ...deliveries] = process.argv.slice(3)
const log = { info: () => {}, warn: () => {}, error: (_fields, message) => process.send({ event: 'error', message }) }

let database
const openConnection = async () => {
  if (address.redisUrl) return { redisUrl: address.redisUrl, prefix: address.prefix }
  if (address.folder) {
    const { openEmbedded } = await import('../../dist/store/embedded.js')
    database = await openEmbedded({ folder: address.folder })
    return { pool: database.pool, embedded: true }
  }
  return { pool: new pg.Pool({ connectionString: address.databaseUrl, options: '-c search_path=bullmq', max: 10 }) }
}

const queues = await openQueues(await openConnection(), { log, lockMs: 400, stalledMs: 200 })
process.on('SIGTERM', async () => {
  process.send({ event: 'closing' })
  await queues.close({ graceMs: behaviour === 'hang' ? 100 : 20_000 })
  await database?.close()
  process.send({ event: 'closed' }, () => process.exit(0))
})

let open = () => {}
const opened = new Promise((resolve) => {
  open = resolve
})
process.on('message', open)

const handlers = {
  /** Starts and never ends, whatever its signal says. */
  hang: () => new Promise(() => {}),
  /** Ends when the parent sends a word. */
  wait: () => opened,
  /** Ends by itself. */
  work: async () => {},
}
for (const deliveryId of deliveries) await queues.add('alert', { deliveryId }, { attempts: 1 })
await queues.work(
  'alert',
  async ({ deliveryId }, { attempt, signal }) => {
    signal.addEventListener('abort', () => process.send({ event: 'aborted', deliveryId }))
    process.send({ event: 'start', deliveryId, attempt })
    await handlers[behaviour]()
    process.send({ event: 'end', deliveryId, attempt })
  },
  { concurrency: 4 },
)
process.send({ event: 'ready' })
