import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

// An Adaptive Card of schema 1.4, as far as an alert uses it. A TextBlock is left out on purpose: it reads Markdown.

const TextRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  size: z.enum(['Default', 'Small', 'Medium', 'Large', 'ExtraLarge']).optional(),
  isSubtle: z.boolean().optional(),
  fontType: z.enum(['Default', 'Monospace']).optional(),
})
const RichTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  spacing: z.enum(['None', 'Small', 'Default']).optional(),
  inlines: z.array(TextRun).min(1),
})
const Container = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']),
  bleed: z.boolean(),
  items: z.array(RichTextBlock).min(1),
})
const Payload = z.strictObject({
  type: z.literal('message'),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.strictObject({
          $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
          type: z.literal('AdaptiveCard'),
          version: z.enum(['1.2', '1.3', '1.4', '1.5']),
          msteams: z.strictObject({ width: z.literal('Full') }),
          body: z.array(z.discriminatedUnion('type', [RichTextBlock, Container])).min(1),
          actions: z
            .array(
              z.strictObject({
                type: z.literal('Action.OpenUrl'),
                title: z.string().min(1),
                url: z.string().regex(ownAddress),
              }),
            )
            .max(6)
            .optional(),
        }),
      }),
    )
    .length(1),
})

/** A workflow's webhook: 202 with nothing, 28 KB at most, its signature in the address. */
export const teamsReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: {
        status: 401,
        body: '{"error":{"code":"DirectApiAuthorizationRequired","message":"secret-of-the-hook"}}',
      },
      fails: { status: 502, body: '{"error":{"code":"NoResponse","message":"The server did not respond"}}' },
      throttles: { status: 429, body: '', headers: { 'retry-after': '7' } },
    },
    take({ url, body }) {
      const card = Payload.safeParse(body)
      const runs = (card.data?.attachments[0]?.content.body ?? [])
        .flatMap((element) => (element.type === 'Container' ? element.items : [element]))
        .map(({ inlines }) => inlines.map(({ text }) => text).join(''))
      const actions = card.data?.attachments[0]?.content.actions ?? []
      const text = [...actions.flatMap(({ title, url }) => [title, url]), ...runs].join('\n')
      const faults = [
        ...unless(new URL(url, 'http://x').searchParams.get('sig') === 'secret-of-the-hook', 'signature'),
        ...(card.success ? [] : [card.error.message]),
        ...unless(Buffer.byteLength(JSON.stringify(body)) <= 28 * 1_024, 'RequestEntityTooLarge'),
        ...wordFaults(text.replace(ownAddress, ''), 'card'),
      ]
      const id = /Pantau ([0-9a-f]{32})$/.exec(text)?.[1] ?? ''
      return { arrival: { id, text, faults }, answer: { status: faults.length === 0 ? 202 : 400, body: '' } }
    },
    config: (url) => ({
      id: 'soc',
      type: 'teams',
      operator: false,
      language: 'en',
      webhook: `${url}/workflows/0/triggers/manual/paths/invoke?api-version=1&sig=secret-of-the-hook`,
      timeout: 5_000,
    }),
  })
