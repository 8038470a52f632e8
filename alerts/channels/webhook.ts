import { z } from 'zod'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { sign } from '../format/signature.ts'
import { harmless } from '../message/harmless.ts'

const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' }),
  /** Shared with the receiver, for the signature. */
  secret: z.string().min(16, 'a shared secret of 16 characters or more'),
  timeout: Duration.default(10_000),
})

/**
 * Any receiver that takes JSON: `{ version: 1, id, thread, type: 'alert', message }`, where `id` is the delivery's,
 * repeated in `Idempotency-Key`, `thread` that of the first message about the same offer, itself where this is it, and
 * `message` is the Message of the model. `Pantau-Signature` signs it (alerts/format/signature.ts).
 * A change that an existing receiver would notice raises `version`.
 */
export const webhook: Channel<typeof settings, 'webhook'> = {
  id: 'webhook',
  name: 'Webhook (signed JSON)',
  needs: 'A receiver that takes JSON and checks `Pantau-Signature`, with a secret of 16 characters or more.',
  repeats: '`Idempotency-Key`, and `id` in the body',
  readers: 'programs',
  example: `url: https://cases.example.com/hooks/pantau
secret: \${CASES_SECRET}`,
  settings,
  open({ url, secret, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      async send({ message, deliveryId, thread }) {
        const of = { id: deliveryId, thread: thread?.rootDeliveryId ?? deliveryId }
        const body = JSON.stringify({ version: 1, ...of, type: 'alert', message: harmless(message) })
        const headers = {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Pantau',
          'idempotency-key': deliveryId,
          'pantau-signature': sign(secret, body, new Date()),
        }
        return answerWords(await poster.post({ what: `channel ${channelId} (webhook)`, url, headers, body }))
      },
      close: poster.close,
    }
  },
}
