import { fork } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { describeWith, describeWithOwn } from './need.ts'
import { freshDatabase, startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

afterEach(() => vi.unstubAllEnvs())

await describeWith('redis', 'the shared Redis', (url) => {
  test('answers, and refuses writes rather than forget a job', async () => {
    const client = new Redis(url)
    expect(await client.ping()).toBe('PONG')
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    client.disconnect()
  })
})

await describeWith('postgres', 'the shared PostgreSQL', (adminUrl) => {
  test('gives each suite a database of its own', async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query(
      "SELECT current_database() AS name, current_setting('server_encoding') AS encoding",
    )
    expect(rows).toEqual([{ name: expect.stringMatching(/^pantau_test_/), encoding: 'UTF8' }])
    await client.end()
    await drop()
  })
})

await describeWithOwn('redis', 'a Redis of one’s own', (server) => {
  afterAll(() => server.stop())

  test('can be killed, started again and frozen', async () => {
    const client = new Redis(server.url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
    client.on('error', () => undefined)
    expect(await client.ping()).toBe('PONG')
    const closed = once(client, 'close')
    await server.halt()
    await closed
    const waiting = client.ping()
    await server.resume()
    expect(await waiting).toBe('PONG')
    server.freeze()
    const late = client.ping()
    server.thaw()
    expect(await late).toBe('PONG')
    client.disconnect()
  })
})

await describeWithOwn('postgres', 'a PostgreSQL of one’s own', (server) => {
  afterAll(() => server.stop())

  test('keeps its data when it is killed', async () => {
    const query = async (text: string): Promise<unknown[]> => {
      const client = new pg.Client(server.url)
      client.on('error', () => undefined)
      await client.connect()
      try {
        return (await client.query(text)).rows
      } finally {
        await client.end()
      }
    }
    await query('CREATE TABLE kept AS SELECT 1 AS one')
    await server.halt()
    await expect(query('SELECT 1')).rejects.toThrow('ECONNREFUSED')
    await server.resume()
    expect(await query('SELECT one FROM kept')).toEqual([{ one: 1 }])
  })
})

await describeWith('redis', 'a server', () => {
  test('ends, with its data, when the process that started it is killed', async () => {
    const child = fork(join(import.meta.dirname, 'starter.ts'), {
      execArgv: ['--import', join(import.meta.dirname, 'typescript.mjs')],
      env: { ...process.env, PANTAU_TEST_REDIS_URL: '' },
    })
    const [{ port, folder }] = (await once(child, 'message')) as [{ port: number; folder: string }]
    const connection = connect(port, '127.0.0.1')
    connection.on('error', () => undefined)
    await once(connection, 'connect')
    await access(folder)
    const closed = once(connection, 'close')
    child.kill('SIGKILL')
    await closed
    await vi.waitFor(() => expect(access(folder)).rejects.toThrow('ENOENT'), { timeout: 10_000 })
  })
})

test('what may not be installed is missing, with its reason', async () => {
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('PANTAU_NO_INSTALL', '1')
  expect(await startRedis({ own: true })).toEqual({
    missing: 'redis-server is not installed, and PANTAU_NO_INSTALL=1',
  })
})

test('an URL in the environment is taken as it is, except where a server is to be killed', async () => {
  vi.stubEnv('PANTAU_TEST_REDIS_URL', 'redis://192.0.2.1')
  vi.stubEnv('PANTAU_TEST_DATABASE_URL', 'postgres://192.0.2.1/x')
  expect(await startRedis()).toMatchObject({ url: 'redis://192.0.2.1' })
  expect(await startPostgres()).toMatchObject({ url: 'postgres://192.0.2.1/x' })
})
