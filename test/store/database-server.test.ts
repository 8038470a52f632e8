import { afterAll, expect, test } from 'vitest'
import { ConfigError, PantauError, StoreError } from '../../model/errors.ts'
import { openServer } from '../../store/server.ts'
import { describeWith, describeWithOwn } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'
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

await describeWith('postgres', 'two transactions that wait for each other', (adminUrl) => {
  test('both go through, one of them at its second try', async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    const database = await openServer(url)
    await database.query('CREATE SCHEMA pantau; CREATE TABLE pantau.things (id int primary key, told int default 0)')
    await database.query('INSERT INTO pantau.things VALUES (1), (2)')
    let tries = 0
    let haveMet: () => void = () => {}
    const met = new Promise<void>((resolve) => {
      haveMet = resolve
    })
    const tell = (first: number, second: number): Promise<void> =>
      database.transaction(async (sql) => {
        tries++
        await sql.query('UPDATE pantau.things SET told = told + 1 WHERE id = $1', [first])
        if (tries === 2) haveMet() // each holds what the other wants
        await met
        await sql.query('UPDATE pantau.things SET told = told + 1 WHERE id = $1', [second])
      })
    await Promise.all([tell(1, 2), tell(2, 1)])
    expect(tries).toBe(3)
    expect(await database.query('SELECT told FROM pantau.things')).toEqual([{ told: 2 }, { told: 2 }])
    await database.close()
    await drop()
  })
})
