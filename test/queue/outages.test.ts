import type { AddressInfo, Server } from 'node:net'
import { createServer } from 'node:net'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { ConfigError, StoreError } from '../../model/errors.ts'
import { openQueues } from '../../queue/queues.ts'
import { memoryLog } from './bench.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise((resolve) => server.close(resolve))
  }
})

/** A server that answers every command in Redis' protocol with `answer`; without one it listens and is silent. */
async function pretend(answer?: (command: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (data) => {
      const commands = data.toString().split(/(?=\*\d+\r\n)/)
      if (answer) socket.write(commands.map(answer).join(''))
    })
    socket.unref()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const redisThatSays = (info: string): Promise<number> =>
  pretend((command) => (/\binfo\r/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n'))

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const port = await pretend()
  await new Promise((resolve) => servers.pop()?.close(resolve))
  return port
}

const refusal = async (redisUrl: string): Promise<Error> => {
  const outcome = await openQueues({ redisUrl }, { log: memoryLog() }).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(Error)
  const error = outcome as Error
  expect(error.message).not.toContain('\n')
  expect(error.message).not.toContain('s3cret')
  return error
}

describe('Redis at the start', () => {
  test('nobody there: an error that names the place and what to do, not the password', async () => {
    const port = await closedPort()
    const error = await refusal(`redis://pantau:s3cret@127.0.0.1:${port}`)
    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toContain(`127.0.0.1:${port}`)
    expect(error.message).toMatch(/start it, correct REDIS_URL, or remove REDIS_URL/)
  })

  test('somebody there who says nothing: the same, within seconds', async () => {
    const port = await pretend()
    const error = await refusal(`redis://:s3cret@127.0.0.1:${port}`)
    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toContain(`127.0.0.1:${port}`)
  })

  test('an old version', async () => {
    const port = await redisThatSays('redis_version:6.0.16\r\n')
    const error = await refusal(`redis://127.0.0.1:${port}`)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(/is version 6\.0\.16: the queue needs 6\.2 or newer/)
  })

  test('a server that forgets when it is full: a warning', async () => {
    const port = await redisThatSays('redis_version:7.0.15\r\nmaxmemory_policy:allkeys-lru\r\n')
    const log = memoryLog()
    const queues = await openQueues({ redisUrl: `redis://127.0.0.1:${port}` }, { log })
    await queues.close()
    expect(log.lines).toEqual([
      { level: 'warn', message: expect.stringMatching(/allkeys-lru\): set it to noeviction$/) },
    ])
  })

  test('a wrong password', async () => {
    const port = await pretend((command) =>
      /auth/i.test(command) ? '-WRONGPASS invalid username-password pair\r\n' : '-NOAUTH Authentication required.\r\n',
    )
    const error = await refusal(`redis://pantau:s3cret@127.0.0.1:${port}`)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(/refuses the user or password/)
  })

  test.each(['127.0.0.1:6379', 'http://127.0.0.1', 'redis://', 's3cret'])(
    'an address that is none: %s',
    async (url) => {
      const error = await refusal(url)
      expect(error).toBeInstanceOf(ConfigError)
      expect(error.message).toMatch(/^REDIS_URL is not an address/)
    },
  )
})

describe('PostgreSQL at the start', () => {
  test('nobody there', async () => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: await closedPort(), user: 'pantau', password: 's3cret' })
    const error = await openQueues({ pool }, { log: memoryLog() }).catch((thrown: unknown) => thrown)
    await pool.end()
    expect(error).toBeInstanceOf(StoreError)
    expect((error as Error).message).toMatch(/the queue's PostgreSQL database cannot be used \(connect ECONNREFUSED/)
  })
})
