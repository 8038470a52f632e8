import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { QueueConnection } from '../../queue/queues.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { freshDatabase } from '../services/postgres.ts'

/** Where a queue lives, in words for another process. */
export interface Address {
  redisUrl?: string
  prefix?: string
  databaseUrl?: string
  folder?: string
}

/** A queue of one test. */
export interface Place {
  connection: QueueConnection
  address: Address
  leave(): Promise<void>
}

/** A corner of a Redis server that no other test uses. */
export async function onRedis(redisUrl: string): Promise<Place> {
  const prefix = `t${randomBytes(6).toString('hex')}`
  return { connection: { redisUrl, prefix }, address: { redisUrl, prefix }, leave: async () => {} }
}

/** A new database on a PostgreSQL server. */
export async function onPostgres(adminUrl: string): Promise<Place> {
  const { url, drop } = await freshDatabase(adminUrl)
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: 10 })
  pool.on('error', () => {}) // the database is dropped while the pool's last connections close
  return {
    connection: { pool },
    address: { databaseUrl: url },
    leave: async () => {
      await pool.end()
      await drop()
    },
  }
}

/** The embedded database of one test file: one folder, as it takes three seconds to make, emptied after each test. */
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
