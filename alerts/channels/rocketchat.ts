import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress } from '../format/address.ts'
import { fenced } from '../format/escape.ts'
import { fitted } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { badgeOf, paints } from '../format/severity.ts'
import { textOf } from '../format/text.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** https://chat.example.com/hooks/ID/TOKEN; a secret. */
  webhook: SecretAddress,
  timeout: Duration.default(10_000),
})

/** `Message_MaxAllowedSize` of a server that nobody has changed. */
const longestText = 5_000

/**
 * Rocket.Chat's incoming webhooks. It looks for mentions in the message's own text, in code as well, so only our words
 * stand there; everything from a post stands in an attachment's text, which calls nobody, in a block of code.
 * https://docs.rocket.chat/docs/integrations#incoming-webhook-integrations
 */
export const rocketchat: Channel<typeof settings, 'rocketchat'> = {
  id: 'rocketchat',
  name: 'Rocket.Chat (incoming webhook)',
  needs: 'An incoming integration (Workspace, Integrations), and its address. 5,000 characters a message.',
  repeats: 'by people: the delivery’s id ends the message',
  readers: 'people',
  example: `webhook: \${ROCKETCHAT_WEBHOOK}`,
  settings,
  open({ webhook, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      async send({ message, deliveryId }) {
        const payload = fitted(
          harmless(message),
          (shorter) => payloadOf(shorter, deliveryId),
          ({ attachments: [{ text }] }) => text.length <= longestText,
        )
        const answer = await poster.post({
          what: `channel ${channelId} (Rocket.Chat)`,
          url: webhook,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          isTaken: ({ status, text }) => status === 200 && /^\s*\{\s*"success":\s*true/.test(text),
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}

function payloadOf({ link, ...message }: Message, deliveryId: string) {
  const attachment = {
    color: paints[bandOf(message.severity)].colour,
    ...(link === null ? {} : { title: wordsOf(message.language).frame.link, title_link: link }),
    text: fenced(textOf({ ...message, link: null }, deliveryId)),
  }
  return { text: badgeOf(message), attachments: [attachment] as const, parseUrls: false }
}
