import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const Payload = z.strictObject({ text: z.string().min(1) })

/** The one block of code that a post has, and what stands around it. */
const blockOf = (text: string): { outside: string; inside: string | undefined } => {
  const parts = text.split(/^```$/m)
  return { outside: parts[0] ?? '', inside: parts.length === 3 && parts[2] === '' ? parts[1] : undefined }
}

/** A link of Markdown to a page of ours, under plain words. */
const ownLink = new RegExp(`\\[[\\p{L} ]+\\]\\(${ownAddress.source}\\)`, 'u')

/** Mattermost rewrites these in a webhook's text before it reads Markdown. */
const rewritten = /<!|<@|<[^\n<>|]+\|[^\n|>]+>|<https?:/

/** Mattermost's incoming webhook: "ok" in plain text, 16,383 characters before it splits a post. */
export const mattermostReceiver = (): Promise<Receiver> =>
  httpReceiver({
    answers: {
      refuses: {
        status: 400,
        body: '{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook: /hooks/secret-of-the-hook","status_code":400}',
      },
      fails: { status: 500, body: '{"id":"api.post.create_webhook_post.creating.app_error","status_code":500}' },
      throttles: { status: 429, body: 'limit exceeded', headers: { 'retry-after': '7' } },
    },
    take({ body }) {
      const text = Payload.safeParse(body).data?.text ?? ''
      const { outside, inside } = blockOf(text)
      const faults = [
        ...unless(text !== '', 'no text'),
        ...unless([...text].length <= 16_383, 'the post is split'),
        ...unless(inside !== undefined, 'strangers’ words outside of one block of code'),
        ...unless(!/[@<[\]`]/.test(outside.replace(ownLink, '')), 'mentions or links outside of the block'),
        ...unless(!rewritten.test(text), 'what Mattermost rewrites before it reads Markdown'),
        ...wordFaults(text.replace(ownLink, ''), 'post'),
      ]
      const id = /^Pantau ([0-9a-f]{32}), \S+\n```$/m.exec(text)?.[1] ?? ''
      return {
        arrival: { id, text, faults },
        answer: faults.length === 0 ? { status: 200, body: 'ok' } : { status: 400, body: '{"status_code":400}' },
      }
    },
    config: (url) => ({
      id: 'soc',
      type: 'mattermost',
      operator: false,
      language: 'en',
      webhook: `${url}/hooks/secret-of-the-hook`,
      timeout: 5_000,
    }),
  })
