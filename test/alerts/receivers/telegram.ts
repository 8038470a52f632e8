import { z } from 'zod'
import { httpReceiver, ownAddress, type Receiver, unless, wordFaults } from './receiver.ts'

const token = '123456789:secret-of-the-hook-0123456789abcdef'

const Payload = z.strictObject({
  chat_id: z.union([z.number().int(), z.string()]),
  text: z.string().min(1),
  parse_mode: z.literal('HTML'),
  link_preview_options: z.strictObject({ is_disabled: z.literal(true) }),
  reply_parameters: z
    .strictObject({ message_id: z.number().int().positive(), allow_sending_without_reply: z.literal(true) })
    .optional(),
})

const shown = (html: string): string =>
  html
    .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2 $1')
    .replace(/<\/?(?:b|code|pre)>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** A link to a page of ours, under plain words. */
const ownLink = new RegExp(`<a href="${ownAddress.source.replace('&', '&;')}">[\\p{L} ]+</a>`, 'u')

/** What Telegram refuses to parse, and what it would find by itself outside of code: mentions, commands, hashtags, hosts. */
function htmlFaults(html: string): string[] {
  const own = html.replace(ownLink, '')
  const tags = own.match(/<[^>]*>?/g) ?? []
  const outside = own.replace(/<(code|pre)>[^<]*<\/\1>/g, ' ').replace(/<\/?b>/g, '')
  return [
    ...unless(
      tags.every((tag) => /^<\/?(?:b|code|pre)>$/.test(tag)),
      "can't parse entities",
    ),
    ...unless(!/&(?!(?:lt|gt|amp|quot|#\d+);)/.test(html), "can't parse entities: &"),
    ...unless(tags.length / 2 <= 100, 'more than 100 entities: the rest is plain text'),
    ...unless(!/<\/?(?:code|pre)>/.test(outside), 'unbalanced'),
    ...unless(!/[@#$/]\w|\w\.[a-z]{2}/i.test(outside), `an entity that Telegram finds by itself: ${outside}`),
  ]
}

/** Telegram's Bot API: `ok` in every answer, the pause in `parameters`. It repeats the token where it is asked badly. */
export function telegramReceiver(): Promise<Receiver> {
  const posted = new Map<number, string>()
  let count = 0
  return httpReceiver({
    answers: {
      refuses: {
        status: 403,
        body: '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}',
      },
      fails: { status: 502, body: `{"ok":false,"error_code":502,"description":"Bad Gateway: /bot${token}"}` },
      throttles: {
        status: 429,
        body: '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}',
      },
    },
    forget: () => posted.clear(),
    take({ url, body }) {
      const payload = Payload.safeParse(body)
      const html = payload.data?.text ?? ''
      const text = shown(html)
      const faults = [
        ...unless(url === `/bot${token}/sendMessage`, 'Not Found'),
        ...(payload.success ? [] : [payload.error.message]),
        ...unless(text.length <= 4_096, 'message is too long'),
        ...htmlFaults(html),
        ...wordFaults(text.replace(ownAddress, ''), 'message'),
      ]
      const id = /Pantau ([0-9a-f]{32})$/.exec(text)?.[1] ?? ''
      const under = posted.get(payload.data?.reply_parameters?.message_id ?? 0)
      if (faults.length === 0) posted.set(++count, id)
      return {
        arrival: { id, text, faults, under },
        answer:
          faults.length === 0
            ? { status: 200, body: `{"ok":true,"result":{"message_id":${count}}}` }
            : { status: 400, body: '{"ok":false,"error_code":400,"description":"Bad Request"}' },
      }
    },
    config: (server) => ({
      id: 'soc',
      type: 'telegram',
      operator: false,
      language: 'en',
      token,
      chat: -100_123,
      server,
      timeout: 5_000,
    }),
  })
}
