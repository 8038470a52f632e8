import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const apiKey = 'secret-of-the-hook'

const Attribute = z.strictObject({
  type: z.enum(['text', 'sha256', 'link']),
  category: z.literal('External analysis'),
  value: z.string().min(1).max(65_535),
  comment: z.string().max(65_535).optional(),
  to_ids: z.literal(false),
  disable_correlation: z.boolean().optional(),
  distribution: z.literal('5'),
})
// CakePHP's own rule for a UUID, which MISP applies.
const Uuid = z.string().regex(/^[a-f0-9]{8}-[a-f0-9]{4}-[0-5][a-f0-9]{3}-[089ab][a-f0-9]{3}-[a-f0-9]{12}$/)
const Change = z.strictObject({
  Event: z.strictObject({ uuid: Uuid, Attribute: z.array(Attribute.extend({ uuid: Uuid })).min(1) }),
})
const Body = z.strictObject({
  Event: z.strictObject({
    uuid: Uuid,
    info: z.string().min(1).max(65_535),
    date: z.iso.date(),
    threat_level_id: z.enum(['1', '2', '3', '4']),
    analysis: z.enum(['0', '1', '2']),
    distribution: z.enum(['0', '1', '2', '3']),
    published: z.literal(false),
    Attribute: z.array(Attribute).min(1),
    Tag: z.array(z.strictObject({ name: z.string().regex(/^tlp:(clear|green|amber|amber\+strict|red)$/) })),
  }),
})

/** MISP's API: an event whose UUID it knows is answered with 404 and where it is. */
export async function mispReceiver(): Promise<Receiver> {
  const known = new Map<string, string>()
  return httpReceiver({
    answers: {
      refuses: {
        status: 403,
        body: `{"name":"Authentication failed.","message":"Authentication failed for ${apiKey}","url":"\\/events\\/add"}`,
      },
      fails: { status: 500, body: '{"name":"An Internal Error Has Occurred.","url":"\\/events\\/add"}' },
      throttles: { status: 429, body: '{"name":"API rate limit exceeded"}', headers: { 'retry-after': '7' } },
    },
    forget: () => known.clear(),
    take({ url, headers, body }) {
      const [, edited] = /^\/events\/edit\/(.+)$/.exec(url) ?? []
      if (edited !== undefined) {
        const under = known.get(edited)
        if (under === undefined)
          return { answer: { status: 404, body: '{"name":"Invalid event","message":"Invalid event"}' } }
        const change = Change.safeParse(body)
        const text = change.data?.Event.Attribute.map(({ value }) => value).join('\n') ?? ''
        const faults = [...(change.success ? [] : [change.error.message]), ...wordFaults(text, 'attributes')]
        const id = /^Pantau ([0-9a-f]{32})$/m.exec(text)?.[1] ?? ''
        return { arrival: { id, text, faults, under }, answer: { status: 200, body: `{"Event":{"uuid":"${edited}"}}` } }
      }
      const { data, success, error } = Body.safeParse(body)
      const { uuid = '', info = '', Attribute: attributes = [], Tag: tags = [] } = data?.Event ?? {}
      const values = attributes.map(({ value }) => value)
      const links = attributes.filter(({ type }) => type === 'link').map(({ value }) => value)
      const text = [info, ...values, ...tags.map(({ name }) => name.toUpperCase())].join('\n')
      const faults = [
        ...unless(url === '/events/add' && headers.accept === 'application/json', 'no API call'),
        ...unless(headers.authorization === apiKey, 'Authentication failed'),
        ...(success ? [] : [error.message]),
        ...unless(new Set(values).size === values.length, 'A similar attribute already exists'),
        ...unless(
          links.every((link) => ownAddress.test(link)),
          'a link to another',
        ),
        ...wordFaults(text.replace(ownAddress, ''), 'event'),
      ]
      const isKnown = known.has(uuid)
      const id = /^Pantau ([0-9a-f]{32})$/m.exec(text)?.[1] ?? ''
      known.set(uuid, id)
      return {
        arrival: { id, text, faults, group: uuid },
        answer: isKnown
          ? {
              status: 404,
              body: '{"name":"Event already exists, if you would like to edit it, use the url in the location header."}',
            }
          : { status: faults.length === 0 ? 200 : 403, body: `{"Event":{"id":"7","uuid":"${uuid}"}}` },
      }
    },
    config: (url) => ({
      id: 'soc',
      type: 'misp',
      operator: false,
      language: 'en',
      url,
      apiKey,
      distribution: 0,
      timeout: 5_000,
    }),
  })
}
