import type { PgPool } from 'bullmq'
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import { ConfigError, PantauError, StoreError } from '../model/errors.ts'
import type { AnyQueue, AnyWorker, Backend } from './backend.ts'
import { describe } from './complaints.ts'

/** BullMQ's tables live in a schema of their own. The pool's `search_path` must name it, because BullMQ's SQL does not. */
export const queueSchema = 'bullmq'

/**
 * Opens the queue in PostgreSQL: a `pg.Pool`, or an object of its shape over PGlite. Brings BullMQ's tables up to
 * date first. Each worker keeps one client of the pool to itself (LISTEN), four in all: a pool of six is the least.
 * Throws a StoreError where the server cannot be reached, a ConfigError where the pool is not set up for it.
 */
export async function openPostgres(pool: PgPool): Promise<Backend> {
  await prepare(pool).catch((error: unknown) => {
    if (error instanceof PantauError) throw error
    throw new StoreError(
      `the queue's PostgreSQL database cannot be used (${describe(error)}): start it, or check the address and rights in DATABASE_URL`,
      { cause: error },
    )
  })
  return {
    kind: 'postgres',
    openQueue: (name, options) =>
      new Queue(name, { ...options, connection: pool }, createPostgresBackend) as unknown as AnyQueue,
    openWorker: (name, run, options) =>
      new Worker(
        name,
        (job, token) => run(job, token ?? ''),
        { ...options, connection: pool },
        createPostgresBackend,
      ) as unknown as AnyWorker,
    close: async () => {},
  }
}

/** One client for all of it: the migrations' lock and transaction belong to a session. */
async function prepare(pool: PgPool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client, queueSchema)
    const { rows } = await client.query<{ found: boolean }>(`SELECT to_regclass('job') IS NOT NULL AS found`)
    if (!rows[0]?.found) {
      throw new ConfigError(`the queue's pool does not see BullMQ's tables: set its search_path to ${queueSchema}`)
    }
  } finally {
    client.release()
  }
}
