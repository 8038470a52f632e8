import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ConfigError, StoreError } from '../model/errors.ts'
import { type LocalDatabase, type Pool, type Sql, transactionScope } from './database.ts'
import { encodeValue, sqlState, storeParser, withoutValues } from './rows.ts'

export interface ServerOptions {
  /** Connections for the store, at most; 8 by default, opened as they are needed. */
  connections?: number
  /** Connections for the queue, at most: every kind of worker keeps one to itself. 12 by default. */
  queueConnections?: number
  /** Told of a connection that broke while nobody used it; the next use opens another. */
  onBroken?: (error: Error) => void
}

export interface ServerDatabase extends LocalDatabase {
  readonly kind: 'server'
  /** HOST:PORT/DATABASE, never the password. */
  readonly address: string
}

/** The oldest PostgreSQL that Pantau is tested on. */
const oldestMajor = 14

/**
 * Connects to `url` (postgres://user:password@host:port/database). Throws a ConfigError where the URL, the password or
 * the database is wrong or the server is too old, a StoreError where it cannot be reached.
 */
export async function openServer(url: string, options: ServerOptions = {}): Promise<ServerDatabase> {
  const address = addressOf(url)
  const { connections = 8, queueConnections = 12, onBroken } = options
  const common = { connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 }
  const store = new pg.Pool({ ...common, max: connections, types: storeTypes, options: textForms })
  const pool = new pg.Pool({ ...common, max: queueConnections, options: '-c search_path=bullmq,public' })
  for (const one of [store, pool]) {
    // An 'error' without a listener would end the process: idle connections break when the server restarts.
    one.on('error', (error) => onBroken?.(error))
    one.on('connect', (client) => client.on('error', () => undefined))
  }
  const scope = transactionScope()

  async function tell<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw isOutage(error) ? new StoreError(awayMessage(address, error), { cause: error }) : withoutValues(error)
    }
  }

  const statementOn = (runner: pg.Pool | pg.PoolClient): Sql['query'] =>
    (async (text: string, values?: readonly unknown[]) =>
      tell(async () => readResult(await runner.query(text, values?.map(encodeValue))))) as Sql['query']

  async function transactOnce<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await tell(() => store.connect())
    const statement = statementOn(client)
    let open = true
    let broken = false
    let before: Promise<unknown> = Promise.resolve()
    const query = ((text: string, values?: readonly unknown[]) => {
      const answer = before.then(() => {
        if (!open) throw new StoreError('a statement came after its transaction was over')
        return statement(text, values)
      })
      before = answer.catch(() => undefined)
      return answer
    }) as Sql['query']
    try {
      await statement('BEGIN')
      const result = await scope.enter(() => work({ query }))
      open = false
      await before
      const { command } = await tell(() => client.query('COMMIT'))
      if (command !== 'COMMIT') throw new StoreError('a transaction was rolled back: a statement in it had failed')
      return result
    } catch (error) {
      open = false
      await before
      await statement('ROLLBACK').catch(() => {
        broken = true // the server rolls back what its lost connection left open
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  const queryStore = statementOn(store)
  const end = async (): Promise<void> => {
    await Promise.all([store.end(), pool.end()])
  }
  try {
    await greet(queryStore, address)
  } catch (error) {
    await end()
    throw error
  }

  return {
    kind: 'server',
    address,
    pool: pool as unknown as Pool, // the same shape; its overloads for streams and callbacks say more
    query: ((text: string, values?: readonly unknown[]) => {
      scope.refuseInside()
      return queryStore(text, values)
    }) as Sql['query'],
    async transaction(work) {
      scope.refuseInside()
      for (let meetings = 1; ; meetings++) {
        try {
          return await transactOnce(work)
        } catch (error) {
          if (meetings >= mostMeetings || !hasMet(error)) throw error
          await sleep(meetings * 20 * Math.random())
        }
      }
    },
    async vacuum() {
      await queryStore('VACUUM ANALYZE')
    },
    async rewrite(tables) {
      for (const table of tables) await queryStore(`VACUUM FULL ANALYZE ${table}`)
    },
    close: end,
  }
}

/** The server's own settings must not change how values are written: store/rows.ts reads these forms, in UTC. */
const textForms = '-c datestyle=ISO -c timezone=UTC -c bytea_output=hex -c intervalstyle=postgres'

/** Values travel as text in both directions; store/rows.ts reads them. */
const storeTypes = { getTypeParser: storeParser } as unknown as pg.CustomTypesConfig

/** Several statements in one text give several results; the last one counts. */
function readResult(result: pg.QueryResult | pg.QueryResult[]): unknown[] {
  const last = Array.isArray(result) ? result.at(-1) : result
  return last?.rows ?? []
}

function addressOf(url: string): string {
  try {
    const { protocol, hostname, port, pathname, searchParams } = new URL(url)
    if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new Error(protocol)
    const host = hostname || searchParams.get('host') || 'localhost'
    return `${host}:${port || '5432'}${pathname}`
  } catch (error) {
    throw new ConfigError('DATABASE_URL is no address such as postgres://user:password@host:5432/pantau', {
      // The URL itself stays out of it: it holds the password.
      cause: error instanceof Error ? error.name : undefined,
    })
  }
}

/** The first conversation: whether it is a PostgreSQL that can hold our text. */
async function greet(query: Sql['query'], address: string): Promise<void> {
  const [server] = await query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  ).catch((error: unknown) => {
    throw refusalOf(error, address)
  })
  const major = Math.floor((server?.version ?? 0) / 10_000)
  if (major < oldestMajor) {
    throw new ConfigError(`PostgreSQL at ${address} is version ${major}: pantau needs ${oldestMajor} or newer`)
  }
  if (server?.encoding !== 'UTF8') {
    throw new ConfigError(`the database at ${address} holds ${server?.encoding}: create one with ENCODING 'UTF8'`)
  }
}

/** invalid_password, invalid_authorization, invalid_catalog_name, insufficient_privilege */
const refusals: Record<string, string> = {
  '28P01': 'check user and password in DATABASE_URL',
  '28000': 'check the user in DATABASE_URL and the server’s pg_hba.conf',
  '3D000': 'create the database first',
  '42501': 'give the user the right to connect',
}

function refusalOf(error: unknown, address: string): unknown {
  const advice = refusals[sqlState(error) ?? '']
  if (!advice || !(error instanceof Error)) return error
  return new ConfigError(`PostgreSQL at ${address} refused: ${error.message}; ${advice}`, { cause: error })
}

/** Tries of a transaction that met another one; between two that speak of the same listings the second try goes through. */
const mostMeetings = 6

/** Two transactions waited for each other, and PostgreSQL ended this one: nothing of it is written, it may run again. */
function hasMet(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error
  return /^40(001|P01)$/.test(sqlState(cause) ?? '')
}

/** SQLSTATEs that speak of the moment and not of the statement: connection, resources, shutdown, two that met (40…), time. */
const outageStates = /^(08|53|57P0[1-3]|40001|40P01|55P03|57014)/
const outageCodes =
  /^E(CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|NOENT|ACCES|HOSTUNREACH|NETUNREACH)$/

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (outageStates.test(code) || outageCodes.test(code)) return true
  // node-postgres gives no code to these.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/.test(error.message)
}

function awayMessage(address: string, error: unknown): string {
  const why = error instanceof AggregateError ? error.errors.map(String).join('; ') : (error as Error).message
  return `PostgreSQL at ${address} cannot be reached (${why}): check that it runs and that DATABASE_URL is right`
}
