import { z } from 'zod'
import type { Fact, Message } from '../../model/alert.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress } from '../format/address.ts'
import { escapeDiscord } from '../format/escape.ts'
import { fitted } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { badgeOf, paints } from '../format/severity.ts'
import { numbered } from '../format/text.ts'
import { arranged } from '../message/arrange.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** https://discord.com/api/webhooks/ID/TOKEN, with ?thread_id=… for a thread; a secret. */
  webhook: SecretAddress,
  timeout: Duration.default(10_000),
})

/** Characters and counts of embeds: https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const limits = { title: 256, description: 4_096, fields: 25, name: 256, value: 1_024, embeds: 10, all: 6_000 }

/** Thirty messages a minute and channel; what a webhook may do at once Discord tells only as it answers. */
const paceMs = 2_000

/**
 * Discord's webhooks, as embeds: a mention in one calls nobody, and `allowed_mentions` says so once more. Discord answers
 * with the message that it stored (`wait`), so that a 200 means stored.
 * https://docs.discord.com/developers/resources/webhook#execute-webhook
 */
export const discord: Channel<typeof settings, 'discord'> = {
  id: 'discord',
  name: 'Discord (webhook)',
  needs: 'A webhook of the channel (Edit channel, Integrations), and its address. 6,000 characters a message.',
  repeats: 'by people: the delivery’s id ends the message',
  readers: 'people',
  example: `webhook: \${DISCORD_WEBHOOK}`,
  settings,
  open({ webhook, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    const url = new URL(webhook)
    url.searchParams.set('wait', 'true')
    return {
      pace: paceMs,
      async send({ message, deliveryId }) {
        const payload = fitted(harmless(message), (shorter) => payloadOf(shorter, deliveryId), isWithinLimits)
        const answer = await poster.post({
          what: `channel ${channelId} (Discord)`,
          url: url.href,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          patience: retryAfterOf,
          isTaken: ({ status, text }) => status === 200 && /"id":\s*"\d+"/.test(text),
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}

/** `{"message": "You are being rate limited.", "retry_after": 0.65, "global": false}`, in seconds, with fractions. */
function retryAfterOf(text: string): number | undefined {
  const seconds = /"retry_after":\s*(\d+(?:\.\d+)?)/.exec(text)?.[1]
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1_000)
}

interface Embed {
  color: number
  title?: string
  /** Where the title leads. */
  url?: string
  description?: string
  fields: { name: string; value: string; inline: boolean }[]
  footer?: { text: string }
  timestamp?: string
}

/** A short value shares its row with others. */
const fieldOf = ({ label, value }: Fact) => ({
  name: escapeDiscord(label) || '–',
  value: escapeDiscord(value) || '–',
  inline: value.length <= 30,
})

function payloadOf(message: Message, deliveryId: string) {
  const color = Number.parseInt(paints[bandOf(message.severity)].colour.slice(1), 16)
  const { frame } = wordsOf(message.language)
  const facts = arranged<Fact>(message, {
    why: message.reasons.length === 0 ? [] : [{ label: frame.why, value: message.reasons.join('; ') }],
    next: message.next.length === 0 ? [] : [{ label: frame.next, value: numbered(message.next).join('\n') }],
    facts: message.facts,
    rest: message.source === '' ? [] : [{ label: frame.source, value: message.source }],
  }).map(fieldOf)
  const embeds: Embed[] = [{ color, fields: [] }]
  for (let from = 0; from < facts.length; from += limits.fields)
    embeds[from / limits.fields] = { color, fields: facts.slice(from, from + limits.fields) }
  Object.assign(embeds[0] ?? {}, {
    title: escapeDiscord(message.subject),
    ...(message.link === null ? {} : { url: message.link }),
    ...(message.excerpt === '' ? {} : { description: escapeDiscord(message.excerpt) }),
  })
  Object.assign(embeds.at(-1) ?? {}, { footer: { text: `Pantau ${deliveryId}` }, timestamp: message.createdAt })
  return { content: badgeOf(message), embeds, allowed_mentions: { parse: [] } }
}

function isWithinLimits({ embeds }: ReturnType<typeof payloadOf>): boolean {
  const texts = embeds.flatMap(({ title = '', description = '', fields, footer }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text ?? '',
  ])
  return (
    embeds.length <= limits.embeds &&
    embeds.every(
      ({ title = '', description = '', fields }) =>
        title.length <= limits.title &&
        description.length <= limits.description &&
        fields.every(({ name, value }) => name.length <= limits.name && value.length <= limits.value),
    ) &&
    texts.reduce((sum, text) => sum + text.length, 0) <= limits.all
  )
}
