import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress } from '../format/address.ts'
import { fitted, jsonBytes } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { badgeOf } from '../format/severity.ts'
import { numbered } from '../format/text.ts'
import { arranged } from '../message/arrange.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** The address of the workflow "Send webhook alerts to a channel", signature included; a secret. */
  webhook: SecretAddress,
  timeout: Duration.default(20_000),
})

/**
 * Bytes of a payload, at most. Microsoft says 28 KB; cards between 21 and 28 KB have been refused, as Teams counts them
 * in its own form. https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
const mostBytes = 20_000

/** More than four requests a second are throttled, as Microsoft says on the same page. */
const paceMs = 300

/**
 * Microsoft Teams, by a webhook of Workflows that takes an Adaptive Card. Strangers' words stand in text runs only: a
 * TextBlock reads Markdown and would make their links live, a TextRun reads nothing.
 * https://adaptivecards.microsoft.com/?topic=TextRun
 */
export const teams: Channel<typeof settings, 'teams'> = {
  id: 'teams',
  name: 'Microsoft Teams (Workflows)',
  needs: 'The workflow “Send webhook alerts to a channel” on the channel, and its address. 28 KB a card.',
  repeats: 'by people: the delivery’s id ends the card',
  readers: 'people',
  example: `webhook: \${TEAMS_WEBHOOK}`,
  settings,
  open({ webhook, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      pace: paceMs,
      async send({ message, deliveryId }) {
        const payload = fitted(
          harmless(message),
          (shorter) => payloadOf(shorter, deliveryId),
          (rendered) => jsonBytes(rendered) <= mostBytes,
        )
        const answer = await poster.post({
          what: `channel ${channelId} (Teams)`,
          url: webhook,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          // A workflow says nothing. The connectors before it said 1, and in words, with a 200, that Teams did not take it.
          isTaken: ({ status, text }) => status === 202 || (status === 200 && /^1?$/.test(text.trim())),
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}

interface Run {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  size?: 'Small' | 'Large'
  isSubtle?: true
  fontType?: 'Monospace'
}
type Look = Omit<Run, 'type' | 'text'>

const run = (text: string, look: Look = {}): Run => ({ type: 'TextRun', text: text || '–', ...look })

const line = (...inlines: Run[]) => ({ type: 'RichTextBlock', spacing: 'Small', inlines })

const labelled = (label: string, value: string, look: Look = {}) =>
  line(run(`${label}  `, { weight: 'Bolder' }), run(value, look))

/** Cards know few colours, by name. */
const styles = { critical: 'attention', high: 'attention', medium: 'warning', low: 'emphasis' } as const

function payloadOf(message: Message, deliveryId: string) {
  const { frame } = wordsOf(message.language)
  const badge = { type: 'RichTextBlock', inlines: [run(badgeOf(message), { weight: 'Bolder' })] }
  const body = [
    { type: 'Container', style: styles[bandOf(message.severity)], bleed: true, items: [badge] },
    line(run(message.subject, { weight: 'Bolder', size: 'Large' })),
    ...arranged(message, {
      why: message.reasons.length === 0 ? [] : [labelled(frame.why, message.reasons.join('; '), { size: 'Small' })],
      next: [
        ...(message.next.length === 0 ? [] : [line(run(frame.next, { weight: 'Bolder' }))]),
        ...numbered(message.next).map((step) => line(run(step))),
      ],
      facts: message.facts.map(({ label, value }) => labelled(label, value)),
      rest: [
        ...message.excerpt.split('\n').flatMap((words) => (words === '' ? [] : [line(run(words, { isSubtle: true }))])),
        ...(message.source === '' ? [] : [labelled(frame.source, message.source, { fontType: 'Monospace' })]),
      ],
    }),
    line(run(`Pantau ${deliveryId}`, { size: 'Small', isSubtle: true })),
  ]
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body,
    ...(message.link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: frame.link, url: message.link }] }),
  }
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }
  return { type: 'message', attachments: [attachment] }
}
