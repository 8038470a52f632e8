import { afterAll, expect, test } from 'vitest'
import { ConfigError, PantauError, StoreError } from '../../model/errors.ts'
import { openServer } from '../../store/server.ts'
import { describeWithOwn } from '../services/need.ts'
import { freePort } from '../services/server.ts'

const refusal = async (url: string): Promise<PantauError> => {
  const error = await openServer(url).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PantauError)
  const { message } = error as PantauError
  expect(message).not.toContain('\n')
  expect(message).not.toContain('s3cret')
  return error as PantauError
}

test('nobody there: where, and what to do, without the password', async () => {
  const port = await freePort()
  const error = await refusal(`postgres://pantau:s3cret@127.0.0.1:${port}/pantau`)
  expect(error).toBeInstanceOf(StoreError)
  expect(error.message).toMatch(`PostgreSQL at 127.0.0.1:${port}/pantau cannot be reached`)
  expect(error.message).toMatch(/check that it runs and that DATABASE_URL is right/)
  expect((await refusal(`postgres://pantau:s3cret@localhost:${port}/pantau`)).message).toMatch(/ECONNREFUSED/)
  expect(await refusal('postgres://pantau:s3cret@no-such-host.invalid/pantau')).toBeInstanceOf(StoreError)
})

test.each(['s3cret', 'mysql://u:s3cret@localhost/x', 'postgres://u:s3cret@localhost:port/x'])(
  'no address of PostgreSQL: %s',
  async (url) => {
    expect(await refusal(url)).toBeInstanceOf(ConfigError)
  },
)

await describeWithOwn('postgres', 'a server that goes away', (server) => {
  afterAll(() => server.stop())

  test('a database or a user that is not there', async () => {
    const url = new URL(server.url)
    url.pathname = '/elsewhere'
    const noDatabase = await refusal(url.href)
    expect(noDatabase).toBeInstanceOf(ConfigError)
    expect(noDatabase.message).toMatch(/"elsewhere" does not exist; create the database first/)
    url.username = 'nobody'
    url.password = 's3cret'
    expect(await refusal(url.href)).toBeInstanceOf(ConfigError)
  })

  test('is a StoreError while it is away, breaks nothing, and is found again', async () => {
    const broken: Error[] = []
    const database = await openServer(server.url, { onBroken: (error) => broken.push(error) })
    await database.query('CREATE SCHEMA pantau; CREATE TABLE pantau.things (id int)')
    await database.pool.query('SELECT 1')
    const half = database.transaction(async (sql) => {
      await sql.query('INSERT INTO pantau.things VALUES (1)')
      await server.halt()
      await sql.query('INSERT INTO pantau.things VALUES (2)')
    })
    await expect(half).rejects.toThrow(StoreError)
    const away = await database.query('SELECT 1').catch((error: unknown) => error)
    expect(away).toBeInstanceOf(StoreError)
    expect((away as Error).message).toMatch(/cannot be reached/)
    await expect(database.transaction(async () => 1)).rejects.toThrow(StoreError)
    await server.resume()
    expect(await database.query('SELECT id FROM pantau.things')).toEqual([])
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    expect(broken.length).toBeGreaterThan(0)
    await database.close()
  })
})
