import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChannelConfig, channels, openChannel } from '../../alerts/channels/index.ts'
import type { Story } from '../../alerts/happening.ts'
import { composeListing, composeOperator } from '../../alerts/message/compose.ts'
import { composeDigest } from '../../alerts/message/digest.ts'
import { composeGathered } from '../../alerts/message/gathered.ts'
import type { Hit } from '../../alerts/rules/match.ts'
import type { Message } from '../../model/alert.ts'
import { ConfigError, DeliveryError } from '../../model/errors.ts'
import { Language } from '../../model/language.ts'
import { everyDetail, happeningWith, rule } from './happenings.ts'
import { hostileMessage } from './hostile.ts'
import { busyDay, daily, manyParts } from './many.ts'
import { receivers } from './receivers/all.ts'
import type { Receiver } from './receivers/receiver.ts'

// One suite over every channel, each against a genuine receiver on loopback.

const now = new Date('2021-05-12T14:11:00Z')
const inTitle = { about: 'watchlist', list: 'mine', kind: 'name', term: 'BPJS', where: 'title' } as const
const message = composeListing(happeningWith(), { rule: rule(), reasons: [inTitle] }, now)
const deliveryId = '0123456789abcdef0123456789abcdef'
const link = 'https://pantau.example.com/alerts/AbC-_09.x~1'
const past: Story['past'] = {
  ...{ accounts: 2, offers: 14, isMore: false, sold: 3, recycled: 2, since: new Date('2019-03-04T00:00:00Z') },
  last: [{ title: 'Tokopedia 91M', victims: ['Tokopedia'], offeredAt: new Date('2020-05-02T00:00:00Z') }],
}
const hostile = hostileMessage(message)

test('every channel of the register is tried here', () => {
  expect(channels.map(({ id }) => id).sort()).toEqual(Object.keys(receivers).sort())
})

