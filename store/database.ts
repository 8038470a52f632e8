import { AsyncLocalStorage } from 'node:async_hooks'
import { StoreError } from '../model/errors.ts'

/**
 * A row, the same from PGlite and from a server (store/rows.ts): int8 as number (bigint beyond 2^53), numeric as number
 * (its text beyond 15 digits), timestamptz as Date, date as 'YYYY-MM-DD', bytea as Buffer, json and jsonb parsed.
 */
export type Row = Record<string, unknown>

/** Anything that takes a statement: the database itself, or a transaction on it. */
export interface Sql {
  /**
   * Runs one statement with `$1` parameters; rows come back in order. Parameters are numbers, strings, booleans, null,
   * Dates, Buffers and arrays of them for SQL's arrays. For json and jsonb pass `JSON.stringify(value)`: a plain object
   * works too, an array does not, as it is SQL's. Without `values` the text may hold several statements; the rows of
   * the last come back.
   *
   * Rejects with a StoreError where the database cannot take it now (a disk below its floor, a server that is away),
   * else with the database's own error, whose `code` is the SQLSTATE and which carries none of the values.
   */
  query<T extends object = Row>(text: string, values?: readonly unknown[]): Promise<T[]>
}

/** The store's way to PostgreSQL: embedded, on a server, or in another process of this machine (store/remote.ts). */
export interface Database extends Sql {
  readonly kind: 'embedded' | 'server' | 'remote'
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Only `work`'s own `sql` may
   * be used inside: embedded, anything else would wait for the transaction that waits for it, so it is refused with a
   * StoreError. On a server it runs again where it met another one at the same rows (a deadlock), so it changes nothing
   * but the database. Enqueue jobs only after it resolved. While the disk is below its floor a write in it is a StoreError.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A database that this process holds itself: it can carry a queue, and it can be tidied. */
export interface LocalDatabase extends Database {
  readonly kind: 'embedded' | 'server'
  /** For BullMQ. Its `search_path` is `bullmq, public`; its rows are as node-postgres gives them, not as `Row`. */
  readonly pool: Pool
  /** `VACUUM ANALYZE` over everything. PGlite never does it by itself; a server does. */
  vacuum(): Promise<void>
  /**
   * Rewrites tables, so that what was deleted from them lies in no file of theirs any more. Nobody else reads or writes
   * a table meanwhile. Embedded, the log of changes goes too; a server's is its operator's.
   */
  rewrite(tables: readonly string[]): Promise<void>
}

/** What node-postgres answers. */
export interface QueryResult<R> {
  rows: R[]
  rowCount: number | null
}

/** What LISTEN hears. */
export interface Notification {
  channel: string
  payload?: string
}

/** The part of `pg.PoolClient` that BullMQ uses; `pg`'s own fits it. */
export interface PoolClient {
  query<R = Row>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>
  /** Gives the client back. A transaction that is still open is rolled back. */
  release(destroy?: boolean): void
  on(event: 'notification', listener: (message: Notification) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'end', listener: () => void): this
  removeListener(event: 'notification', listener: (message: Notification) => void): this
  removeAllListeners(event?: string): this
}

/** The part of `pg.Pool` that BullMQ uses; `pg`'s own fits it. */
export interface Pool {
  query<R = Row>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>
  connect(): Promise<PoolClient>
  end(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'connect', listener: (client: PoolClient) => void): this
  removeAllListeners(event?: string): this
}

/** Knows, for one database, whether the code that asks runs inside one of its transactions. */
export interface TransactionScope {
  /** Runs `work` as the inside of a transaction. */
  enter<T>(work: () => Promise<T>): Promise<T>
  /** Throws a StoreError when called from the inside of a transaction that is still open. */
  refuseInside(): void
}

export function transactionScope(): TransactionScope {
  const inside = new AsyncLocalStorage<{ open: boolean }>()
  return {
    async enter(work) {
      const state = { open: true }
      try {
        return await inside.run(state, work)
      } finally {
        state.open = false
      }
    },
    refuseInside() {
      if (inside.getStore()?.open) {
        throw new StoreError(
          'a statement was sent to the database from inside a transaction on it: ' +
            "use the transaction's own sql, and enqueue jobs after it resolved",
        )
      }
    },
  }
}
