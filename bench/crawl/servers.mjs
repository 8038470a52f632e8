// Redis and PostgreSQL as the tests bring them up; where they cannot be had, the embedded ones.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../../test/services/typescript.mjs'

const { startRedis } = await import('../../test/services/redis.ts')
const { freshDatabase, startPostgres } = await import('../../test/services/postgres.ts')

/** Starts both; one without the other is of no use. `folder` makes a data folder. */
export async function startServers() {
  const [redis, postgres] = await Promise.all([startRedis({ own: true }), startPostgres({ own: true })])
  const missing = [redis, postgres].flatMap((server) => ('missing' in server ? [server.missing] : []))
  for (const reason of missing) process.stderr.write(`${reason}: measured without\n`)
  const isThere = missing.length === 0
  const folders = []
  return {
    ...(isThere ? { redisUrl: redis.url, databaseUrl: postgres.url } : {}),
    /** A database of its own. */
    database: async () => (await freshDatabase(postgres.url)).url,
    async folder() {
      folders.push(await mkdtemp(join(tmpdir(), 'pantau-bench-')))
      return folders.at(-1)
    },
    async stop() {
      for (const server of [redis, postgres]) if ('stop' in server) await server.stop()
      for (const folder of folders) await rm(folder, { recursive: true, force: true })
    },
  }
}
