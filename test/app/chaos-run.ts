// npm run chaos [ALERTS]: the whole of it, a thousand alerts by default, on the embedded database and on Redis with PostgreSQL.
import { freshFolder } from '../services/embedded.ts'
import { freshDatabase, startPostgres } from '../services/postgres.ts'
import { startRedis } from '../services/redis.ts'
import type { Server } from '../services/server.ts'
import { type Outcome, runChaos } from './chaos.ts'

const alerts = Number(process.argv[2] ?? 1_000)

const print = (where: string, outcome: Outcome): void => {
  const { tries, taken, distinct, repeats, kills, restarts, disordered, seconds } = outcome
  const words = [
    `${distinct} of ${alerts} arrived, ${repeats} of ${taken} a second time (${kills} kills, ${restarts} servers restarted)`,
    `${disordered.length} listings out of order, ${tries} tries, ${seconds.toFixed(1)} s`,
  ]
  process.stdout.write(`${where}: ${words.join('; ')}\n`)
  if (distinct !== alerts || repeats > kills || disordered.length > 0) process.exitCode = 1
}

const { folder, remove } = await freshFolder()
print(
  'embedded',
  await runChaos({ alerts, kills: 5, services: 1, environment: { PANTAU_DATA: folder }, servers: [] }).finally(remove),
)

const [redis, postgres] = [await startRedis({ own: true }), await startPostgres({ own: true })]
const isThere = (server: object): server is Required<Server> => 'halt' in server
if (isThere(redis) && isThere(postgres)) {
  try {
    const { url } = await freshDatabase(postgres.url)
    const environment = { DATABASE_URL: url, REDIS_URL: redis.url }
    const servers = [redis, postgres]
    print('Redis and PostgreSQL', await runChaos({ alerts, kills: 5, services: 3, environment, servers }))
  } finally {
    await redis.stop()
    await postgres.stop()
  }
} else process.stdout.write(`Redis and PostgreSQL: ${JSON.stringify([redis, postgres])}\n`)
