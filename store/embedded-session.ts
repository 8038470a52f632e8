import { type PGlite, type Results, types } from '@electric-sql/pglite'
import { StoreError } from '../model/errors.ts'
import { type Result, runStatement } from './embedded-statement.ts'
import { type Cell, encodeValue } from './rows.ts'

// PGlite is one session, and one session serves the whole process. Whoever wants it takes a turn and holds it for one
// statement or for one transaction; nobody else's statement lands in between.

/** The session, for as long as it is held. */
export interface Turn {
  /** Runs a statement; statements sent at the same time run one after the other. */
  run(text: string, values?: readonly unknown[]): Promise<Result>
  /** Whether a transaction is open, also a failed one. */
  inTransaction(): boolean
  /** Gives the session back: rolls back what is still open, and refuses statements that have not begun. */
  end(): Promise<void>
}

export interface Session {
  take(): Promise<Turn>
  /** Refuses new turns, waits up to `graceMs` for those that were asked for, and closes PGlite. */
  close(graceMs: number): Promise<void>
}

/** PGlite works on the thread that calls it. After so long, in ms, the event loop gets its own turn: timers, signals. */
const stretchMs = 10

/**
 * `beforeTurn` runs at the beginning of every turn, before any statement of it.
 */
export function openSession(pglite: PGlite, beforeTurn: (run: Turn['run']) => Promise<void>): Session {
  // PGlite passes text through; store/rows.ts does the rest.
  pglite.parsers = passThrough(types.parsers)

  let last: Promise<void> = Promise.resolve()
  let closing = false
  let wakeAll: () => void = () => undefined
  const wake = new Promise<void>((resolve) => {
    wakeAll = resolve
  })
  let closed = false
  let breathedAt = performance.now()

  async function breathe(): Promise<void> {
    if (performance.now() - breathedAt < stretchMs) return
    await new Promise((resolve) => setImmediate(resolve))
    breathedAt = performance.now()
  }

  async function execute(text: string, values?: readonly unknown[]): Promise<Result> {
    await breathe()
    if (values !== undefined && values.length > 0) return runStatement(pglite, text, values.map(encodeValue))
    return readResult((await pglite.exec(text, { rowMode: 'array' })).at(-1))
  }

  function beginTurn(giveBack: () => void): Turn {
    let before: Promise<unknown> = Promise.resolve()
    let over = false
    return {
      run(text, values) {
        const result = before.then(() => {
          if (over || closed) throw new StoreError('a statement came after its transaction was over')
          return execute(text, values)
        })
        before = result.catch(() => undefined)
        return result
      },
      inTransaction: () => pglite.isInTransaction(),
      async end() {
        if (over) return
        over = true
        await before
        try {
          if (!pglite.closed && pglite.isInTransaction()) await execute('ROLLBACK')
        } finally {
          giveBack()
        }
      },
    }
  }

  return {
    async take() {
      if (closing) throw new StoreError('the embedded database is closed')
      const before = last
      let giveBack = (): void => undefined
      last = new Promise((resolve) => {
        giveBack = resolve
      })
      await Promise.race([before, wake])
      if (closed) {
        giveBack()
        throw new StoreError('the embedded database is closed')
      }
      const turn = beginTurn(giveBack)
      try {
        await beforeTurn(turn.run)
      } catch (error) {
        await turn.end()
        throw error
      }
      return turn
    },
    async close(graceMs) {
      closing = true
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([last, patience])
      clearTimeout(timer)
      closed = true
      wakeAll() // those behind a transaction that never ended are refused
      if (!pglite.closed) await pglite.close()
    },
  }
}

function passThrough(handlers: object): Record<string, (text: string) => string> {
  return Object.fromEntries(Object.keys(handlers).map((oid) => [oid, (text: string) => text]))
}

function readResult(result: Results<unknown> | undefined): Result {
  if (!result) return { fields: [], rows: [], command: '', rowCount: null }
  return {
    fields: result.fields,
    rows: result.rows as Cell[][],
    command: result.command ?? '',
    rowCount: result.rowCount ?? null,
  }
}
