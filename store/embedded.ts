import { realpath } from 'node:fs/promises'
import { StoreError } from '../model/errors.ts'
import { type LocalDatabase, type Sql, transactionScope } from './database.ts'
import { claimFolder } from './embedded-claim.ts'
import { type FloorOptions, type Pressure, pausedError, watchFloor } from './embedded-floor.ts'
import { openFolder } from './embedded-folder.ts'
import { openPool, readOnlyTransaction } from './embedded-pool.ts'
import { rewriteTables } from './embedded-rewrite.ts'
import { openSession, type Turn } from './embedded-session.ts'
import { type Commands, serveSocket } from './embedded-socket.ts'
import type { Result } from './embedded-statement.ts'
import { readRows, sqlState, withoutValues } from './rows.ts'

export interface EmbeddedOptions extends FloorOptions {
  /** How long `close` waits for transactions that are open, in ms; they are rolled back then. 10 s by default. */
  graceMs?: number
}

/** PostgreSQL inside this process: PGlite in a data folder that belongs to this process alone. */
export interface EmbeddedDatabase extends LocalDatabase {
  readonly kind: 'embedded'
  /** The data folder, as an absolute path without links. */
  readonly folder: string
  /** Looks at the disk: the pressure that pauses writing, or `undefined`. */
  pressure(): Promise<Pressure | undefined>
  /** Offers commands to the CLI of this machine (store/remote.ts), until it is called again. */
  serve(commands: Commands): void
}

/**
 * Opens the data folder `folder`, made at the first start (about 3 s; 0.2 s later; 0.8 GB resident). What was committed
 * survives the process's death, also `kill -9`; it does not survive a power cut: PGlite never calls fsync.
 *
 * Throws a ConfigError where another process has it open, and where it belongs to another version.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const claim = await claimFolder(options.folder)
  try {
    const folder = await realpath(options.folder)
    const floor = watchFloor({ ...options, folder })
    const pglite = await openFolder(folder)
    const scope = transactionScope()

    let paused = false
    const session = openSession(pglite, async (run) => {
      const pressure = Boolean(await floor.check())
      if (pressure === paused) return
      await run(`SET default_transaction_read_only = ${pressure ? 'on' : 'off'}`)
      paused = pressure
    })
    const pool = openPool(session, floor, scope.refuseInside)
    pglite.onNotification((channel, payload) => pool.notify({ channel, payload }))

    /** Errors as the store tells them: a refused write by its reason, and none with the caller's values. */
    async function tell<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work()
      } catch (error) {
        const pressure = floor.current()
        if (pressure && sqlState(error) === readOnlyTransaction) throw pausedError(pressure, error)
        throw withoutValues(error)
      }
    }

    async function inTurn<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
      scope.refuseInside()
      const turn = await session.take()
      try {
        return await work(turn)
      } finally {
        await turn.end()
      }
    }

    const query = ((text: string, values?: readonly unknown[]) =>
      inTurn((turn) =>
        tell(async () => {
          const result = await turn.run(text, values)
          if (turn.inTransaction()) throw new StoreError('a transaction is opened by database.transaction() alone')
          return asRows(result)
        }),
      )) as Sql['query']

    // All of ours is qualified (pantau.…). What is not is BullMQ's.
    await query('SET search_path = bullmq, public')
    const socket = serveSocket(claim, query)

    return {
      kind: 'embedded',
      folder,
      pool,
      query,
      transaction: (work) =>
        inTurn(async (turn) => {
          await turn.run('BEGIN')
          let open = true
          const statement = async (text: string, values?: readonly unknown[]) => {
            if (!open) throw new StoreError('a statement came after its transaction was over')
            return tell(async () => asRows(await turn.run(text, values)))
          }
          const result = await scope.enter(() => work({ query: statement as Sql['query'] }))
          open = false
          const { command } = await tell(() => turn.run('COMMIT'))
          if (command !== 'COMMIT') throw new StoreError('a transaction was rolled back: a statement in it had failed')
          return result
        }),
      vacuum: async () => {
        const pressure = await floor.check()
        if (pressure) throw pausedError(pressure)
        // One table at a time: others get their turn in between.
        for (const { name } of await query<{ name: string }>(userTables)) await query(`VACUUM ANALYZE ${name}`)
      },
      rewrite: async (tables) => {
        const pressure = await floor.check()
        if (pressure) throw pausedError(pressure)
        await rewriteTables(query, tables)
      },
      pressure: () => floor.check(),
      serve: socket.serve,
      async close() {
        floor.close()
        await pool.end()
        await session.close(options.graceMs ?? 10_000)
        await claim.release()
      },
    }
  } catch (error) {
    await claim.release()
    throw error
  }
}

const userTables = `
  SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`

const asRows = ({ fields, rows }: Result) => readRows(fields, rows)
