import { EventEmitter } from 'node:events'
import { StoreError } from '../model/errors.ts'
import type { Notification, Pool, PoolClient, QueryResult, Row } from './database.ts'
import type { Floor } from './embedded-floor.ts'
import { pausedError } from './embedded-floor.ts'
import type { Session, Turn } from './embedded-session.ts'
import type { Result } from './embedded-statement.ts'
import { driverParser, readRows, sqlState, withoutValues } from './rows.ts'

// The one session of PGlite in the shape of node-postgres' pool, for BullMQ.
//
// - A client's transaction, however it is spelled, holds the session until it ends; the state of the session tells, not
//   the words of the statement. A client that is released in the middle is rolled back.
// - LISTEN is the session's: every client hears every channel that any of them listens on. BullMQ filters by channel.
// - While the disk is below its floor a write outside of a transaction waits: it is tried again when there is space. An
//   error would make BullMQ count a finished job as stalled. Inside of a transaction it is refused.

/** The SQLSTATE of a write in a READ ONLY transaction. */
export const readOnlyTransaction = '25006'

/** A pool, and the way in for what LISTEN hears. */
export interface EmbeddedPool extends Pool {
  /** BullMQ asks whether a dropped connection would be noticed; one in the same process cannot drop. */
  readonly options: { readonly keepAlive: true }
  notify(message: Notification): void
}

export function openPool(session: Session, floor: Floor, refuseInside: () => void): EmbeddedPool {
  const events = new EventEmitter()
  const clients = new Set<EventEmitter>()
  let ended = false

  async function takeTurn(): Promise<Turn> {
    if (ended) throw new Error('Cannot use a pool after calling end on the pool')
    refuseInside()
    return session.take()
  }

  /** Runs a statement outside of a transaction, again and again while the disk is the only thing in its way. */
  async function runWhenWritable<T>(run: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await run()
      } catch (error) {
        if (sqlState(error) !== readOnlyTransaction || !floor.current()) throw error
        await floor.cleared()
      }
    }
  }

  const pool: EmbeddedPool = {
    options: { keepAlive: true },
    async query<R = Row>(text: string, values?: readonly unknown[]) {
      return runWhenWritable(async () => {
        const turn = await takeTurn()
        try {
          const result = await turn.run(text, values)
          if (turn.inTransaction()) throw new StoreError('a transaction needs a client of its own: pool.connect()')
          return asQueryResult<R>(result)
        } catch (error) {
          throw withoutValues(error, { keepDetail: true })
        } finally {
          await turn.end()
        }
      })
    },
    async connect() {
      if (ended) throw new Error('Cannot use a pool after calling end on the pool')
      const client = openClient(takeTurn, runWhenWritable, floor, clients)
      events.emit('connect', client)
      return client
    },
    async end() {
      ended = true
    },
    on(event: string, listener: (...args: never[]) => void) {
      events.on(event, listener as (...args: unknown[]) => void)
      return pool
    },
    removeAllListeners(event) {
      events.removeAllListeners(event)
      return pool
    },
    notify(message) {
      for (const client of clients) client.emit('notification', message)
    },
  }
  return pool
}

function openClient(
  takeTurn: () => Promise<Turn>,
  runWhenWritable: <T>(run: () => Promise<T>) => Promise<T>,
  floor: Floor,
  clients: Set<EventEmitter>,
): PoolClient {
  const events = new EventEmitter().setMaxListeners(0)
  clients.add(events)
  let turn: Turn | undefined
  let before: Promise<unknown> = Promise.resolve()
  let released = false

  async function endTurn(): Promise<void> {
    const held = turn
    turn = undefined
    await held?.end()
  }

  async function runInTurn(text: string, values?: readonly unknown[]): Promise<Result> {
    const began = turn === undefined
    turn ??= await takeTurn()
    try {
      return await turn.run(text, values)
    } catch (error) {
      const pressure = floor.current()
      if (!began && pressure && sqlState(error) === readOnlyTransaction) throw pausedError(pressure, error)
      throw withoutValues(error, { keepDetail: true })
    } finally {
      if (!turn.inTransaction()) await endTurn()
    }
  }

  const client: PoolClient = {
    query<R = Row>(text: string, values?: readonly unknown[]) {
      const result = before.then(async () => {
        if (released) throw new StoreError('a statement came from a client that was released')
        const answer = turn ? await runInTurn(text, values) : await runWhenWritable(() => runInTurn(text, values))
        return asQueryResult<R>(answer)
      })
      before = result.catch(() => undefined)
      return result
    },
    release() {
      if (released) return
      clients.delete(events)
      events.removeAllListeners()
      released = true
      before.then(endTurn).catch(() => undefined) // ROLLBACK fails only where the database is gone
    },
    on(event: string, listener: (...args: never[]) => void) {
      events.on(event, listener as (...args: unknown[]) => void)
      return client
    },
    removeListener(event, listener) {
      events.removeListener(event, listener)
      return client
    },
    removeAllListeners(event) {
      events.removeAllListeners(event)
      return client
    },
  }
  return client
}

function asQueryResult<R>({ fields, rows, rowCount }: Result): QueryResult<R> {
  return { rows: readRows(fields, rows, driverParser) as R[], rowCount }
}
