import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const Embed = z.strictObject({
  color: z.number().int().min(0).max(0xffffff),
  title: z.string().max(256).optional(),
  url: z.string().regex(ownAddress).max(2_048).optional(),
  description: z.string().max(4_096).optional(),
  fields: z
    .array(
      z.strictObject({ name: z.string().min(1).max(256), value: z.string().min(1).max(1_024), inline: z.boolean() }),
    )
    .max(25),
  footer: z.strictObject({ text: z.string().max(2_048) }).optional(),
  timestamp: z.iso.datetime().optional(),
})
const Payload = z.strictObject({
  content: z.string().max(2_000),
  embeds: z.array(Embed).min(1).max(10),
  allowed_mentions: z.strictObject({ parse: z.array(z.string()).length(0) }),
})

/** Characters that format, link (as [words](address)) or mention, where no backslash stands before them. */
const unescaped = (text: string): string[] =>
  unless(!/[*_~`|<>#[\]@]/.test(text.replace(/\\[^\p{L}\p{N}\s]/gu, '')), `Markdown that acts: ${text.slice(0, 80)}`)

/** What a reader sees of escaped Markdown. */
const shown = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')

/** Discord's webhook: the stored message where it is waited for, its own words where it is not. */
export const discordReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: { status: 404, body: '{"message": "Unknown Webhook", "code": 10015}' },
      fails: { status: 500, body: '{"message": "500: Internal Server Error", "code": 0}' },
      throttles: {
        status: 429,
        body: '{"message": "You are being rate limited.", "retry_after": 6.9995, "global": false}',
        headers: { 'retry-after': '8' },
      },
    },
    take({ url, body }) {
      const payload = Payload.safeParse(body)
      const embeds = payload.data?.embeds ?? []
      const words = embeds.flatMap(({ title = '', description = '', fields }) => [
        title,
        description,
        ...fields.flatMap(({ name, value }) => [name, value]),
      ])
      const footers = embeds.map(({ footer }) => footer?.text ?? '')
      const all = [...words, ...footers].reduce((sum, text) => sum + text.length, 0)
      const text = [
        payload.data?.content ?? '',
        ...words.map(shown),
        ...embeds.map(({ url = '' }) => url),
        ...footers,
      ].join('\n')
      const faults = [
        ...unless(new URL(url, 'http://x').searchParams.get('wait') === 'true', 'wait'),
        ...(payload.success ? [] : [payload.error.message]),
        ...unless(all <= 6_000, `embeds: ${all} characters, Discord takes 6,000`),
        ...words.flatMap(unescaped),
        ...unless(!/[@<[]/.test(payload.data?.content ?? ''), 'content: a mention'),
        ...wordFaults(text.replace(ownAddress, ''), 'message'),
      ]
      const id = /Pantau ([0-9a-f]{32})/.exec(footers.join())?.[1] ?? ''
      return {
        arrival: { id, text, faults },
        answer:
          faults.length === 0
            ? { status: 200, body: '{"id": "1234567890", "type": 0}' }
            : { status: 400, body: '{"message": "Invalid Form Body", "code": 50035}' },
      }
    },
    config: (url) => ({
      id: 'soc',
      type: 'discord',
      operator: false,
      language: 'en',
      webhook: `${url}/api/webhooks/1234567890/secret-of-the-hook`,
      timeout: 5_000,
    }),
  })
