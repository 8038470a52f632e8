import { z } from 'zod'
import { httpReceiver, type Receiver, unless, wordFaults } from './receiver.ts'

const apiKey = 'secret-of-the-hook'

const Alert = z.strictObject({
  type: z.string().min(1).max(32),
  source: z.string().min(1).max(64),
  sourceRef: z.string().min(1).max(128),
  title: z.string().min(1).max(512),
  description: z.string().min(1).max(1_048_576),
  severity: z.number().int().min(1).max(4),
  date: z.number().int().positive(),
  tlp: z.number().int().min(0).max(4),
  pap: z.number().int().min(0).max(3),
  tags: z.array(z.string().min(1).max(128)),
  observables: z.array(
    z.strictObject({
      dataType: z.enum(['hash', 'other']),
      data: z.string().min(1).max(4_096),
      message: z.string().max(1_048_576),
      ioc: z.boolean(),
    }),
  ),
})

/** TheHive's API: an alert is named by type, source and sourceRef, and none is made twice. */
export async function thehiveReceiver(): Promise<Receiver> {
  const known = new Set<string>()
  return httpReceiver({
    answers: {
      refuses: { status: 401, body: `{"type":"AuthenticationError","message":"Authentication failure ${apiKey}"}` },
      fails: { status: 503, body: '{"type":"InternalError","message":"Database unavailable"}' },
      throttles: { status: 429, body: '', headers: { 'retry-after': '7' } },
    },
    take({ url, headers, body }) {
      const alert = Alert.safeParse(body)
      const { sourceRef = '', title = '', description = '', observables = [] } = alert.data ?? {}
      const named = observables.map(({ dataType, data }) => `${dataType} ${data}`)
      const faults = [
        ...unless(url === '/api/v1/alert', 'NotFoundError'),
        ...unless(headers.authorization === `Bearer ${apiKey}`, 'AuthenticationError'),
        ...(alert.success ? [] : [alert.error.message]),
        ...unless(new Set(named).size === named.length, 'Observable already exists'),
        ...unless(description.split('```').length === 3, 'Markdown outside of the block'),
        ...wordFaults([title, description, ...named].join('\n'), 'alert'),
      ]
      const isKnown = known.has(sourceRef)
      known.add(sourceRef)
      return {
        arrival: { id: sourceRef, text: [title, description, ...named].join('\n'), faults },
        answer: isKnown
          ? { status: 400, body: '{"type":"CreateError","message":"Alert already exists"}' }
          : { status: faults.length === 0 ? 201 : 400, body: '{"_id":"~1234","_type":"Alert"}' },
      }
    },
    config: (url) => ({
      id: 'soc',
      type: 'thehive',
      operator: false,
      language: 'en',
      url,
      apiKey,
      pap: 2,
      timeout: 5_000,
    }),
  })
}
