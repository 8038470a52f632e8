import { z } from 'zod'
import { ConfigError } from '../model/errors.ts'
import { advanceSequences, quote, type Table, tablesOf } from './backup-tables.ts'
import type { Database, Sql } from './database.ts'
import { schemaVersion } from './migrate.ts'

// A backup is lines of JSON: a header, then for each table a line with its columns and lines with its rows. Values are
// PostgreSQL's own text, so that it goes from an embedded database to a server and back without anything in between.
// The queue's tables are not in it: jobs follow from the configuration and from the rows.

/** Raised when the form of the lines changes. */
const format = 1

/** Rows in one line, at most. */
const batchRows = 500

/** Bytes of row text in one line, about; a single row may have more. */
const batchBytes = 4_000_000

const Header = z.object({ pantau: z.literal('backup'), format: z.number(), schema: z.number(), tables: z.number() })
const Line = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ rows: z.array(z.array(z.string().nullable())) }),
  z.object({ end: z.literal(true), rows: z.number() }),
])

/**
 * Everything in `pantau.*` as lines without their line ends, seen at one moment. Memory stays at a few batches, however
 * long the reader takes; an embedded database serves nobody else meanwhile.
 */
export async function* backup(database: Database): AsyncGenerator<string> {
  const { lines, done } = handOver((write) =>
    database.transaction(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
      const tables = await tablesOf(sql)
      const schema = await schemaVersion(sql)
      await write(JSON.stringify({ pantau: 'backup', format, schema, tables: tables.length }))
      let count = 0
      for (const table of tables) {
        await write(JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) }))
        count += await dumpRows(sql, table, write)
      }
      await write(JSON.stringify({ end: true, rows: count }))
    }),
  )
  yield* lines
  await done
}

async function dumpRows(sql: Sql, table: Table, write: (line: string) => Promise<void>): Promise<number> {
  const columns = table.columns.map(({ name }) => `${quote(name)}::text`).join(', ')
  await sql.query(`DECLARE backup CURSOR FOR SELECT ARRAY[${columns}] AS cells FROM pantau.${quote(table.name)}`)
  let count = 0
  let size = batchRows
  for (;;) {
    const rows = await sql.query<{ cells: (string | null)[] }>(`FETCH ${size} FROM backup`)
    if (rows.length === 0) break
    count += rows.length
    const line = JSON.stringify({ rows: rows.map(({ cells }) => cells) })
    // Rows of one table are much alike: the next batch is cut after the size of this one.
    size = Math.max(1, Math.min(batchRows, Math.floor((size * batchBytes) / Math.max(line.length, 1))))
    await write(line)
  }
  await sql.query('CLOSE backup')
  return count
}

/**
 * Fills an empty, migrated database with the lines of a backup, in one transaction. Throws a ConfigError where it holds
 * rows already, where the backup is of another version, and where it is cut short; nothing has changed then.
 */
export async function restore(
  database: Database,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<{ tables: number; rows: number }> {
  return database.transaction(async (sql) => {
    const tables = await tablesOf(sql)
    await refuseFull(sql, tables)
    let header: z.infer<typeof Header> | undefined
    let into: { table: Table; columns: string[] } | undefined
    let count = 0
    let ended = false
    for await (const text of lines) {
      if (text.trim() === '') continue
      const value = readLine(text)
      if (!header) {
        header = await checkHeader(sql, value)
        continue
      }
      const line = Line.safeParse(value)
      if (!line.success || ended) throw new ConfigError('the backup is damaged: a line in it is none of pantau')
      if ('end' in line.data) {
        if (line.data.rows !== count) throw cutShort(`${count} of ${line.data.rows} rows`)
        ended = true
      } else if ('table' in line.data) {
        into = { table: tableNamed(tables, line.data.table), columns: line.data.columns }
      } else {
        if (!into) throw new ConfigError('the backup is damaged: rows without a table')
        await insertRows(sql, into, line.data.rows)
        count += line.data.rows.length
      }
    }
    if (!ended) throw cutShort('its last line is missing')
    await advanceSequences(sql, tables)
    return { tables: header?.tables ?? 0, rows: count }
  })
}

const cutShort = (what: string): ConfigError => new ConfigError(`the backup is cut short (${what}): copy it again`)

function readLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConfigError('the backup is damaged: a line in it is no JSON', { cause: error })
  }
}

async function checkHeader(sql: Sql, value: unknown): Promise<z.infer<typeof Header>> {
  const header = Header.safeParse(value)
  if (!header.success) throw new ConfigError('this is no backup of pantau: its first line says otherwise')
  if (header.data.format !== format) {
    throw new ConfigError(`the backup has format ${header.data.format}, this pantau reads format ${format}`)
  }
  const here = await schemaVersion(sql)
  if (header.data.schema !== here) {
    throw new ConfigError(
      `the backup has schema version ${header.data.schema}, this database ${here}: restore it with the pantau that made it`,
    )
  }
  return header.data
}

function tableNamed(tables: readonly Table[], name: string): Table {
  const table = tables.find((one) => one.name === name)
  if (!table) throw new ConfigError(`the backup has a table "${name}" that this pantau does not know`)
  return table
}

/** One statement a batch: an array a column, each cast from text by the column's own type. */
async function insertRows(
  sql: Sql,
  { table, columns }: { table: Table; columns: string[] },
  rows: readonly (string | null)[][],
): Promise<void> {
  const types = columns.map((name) => table.columns.find((column) => column.name === name)?.type)
  if (types.includes(undefined)) throw new ConfigError(`the backup's table "${table.name}" has other columns`)
  const values = columns.map((_, at) => `c${at}::${types[at]}`).join(', ')
  const names = columns.map((_, at) => `c${at}`).join(', ')
  const arrays = columns.map((_, at) => `$${at + 1}::text[]`).join(', ')
  await sql.query(
    `INSERT INTO pantau.${quote(table.name)} (${columns.map(quote).join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${values} FROM unnest(${arrays}) AS t(${names})`,
    columns.map((_, at) => rows.map((row) => row[at] ?? null)),
  )
}

async function refuseFull(sql: Sql, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const [row] = await sql.query(`SELECT 1 FROM pantau.${quote(name)} LIMIT 1`)
    if (row) throw new ConfigError(`the database is not empty (table ${name} has rows): restore into a new one`)
  }
}

/**
 * Turns a producer that pushes into lines that are pulled, one at a time: the producer waits until its line was taken.
 * A reader that stops early ends the producer with an error, so that its transaction does not stay open.
 */
function handOver(produce: (write: (line: string) => Promise<void>) => Promise<void>): {
  lines: AsyncGenerator<string>
  done: Promise<void>
} {
  let deliver: (line: string | undefined) => void = () => undefined
  let taken: () => void = () => undefined
  let stopped = false
  let next = new Promise<string | undefined>((resolve) => {
    deliver = resolve
  })
  const done = produce(async (line) => {
    if (stopped) throw new Error('nobody reads the backup any more')
    const wasTaken = new Promise<void>((resolve) => {
      taken = resolve
    })
    deliver(line)
    await wasTaken
    if (stopped) throw new Error('nobody reads the backup any more')
  })
  const finished = done.then(
    () => deliver(undefined),
    () => deliver(undefined),
  )
  async function* read(): AsyncGenerator<string> {
    try {
      for (;;) {
        const line = await next
        if (line === undefined) return
        next = new Promise((resolve) => {
          deliver = resolve
        })
        yield line
        taken()
      }
    } finally {
      stopped = true
      taken()
      await finished
    }
  }
  return { lines: read(), done }
}
