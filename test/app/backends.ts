import { Redis } from 'ioredis'
import { afterAll, describe } from 'vitest'
import { freshFolder } from '../services/embedded.ts'
import { describeWith, describeWithOwn, sharedService } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

/** Where a service under test keeps its store and its queue. */
export interface Backend {
  /** The variables that name the servers; what is behind them is empty at each call. */
  environment(): Promise<Record<string, string>>
  /** Makes the queue's server forget everything, as one without persistence does when it is started again. */
  forgetQueue?(): Promise<void>
}

/** Runs a suite on the embedded database, and on Redis with PostgreSQL. */
export async function onEveryBackend(name: string, body: (backend: Backend) => void): Promise<void> {
  describe(`${name}, on the embedded database`, () => {
    const folders: (() => Promise<void>)[] = []
    afterAll(async () => {
      for (const remove of folders) await remove()
    })
    body({
      environment: async () => {
        const { folder, remove } = await freshFolder()
        folders.push(remove)
        return { PANTAU_DATA: folder }
      },
    })
  })
  await onServers(`${name}, on Redis and PostgreSQL`, body)
}

/** Runs a suite on Redis and PostgreSQL alone. */
export async function onServers(name: string, body: (backend: Backend) => void): Promise<void> {
  const postgres = await sharedService('postgres')
  if ('missing' in postgres) return describeWith('postgres', name, () => {})
  await describeWithOwn('redis', name, (redis) => {
    const used: (() => Promise<void>)[] = []
    afterAll(async () => {
      for (const drop of used) await drop()
      await redis.stop()
    })
    const forgetQueue = async (): Promise<void> => {
      const client = new Redis(redis.url)
      await client.flushall()
      client.disconnect()
    }
    body({
      forgetQueue,
      environment: async () => {
        await forgetQueue()
        const database = await freshDatabase(postgres.url)
        used.push(database.drop)
        return { DATABASE_URL: database.url, REDIS_URL: redis.url }
      },
    })
  })
}
