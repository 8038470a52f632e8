import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const Payload = z.strictObject({
  text: z.string().min(1).max(5_000),
  attachments: z
    .array(
      z.strictObject({
        color: z.string().regex(/^#[0-9a-f]{6}$/),
        title: z
          .string()
          .regex(/^[\p{L} ]+$/u)
          .optional(),
        title_link: z.string().regex(ownAddress).optional(),
        text: z.string().min(1).max(5_000),
      }),
    )
    .length(1),
  parseUrls: z.literal(false),
})

/** Rocket.Chat's incoming webhook. It looks for mentions in `text` wherever they stand, and for none in attachments. */
export const rocketchatReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: { status: 401, body: '{"success":false,"error":"Invalid integration id or token: secret-of-the-hook"}' },
      fails: { status: 500, body: '{"success":false,"error":"Internal server error"}' },
      throttles: {
        status: 429,
        body: '{"success":false,"error":"too-many-requests"}',
        headers: { 'retry-after': '7' },
      },
    },
    take({ body }) {
      const payload = Payload.safeParse(body)
      const own = payload.data?.text ?? ''
      const { text: block = '', title = '', title_link: link = '' } = payload.data?.attachments[0] ?? {}
      const faults = [
        ...(payload.success ? [] : [payload.error.message]),
        ...unless(!/[@#<[]/.test(own), 'text: a mention'),
        ...unless(/^```\n[\s\S]*\n```$/.test(block) && block.split('```').length === 3, 'words outside of the block'),
        ...wordFaults(block, 'attachment'),
      ]
      return {
        arrival: {
          id: /^Pantau ([0-9a-f]{32}), \S+\n```$/m.exec(block)?.[1] ?? '',
          text: [own, title, link, block].join('\n'),
          faults,
        },
        answer:
          faults.length === 0 ? { status: 200, body: '{"success":true}' } : { status: 400, body: '{"success":false}' },
      }
    },
    config: (url) => ({
      id: 'soc',
      type: 'rocketchat',
      operator: false,
      language: 'en',
      webhook: `${url}/hooks/0123456789abcdef/secret-of-the-hook`,
      timeout: 5_000,
    }),
  })
