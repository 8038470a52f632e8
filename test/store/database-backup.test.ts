import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../../model/errors.ts'
import { backup, restore } from '../../store/backup.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { migrate } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

const schema = `
  CREATE TABLE pantau.a_deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    listing text NOT NULL REFERENCES pantau.z_listings (id),
    serial serial
  );
  CREATE TABLE pantau.z_listings (
    id text PRIMARY KEY, count bigint, price numeric, seen timestamptz, day date, hash bytea, names text[],
    contacts jsonb, "mixed Case" boolean, size int GENERATED ALWAYS AS (length(id)) STORED
  );
  CREATE TABLE pantau.empty (id int)`
// The reference stands before the table that it names only by its own name; make them in the right order.
const statements = schema.split(/;\s*(?=CREATE)/)
const migrations = { '0001_start.sql': [statements[1], statements[0], statements[2]].join(';') }

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-migrations-'))
  for (const [name, content] of Object.entries(migrations)) await writeFile(join(folder, name), content)
})
afterAll(() => rm(folder, { recursive: true }))

const empty = async (database: LocalDatabase): Promise<void> => {
  await database.query('DROP SCHEMA IF EXISTS pantau CASCADE')
  await migrate(database, folder)
}

/** Rows with every kind of value, hostile text and more of them than one batch holds. */
async function fill(database: LocalDatabase): Promise<void> {
  await empty(database)
  await database.query(
    `INSERT INTO pantau.z_listings VALUES ('first', 279000000, 0.15, '2021-05-20T01:02:03.000004Z', '2021-05-20', $1, $2,
      $3, true), ('second', 9223372036854775807, NULL, 'infinity', NULL, '', '{}', 'null', NULL)`,
    [Buffer.from([0, 255]), ['a,"b', null, '\\'], JSON.stringify([{ type: 'telegram', value: "o'k\n\u2028" }])],
  )
  await database.query(
    "INSERT INTO pantau.z_listings (id, contacts) SELECT 'row ' || n, to_jsonb(repeat('x', 2000)) FROM generate_series(1, 3000) n",
  )
  await database.query("INSERT INTO pantau.a_deliveries (listing) SELECT 'first' FROM generate_series(1, 10)")
}

async function everything(database: LocalDatabase): Promise<unknown> {
  const listings = await database.query('SELECT l::text AS row FROM pantau.z_listings l ORDER BY id')
  return { listings, deliveries: await database.query('SELECT * FROM pantau.a_deliveries ORDER BY id') }
}

async function linesOf(database: LocalDatabase): Promise<string[]> {
  const lines: string[] = []
  for await (const line of backup(database)) lines.push(line)
  return lines
}

async function embedded(): Promise<{ database: LocalDatabase; leave(): Promise<void> }> {
  const place = await freshFolder()
  const database = await openEmbedded({ folder: place.folder, floorBytes: 0 })
  return { database, leave: () => database.close().then(place.remove) }
}

describe('a backup of an embedded database', () => {
  let database: LocalDatabase
  let leave: () => Promise<void>

  beforeAll(async () => {
    ;({ database, leave } = await embedded())
    await fill(database)
  })
  afterAll(() => leave())

  test('is lines of JSON, referred tables first, cut into small batches', async () => {
    const lines = (await linesOf(database)).map((line) => JSON.parse(line))
    expect(lines[0]).toEqual({ pantau: 'backup', format: 1, schema: 1, tables: 3 })
    expect(lines.flatMap(({ table }) => table ?? [])).toEqual(['empty', 'z_listings', 'a_deliveries'])
    expect(lines.find(({ table }) => table === 'z_listings').columns).not.toContain('size')
    expect(lines.at(-1)).toEqual({ end: true, rows: 3_012 })
    expect(Math.max(...lines.map(({ rows }) => (Array.isArray(rows) ? rows.length : 0)))).toBeLessThanOrEqual(500)
  })

  test('a reader that stops early leaves nothing open', async () => {
    for await (const line of backup(database)) if (JSON.parse(line).table) break
    await database.query('UPDATE pantau.empty SET id = 1')
    expect((await linesOf(database)).at(-1)).toContain('"end":true')
  })

  test('is refused by a database that has rows', async () => {
    const lines = await linesOf(database)
    await expect(restore(database, lines)).rejects.toThrow(/not empty \(table z_listings has rows\)/)
  })

  describe('restored', () => {
    let before: unknown
    let lines: string[]

    beforeAll(async () => {
      before = await everything(database)
      lines = await linesOf(database)
    })
    beforeEach(() => empty(database))

    test('is the same, and its sequences go on', async () => {
      expect(await restore(database, lines)).toEqual({ tables: 3, rows: 3_012 })
      expect(await everything(database)).toEqual(before)
      const [next] = await database.query("INSERT INTO pantau.a_deliveries (listing) VALUES ('first') RETURNING *")
      expect(next).toEqual({ id: 11, listing: 'first', serial: 11 })
    })

    test.each<[string, (lines: string[]) => string[], RegExp]>([
      ['cut short', (all) => all.slice(0, -1), /cut short \(its last line is missing\)/],
      ['missing a line', (all) => all.filter((line) => !line.startsWith('{"rows"')), /cut short \(0 of 3012 rows\)/],
      ['of another schema', (all) => [all[0]?.replace('"schema":1', '"schema":2') ?? '', ...all.slice(1)], /version 2/],
      ['of another format', (all) => [all[0]?.replace('"format":1', '"format":9') ?? '', ...all.slice(1)], /format 9/],
      ['something else', () => ['id,name', '1,2'], /no JSON/],
      ['some other JSON', () => ['{"a":1}'], /no backup of pantau/],
      ['empty', () => [], /cut short/],
      ['damaged', (all) => all.map((line) => line.replace('z_listings', 'x')), /does not know/],
    ])('%s: refused, and nothing has changed', async (_, damage, reason) => {
      const refusal = await restore(database, damage(lines)).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(ConfigError)
      expect((refusal as Error).message).toMatch(reason)
      expect(await database.query('SELECT count(*) AS count FROM pantau.z_listings')).toEqual([{ count: 0 }])
    })
  })
})

await describeWith('postgres', 'a backup moves', (adminUrl) => {
  test('from embedded to a server and back, and stays the same', async () => {
    const here = await embedded()
    const { url, drop } = await freshDatabase(adminUrl)
    const there = await openServer(url)
    await fill(here.database)
    await empty(there)
    // The server's own ways to write dates and bytes must not get into it.
    await there.query("ALTER ROLE CURRENT_USER SET datestyle = 'SQL, DMY'")
    const before = await everything(here.database)
    await restore(there, backup(here.database))
    expect(await everything(there)).toEqual(before)
    await empty(here.database)
    await restore(here.database, backup(there))
    expect(await everything(here.database)).toEqual(before)
    await there.query('ALTER ROLE CURRENT_USER RESET datestyle')
    await there.close()
    await drop()
    await here.leave()
  })
})
