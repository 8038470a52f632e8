import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openChannel } from '../../alerts/channels/index.ts'
import { openPoster, retryAfterMs } from '../../alerts/format/http.ts'
import { sign, verify } from '../../alerts/format/signature.ts'
import { slackFaults } from '../../alerts/format/slack-limits.ts'
import { composeOperator } from '../../alerts/message/compose.ts'
import { DeliveryError } from '../../model/errors.ts'
import { listen } from './receivers/receiver.ts'

const now = Date.UTC(2026, 10, 21, 12, 0, 0)

test.each([
  [undefined, undefined],
  ['7', 7_000],
  [' 0 ', 0],
  ['Sat, 21 Nov 2026 12:01:00 GMT', 60_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['99999999999', 24 * 3_600_000],
  ['soon', undefined],
  ['-5', 0],
])('Retry-After %j is %j ms', (header, wait) => {
  expect(retryAfterMs(header, now)).toBe(wait)
})

describe('a POST', () => {
  const stops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  const post = async (status: number, headers: Record<string, string> = {}, body = ''): Promise<unknown> => {
    const server = await listen(() => ({ status, body, headers }))
    const poster = openPoster(5_000)
    stops.push(poster.close, server.stop)
    return poster.post({ what: 'channel x', url: server.url, headers: {}, body: '{}' }).catch((error: unknown) => error)
  }

  test.each([
    [400, true],
    [401, true],
    [404, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('answered %i: permanent %s', async (status, permanent) => {
    expect(await post(status)).toMatchObject({ name: 'DeliveryError', permanent })
  })

  test('is not sent on to where a redirect points', async () => {
    expect(await post(302, { location: 'http://127.0.0.1:1/' })).toMatchObject({ permanent: true })
  })

  test('keeps an endless answer short, and out of the error', async () => {
    const error = await post(400, {}, `\u001b[31m${'no '.repeat(100_000)}`)
    expect(error).toBeInstanceOf(DeliveryError)
    expect(String(error).length).toBeLessThan(500)
    expect(String(error)).not.toContain('[31m')
  })

  test('that is never answered fails in time', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const poster = openPoster(100)
    stops.push(poster.close, async () => void silent.close())
    const { port } = silent.address() as AddressInfo
    const posting = { what: 'channel x', url: `http://127.0.0.1:${port}`, headers: {}, body: '{}' }
    await expect(poster.post(posting)).rejects.toMatchObject({ name: 'DeliveryError', permanent: false })
  })

  test('to Slack that somebody else answers is not delivered', async () => {
    const portal = await listen(() => ({ status: 200, body: '<html>Please log in to the guest network</html>' }))
    const channel = openChannel({
      id: 'soc',
      type: 'slack',
      operator: false,
      language: 'en',
      webhook: `${portal.url}/x`,
      timeout: 5_000,
    })
    stops.push(() => channel.close(), portal.stop)
    const message = composeOperator({ subject: 'x', facts: [], reasons: [] }, new Date(now))
    await expect(channel.send({ message, deliveryId: 'a' })).rejects.toMatchObject({ permanent: false })
  })
})

test('a signature holds for its body, its secret and five minutes', () => {
  const header = sign('secret', '{"a":1}', new Date(now))
  expect(header).toMatch(/^t=1795262400,v1=[0-9a-f]{64}$/)
  expect(verify(header, 'secret', '{"a":1}', new Date(now + 299_000))).toBe(true)
  expect(verify(header, 'secret', '{"a":2}', new Date(now))).toBe(false)
  expect(verify(header, 'other', '{"a":1}', new Date(now))).toBe(false)
  expect(verify(header, 'secret', '{"a":1}', new Date(now + 301_000))).toBe(false)
  expect(verify(header.replace('t=1', 't=2'), 'secret', '{"a":1}', new Date(now))).toBe(false)
  expect(verify('nonsense', 'secret', '{"a":1}', new Date(now))).toBe(false)
})

describe("Slack's limits", () => {
  const plain = (text: string) => ({ type: 'plain_text', text })
  const section = (text: object) => ({ type: 'section', text })
  const payload = (...blocks: unknown[]) => ({ text: 'x', blocks })

  test('a good payload has no faults', () => {
    expect(slackFaults(payload({ type: 'header', text: plain('a &amp; b') }, { type: 'divider' }))).toEqual([])
  })

  test.each<[string, unknown, RegExp]>([
    ['no object', 'text', /no JSON object/],
    ['no fallback', { blocks: [{ type: 'divider' }] }, /^text: empty/],
    ['51 blocks', payload(...Array(51).fill({ type: 'divider' })), /blocks: 51/],
    ['a long header', payload({ type: 'header', text: plain('x'.repeat(151)) }), /151, Slack takes 150/],
    ['a header of mrkdwn', payload({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }), /must be plain_text/],
    ['a long section', payload(section(plain('x'.repeat(3_001)))), /3001/],
    ['an empty text', payload(section(plain(''))), /empty/],
    ['eleven fields', payload({ type: 'section', fields: Array(11).fill(plain('x')) }), /fields: 11/],
    ['a long field', payload({ type: 'section', fields: [plain('x'.repeat(2_001))] }), /2001/],
    ['a section of nothing', payload({ type: 'section' }), /needs text or fields/],
    ['a stray setting', payload(section({ type: 'mrkdwn', text: 'x', emoji: false })), /emoji is not for mrkdwn/],
    ['a mention', payload(section({ type: 'mrkdwn', text: '<!channel>' })), /mention/],
    ['a link', payload(section(plain('see https://evil.example'))), /live link/],
    ['an ampersand', payload(section(plain('a & b'))), /& unescaped/],
    ['direction marks', payload(section(plain('a\u202eb'))), /direction/],
    ['an unknown block', payload({ type: 'video' }), /type video/],
    ['one id twice', payload({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }), /twice/],
    ['too much in all', payload(...Array(5).fill(section(plain('x'.repeat(2_900))))), /all texts/],
    ['names as mentions', { ...payload({ type: 'divider' }), link_names: true }, /mentions/],
  ])('%s is a fault', (_name, faulty, fault) => {
    expect(slackFaults(faulty).join('\n')).toMatch(fault)
  })
})
