import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const routingKey = 'secretofthehook00000000000000000'

const Event = z.strictObject({
  routing_key: z.literal(routingKey),
  event_action: z.literal('trigger'),
  dedup_key: z.string().min(1).max(255),
  client: z.string(),
  client_url: z.string().regex(ownAddress).optional(),
  links: z
    .array(z.strictObject({ href: z.string().regex(ownAddress), text: z.string().min(1) }))
    .max(1)
    .optional(),
  payload: z.strictObject({
    summary: z.string().min(1).max(1_024),
    source: z.string().min(1),
    severity: z.enum(['critical', 'error', 'warning', 'info']),
    timestamp: z.iso.datetime(),
    class: z.string(),
    custom_details: z.record(z.string(), z.string()),
  }),
})

/** PagerDuty's events endpoint: 202 where it took one, the faults in `errors` where it did not. */
export const pagerdutyReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: {
        status: 400,
        body: `{"status":"invalid event","message":"Event object is invalid","errors":["no service has ${routingKey}"]}`,
      },
      fails: { status: 500, body: '{"status":"error"}' },
      throttles: { status: 429, body: '', headers: { 'retry-after': '7' } },
    },
    take({ url, body }) {
      const event = Event.safeParse(body)
      const details = Object.entries(event.data?.payload.custom_details ?? {})
      const links = event.data?.links?.flatMap(({ href, text }) => [href, text]) ?? []
      const text = [event.data?.payload.summary, ...details.map((row) => row.join(': ')), ...links].join('\n')
      const faults = [
        ...unless(url === '/v2/enqueue', 'no such address'),
        ...(event.success ? [] : [event.error.message]),
        ...unless(Buffer.byteLength(JSON.stringify(body)) <= 512_000, 'larger than 512 KB'),
        ...wordFaults(text.replace(ownAddress, ''), 'event'),
      ]
      const id = event.data?.payload.custom_details.Pantau ?? ''
      return {
        arrival: { id, text, faults, group: event.data?.dedup_key },
        answer: {
          status: faults.length === 0 ? 202 : 400,
          body: `{"status":"success","message":"Event processed","dedup_key":"${event.data?.dedup_key}"}`,
        },
      }
    },
    config: (server) => ({
      id: 'soc',
      type: 'pagerduty',
      operator: false,
      language: 'en',
      routingKey,
      server,
      timeout: 5_000,
    }),
  })
