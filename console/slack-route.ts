import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type TriageActor, TriageWish } from '../model/triage.ts'
import type { Desk } from './desk.ts'
import type { Asked, Reply } from './exchange.ts'
import { isSignedBySlack } from './slack-signature.ts'
import { type LinkKeys, readToken } from './token.ts'

// What Slack sends when somebody presses a button under an alert. It wants an answer within three seconds, and takes
// what there is to say over the address that it gives: https://docs.slack.dev/interactivity/handling-user-interaction

/** An app of Slack's that sends us what is pressed, by the channel that it belongs to. */
export interface SlackApp {
  channelId: string
  signingSecret: string
}

/** What somebody pressed, as the house is to carry it out and to answer it. */
export interface SlackPress {
  alertId: string
  channelId: string
  /** That of the alert's link: it is the buttons' too. */
  token: string
  wish: TriageWish
  actor: TriageActor
  /** Where what came of it is said, as Slack gives it. */
  replyTo: string | null
  /** The message under which it was pressed, to be written anew. */
  message: unknown
}

/** What the route needs. */
export interface SlackRouteOptions {
  desk: Desk
  keys: LinkKeys
  slackApps(): readonly SlackApp[]
  /** Does what was pressed, and says there what came of it. */
  onPress(press: SlackPress): Promise<void>
  onError(error: unknown): void
}

/** Slack gives up after 3,000 ms. */
const patienceMs = 2_500

const Payload = z.object({
  type: z.string(),
  user: z.object({
    id: z.string().max(40),
    username: z.string().max(80).optional(),
    name: z.string().max(80).optional(),
  }),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string(),
        selected_option: z.object({ value: z.string().max(150) }).nullish(),
      }),
    )
    .optional(),
  response_url: z.string().max(2_000).optional(),
  message: z.unknown(),
})

/** Begins the id of the block with the buttons; the token follows, which names alert and channel. */
export const triageBlock = 'pantau-triage-'

export async function slackRoute({ headers, body }: Asked, options: SlackRouteOptions): Promise<Reply> {
  const now = options.desk.now()
  const signature = String(headers['x-slack-signature'] ?? '')
  const signed = { signature, seconds: String(headers['x-slack-request-timestamp'] ?? '') }
  const apps = options.slackApps().filter(({ signingSecret }) => isSignedBySlack(signed, body, signingSecret, now))
  if (apps.length === 0) return { status: 401, body: 'not signed by an app of ours, or too long ago' }
  const payload = payloadOf(body)
  if (!payload) return { status: 400, body: 'no payload that is known here' }
  const action = payload.type === 'block_actions' ? payload.actions?.[0] : undefined
  if (!action?.block_id.startsWith(triageBlock)) return { status: 200 } // such as the button that opens a link
  const token = action.block_id.slice(triageBlock.length)
  // One that has expired will do: that its app sends it is what counts here.
  const reading = readToken(token, options.keys, now)
  if (reading.is === 'bad') return { status: 403, body: 'no alert of ours' }
  const { alertId, channelId } = reading.ticket
  // Another channel's app cannot act on what it was never sent.
  if (!apps.some((app) => app.channelId === channelId)) return { status: 403, body: 'no alert of this app' }
  const wish = wishOf(action.action_id, action.selected_option?.value, now)
  if (!wish) return { status: 200 }
  const { user, response_url: replyTo = null, message } = payload
  const actor: TriageActor = {
    by: `${user.username ?? user.name ?? 'somebody'} (${user.id})`,
    via: 'slack',
    channelId,
    request: createHash('sha256').update(signature).digest('hex'),
  }
  const work = options.onPress({ alertId, channelId, token, wish, actor, replyTo, message }).catch(options.onError)
  await Promise.race([work, sleep(patienceMs, undefined, { ref: false })])
  return { status: 200 }
}

function payloadOf(body: Buffer): z.infer<typeof Payload> | null {
  try {
    return Payload.safeParse(JSON.parse(new URLSearchParams(body.toString()).get('payload') ?? '')).data ?? null
  } catch {
    return null // no JSON: answered as what it is
  }
}

/** A button is its action; a menu's choice says what is needed besides. */
function wishOf(action: string, chosen: string | undefined, now: Date): TriageWish | null {
  const hours = Number(chosen)
  const until = hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : undefined
  return TriageWish.safeParse({ action, reason: action === 'false-positive' ? chosen : undefined, until }).data ?? null
}
