import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { slackSignature } from '../../console/slack-signature.ts'

/** A receiver of what Slack is sent, by its API and at the addresses that it gives to answer a press. */
export interface FakeSlack {
  url: string
  /** What was posted there, the newest last: messages, and answers to what was pressed. */
  posts: {
    path: string
    body: { text: string; blocks?: { type: string; block_id?: string }[]; [key: string]: unknown }
  }[]
  close(): Promise<void>
}

export async function startSlack(): Promise<FakeSlack> {
  const posts: FakeSlack['posts'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    posts.push({ path: request.url ?? '', body: JSON.parse(body) })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"ts":"1620828660.000001"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** What Slack sends when somebody presses something under a message, signed. */
export function pressed(
  { url }: FakeSlack,
  message: FakeSlack['posts'][number]['body'] | undefined,
  action: object,
  { secret, at, body: given }: { secret: string; at: Date; body?: string | undefined },
): RequestInit {
  const block_id = message?.blocks?.find(({ type }) => type === 'actions')?.block_id
  const payload = {
    type: 'block_actions',
    user: { id: 'U0123456789', username: 'rina' },
    actions: [{ block_id, type: 'button', ...action }],
    response_url: `${url}/actions/T0/1/x`,
    message,
  }
  const body = given ?? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const seconds = String(Math.floor(at.getTime() / 1_000))
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': slackSignature(secret, seconds, Buffer.from(body)),
    },
    body,
  }
}
