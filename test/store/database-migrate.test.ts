import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../../model/errors.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { migrate, schemaVersion } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

function migrateTests(open: () => Promise<{ database: LocalDatabase; leave(): Promise<void> }>): void {
  let database: LocalDatabase
  let leave: () => Promise<void>
  let folder: string

  beforeAll(async () => {
    ;({ database, leave } = await open())
  })
  afterAll(() => leave())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pantau-migrations-'))
    await write({
      '0001_start.sql': 'CREATE TABLE pantau.a (id int); -- ; a comment\nINSERT INTO pantau.a VALUES (1);',
      '0002_more.sql': 'CREATE TABLE pantau.b (id int)',
    })
  })
  afterEach(async () => {
    await database.query('DROP SCHEMA IF EXISTS pantau CASCADE')
    await rm(folder, { recursive: true })
  })

  const write = async (files: Record<string, string>): Promise<void> => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  }
  const tables = async (): Promise<unknown[]> =>
    (await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'pantau' ORDER BY 1")).map(
      ({ tablename }) => tablename,
    )

  test('runs what is new, in order, once', async () => {
    expect(await schemaVersion(database)).toBe(0)
    await migrate(database, folder)
    await migrate(database, folder)
    expect(await database.query('SELECT id FROM pantau.a')).toEqual([{ id: 1 }])
    await write({ '0003_last.sql': 'ALTER TABLE pantau.b ADD COLUMN name text', 'README.md': 'no migration' })
    await migrate(database, folder)
    expect(await database.query('SELECT version, name, applied_at FROM pantau.migrations ORDER BY 1')).toEqual([
      { version: 1, name: 'start', applied_at: expect.any(Date) },
      { version: 2, name: 'more', applied_at: expect.any(Date) },
      { version: 3, name: 'last', applied_at: expect.any(Date) },
    ])
  })

  test('two starters at once do the work once', async () => {
    await Promise.all([migrate(database, folder), migrate(database, folder), migrate(database, folder)])
    expect(await database.query('SELECT id FROM pantau.a')).toEqual([{ id: 1 }])
  })

  test('a file that fails leaves everything as it was', async () => {
    await write({ '0003_wrong.sql': 'CREATE TABLE pantau.c (id int); SELECT nothing' })
    await expect(migrate(database, folder)).rejects.toThrow(/nothing/)
    expect(await tables()).toEqual([])
  })

  test('a database that is newer than this version is refused', async () => {
    await migrate(database, folder)
    await rm(join(folder, '0002_more.sql'))
    const refusal = await migrate(database, folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ConfigError)
    expect((refusal as Error).message).toMatch(/schema version 2, this pantau knows 1: run the newer pantau/)
  })

  test('a gap in the numbers is refused', async () => {
    await write({ '0004_gap.sql': 'SELECT 1' })
    await expect(migrate(database, folder)).rejects.toThrow(/number 3 is missing/)
  })

  test('Pantau’s own', async () => {
    await migrate(database)
    expect(await schemaVersion(database)).toBeGreaterThan(0)
    expect(await tables()).toContain('posts')
  })
}

describe('migrations of an embedded database', () => {
  migrateTests(async () => {
    const { folder, remove } = await freshFolder()
    const database = await openEmbedded({ folder, floorBytes: 0 })
    return { database, leave: () => database.close().then(remove) }
  })
})

await describeWith('postgres', 'migrations on a server', (adminUrl) => {
  migrateTests(async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    const database = await openServer(url)
    return { database, leave: () => database.close().then(drop) }
  })
})