describe.each(Object.entries(receivers))('%s', (id, { start, refuses, throttles, threads }) => {
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await start()
  })
  afterEach(async () => {
    await receiver.channel.close()
    await receiver.stop()
  })

  const failure = async (): Promise<DeliveryError> => {
    const error: unknown = await receiver.channel.send({ message, deliveryId }).catch((caught: unknown) => caught)
    if (!(error instanceof DeliveryError)) throw new Error('no DeliveryError', { cause: error })
    expect(error.message).toMatch(/^channel [a-z]+ \(/)
    expect(error.message).not.toMatch(/secret-?of-?the-?hook/)
    expect(error.message).not.toContain('\n')
    return error
  }

  test.each(Language.options)(
    'a message with every fact that there can be arrives to its last, in "%s"',
    async (language) => {
      const changes = [{ field: 'status', before: 'open', after: 'sold' }]
      const happening = happeningWith({ signal: everyDetail, event: { kind: 'reopened', changes }, past })
      const hit: Hit = { rule: rule(), reasons: [inTitle, { about: 'country', country: 'ID' }] }
      const full = { ...composeListing(happening, hit, now, language), link }
      await receiver.channel.send({ message: full, deliveryId })
      expect(receiver.arrivals[0]?.faults).toEqual([])
      const text = receiver.arrivals[0]?.text.replace(/\s+/g, ' ')
      for (const { label, value, key = label } of full.facts) {
        // A key of CEF has no blanks and no hyphens, and is the same in every language.
        if (id === 'syslog') expect(text?.toLowerCase()).toContain(`pantau${key.replace(/\W/g, '').toLowerCase()}: `)
        else expect(text).toContain(label)
        expect(text).toContain(value)
      }
      expect(full.next).toHaveLength(3)
      for (const words of [...full.next, ...full.reasons, link]) expect(text).toContain(words)
    },
  )

  test('a message arrives, with all that an analyst needs', async () => {
    await receiver.channel.send({ message, deliveryId })
    expect(receiver.arrivals).toHaveLength(1)
    const [arrival] = receiver.arrivals
    expect(arrival?.faults).toEqual([])
    expect(arrival?.id).toBe(deliveryId)
    const text = arrival?.text.replace(/\s+/g, ' ')
    for (const words of [
      'BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)',
      'national ID numbers',
      'telegram kotz_test',
      '2021-05-12 14:03 UTC',
      'I sell the whole country.',
      'hxxps://raid[.]example/thread-1001',
      "name 'BPJS' in the title",
      'AMBER',
      'a'.repeat(64),
    ])
      expect(text).toContain(words)
  })

  test.each(['en', 'id'] as const)('what was gathered and a digest arrive, to the last line (%s)', async (language) => {
    const parts = manyParts(40, now)
    const told = composeGathered(parts, { ruleId: 'our-data', now, language })
    const link = 'https://pantau.example.com/alerts/a1?until=2&signature=AbC-_'
    const gathered = { ...told, facts: told.facts.map((fact) => (fact.rootId ? { ...fact, link } : fact)) }
    const digest = composeDigest(busyDay, {
      digest: daily,
      period: { from: '2021-05-11', until: '2021-05-12' },
      now,
      language,
    })
    for (const message of [gathered, digest]) {
      await receiver.channel.send({ message, deliveryId })
      const arrival = receiver.arrivals.at(-1)
      expect(arrival?.faults).toEqual([])
      const text = arrival?.text.replace(/\s+/g, ' ')
      expect(text).toContain(message.subject)
      for (const { label, key = label, value } of message.facts) {
        if (id === 'syslog') expect(text?.toLowerCase()).toContain(`pantau${key.replace(/\W/g, '').toLowerCase()}`)
        else expect(text).toContain(label)
        expect(text).toContain(value.slice(0, 60).trim())
      }
    }
  })

  test("an operator's message arrives", async () => {
    const note = { subject: 'Target raid-leaks gives nothing', facts: [], reasons: [] }
    await receiver.channel.send({ message: composeOperator(note, now), deliveryId })
    expect(receiver.arrivals[0]?.faults).toEqual([])
    expect(receiver.arrivals[0]?.text).toContain('Target raid-leaks gives nothing')
  })

  test.each(Language.options)('a hostile message is taken, and does nothing, in "%s"', async (language) => {
    await receiver.channel.send({ message: { ...hostile, language }, deliveryId })
    const [arrival] = receiver.arrivals
    expect(arrival?.faults).toEqual([])
    expect(arrival?.text).not.toMatch(/https?:\/\/|evil\.example|\[31m/)
  })

  test('a repeat carries the same id', async () => {
    await receiver.channel.send({ message, deliveryId })
    await receiver.channel.send({ message, deliveryId })
    await receiver.channel.send({ message, deliveryId: 'f'.repeat(32) })
    expect(receiver.arrivals.map(({ id }) => id)).toEqual([deliveryId, deliveryId, 'f'.repeat(32)])
  })

  test('a change is said in answer to what was told first, and by itself where that is gone', async () => {
    const sold: Message = { ...message, event: 'sold' }
    const first = await receiver.channel.send({ message, deliveryId, listingId: 'offer', thread: null })
    const receipt = typeof first === 'string' ? null : (first.receipt ?? null)
    const thread = { rootDeliveryId: deliveryId, receipt }
    const change = (id: string) => receiver.channel.send({ message: sold, deliveryId: id, listingId: 'offer', thread })
    await change('e'.repeat(32))
    expect(receiver.arrivals[0]?.under).toBeUndefined()
    expect(receiver.arrivals[1]).toMatchObject({ id: 'e'.repeat(32), faults: [] })
    expect(receiver.arrivals[1]?.under).toBe(threads ? deliveryId : undefined)
    expect(receiver.arrivals[1]?.group).toBe(id === 'misp' ? undefined : receiver.arrivals[0]?.group)
    if (!receiver.forget) return
    receiver.forget()
    await change('d'.repeat(32))
    expect(receiver.arrivals[2]).toMatchObject({ id: 'd'.repeat(32), faults: [] })
    expect(receiver.arrivals[2]?.under).toBeUndefined()
  })

  // A terminal takes everything or is gone.
  if (refuses) {
    test('a refusal is permanent, an outage is not, and after both it goes on', async () => {
      receiver.mood('refuses')
      expect((await failure()).permanent).toBe(true)
      receiver.mood('fails')
      expect((await failure()).permanent).toBe(false)
      receiver.mood('takes')
      await receiver.channel.send({ message, deliveryId })
      expect(receiver.arrivals).toHaveLength(1)
    })

    test('a receiver that is overrun is no refusal', async () => {
      receiver.mood('throttles')
      const error = await failure()
      expect(error.permanent).toBe(false)
      expect(error.retryAfterMs).toBe(throttles ? 7_000 : undefined)
    })
  }

  test('a receiver that is down is an outage', async () => {
    await receiver.stop()
    expect((await failure()).permanent).toBe(false)
  })
})

