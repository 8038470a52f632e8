import { afterEach, describe, expect, test } from 'vitest'
import { ChannelConfig, openChannel } from '../../alerts/channels/index.ts'
import { fitted } from '../../alerts/format/fit.ts'
import { composeListing, composeOperator } from '../../alerts/message/compose.ts'
import type { Message } from '../../model/alert.ts'
import { DeliveryError } from '../../model/errors.ts'
import { happeningWith, rule } from './happenings.ts'
import { mispReceiver } from './receivers/misp.ts'
import { pagerdutyReceiver } from './receivers/pagerduty.ts'
import { listen } from './receivers/receiver.ts'
import { thehiveReceiver } from './receivers/thehive.ts'

// What single vendors do that no other does, and answers that are not theirs.

const now = new Date('2021-05-12T14:11:00Z')
const message = composeListing(happeningWith(), { rule: rule(), reasons: [] }, now)
const deliveryId = '0123456789abcdef0123456789abcdef'
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Settings of every channel that speaks HTTP, for a server at an address. */
const settings: Record<string, (url: string) => object> = {
  discord: (url) => ({ webhook: `${url}/api/webhooks/1/invented-secret` }),
  mattermost: (url) => ({ webhook: `${url}/hooks/invented-secret` }),
  misp: (url) => ({ url, apiKey: 'invented-secret' }),
  pagerduty: (server) => ({ server, routingKey: 'inventedsecret000000000000000000' }),
  rocketchat: (url) => ({ webhook: `${url}/hooks/1/invented-secret` }),
  slack: (url) => ({ webhook: `${url}/services/T0/B0/invented-secret` }),
  'slack-bot': (server) => ({ server, token: 'xoxb-invented-secret', channel: 'C0123456789' }),
  teams: (url) => ({ webhook: `${url}/workflows/1?sig=invented-secret` }),
  telegram: (server) => ({ server, token: `123456789:invented-secret${'0'.repeat(20)}`, chat: -1 }),
  thehive: (url) => ({ url, apiKey: 'invented-secret' }),
}

const open = (type: string, url: string) => {
  const channel = openChannel(ChannelConfig.parse({ id: 'soc', type, ...settings[type]?.(url) }))
  stops.push(() => channel.close())
  return channel
}

const failure = async (sending: Promise<unknown>): Promise<DeliveryError> => {
  const error: unknown = await sending.catch((caught: unknown) => caught)
  if (!(error instanceof DeliveryError)) throw new Error('no DeliveryError', { cause: error })
  expect(error.message).not.toMatch(/invented-?secret/)
  return error
}

describe.each(Object.keys(settings))('%s', (type) => {
  test('a guest network’s login page has not taken an alert', async () => {
    const portal = await listen(() => ({ status: 200, body: '<html>Please log in to the guest network</html>' }))
    stops.push(portal.stop)
    const error = await failure(open(type, portal.url).send({ message, deliveryId }))
    expect(error).toMatchObject({ permanent: false, message: expect.stringContaining('Please log in') })
  })

  test('nobody is followed to another address, and what was sent is not repeated', async () => {
    const asked: string[] = []
    const mover = await listen(({ url, headers }, body) => {
      asked.push(url ?? '')
      const said = `moved: ${url} ${JSON.stringify(headers)} ${body.slice(0, 300)}`
      return { status: 307, body: said, headers: { location: '/elsewhere' } }
    })
    stops.push(mover.stop)
    const error = await failure(open(type, mover.url).send({ message, deliveryId }))
    expect(error.permanent).toBe(true)
    expect(asked).toHaveLength(1)
    expect(asked[0]).not.toBe('/elsewhere')
  })
})

