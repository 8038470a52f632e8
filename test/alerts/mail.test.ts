import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import type { OpenChannel } from '../../alerts/channel.ts'
import { type ChannelConfig, openChannel } from '../../alerts/channels/index.ts'
import { composeOperator } from '../../alerts/message.ts'

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
