import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { StoreError } from '../../model/errors.ts'
import type { LocalDatabase, Sql } from '../../store/database.ts'
import { poolTests } from './database-pool-suite.ts'

/** What must hold for every database that Pantau can run on. */
export function databaseSuite(open: () => Promise<{ database: LocalDatabase; leave(): Promise<void> }>): void {
  let database: LocalDatabase
  let leave: () => Promise<void>

  beforeAll(async () => {
    ;({ database, leave } = await open())
    await database.query('CREATE SCHEMA IF NOT EXISTS pantau; CREATE SCHEMA IF NOT EXISTS bullmq')
    await database.query('CREATE TABLE pantau.things (id int PRIMARY KEY, name text)')
  })
  afterAll(() => leave())
  beforeEach(async () => {
    await database.query('DELETE FROM pantau.things')
  })

  const put = (sql: Sql, id: number, name = 'a'): Promise<unknown> =>
    sql.query('INSERT INTO pantau.things VALUES ($1, $2)', [id, name])
  const ids = async (): Promise<number[]> =>
    (await database.query<{ id: number }>('SELECT id FROM pantau.things ORDER BY id')).map(({ id }) => id)

  test('values come back as the store’s types', async () => {
    const [row] = await database.query(`
      SELECT 279000000::int8 AS count, 9007199254740993::int8 AS huge, 12::int2 AS small, 1.25::float8 AS float,
        1.50::numeric AS price, 0.1234567890123456789::numeric AS long, count(*) AS one, sum(5::int8) AS sum,
        '\\xdeadbeef'::bytea AS bytes, '2021-05-20'::date AS day, '2021-05-20 03:04:05.678+07'::timestamptz AS time,
        'infinity'::timestamptz AS forever, '{"a":[1,null]}'::jsonb AS object, '[1]'::json AS list, 'null'::jsonb AS nothing,
        true AS yes, false AS no, NULL::text AS empty, 'x' AS text, ARRAY[1,2]::int8[] AS numbers,
        ARRAY['a,b','"',NULL,'NULL'] AS texts, ARRAY['2021-05-20'::date] AS days, '{}'::text[] AS none,
        ARRAY[[1,2],[3,4]] AS grid, ARRAY['\\x00ff'::bytea] AS blobs, ARRAY['{"a":1}'::jsonb] AS objects`)
    expect(row).toEqual({
      count: 279_000_000,
      huge: 9_007_199_254_740_993n,
      small: 12,
      float: 1.25,
      price: 1.5,
      long: '0.1234567890123456789',
      one: 1,
      sum: 5,
      bytes: Buffer.from('deadbeef', 'hex'),
      day: '2021-05-20',
      time: new Date('2021-05-19T20:04:05.678Z'),
      forever: 'infinity',
      object: { a: [1, null] },
      list: [1],
      nothing: null,
      yes: true,
      no: false,
      empty: null,
      text: 'x',
      numbers: [1, 2],
      texts: ['a,b', '"', null, 'NULL'],
      days: ['2021-05-20'],
      none: [],
      grid: [
        [1, 2],
        [3, 4],
      ],
      blobs: [Buffer.from('00ff', 'hex')],
      objects: [{ a: 1 }],
    })
  })

  test('parameters arrive as what they are', async () => {
    const time = new Date('2021-05-20T01:02:03.004Z')
    const bytes = Buffer.from([0, 1, 255, 92, 39])
    const [row] = await database.query(
      `SELECT $1::int8 AS a, $2::int8 AS b, $3::bool AS c, $4::timestamptz AS d, $5::bytea AS e, $6::jsonb AS f,
        $7::jsonb AS g, $8::text[] AS h, $9::int[] AS i, $10::text AS j, $11::float8 AS k, $12::date AS l,
        $13::bytea[] AS m, $14::jsonb AS n`,
      [
        279_000_000,
        9_007_199_254_740_993n,
        false,
        time,
        bytes,
        { a: "o'clock" },
        JSON.stringify([1, 'two']),
        ['a,b', '"\\', null, '', 'NULL'],
        [1, null],
        undefined,
        Number.NaN,
        '2021-05-20',
        [bytes],
        JSON.stringify('text'),
      ],
    )
    expect(row).toEqual({
      a: 279_000_000,
      b: 9_007_199_254_740_993n,
      c: false,
      d: time,
      e: bytes,
      f: { a: "o'clock" },
      g: [1, 'two'],
      h: ['a,b', '"\\', null, '', 'NULL'],
      i: [1, null],
      j: null,
      k: Number.NaN,
      l: '2021-05-20',
      m: [bytes],
      n: 'text',
    })
  })

  test('any text survives, alone, in an array and in JSON', async () => {
    // PostgreSQL's text has no NUL, and UTF-8 no half of a surrogate pair.
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed())
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.option(text)), async (one, many) => {
        const [row] = await database.query('SELECT $1::text AS one, $2::text[] AS many, $3::jsonb AS json', [
          one,
          many,
          JSON.stringify({ one, many }),
        ])
        expect(row).toEqual({ one, many, json: { one, many } })
      }),
      { numRuns: 50 },
    )
  })

  test('without values a text may hold several statements; the last one’s rows count', async () => {
    expect(await database.query("INSERT INTO pantau.things VALUES (1, 'a;b'); SELECT name FROM pantau.things")).toEqual(
      [{ name: 'a;b' }],
    )
    expect(await database.query('SELECT 1 AS a WHERE false')).toEqual([])
  })

  test('a transaction is whole or nothing', async () => {
    expect(
      await database.transaction(async (sql) => {
        await put(sql, 1)
        await put(sql, 2)
        return 'done'
      }),
    ).toBe('done')
    await expect(
      database.transaction(async (sql) => {
        await put(sql, 3)
        throw new Error('half way')
      }),
    ).rejects.toThrow('half way')
    expect(await ids()).toEqual([1, 2])
  })

  test('nobody else’s statement lands in a transaction', async () => {
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    let goOn: () => void = () => undefined
    const others = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const failing = database.transaction(async (sql) => {
      await put(sql, 1)
      begin()
      await others
      await put(sql, 2)
      throw new Error('rolled back')
    })
    await begun
    const acknowledged = [put(database, 3), database.pool.query('INSERT INTO pantau.things VALUES (4)')]
    goOn()
    await expect(failing).rejects.toThrow('rolled back')
    await Promise.all(acknowledged)
    expect(await ids()).toEqual([3, 4])
  })

  test('callers at the same time each get their own transaction', async () => {
    const callers = Array.from({ length: 20 }, (_, at) =>
      database.transaction(async (sql) => {
        await put(sql, at)
        await sql.query('SELECT 1')
        if (at % 2 === 1) throw new Error('odd')
      }),
    )
    const single = Array.from({ length: 20 }, (_, at) => put(database, 100 + at))
    const outcomes = await Promise.allSettled(callers)
    await Promise.all(single)
    expect(outcomes.map(({ status }) => status)).toEqual(
      callers.map((_, at) => (at % 2 === 1 ? 'rejected' : 'fulfilled')),
    )
    expect(await ids()).toEqual([
      ...Array.from({ length: 10 }, (_, at) => at * 2),
      ...Array.from({ length: 20 }, (_, at) => 100 + at),
    ])
  })

  test('a statement on the database from inside its transaction is refused, it would wait for itself', async () => {
    await expect(database.transaction(() => database.query('SELECT 1'))).rejects.toThrow(StoreError)
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(/own sql/)
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a transaction’s sql is of no use after it', async () => {
    let kept: Sql | undefined
    await database.transaction(async (sql) => {
      kept = sql
    })
    await expect(kept?.query('SELECT 1')).rejects.toThrow(StoreError)
  })

  test('statements sent at once roll back together when one of them fails', async () => {
    await expect(
      database.transaction((sql) => Promise.all([sql.query('SELECT nothing'), put(sql, 1), put(sql, 2)])),
    ).rejects.toThrow('nothing')
    await put(database, 3)
    expect(await ids()).toEqual([3])
  })

  test('a transaction that went on after a failed statement is not taken for committed', async () => {
    await expect(
      database.transaction(async (sql) => {
        await put(sql, 1)
        await sql.query('SELECT nothing').catch(() => undefined)
      }),
    ).rejects.toThrow(/rolled back/)
    expect(await ids()).toEqual([])
  })

  test('an error has its SQLSTATE and none of the values', async () => {
    await put(database, 1, 'first')
    const error = await put(database, 1, '081200000001').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: '23505', constraint: 'things_pkey' })
    const everything = JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(error as Error)))
    expect(everything).not.toContain('081200000001')
    expect(everything).not.toContain('(1)')
    expect(await ids()).toEqual([1])
  })

  test('a large batch', async () => {
    const count = 20_000
    const numbers = Array.from({ length: count }, (_, at) => at)
    const sent = await database.query<{ id: number }>(
      'INSERT INTO pantau.things SELECT * FROM unnest($1::int[], $2::text[]) RETURNING id',
      [numbers, numbers.map((at) => `name ${at}`)],
    )
    expect(sent.length).toBe(count)
    expect(await database.query('SELECT count(*) AS count, max(name) AS name FROM pantau.things')).toEqual([
      { count, name: 'name 9999' },
    ])
  })

  test('vacuum', async () => {
    await put(database, 1)
    await database.vacuum()
    expect(await ids()).toEqual([1])
  })

  poolTests(() => database)
}