test.each([
  ['discord', 200, '{"code": 0, "message": "nothing was stored"}'],
  ['pagerduty', 202, '{"status":"queued"}'],
  ['rocketchat', 200, '{"success":false}'],
  ['slack-bot', 200, '{"ok":false,"error":"service_unavailable"}'],
  ['teams', 200, 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429'],
  ['telegram', 200, '{"ok":false}'],
])('%s: %i %s is no receipt', async (type, status, body) => {
  const server = await listen(() => ({ status, body }))
  stops.push(server.stop)
  expect((await failure(open(type, server.url).send({ message, deliveryId }))).permanent).toBe(false)
})

test('TheHive that has an observable twice has not taken the alert', async () => {
  const body = '{"type":"CreateError","message":"Observable already exists"}'
  const server = await listen(() => ({ status: 400, body }))
  stops.push(server.stop)
  expect((await failure(open('thehive', server.url).send({ message, deliveryId }))).permanent).toBe(true)
})

test.each([
  ['TheHive', thehiveReceiver, /^400 .*Alert already exists/],
  ['MISP', mispReceiver, /^404 .*Event already exists/],
])('%s has a repeat already, and that is as good as taken', async (_name, start, answer) => {
  const receiver = await start()
  stops.push(receiver.stop, () => receiver.channel.close())
  await receiver.channel.send({ message, deliveryId })
  expect(await receiver.channel.send({ message, deliveryId })).toMatch(answer)
})

test('PagerDuty groups what is told of one offer, and nothing else', async () => {
  const receiver = await pagerdutyReceiver()
  stops.push(receiver.stop, () => receiver.channel.close())
  const note = composeOperator({ subject: 'x', facts: [], reasons: [] }, now)
  await receiver.channel.send({ message, deliveryId: 'a'.repeat(32), listingId: 'offer-1' })
  await receiver.channel.send({ message, deliveryId: 'b'.repeat(32), listingId: 'offer-1' })
  await receiver.channel.send({ message, deliveryId: 'c'.repeat(32), listingId: 'offer-2' })
  await receiver.channel.send({ message: note, deliveryId: 'd'.repeat(32), listingId: null })
  expect(receiver.arrivals.map(({ group }) => group)).toEqual([
    'pantau-offer-1',
    'pantau-offer-1',
    'pantau-offer-2',
    `pantau-${'d'.repeat(32)}`,
  ])
})

test('contacts are observables of TheHive, the offer’s address is none', async () => {
  const receiver = await thehiveReceiver()
  stops.push(receiver.stop, () => receiver.channel.close())
  await receiver.channel.send({ message, deliveryId })
  const text = receiver.arrivals[0]?.text ?? ''
  expect(text).toContain('\nother telegram kotz_test')
  expect(text).toContain(`\nhash ${'a'.repeat(64)}`)
  expect(text).not.toMatch(/\n(url|domain|other) \S*raid/)
})

describe('a message for little room', () => {
  const facts = Array.from({ length: 35 }, (_, at) => ({ label: `Fact ${at}`, value: 'word '.repeat(100).trim() }))
  const long: Message = { ...message, facts, excerpt: 'word '.repeat(200).trim(), reasons: ['because'] }
  const lengthOf = (shorter: Message): number => JSON.stringify(shorter).length
  const fitTo = (most: number): Message =>
    fitted(
      long,
      (shorter) => shorter,
      (shorter) => lengthOf(shorter) <= most,
    )

  test('stays whole where it fits', () => {
    expect(fitTo(100_000)).toBe(long)
  })

  test('has its longest parts cut first, and keeps every fact', () => {
    const shorter = fitTo(8_000)
    expect(lengthOf(shorter)).toBeLessThanOrEqual(8_000)
    expect(shorter.facts).toHaveLength(35)
    expect(shorter.facts.every(({ value }) => value.endsWith('…'))).toBe(true)
    expect(shorter.subject).toBe(long.subject)
  })

  test('says how many facts it left out', () => {
    const shorter = fitTo(2_000)
    expect(lengthOf(shorter)).toBeLessThanOrEqual(2_000)
    expect(shorter.facts.at(-1)).toEqual({ label: 'More', value: '20 facts that there was no room for' })
  })
})
