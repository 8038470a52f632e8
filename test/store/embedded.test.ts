import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, StoreError } from '../../model/errors.ts'
import { type EmbeddedDatabase, openEmbedded } from '../../store/embedded.ts'
import { type Pressure, watchFloor } from '../../store/embedded-floor.ts'
import { postgresMajor } from '../../store/embedded-folder.ts'
import { freshFolder } from '../services/embedded.ts'

const megabyte = 1024 * 1024
let free = 1_000 * megabyte
const news: (Pressure | undefined)[] = []
let folder: string
let remove: () => Promise<void>
let database: EmbeddedDatabase

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  database = await openEmbedded({
    folder,
    everyMs: 0,
    freeBytes: async () => free,
    onPressure: (pressure) => news.push(pressure),
  })
  await database.query('CREATE SCHEMA pantau; CREATE TABLE pantau.things (id int)')
})
afterAll(async () => {
  await database.close()
  await remove()
})
afterEach(async () => {
  free = 1_000 * megabyte
  await database.query('DELETE FROM pantau.things')
  news.length = 0
})

const count = async (): Promise<unknown> => (await database.query('SELECT count(*) AS count FROM pantau.things'))[0]

describe('one session for everybody', () => {
  test('timers get through while thousands of statements are awaited', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 1)
    for (let id = 0; id < 6_000; id++) await database.query('INSERT INTO pantau.things VALUES ($1)', [id])
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
    expect(await count()).toEqual({ count: 6_000 })
  })

  test('also inside of one transaction', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 1)
    await database.transaction(async (sql) => {
      for (let id = 0; id < 1_000; id++) await sql.query('INSERT INTO pantau.things VALUES ($1)', [id])
    })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(2)
  })

  test.each(['BEGIN', 'BEGIN; INSERT INTO pantau.things VALUES (1)', 'START TRANSACTION'])(
    'a transaction that is opened as a statement is undone: %s',
    async (text) => {
      await expect(database.query(text)).rejects.toThrow(StoreError)
      await expect(database.pool.query(text)).rejects.toThrow(/client of its own/)
      await database.query('INSERT INTO pantau.things VALUES (2)')
      expect(await count()).toEqual({ count: 1 })
    },
  )

  test('the queue’s pool is refused inside a transaction of the store, it would wait for itself', async () => {
    await expect(database.transaction(() => database.pool.query('SELECT 1'))).rejects.toThrow(/enqueue jobs after/)
  })
})

describe('the floor of free space', () => {
  test('writes are refused below it, reads go on, and writing resumes by itself', async () => {
    await database.query('INSERT INTO pantau.things VALUES (1)')
    free = 100 * megabyte
    const refusal = await database.query('INSERT INTO pantau.things VALUES (2)').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StoreError)
    expect((refusal as Error).message).toBe(
      `writing is paused: 100 MB free at ${folder}, below the floor of 512 MB; ` +
        'free some space, it goes on by itself and nothing is lost',
    )
    await expect(
      database.transaction(async (sql) => {
        expect(await sql.query('SELECT id FROM pantau.things')).toEqual([{ id: 1 }])
        await sql.query('WITH gone AS (DELETE FROM pantau.things RETURNING id) SELECT * FROM gone')
      }),
    ).rejects.toThrow(StoreError)
    await expect(database.vacuum()).rejects.toThrow(StoreError)
    expect(await count()).toEqual({ count: 1 })
    expect(await database.pressure()).toMatchObject({ freeBytes: 100 * megabyte })
    free = 600 * megabyte
    await database.query('INSERT INTO pantau.things VALUES (3)')
    expect(await count()).toEqual({ count: 2 })
    expect(news).toEqual([{ folder, freeBytes: 100 * megabyte, floorBytes: 512 * megabyte }, undefined])
  })

  test('a transaction that began above it is finished', async () => {
    await database.transaction(async (sql) => {
      await sql.query('INSERT INTO pantau.things VALUES (1)')
      free = 0
      await sql.query('INSERT INTO pantau.things VALUES (2)')
    })
    expect(await count()).toEqual({ count: 2 })
  })

  test('the queue waits: its writes are made when there is space, once', async () => {
    free = 0
    const client = await database.pool.connect()
    const waiting = Promise.all([
      database.pool.query('INSERT INTO pantau.things VALUES (1) RETURNING id'),
      client.query('INSERT INTO pantau.things VALUES ($1)', [2]),
    ])
    expect((await database.pool.query('SELECT count(*)::int AS count FROM pantau.things')).rows).toEqual([{ count: 0 }])
    // A transaction cannot be taken up in the middle: it is refused.
    const other = await database.pool.connect()
    await other.query('BEGIN')
    await expect(other.query('DELETE FROM pantau.things')).rejects.toThrow(/writing is paused/)
    other.release()
    free = 600 * megabyte
    await waiting
    client.release()
    expect(await count()).toEqual({ count: 2 })
  })
})

