import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import type { OpenChannel } from '../../alerts/channel.ts'
import { type ChannelConfig, openChannel } from '../../alerts/channels/index.ts'
import { composeOperator } from '../../alerts/message/compose.ts'

// What only mail knows: several recipients, logins, STARTTLS.

const message = composeOperator({ subject: 'x', facts: [], reasons: [] }, new Date('2026-11-21T12:00:00Z'))
const parcel = { message, deliveryId: 'f'.repeat(32) }
const open: { channel?: OpenChannel; server?: SMTPServer } = {}

afterEach(async () => {
  await open.channel?.close()
  await new Promise<void>((resolve) => open.server?.close(() => resolve()))
})

type MailConfig = Extract<ChannelConfig, { type: 'mail' }>

async function channelTo(options: SMTPServerOptions, settings: Partial<MailConfig> = {}): Promise<OpenChannel> {
  open.server = new SMTPServer({ logger: false, ...options })
  open.server.on('error', () => {})
  await new Promise<void>((resolve) => open.server?.listen(0, '127.0.0.1', resolve))
  open.channel = openChannel({
    id: 'post',
    type: 'mail',
    operator: false,
    language: 'en',
    host: '127.0.0.1',
    port: (open.server.server.address() as AddressInfo).port,
    secure: 'none',
    from: 'pantau@alerts.example.org',
    to: ['a@example.org', 'b@example.org'],
    timeout: 5_000,
    ...settings,
  })
  return open.channel
}

const refusing = (code: number): SMTPServerOptions => ({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('b@') ? Object.assign(new Error('not here'), { responseCode: code }) : null),
})

test.each([
  [550, true],
  [450, false],
])('one of two recipients refused with %i: told, permanent %s', async (code, permanent) => {
  const channel = await channelTo(refusing(code))
  await expect(channel.send(parcel)).rejects.toMatchObject({
    message: expect.stringMatching(/taken for 1 recipients, refused for b@example\.org/),
    permanent,
  })
})

test('who was refused for a while is asked again, and who has the mail is not sent it twice', async () => {
  const served: string[] = []
  let isGreylisting = true
  const channel = await channelTo({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (isGreylisting && address.startsWith('b@'))
        return done(Object.assign(new Error('later'), { responseCode: 450 }))
      served.push(address)
      done()
    },
  })
  await expect(channel.send(parcel)).rejects.toMatchObject({ permanent: false })
  isGreylisting = false
  await channel.send(parcel)
  expect(served).toEqual(['a@example.org', 'b@example.org'])
})

test('a server without STARTTLS gets no mail where STARTTLS is asked for', async () => {
  let mails = 0
  const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, _session, done) => {
    mails += 1
    done()
  }
  const channel = await channelTo({ disabledCommands: ['AUTH', 'STARTTLS'], onMailFrom }, { secure: 'starttls' })
  await expect(channel.send(parcel)).rejects.toMatchObject({ name: 'DeliveryError', permanent: false })
  expect(mails).toBe(0)
})

test('a certificate that nobody vouches for is not trusted', async () => {
  const channel = await channelTo({ disabledCommands: ['AUTH'] }, { secure: 'starttls' })
  await expect(channel.send(parcel)).rejects.toMatchObject({ name: 'DeliveryError', permanent: false })
})

test('logs in; a password that is wrong is permanent, and not in the error', async () => {
  const onAuth: SMTPServerOptions['onAuth'] = ({ password }, _session, done) =>
    password === 'right-password' ? done(null, { user: 'pantau' }) : done(new Error('Invalid login'))
  const options = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth }
  const right = await channelTo(options, { user: 'pantau', password: 'right-password' })
  await right.send(parcel)
  await right.close()
  await new Promise<void>((resolve) => open.server?.close(() => resolve()))
  const wrong = await channelTo(options, { user: 'pantau', password: 'wrong-password' })
  await expect(wrong.send(parcel)).rejects.toMatchObject({
    permanent: true,
    message: expect.not.stringContaining('wrong-password'),
  })
})

/** A server that keeps what it was sent, as it was sent. */
async function keeping(settings: Partial<MailConfig>): Promise<{ channel: OpenChannel; mails: string[] }> {
  const mails: string[] = []
  const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      mails.push(Buffer.concat(chunks).toString('latin1'))
      done()
    })
  }
  return { channel: await channelTo({ disabledCommands: ['AUTH', 'STARTTLS'], onData }, settings), mails }
}

test('what is told of one offer stands in one thread, and nothing else does', async () => {
  const { channel, mails } = await keeping({})
  for (const listingId of ['offer-1', 'offer-1', 'offer-2', null])
    await channel.send({ message, deliveryId: `${mails.length}`.repeat(32), listingId })
  const threads = await Promise.all(mails.map((mail) => PostalMime.parse(mail)))
  const roots = threads.map(({ references, inReplyTo }) => [references, inReplyTo])
  const rootOf = (id: string) => [`<${id}@alerts.example.org>`, `<${id}@alerts.example.org>`]
  expect(roots).toEqual([
    rootOf('listing-offer-1'),
    rootOf('listing-offer-1'),
    rootOf('listing-offer-2'),
    [undefined, undefined],
  ])
  expect(new Set(threads.map(({ messageId }) => messageId)).size).toBe(4)
})

/** The tags of a DKIM signature whose body hash and signature hold; relaxed/relaxed, RFC 6376, 3.4 and 3.7. */
function verifiedTags(mail: string, publicKey: KeyObject): Record<string, string> {
  const [head = '', ...rest] = mail.split('\r\n\r\n')
  const body = `${rest
    .join('\r\n\r\n')
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(?:\r\n)+$/, '')}\r\n`
  const headers = head.split(/\r\n(?![ \t])/).map((header): [string, string] => {
    const at = header.indexOf(':')
    const value = header
      .slice(at + 1)
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()
    return [header.slice(0, at).trim().toLowerCase(), value]
  })
  const signature = headers.find(([name]) => name === 'dkim-signature')?.[1] ?? ''
  const tags = Object.fromEntries(signature.split(/;\s*/).map((tag) => tag.split(/=(.*)/s).slice(0, 2)))
  expect(createHash('sha256').update(body, 'latin1').digest('base64')).toBe(tags.bh)
  const signed = (tags.h as string)
    .split(':')
    .flatMap((name) => headers.filter(([other]) => other === name.toLowerCase()))
  const own = `dkim-signature:${signature.replace(/\bb=[^;]*$/, 'b=')}`
  const text = `${signed.map((header) => header.join(':')).join('\r\n')}\r\n${own}`
  const bytes = Buffer.from((tags.b as string).replace(/\s/g, ''), 'base64')
  expect(createVerify('sha256').update(text, 'latin1').verify(publicKey, bytes)).toBe(true)
  return tags
}

test('a mail is signed where a key is configured', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const dkim = { domain: 'alerts.example.org', selector: 'pantau', privateKey: pem }
  const { channel, mails } = await keeping({ dkim })
  await channel.send(parcel)
  const tags = verifiedTags(mails[0] ?? '', publicKey)
  expect(tags).toMatchObject({ d: 'alerts.example.org', s: 'pantau', a: 'rsa-sha256', c: 'relaxed/relaxed' })
  expect(tags.h?.toLowerCase().split(':')).toEqual(
    expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id']),
  )
})

test('a key that is none is told at start', async () => {
  const dkim = { domain: 'alerts.example.org', selector: 'pantau', privateKey: 'BEGIN PRIVATE KEY invented' }
  await expect(keeping({ dkim })).rejects.toThrow('channel post: dkim.privateKey is no private key in PEM')
})