describe('the configuration', () => {
  test('has defaults, and knows its types', () => {
    const webhook = 'https://hooks.slack.com/services/T0/B0/x'
    expect(ChannelConfig.parse({ id: 'soc', type: 'slack', webhook })).toEqual({
      id: 'soc',
      type: 'slack',
      operator: false,
      language: 'en',
      webhook,
      timeout: 10_000,
    })
    const post = {
      id: 'post',
      type: 'mail',
      host: 'mx.example.org',
      from: 'Pantau <p@example.org>',
      to: ['a@example.org'],
    }
    expect(ChannelConfig.parse(post)).toMatchObject({ port: 587, secure: 'starttls', timeout: 30_000 })
  })

  test.each([
    ['an unknown type', { id: 'a', type: 'fax' }],
    ['an unknown key', { id: 'a', type: 'console', colour: true }],
    ['a hook without TLS', { id: 'a', type: 'slack', webhook: 'http://hooks.example/x' }],
    [
      'a line break in an address',
      { id: 'a', type: 'mail', host: 'h', from: 'a@b.test\nBcc: x@y.test', to: ['a@b.test'] },
    ],
    ['two addresses in one', { id: 'a', type: 'mail', host: 'h', from: 'a@b.test', to: ['a@b.test, c@d.test'] }],
    ['an address without TLS for a key', { id: 'a', type: 'misp', url: 'http://misp.example', apiKey: 'invented-key' }],
    [
      'an address that only begins like this machine',
      { id: 'a', type: 'teams', webhook: 'http://127.0.0.1.evil.example/x' },
    ],
    ['a token of no bot', { id: 'a', type: 'telegram', token: 'x/../y', chat: 1 }],
    ['a channel by its name', { id: 'a', type: 'slack-bot', token: 'xoxb-invented-token', channel: '#soc' }],
    ['a key of another length', { id: 'a', type: 'pagerduty', routingKey: 'short' }],
    ['a host with a line break', { id: 'a', type: 'syslog', host: 'siem.example\n' }],
    ['a short secret', { id: 'a', type: 'webhook', url: 'https://siem.example/', secret: 'short' }],
  ])('refuses %s', (_name, config) => {
    expect(ChannelConfig.safeParse(config).success).toBe(false)
  })

  const relay = { id: 'post', type: 'mail', operator: false, language: 'en', port: 25, timeout: 1_000 } as const
  const addresses = { host: 'mx.example.org', from: 'a@example.org', to: ['b@example.org'] }
  test('refuses to send a password in the clear, and half a login', () => {
    expect(() => openChannel({ ...relay, ...addresses, secure: 'none', user: 'u', password: 'p' })).toThrow(ConfigError)
    expect(() => openChannel({ ...relay, ...addresses, secure: 'tls', user: 'u' })).toThrow(ConfigError)
  })
})
