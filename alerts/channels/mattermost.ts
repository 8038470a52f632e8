import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress } from '../format/address.ts'
import { fenced } from '../format/escape.ts'
import { fitted } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { badgeOf } from '../format/severity.ts'
import { textOf } from '../format/text.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** https://chat.example.com/hooks/…; a secret. */
  webhook: SecretAddress,
  timeout: Duration.default(10_000),
})

/**
 * Characters of a post: 16,383 from Mattermost 5.0 on. A longer one is split into several, through the block that keeps
 * strangers' words from acting. https://developers.mattermost.com/integrate/webhooks/incoming/
 */
const longestPost = 16_383

/**
 * Mattermost's incoming webhooks. Everything from a post stands in a block of code, where Mattermost neither formats nor
 * looks for mentions; `<!channel>` and `<address|text>`, which it rewrites before it reads Markdown, are spelt otherwise.
 */
export const mattermost: Channel<typeof settings, 'mattermost'> = {
  id: 'mattermost',
  name: 'Mattermost (incoming webhook)',
  needs: 'An incoming webhook (Integrations), and its address. 16,383 characters a post.',
  repeats: 'by people: the delivery’s id ends the post',
  readers: 'people',
  example: `webhook: \${MATTERMOST_WEBHOOK}`,
  settings,
  open({ webhook, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      async send({ message, deliveryId }) {
        const text = fitted(
          harmless(message),
          (shorter) => postOf(shorter, deliveryId),
          (post) => post.length <= longestPost,
        )
        const answer = await poster.post({
          what: `channel ${channelId} (Mattermost)`,
          url: webhook,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text }),
          isTaken: (answer) => answer.status === 200 && answer.text.trim() === 'ok',
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}

/** A `<` that Mattermost would take for the start of a Slack mention or link, as another character that looks like it. */
const withoutSlackMarks = (text: string): string => text.replace(/<(?=[!@#]|[^\n]*\|)/g, '‹')

/** Our own link stands before the block, where it can be followed. */
function postOf({ link, ...message }: Message, deliveryId: string): string {
  const own = link === null ? '' : ` [${wordsOf(message.language).frame.link}](${link})`
  const block = fenced(withoutSlackMarks(textOf({ ...message, link: null }, deliveryId)))
  return `**${badgeOf(message)}**${own}\n${block}`
}
