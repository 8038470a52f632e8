import { z } from 'zod'
import { slackFaults } from '../../../alerts/format/slack-limits.ts'
import { httpReceiver, type Json, type Receiver, unless } from './receiver.ts'

const Text = z.object({ text: z.string() })
const Payload = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      block_id: z.string().optional(),
      text: Text.optional(),
      fields: z.array(Text).optional(),
      elements: z.array(Text).optional(),
    }),
  ),
})

/** What a message shows, under which id, and what Slack has against it. */
function arrivalOf(body: Json): Receiver['arrivals'][number] {
  const { text = '', blocks = [] } = Payload.safeParse(body).data ?? {}
  const texts = blocks.flatMap((block) => [block.text, ...(block.fields ?? []), ...(block.elements ?? [])])
  const id = blocks.find((block) => block.block_id?.startsWith('pantau-'))?.block_id ?? ''
  return {
    id: id.replace('pantau-', ''),
    text: [text, ...texts.map((part) => part?.text ?? '')].join('\n'),
    faults: slackFaults(body),
  }
}

/** An incoming webhook that answers in Slack's words and keeps to Slack's limits. */
export const slackReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: { status: 404, body: 'no_service' },
      fails: { status: 500, body: 'rollup_error' },
      throttles: { status: 429, body: 'rate_limited', headers: { 'retry-after': '7' } },
    },
    take({ body }) {
      const arrival = arrivalOf(body)
      const isFine = arrival.faults.length === 0
      return { arrival, answer: isFine ? { status: 200, body: 'ok' } : { status: 400, body: 'invalid_blocks' } }
    },
    config: (url) => ({
      id: 'soc',
      type: 'slack',
      operator: false,
      language: 'en',
      webhook: `${url}/services/T000/B000/secret-of-the-hook`,
      timeout: 5_000,
    }),
  })

const token = 'xoxb-secret-of-the-hook'

/** Slack's API: 200 to everything, and `ok` or an error in the body. A thread hangs at a message that is there. */
export function slackBotReceiver(): Promise<Receiver> {
  const posted = new Map<string, string>()
  let count = 0
  return httpReceiver({
    answers: {
      refuses: { status: 200, body: '{"ok":false,"error":"not_in_channel"}' },
      fails: { status: 200, body: '{"ok":false,"error":"internal_error"}' },
      throttles: { status: 429, body: '{"ok":false,"error":"ratelimited"}', headers: { 'retry-after': '7' } },
    },
    forget: () => posted.clear(),
    take({ url, headers, body }) {
      const { channel, metadata, thread_ts: thread, reply_broadcast: broadcast, ...message } = body
      const under = posted.get(String(thread))
      if (thread !== undefined && under === undefined)
        return { answer: { status: 200, body: '{"ok":false,"error":"thread_not_found"}' } }
      const arrival = { ...arrivalOf(message), under }
      const faults = [
        ...arrival.faults,
        ...unless(url === '/api/chat.postMessage', 'unknown_method'),
        ...unless(headers.authorization === `Bearer ${token}`, 'invalid_auth'),
        ...unless(channel === 'C0123456789', 'channel_not_found'),
        ...unless(broadcast === undefined || (broadcast === true && thread !== undefined), 'invalid_arguments'),
        ...unless(
          JSON.stringify(metadata) ===
            JSON.stringify({ event_type: 'pantau_alert', event_payload: { delivery: arrival.id } }),
          'invalid_metadata_format',
        ),
      ]
      const ts = `1620828660.${String(++count).padStart(6, '0')}`
      if (faults.length === 0 && thread === undefined) posted.set(ts, arrival.id)
      const answered = faults.length === 0 ? { ok: true, channel, ts, message } : { ok: false, error: faults[0] }
      return { arrival: { ...arrival, faults }, answer: { status: 200, body: JSON.stringify(answered) } }
    },
    config: (server) => ({
      ...{
        id: 'soc',
        type: 'slack-bot',
        operator: false,
        language: 'en',
        token,
        channel: 'C0123456789',
        server,
        timeout: 5_000,
      },
    }),
  })
}
