import { z } from 'zod'
import { DeliveryError } from '../../model/errors.ts'
import { Duration } from '../../model/target.ts'
import type { Accepted, Channel, OpenChannel } from '../channel.ts'
import { SecretAddress, under } from '../format/address.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { slackPayload } from '../format/slack-message.ts'
import { slackLine, withButtons } from '../format/slack-triage.ts'
import { isForAll, underOrAlone } from '../format/thread.ts'
import { harmless } from '../message/harmless.ts'

const settings = z.strictObject({
  /** The bot user's token, with the scope `chat:write`; a secret. */
  token: z.string().regex(/^xox[a-z]-[\w-]{10,}$/, 'a bot’s token such as xoxb-…'),
  /** The channel's id (C…, G… or D…): a name can be given to another channel. */
  channel: z.string().regex(/^[CGD][A-Z0-9]{8,}$/, 'a channel’s id such as C0123456789 (its details end with it)'),
  server: SecretAddress.default('https://slack.com'),
  /** The app's signing secret: with it, and `listen:`, there are buttons under each alert. */
  signingSecret: z.string().min(16, 'the signing secret under Basic Information of the app').optional(),
  timeout: Duration.default(10_000),
})

/** One message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits */
const paceMs = 1_000

/** Errors that pass by themselves: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'message_limit_exceeded',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
])

/**
 * Slack, as a bot: chat.postMessage answers 200 to everything and says in `ok` whether it did. The message carries the
 * delivery's id as metadata, which bots of your own can read. What changes about an offer stands in the thread of its
 * first message; what ends or spreads it, in the channel as well.
 */
export const slackBot: Channel<typeof settings, 'slack-bot'> = {
  id: 'slack-bot',
  name: 'Slack (bot)',
  needs:
    'An app whose bot has `chat:write` and is a member of the channel, and its token. One message a second and channel.',
  repeats: '`event_payload.delivery` of the metadata; by people: the delivery’s id ends the message',
  readers: 'people',
  example: `token: \${SLACK_TOKEN}\nchannel: C0123456789`,
  settings,
  open({ token, channel, server, signingSecret, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    const what = `channel ${channelId} (Slack)`

    const post = async (payload: object): Promise<string | Accepted> => {
      const answer = await poster.post({
        what,
        url: under(server, '/api/chat.postMessage'),
        headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
        body: JSON.stringify(payload),
        secrets: [token],
        isTaken: ({ status, text }) => status === 200 && readAnswer(text) !== null,
      })
      const { ok, ts, error = 'no reason given' } = readAnswer(answer.text) ?? { ok: false }
      if (!ok) {
        const permanent = !passing.has(error)
        const advice = permanent ? 'check the token, its scopes and the channel' : 'it will be tried again'
        throw new DeliveryError(`${what}: Slack refused: ${error.slice(0, 100)}; ${advice}`, { permanent })
      }
      const words = answerWords({ status: answer.status, text: 'ok' })
      return ts === undefined ? words : { answer: words, receipt: `${channel} ${ts}` }
    }

    return {
      pace: paceMs,
      async send({ message: given, deliveryId, thread }) {
        const message = harmless(given)
        const plain = slackPayload(message, deliveryId)
        const said = signingSecret === undefined ? plain : withButtons(plain, message)
        const metadata = { event_type: 'pantau_alert', event_payload: { delivery: deliveryId } }
        const payload = { channel, ...said, metadata }
        // A receipt of another channel, from before the setting was changed, names no message of this one.
        const [where, ts] = thread?.receipt?.split(' ') ?? []
        if (where !== channel || ts === undefined) return post(payload)
        const reply = { thread_ts: ts, ...(isForAll(message) ? { reply_broadcast: true } : {}) }
        return underOrAlone(
          () => post({ ...payload, ...reply }),
          () => post(payload),
        )
      },
      async note(receipt, words) {
        const [where, ts] = receipt.split(' ')
        if (where === channel && ts !== undefined) await post({ channel, thread_ts: ts, ...slackLine(words) })
      },
      close: poster.close,
    }
  },
}

/** Slack's own answer, or `null` where somebody else answers. Its start tells: what was posted follows, and is long. */
function readAnswer(text: string): { ok: boolean; ts?: string | undefined; error?: string | undefined } | null {
  const ok = /^\s*\{\s*"ok":\s*(true|false)/.exec(text)?.[1]
  const [ts, error] = [/"ts":\s*"(\d+\.\d+)"/.exec(text)?.[1], /"error":\s*"([\w-]+)"/.exec(text)?.[1]]
  return ok === undefined ? null : { ok: ok === 'true', ts, error }
}
