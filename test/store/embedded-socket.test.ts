import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConfigError, StoreError } from '../../model/errors.ts'
import { type EmbeddedDatabase, openEmbedded } from '../../store/embedded.ts'
import { holderOf } from '../../store/embedded-claim.ts'
import { maxRequestBytes } from '../../store/embedded-socket.ts'
import { isServed, openRemote, type RemoteDatabase } from '../../store/remote.ts'
import { freshFolder } from '../services/embedded.ts'

let folder: string
let remove: () => Promise<void>
let database: EmbeddedDatabase
let remote: RemoteDatabase

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  expect(await isServed(folder)).toBe(false)
  await expect(openRemote(folder)).rejects.toThrow(`no pantau is running on ${folder}`)
  database = await openEmbedded({ folder, floorBytes: 0 })
  await database.query('CREATE SCHEMA pantau; CREATE TABLE pantau.things (id int PRIMARY KEY)')
  expect(await isServed(folder)).toBe(true)
  remote = await openRemote(folder)
})
afterAll(async () => {
  await remote.close()
  await database.close()
  await remove()
})

/** Connects as anybody could. */
async function stranger(): Promise<{ socket: Socket; answer: Promise<string> }> {
  const holder = await holderOf(folder)
  const socket = connect(holder?.address ?? '')
  await once(socket, 'connect')
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk.toString()
  })
  socket.on('error', () => undefined)
  const answer = once(socket, 'close').then(() => said)
  return { socket, answer }
}

test('statements, with every type of value in both directions', async () => {
  const time = new Date('2021-05-20T01:02:03.004Z')
  const bytes = Buffer.from([0, 255, 10])
  const [row] = await remote.query(
    'SELECT $1::timestamptz AS time, $2::bytea AS bytes, $3::int8 AS big, $4::text[] AS list, $5::jsonb AS json',
    [time, bytes, 2n ** 60n, ['a\n', null], JSON.stringify({ $date: 'as it stood in a post', inner: { $object: 1 } })],
  )
  expect(row).toEqual({
    time,
    bytes,
    big: 2n ** 60n,
    list: ['a\n', null],
    json: { $date: 'as it stood in a post', inner: { $object: 1 } },
  })
})

test('errors keep their kind, their SQLSTATE and their one line', async () => {
  await expect(remote.query('SELECT nothing')).rejects.toMatchObject({ code: '42703', message: /nothing/ })
  await expect(remote.query('BEGIN')).rejects.toThrow(StoreError)
  await expect(remote.transaction(async () => 1)).rejects.toThrow(/whole commands/)
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('commands are whole transactions, by name', async () => {
  const at = new Date()
  const early = remote.command('add', 5) // a service that has just begun offers nothing yet
  await sleep(20)
  database.serve({
    async add(args) {
      await database.transaction((sql) => sql.query('INSERT INTO pantau.things VALUES ($1)', [args]))
      return { added: args, at }
    },
    async refuse() {
      throw new ConfigError('no such target: change the configuration')
    },
    async cycle() {
      const ring: { self?: unknown } = {}
      ring.self = ring
      return ring
    },
  })
  expect(await early).toEqual({ added: 5, at })
  expect(await remote.command('add', 7)).toEqual({ added: 7, at })
  expect(await remote.query('SELECT id FROM pantau.things')).toEqual([{ id: 5 }, { id: 7 }])
  const refusal = await remote.command('refuse').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ConfigError)
  expect((refusal as ConfigError).permanent).toBe(true)
  await expect(remote.command('unknown')).rejects.toThrow('knows no command "unknown"')
  await expect(remote.command('toString')).rejects.toThrow('knows no command')
  await expect(remote.command('cycle')).rejects.toThrow()
  expect(await remote.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('many questions at once are answered each with its own', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => remote.query('SELECT $1::int AS at', [at])))
  expect(answers).toEqual(answers.map((_, at) => [{ at }]))
})

test.each([
  ['no JSON', 'GET / HTTP/1.1\n'],
  ['no request', '{"id":1}\n'],
  ['another shape', '[1,2,3]\n'],
  ['a statement that is none', '{"id":1,"sql":{"$date":"x"}}\n'],
  ['a line without end', 'x'.repeat(maxRequestBytes + 1)],
])('%s is told so and hung up on', async (_, text) => {
  const { socket, answer } = await stranger()
  socket.write(text)
  expect(await answer).toMatch(/^\{"id":-1,"error":\{"name":"StoreError","message":"[^\n]+"\}\}\n$/)
  expect(await remote.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a client that goes away in the middle does not stop the others', async () => {
  const { socket, answer } = await stranger()
  socket.write('{"id":1,"sql":"INSERT INTO pantau.things VALUES (100) RETURNING id"}\n{"id":2,"sql":"SEL')
  await once(socket, 'data')
  socket.destroy()
  await answer
  expect(await remote.query('SELECT id FROM pantau.things WHERE id = 100')).toEqual([{ id: 100 }])
})

test('when the service ends, open questions are answered with an error', async () => {
  const other = await freshFolder()
  const service = await openEmbedded({ folder: other.folder, floorBytes: 0, graceMs: 0 })
  service.serve({ wait: () => new Promise(() => undefined) })
  const client = await openRemote(other.folder)
  const waiting = expect(client.command('wait')).rejects.toThrow(/ended the conversation/)
  await service.close()
  await waiting
  await expect(client.query('SELECT 1')).rejects.toThrow(StoreError)
  expect(await isServed(other.folder)).toBe(false)
  await other.remove()
})
