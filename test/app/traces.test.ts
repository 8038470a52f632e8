import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../app/log.ts'
import { serve } from '../../app/service.ts'
import { startTraces, type Traces } from '../../app/traces.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

// What a collector of OpenTelemetry gets of a service at work.

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}
interface Sent {
  resourceSpans: { resource: { attributes: Span['attributes'] }; scopeSpans: { spans: Span[] }[] }[]
}

const sent: Sent[] = []
const collector = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  if (request.url === '/v1/traces') sent.push(JSON.parse(Buffer.concat(parts).toString()) as Sent)
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

let site: Site
let desk: Desk
let house: TestHouse
let traces: Traces | null
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`
  const settings = { url, service: 'pantau-lab', instance: 'lab:1' }
  traces = await startTraces({ traces: settings }, createLog('silent'))
  site = await startSite(offersAmongOthers(1))
  desk = await startDesk()
  house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: everything, channels: [hook] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
`,
    {},
    { traces: settings },
  )
  // Without schedules, hence without the sweep, which may be the first to hand on a delivery, in a trace of its own.
  await serve(house, 'test', { schedule: false })
  await house.queues.add('crawl', { targetId: 'pastes' })
  await until(() => desk.keys.length > 0)
  await house.close()
  await traces?.close()
})
afterAll(async () => {
  await house.remove()
  await desk.close()
  await site.close()
  collector.close()
})

const spans = (): Span[] =>
  sent
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap((scope) => scope.spans)
const of = ({ attributes }: Span): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]))

test('a visit and its delivery are one trace, from the job that asked for the visit to the channel', () => {
  const visit = spans().find((span) => of(span)['pantau.target'] === 'pastes')
  const delivery = spans().find((span) => of(span)['pantau.channel'] === 'hook')
  expect(visit && of(visit)).toMatchObject({
    'pantau.newPosts': expect.any(Number),
    'pantau.alerts': 1,
    'pantau.stopped': 'done',
  })
  expect(delivery?.traceId).toBe(visit?.traceId)
  const asked = spans().find(({ spanId }) => spanId === delivery?.parentSpanId)
  expect(asked?.parentSpanId, 'the job of the delivery was added inside the visit').toBe(visit?.spanId)
})

test('the process says who it is, and no post stands in a span', () => {
  const [first] = sent.flatMap(({ resourceSpans }) => resourceSpans)
  expect(first && of(first.resource as Span)).toMatchObject({
    'service.name': 'pantau-lab',
    'service.instance.id': 'lab:1',
  })
  expect(JSON.stringify(sent)).not.toMatch(/selling|telegram|@/i)
})

test('nothing is started where no collector is named', async () => {
  expect(await startTraces({ traces: null }, createLog('silent'))).toBeNull()
})
