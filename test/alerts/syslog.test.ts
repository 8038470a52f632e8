import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import type { OpenChannel } from '../../alerts/channel.ts'
import { type ChannelConfig, openChannel } from '../../alerts/channels/index.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { happeningWith, rule } from './happenings.ts'
import { framesOf, readSyslog } from './receivers/syslog.ts'

// What only syslog knows: three transports, certificates, and receivers that acknowledge nothing.

const message = composeListing(happeningWith(), { rule: rule(), reasons: [] }, new Date('2021-05-12T14:11:00Z'))
const parcel = { message, deliveryId: 'f'.repeat(32) }
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

type Settings = Partial<Extract<ChannelConfig, { type: 'syslog' }>>

const channelTo = (port: number, settings: Settings): OpenChannel =>
  openChannel({
    ...{ id: 'siem', type: 'syslog', operator: false, language: 'en', host: '127.0.0.1', port, transport: 'tcp' },
    ...{ facility: 4, bytes: 8_000, timeout: 2_000 },
    ...settings,
  })

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.close())
  return (server.address() as AddressInfo).port
}

const pem = (name: string): string => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8')

/** A collector over TLS with one of the fixtures' certificates; what it read, once a connection has ended. */
async function collector(certificate: string) {
  const read: string[] = []
  const server = createTlsServer({ cert: pem(certificate), key: pem(certificate) }, (socket) => {
    const chunks: Buffer[] = []
    socket.on('error', () => {}) // who does not trust us goes away
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => read.push(...(framesOf(Buffer.concat(chunks)) ?? ['no frame'])))
  })
  server.on('tlsClientError', () => {})
  return { port: await portOf(server), read }
}

test('over TLS with an authority of one’s own', async () => {
  const { port, read } = await collector('good')
  await channelTo(port, { transport: 'tls', ca: pem('authority') }).send(parcel)
  expect(read.map(readSyslog)).toMatchObject([{ id: parcel.deliveryId, faults: [] }])
})

test.each([
  ['that nobody vouches for', 'self-signed'],
  ['that has expired', 'expired'],
  ['of another host', 'other-name'],
])('a certificate %s is sent nothing', async (_name, certificate) => {
  const { port, read } = await collector(certificate)
  const sending = channelTo(port, { transport: 'tls', ca: pem('authority') }).send(parcel)
  await expect(sending).rejects.toMatchObject({ name: 'DeliveryError', permanent: false })
  expect(read).toEqual([])
})

test('over UDP a message is a datagram, without a length', async () => {
  const socket = createSocket('udp4')
  stops.push(() => socket.close())
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const arrival = new Promise<string>((resolve) => socket.once('message', (bytes) => resolve(bytes.toString('utf8'))))
  await channelTo(socket.address().port, { transport: 'udp' }).send(parcel)
  expect(readSyslog(await arrival)).toMatchObject({ id: parcel.deliveryId, faults: [] })
})

test('a collector that hangs up in the middle has not taken it', async () => {
  const port = await portOf(createServer((socket) => void socket.resetAndDestroy()))
  await expect(channelTo(port, {}).send(parcel)).rejects.toMatchObject({ name: 'DeliveryError', permanent: false })
})

test('a collector that never hangs up has', async () => {
  const port = await portOf(
    createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {}).resume()
      stops.push(() => socket.destroy())
    }),
  )
  expect(await channelTo(port, { timeout: 100 }).send(parcel)).toMatch(/bytes taken over tcp/)
})

test('bars, equal signs, backslashes and lines of a post stay in their field', async () => {
  const title = 'a|b\\|c=d \\ e=f|CEF:0|x'
  const forged = composeListing(
    happeningWith({ listing: { victims: [title] }, post: { text: 'one\ntwo = three\\\nrt=0 externalId=forged' } }),
    { rule: rule(), reasons: [{ about: 'victim', victim: title }] },
    new Date('2021-05-12T14:11:00Z'),
  )
  const socket = createSocket('udp4')
  stops.push(() => socket.close())
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const arrival = new Promise<string>((resolve) => socket.once('message', (bytes) => resolve(bytes.toString('utf8'))))
  await channelTo(socket.address().port, { transport: 'udp' }).send({ ...parcel, message: forged })
  const { id, text, faults } = readSyslog(await arrival)
  expect(faults).toEqual([])
  expect(id).toBe(parcel.deliveryId)
  expect(text).toContain(`pantauVictim: ${title}`)
  expect(text).toContain('msg: one\ntwo = three')
})
