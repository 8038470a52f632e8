import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

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
  externalLink: z.string().regex(ownAddress).max(512).optional(),
  observables: z.array(
    z.strictObject({
      dataType: z.enum(['hash', 'other']),
      data: z.string().min(1).max(4_096),
      message: z.string().max(1_048_576),
      ioc: z.boolean(),
    }),
  ),
})

const Comment = z.strictObject({ message: z.string().min(1).max(1_048_576) })

const arrivalOf = (text: string, faults: string[], under: string) => ({
  id: /Pantau ([0-9a-f]{32})\b/.exec(text)?.[1] ?? '',
  text,
  faults: [
    ...faults,
    ...unless(text.split('```').length === 3, 'Markdown outside of the block'),
    ...wordFaults(text, 'comment'),
  ],
  under,
})

/** TheHive's API: an alert is named by type, source and sourceRef, and none is made twice; comments hang at alerts. */
export async function thehiveReceiver(): Promise<Receiver> {
  const known = new Map<string, string>()
  return httpReceiver({
    answers: {
      refuses: { status: 401, body: `{"type":"AuthenticationError","message":"Authentication failure ${apiKey}"}` },
      fails: { status: 503, body: '{"type":"InternalError","message":"Database unavailable"}' },
      throttles: { status: 429, body: '', headers: { 'retry-after': '7' } },
    },
    forget: () => known.clear(),
    take({ url, headers, body }) {
      const [, commented] = /^\/api\/v1\/alert\/([^/]+)\/comment$/.exec(url) ?? []
      if (commented !== undefined) {
        const [ref] = [...known].find(([, id]) => id === decodeURIComponent(commented)) ?? []
        if (ref === undefined)
          return { answer: { status: 404, body: '{"type":"NotFoundError","message":"Alert not found"}' } }
        const { success, data, error } = Comment.safeParse(body)
        return {
          arrival: arrivalOf(data?.message ?? '', success ? [] : [error.message], ref),
          answer: { status: 201, body: '{"_id":"~99","_type":"Comment"}' },
        }
      }
      const alert = Alert.safeParse(body)
      const { sourceRef = '', title = '', description = '', externalLink = '', observables = [] } = alert.data ?? {}
      const named = observables.map(({ dataType, data }) => `${dataType} ${data}`)
      const faults = [
        ...unless(url === '/api/v1/alert', 'NotFoundError'),
        ...unless(headers.authorization === `Bearer ${apiKey}`, 'AuthenticationError'),
        ...(alert.success ? [] : [alert.error.message]),
        ...unless(new Set(named).size === named.length, 'Observable already exists'),
        ...unless(description.split('```').length === 3, 'Markdown outside of the block'),
        ...wordFaults([title, description.replace(ownAddress, ''), ...named].join('\n'), 'alert'),
      ]
      const isKnown = known.has(sourceRef)
      if (!isKnown) known.set(sourceRef, `~${1_000 + known.size}`)
      return {
        arrival: { id: sourceRef, text: [title, description, externalLink, ...named].join('\n'), faults },
        answer: isKnown
          ? { status: 400, body: '{"type":"CreateError","message":"Alert already exists"}' }
          : { status: faults.length === 0 ? 201 : 400, body: `{"_id":"${known.get(sourceRef)}","_type":"Alert"}` },
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
