import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { QueueConnection } from '../../queue/queues.ts'
import { openEmbedded } from '../../store/embedded.ts'

/** Where a queue of one test lives, and how another process gets there. */
export interface Place {
  connection: QueueConnection
  /** The same place, as words for a child process (`child.mjs`). */
  address: Record<string, string>
  leave(): Promise<void>
}

const unique = (): string => `t${randomBytes(6).toString('hex')}`

/** A corner of a Redis server that no other test uses. */
export const onRedis = async (redisUrl: string): Promise<Place> => {
  const prefix = unique()
  return { connection: { redisUrl, prefix }, address: { redisUrl, prefix }, leave: async () => {} }
}

/** A new database on a PostgreSQL server. */
export const onPostgres = async (adminUrl: string): Promise<Place> => {
  const database = unique()
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client(adminUrl)
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await run(`CREATE DATABASE ${database}`)
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const pool = new pg.Pool({ connectionString: url.href, options: '-c search_path=bullmq', max: 10 })
  pool.on('error', () => {}) // the last test stops the server under it
  return {
    connection: { pool },
    address: { databaseUrl: url.href },
    leave: async () => {
      await pool.end()
      await run(`DROP DATABASE ${database} WITH (FORCE)`)
    },
  }
}

/** The embedded database of one test file: one folder, as it takes three seconds to make, emptied for each test. */
export async function openEmbeddedPlaces(): Promise<{ place: () => Promise<Place>; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-queue-'))
  const database = await openEmbedded({ folder })
  return {
    place: async () => ({
      connection: { pool: database.pool, embedded: true },
      address: { folder },
      leave: async () => {
        await database.query('DROP SCHEMA bullmq CASCADE')
      },
    }),
    close: async () => {
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}