describe('the data folder', () => {
  test('holds the PostgreSQL that its check expects', async () => {
    const [row] = await database.query<{ major: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS major",
    )
    expect(row?.major).toBe(postgresMajor)
    expect(await readFile(join(folder, 'postgres', 'PG_VERSION'), 'utf8')).toBe(`${postgresMajor}\n`)
  })

  test.each([
    ['VERSION', '7\n', /its layout is version 7, this pantau reads version 1/],
    ['postgres/PG_VERSION', '16\n', /it holds PostgreSQL 16, this pantau brings PostgreSQL 18/],
  ])('of another version is refused, and said how to move: %s', async (file, content, reason) => {
    const other = await freshFolder()
    await writeFile(join(other.folder, file), content)
    const refusal = (await openEmbedded({ folder: other.folder }).catch((error: unknown) => error)) as Error
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toMatch(reason)
    expect(refusal.message).toMatch(/"pantau backup".*"pantau restore"/)
    expect(refusal.message).not.toContain('\n')
    expect(await readdir(join(other.folder, 'lock'))).toEqual([])
    await other.remove()
  })

  test('a first start that was killed half way is begun anew', async () => {
    const other = await freshFolder()
    await rm(join(other.folder, 'postgres'), { recursive: true })
    await mkdir(join(other.folder, 'postgres.new'))
    await writeFile(join(other.folder, 'postgres.new', 'half'), 'made')
    const begun = await openEmbedded({ folder: other.folder, floorBytes: 0 })
    expect(await begun.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await begun.close()
    expect((await readdir(other.folder)).sort()).toEqual(['VERSION', 'lock', 'postgres'])
    await other.remove()
  })
})

test('closing rolls back what is still open, refuses who waits, and can be opened again', async () => {
  const other = await freshFolder()
  const closing = await openEmbedded({ folder: other.folder, graceMs: 50, floorBytes: 0 })
  await closing.query('CREATE SCHEMA pantau; CREATE TABLE pantau.things (id int)')
  const client = await closing.pool.connect()
  await client.query('BEGIN')
  await client.query('INSERT INTO pantau.things VALUES (1)')
  const waiting = expect(closing.query('INSERT INTO pantau.things VALUES (2)')).rejects.toThrow('closed')
  await closing.close()
  await waiting
  client.release()
  await expect(closing.query('SELECT 1')).rejects.toThrow('closed')
  await expect(closing.pool.query('SELECT 1')).rejects.toThrow('after calling end on the pool')
  const again = await openEmbedded({ folder: other.folder, floorBytes: 0 })
  expect(await again.query('SELECT id FROM pantau.things')).toEqual([])
  await again.close()
  await other.remove()
})

test('closing refuses what waits for space', async () => {
  const floor = watchFloor({ folder, freeBytes: async () => 0 })
  await floor.check()
  const waiting = expect(floor.cleared()).rejects.toThrow(/closed while writing was paused/)
  floor.close()
  await waiting
  await expect(floor.cleared()).rejects.toThrow(StoreError)
})
