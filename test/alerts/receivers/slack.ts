import { openChannel } from '../../../alerts/channels/index.ts'
import { slackFaults } from '../../../alerts/slack-limits.ts'
import { listen, type Mood, type Receiver } from './receiver.ts'

interface Payload {
  text: string
  blocks: { block_id?: string; text?: { text: string }; fields?: { text: string }[]; elements?: { text: string }[] }[]
}

const answers = {
  refuses: { status: 404, body: 'no_service' },
  fails: { status: 500, body: 'rollup_error' },
  throttles: { status: 429, body: 'rate_limited', headers: { 'retry-after': '7' } },
}

/** An incoming webhook that answers in Slack's words and keeps to Slack's limits. */
export async function slackReceiver(): Promise<Receiver> {
  let mood: Mood = 'takes'
  const arrivals: Receiver['arrivals'] = []
  const server = await listen((request, body) => {
    if (mood !== 'takes') return answers[mood]
    const payload: Payload = JSON.parse(body)
    const faults = slackFaults(payload)
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') faults.push('no JSON POST')
    const texts = payload.blocks.flatMap((block) => [block.text, ...(block.fields ?? []), ...(block.elements ?? [])])
    const id = payload.blocks.find((block) => block.block_id?.startsWith('pantau-'))?.block_id ?? ''
    arrivals.push({
      id: id.replace('pantau-', ''),
      text: [payload.text, ...texts.map((text) => text?.text ?? '')].join('\n'),
      faults,
    })
    return faults.length === 0 ? { status: 200, body: 'ok' } : { status: 400, body: 'invalid_blocks' }
  })
  const url = `${server.url}/services/T000/B000/secret-of-the-hook`
  return {
    channel: openChannel({ id: 'soc', type: 'slack', operator: false, webhook: url, timeout: 5_000 }),
    arrivals,
    mood: (next) => {
      mood = next
    },
    stop: server.stop,
  }
}
