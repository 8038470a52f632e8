import { openChannel } from '../../../alerts/channels/index.ts'
import { verify } from '../../../alerts/format/signature.ts'
import { Message } from '../../../model/alert.ts'
import { acting, listen, type Mood, type Receiver } from './receiver.ts'

const secret = 'a secret of the two of us'

const answers = {
  refuses: { status: 410, body: 'gone' },
  fails: { status: 503, body: 'later' },
  throttles: { status: 429, body: '', headers: { 'retry-after': '7' } },
}

/** A receiver of signed JSON that checks signature, version and schema. */
export async function webhookReceiver(): Promise<Receiver> {
  let mood: Mood = 'takes'
  const arrivals: Receiver['arrivals'] = []
  const server = await listen((request, body) => {
    if (mood !== 'takes') return answers[mood]
    const payload = JSON.parse(body)
    const message = Message.safeParse(payload.message)
    const strings = [payload.message.subject, payload.message.excerpt, payload.message.source]
    const faults = [
      ...(verify(String(request.headers['pantau-signature']), secret, body, new Date()) ? [] : ['signature']),
      ...(payload.version === 1 && payload.type === 'alert' ? [] : ['version']),
      ...(message.success ? [] : [message.error.message]),
      ...(payload.id === request.headers['idempotency-key'] ? [] : ['idempotency key']),
      ...(strings.some((text) => acting.test(text)) ? ['control or direction characters'] : []),
      ...(body.length > 100_000 ? ['size'] : []),
    ]
    const under = payload.thread === payload.id ? undefined : payload.thread
    arrivals.push({ id: payload.id, text: JSON.stringify(payload.message), faults, under })
    return { status: 202, body: '' }
  })
  return {
    channel: openChannel({
      id: 'siem',
      type: 'webhook',
      operator: false,
      language: 'en',
      url: `${server.url}/in/secret-of-the-hook`,
      secret,
      timeout: 5_000,
    }),
    arrivals,
    mood: (next) => {
      mood = next
    },
    stop: server.stop,
  }
}
