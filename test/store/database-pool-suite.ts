import { expect, test } from 'vitest'
import type { LocalDatabase, Notification } from '../../store/database.ts'

/** What must hold for the pool that the queue lives on; a part of `databaseSuite`, over its table `pantau.things`. */
export function poolTests(database: () => LocalDatabase): void {
  const ids = async (): Promise<number[]> =>
    (await database().query<{ id: number }>('SELECT id FROM pantau.things ORDER BY id')).map(({ id }) => id)

  test('the pool: rows as node-postgres gives them, in the schema bullmq', async () => {
    const { rows, rowCount } = await database().pool.query("SELECT 5::int8 AS big, '{}'::jsonb AS json, now() AS now")
    expect({ rows, rowCount }).toEqual({ rows: [{ big: '5', json: {}, now: expect.any(Date) }], rowCount: 1 })
    await database().pool.query('CREATE TABLE jobs (id int)')
    expect(await database().query("SELECT schemaname FROM pg_tables WHERE tablename = 'jobs'")).toEqual([
      { schemaname: 'bullmq' },
    ])
    expect((await database().pool.query('INSERT INTO jobs VALUES ($1), ($2)', [1, 2])).rowCount).toBe(2)
  })

  test('the pool: a client’s transaction is its own until it ends', async () => {
    const client = await database().pool.connect()
    await client.query('BEGIN')
    await client.query("INSERT INTO pantau.things VALUES (1, 'a')")
    const other = database().query("INSERT INTO pantau.things VALUES (2, 'b')")
    await client.query('ROLLBACK')
    await other
    await client.query('BEGIN; SET LOCAL search_path TO pantau')
    await client.query("INSERT INTO things VALUES (3, 'c')")
    await client.query('COMMIT')
    client.release()
    expect(await ids()).toEqual([2, 3])
  })

  test('the pool: a client that is released half way is rolled back', async () => {
    const client = await database().pool.connect()
    await client.query('BEGIN')
    await client.query("INSERT INTO pantau.things VALUES (1, 'a')")
    client.release(true)
    expect(await ids()).toEqual([])
  })

  test('the pool: a failed transaction ends with its ROLLBACK, the client goes on', async () => {
    const client = await database().pool.connect()
    await client.query('BEGIN')
    await expect(client.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' })
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' })
    await client.query('ROLLBACK')
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    client.release()
  })

  test('the pool: what is notified is heard by who listens, after the commit', async () => {
    const client = await database().pool.connect()
    await client.query('LISTEN news')
    const heard: (string | undefined)[] = []
    const last = new Promise<void>((resolve) => {
      client.on('notification', ({ channel, payload }: Notification) => {
        heard.push(`${channel} ${payload}`)
        if (payload === 'last') resolve()
      })
    })
    await database()
      .transaction(async (sql) => {
        await sql.query("SELECT pg_notify('news', 'never')")
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    await database().transaction((sql) => sql.query("SELECT pg_notify('news', 'first')"))
    await database().pool.query("SELECT pg_notify('news', $1)", ['last'])
    await last
    expect(heard).toEqual(['news first', 'news last'])
    client.removeAllListeners()
    client.release(true)
  })
}
