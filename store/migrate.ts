import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError } from '../model/errors.ts'
import type { Database, Sql } from './database.ts'

/** One step of the schema: a file `0001_start.sql`. */
export interface Migration {
  version: number
  name: string
  sql: string
}

/** The build copies this folder beside the compiled file. */
const defaultFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** Serializes starters on one server; the number spells PANT. */
const lock = 0x50414e54

/**
 * Brings the database to the newest schema: runs the files of `folder` that it has not seen, in order and all in one
 * transaction, and records each in `pantau.migrations`. Several starters at once are fine: the first does the work.
 *
 * Throws a ConfigError where the database is newer than the files. A file that fails leaves everything as it was.
 */
export async function migrate(database: Database, folder: string = defaultFolder): Promise<void> {
  const migrations = await readMigrations(folder)
  const newest = migrations.at(-1)?.version ?? 0
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [lock])
    const current = await prepare(sql)
    if (current > newest) {
      throw new ConfigError(
        `the database has schema version ${current}, this pantau knows ${newest}: run the newer pantau that made it`,
      )
    }
    for (const { version, name, sql: statements } of migrations) {
      if (version <= current) continue
      await sql.query(statements)
      await sql.query('INSERT INTO pantau.migrations (version, name) VALUES ($1, $2)', [version, name])
    }
  })
}

/** The schema version that a database is at; 0 where it has none. */
export async function schemaVersion(sql: Sql): Promise<number> {
  const [there] = await sql.query<{ there: boolean }>("SELECT to_regclass('pantau.migrations') IS NOT NULL AS there")
  if (!there?.there) return 0
  const [row] = await sql.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int AS version FROM pantau.migrations',
  )
  return row?.version ?? 0
}

/** Makes the ledger where there is none. A reader without the right to create finds it made, and is left alone. */
async function prepare(sql: Sql): Promise<number> {
  const [there] = await sql.query<{ there: boolean }>("SELECT to_regclass('pantau.migrations') IS NOT NULL AS there")
  if (!there?.there) {
    await sql.query(`
      CREATE SCHEMA IF NOT EXISTS pantau;
      CREATE TABLE pantau.migrations (
        version    integer PRIMARY KEY,
        name       text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`)
  }
  return schemaVersion(sql)
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, at) => {
      const version = Number(name.slice(0, 4))
      if (version !== at + 1)
        throw new ConfigError(`${join(folder, name)} is out of order: number ${at + 1} is missing`)
      return { version, name: name.slice(5, -4), sql: await readFile(join(folder, name), 'utf8') }
    }),
  )
}
