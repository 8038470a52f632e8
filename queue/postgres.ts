import { EventEmitter } from 'node:events'
import type { PgPool as BullPool } from 'bullmq'
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import { ConfigError, PantauError, StoreError } from '../model/errors.ts'
import type { AnyQueue, AnyWorker, Backend } from './backend.ts'
import type { Complain } from './complaints.ts'
import { describe } from './complaints.ts'

/**
 * What the queue needs of a `pg.Pool`, or of an object of its shape over PGlite: clients also speak LISTEN and emit
 * `notification`, `error` and `end` as pg's do. (The types of pg and BullMQ disagree about event listeners, so those
 * are left out here.)
 */
export interface PgPool {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  connect(): Promise<PgPoolClient>
  end(): Promise<void>
}

export interface PgPoolClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  release(destroy?: boolean): void
}

/** BullMQ's tables live in a schema of their own. The pool's `search_path` names it, because BullMQ's SQL does not. */
export const queueSchema = 'bullmq'

/**
 * Opens the queue in PostgreSQL: a `pg.Pool`, or an object of its shape over PGlite. Brings BullMQ's tables up to
 * date first. Each worker keeps one client of the pool to itself (LISTEN), four in all: a pool of six is the least.
 * Throws a StoreError where the server cannot be reached, a ConfigError where the pool is not set up for it.
 */
export async function openPostgres(given: PgPool, complain: Complain): Promise<Backend> {
  const { pool, letGo } = borrow(given, (error) => complain('postgres', error))
  try {
    await prepare(pool)
  } catch (error) {
    letGo()
    if (error instanceof PantauError) throw error
    throw new StoreError(
      `the queue's PostgreSQL database cannot be used (${describe(error)}): start it, or check the address and rights in DATABASE_URL`,
      { cause: error },
    )
  }
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
    close: async () => letGo(),
  }
}

/**
 * A view of the pool for BullMQ, whose every queue and worker would add an error listener to it and never take it
 * away: one listener serves all, for as long as the queues are open.
 */
function borrow(given: PgPool, onError: (error: Error) => void): { pool: BullPool; letGo: () => void } {
  const owner = given as BullPool & { options?: unknown }
  const pool: BullPool & { options?: unknown } = {
    options: owner.options,
    query: (text, values) => owner.query(text, values),
    connect: () => owner.connect(),
    end: async () => {},
    on: () => pool,
    removeAllListeners: () => pool,
  }
  if (!(given instanceof EventEmitter)) return { pool, letGo: () => {} }
  given.on('error', onError)
  return { pool, letGo: () => given.off('error', onError) }
}

/** One client for all of it: the migrations' lock and transaction belong to a session. */
async function prepare(pool: BullPool): Promise<void> {
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
