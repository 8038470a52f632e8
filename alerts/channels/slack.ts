import { z } from 'zod'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress } from '../format/address.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { slackPayload } from '../format/slack-message.ts'
import { withButtons } from '../format/slack-triage.ts'
import { harmless } from '../message/harmless.ts'

const settings = z.strictObject({
  /** The incoming webhook: https://hooks.slack.com/services/…; a secret. */
  webhook: SecretAddress,
  /** The app's signing secret: with it, and `listen:`, there are buttons under each alert. */
  signingSecret: z.string().min(16, 'the signing secret under Basic Information of the app').optional(),
  timeout: Duration.default(10_000),
})

/** One message a second and webhook: https://docs.slack.dev/apis/web-api/rate-limits */
const paceMs = 1_000

/**
 * Slack's incoming webhooks, by plain HTTP so that Retry-After is seen. Slack knows no idempotency key: the delivery's
 * id stands in the last block, as its `block_id` and for people.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const slack: Channel<typeof settings, 'slack'> = {
  id: 'slack',
  name: 'Slack (incoming webhook)',
  needs:
    'An app with incoming webhooks on, and the address that it gives for a channel. 50 blocks, 3,000 characters each. A webhook makes no threads: for those, the bot.',
  repeats: 'by people: the delivery’s id ends the message',
  readers: 'people',
  example: `webhook: \${SLACK_WEBHOOK}`,
  settings,
  open({ webhook, signingSecret, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      pace: paceMs,
      async send({ message: given, deliveryId }) {
        const message = harmless(given)
        const plain = slackPayload(message, deliveryId)
        const payload = signingSecret === undefined ? plain : withButtons(plain, message)
        const answer = await poster.post({
          what: `channel ${channelId} (Slack)`,
          url: webhook,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          isTaken: ({ status, text }) => status === 200 && text.trim() === 'ok',
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}
