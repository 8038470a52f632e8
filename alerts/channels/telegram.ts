import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel, Thread } from '../channel.ts'
import { SecretAddress, under } from '../format/address.ts'
import { bareLabel, escapeHtml } from '../format/escape.ts'
import { fitted } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { badgeOf } from '../format/severity.ts'
import { numbered } from '../format/text.ts'
import { arranged } from '../message/arrange.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** The bot's token, from @BotFather; a secret. */
  token: z.string().regex(/^\d+:[\w-]{30,}$/, 'a bot’s token such as 123456789:AA…, from @BotFather'),
  /** A chat's number (negative for groups), or a public channel's @name. */
  chat: z.union([z.number().int(), z.string().regex(/^(-?\d+|@\w{4,})$/, 'a chat’s number, or a channel’s @name')]),
  /** A topic of a group with topics. */
  topic: z.number().int().positive().optional(),
  /** A Bot API server of your own. */
  server: SecretAddress.default('https://api.telegram.org'),
  timeout: Duration.default(20_000),
})

/** Characters after the tags are read; tags beyond the hundredth are not. https://core.telegram.org/bots/api#sendmessage */
const limits = { text: 4_096, tags: 100 }

/**
 * Telegram's Bot API. Telegram finds mentions, commands, hashtags and addresses in any text by itself, but not in code:
 * everything from a post stands in `<code>` or `<pre>`. The token is a part of the address, and both stay out of errors.
 * https://core.telegram.org/bots/api#html-style
 */
export const telegram: Channel<typeof settings, 'telegram'> = {
  id: 'telegram',
  name: 'Telegram (bot)',
  needs:
    'A bot from @BotFather that is a member of the chat (of a channel, an administrator). 4,096 characters a message.',
  repeats: 'by people: the delivery’s id ends the message',
  readers: 'people',
  example: `token: \${TELEGRAM_TOKEN}\nchat: -1001234567890`,
  settings,
  open({ token, chat, topic, server, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      pace: paceOf(chat),
      async send({ message, deliveryId, thread }) {
        const text = fitted(harmless(message), (shorter) => htmlOf(shorter, deliveryId), isWithinLimits)
        const body = JSON.stringify({
          chat_id: chat,
          ...(topic === undefined ? {} : { message_thread_id: topic }),
          text,
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          ...replyTo(thread, chat),
        })
        const answer = await poster.post({
          what: `channel ${channelId} (Telegram)`,
          url: under(server, `/bot${token}/sendMessage`),
          headers: { 'content-type': 'application/json' },
          body,
          secrets: [token],
          patience: retryAfterOf,
          isTaken: (answer) => answer.status === 200 && /^\s*\{\s*"ok":\s*true/.test(answer.text),
        })
        const id = /"message_id":\s*(\d+)/.exec(answer.text)?.[1]
        return id === undefined ? answerWords(answer) : { answer: answerWords(answer), receipt: `${chat} ${id}` }
      },
      close: poster.close,
    }
  },
}

/** Twenty messages a minute to a group or channel, one a second to a person: https://core.telegram.org/bots/faq */
const paceOf = (chat: number | string): number => (Number(chat) > 0 ? 1_000 : 3_000)

/** In answer to the first message, where that still stands: a receipt of another chat names no message of this one. */
function replyTo(thread: Thread | null | undefined, chat: number | string) {
  const [where, id] = thread?.receipt?.split(' ') ?? []
  if (where !== String(chat) || id === undefined) return {}
  return { reply_parameters: { message_id: Number(id), allow_sending_without_reply: true } }
}

/** `{"ok": false, "error_code": 429, "description": "…", "parameters": {"retry_after": 34}}`, in seconds. */
function retryAfterOf(text: string): number | undefined {
  const seconds = /"retry_after":\s*(\d+)/.exec(text)?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1_000
}

const code = (text: string): string => `<code>${escapeHtml(text) || '–'}</code>`

function htmlOf(message: Message, deliveryId: string): string {
  const { frame } = wordsOf(message.language)
  return [
    `<b>${badgeOf(message)}</b>`,
    code(message.subject),
    '',
    ...arranged(message, {
      why: message.reasons.length === 0 ? [] : [`${frame.why}: ${code(message.reasons.join('; '))}`],
      next: [
        ...(message.next.length === 0 ? [] : [`${frame.next}:`, ...numbered(message.next).map(code)]),
        ...(message.link === null ? [] : [`<a href="${escapeHtml(message.link)}">${frame.link}</a>`]),
        '',
      ],
      facts: message.facts.map(({ label, value }) => `${bareLabel(label)}: ${code(value)}`),
      rest: [
        ...(message.excerpt === '' ? [] : [`<pre>${escapeHtml(message.excerpt)}</pre>`]),
        ...(message.source === '' ? [] : [`${frame.source}: ${code(message.source)}`]),
      ],
    }),
    '',
    code(`Pantau ${deliveryId}`),
  ].join('\n')
}

const isWithinLimits = (html: string): boolean =>
  html.replace(/<[^>]*>/g, '').replace(/&[a-z#0-9]+;/g, '&').length <= limits.text &&
  html.split('</').length - 1 <= limits.tags
