import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { cut } from '../../model/plain.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel, Parcel } from '../channel.ts'
import { SecretAddress, under } from '../format/address.ts'
import { fitted, jsonBytes } from '../format/fit.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { numbered } from '../format/text.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** The integration key of an Events API v2 integration: 32 characters; a secret. */
  routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/, 'an integration key of 32 letters and digits'),
  /** https://events.eu.pagerduty.com where the account lies in the EU. */
  server: SecretAddress.default('https://events.pagerduty.com'),
  timeout: Duration.default(20_000),
})

/** Characters, and bytes of an event: https://developer.pagerduty.com/docs/send-alert-event */
const limits = { summary: 1_024, dedupKey: 255, bytes: 512_000 }

/** 120 events a minute and key: https://developer.pagerduty.com/docs/events-api-v2-overview */
const paceMs = 500

/** PagerDuty's four, for our bands. */
const severities = { critical: 'critical', high: 'error', medium: 'warning', low: 'info' } as const

/**
 * PagerDuty's Events API v2. All that is told of one offer has one `dedup_key`: while its incident is open, a change joins
 * it, and a repeat adds nothing.
 */
export const pagerduty: Channel<typeof settings, 'pagerduty'> = {
  id: 'pagerduty',
  name: 'PagerDuty (Events API v2)',
  needs: 'A service with an Events API v2 integration, and its key. 512 KB an event.',
  repeats: '`dedup_key`, one for all that is told of an offer',
  readers: 'people',
  example: `routingKey: \${PAGERDUTY_KEY}`,
  settings,
  open({ routingKey, server, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    return {
      pace: paceMs,
      async send(parcel) {
        const event = fitted(
          harmless(parcel.message),
          (shorter) => eventOf({ ...parcel, message: shorter }, routingKey),
          (rendered) => jsonBytes(rendered) <= limits.bytes,
        )
        const answer = await poster.post({
          what: `channel ${channelId} (PagerDuty)`,
          url: under(server, '/v2/enqueue'),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(event),
          secrets: [routingKey],
          isTaken: ({ status, text }) => status === 202 && /"status":\s*"success"/.test(text),
        })
        return answerWords(answer)
      },
      close: poster.close,
    }
  },
}

function eventOf({ message, deliveryId, listingId }: Parcel, routingKey: string) {
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: cut(`pantau-${listingId ?? deliveryId}`, limits.dedupKey),
    client: 'Pantau',
    ...(message.link === null
      ? {}
      : { client_url: message.link, links: [{ href: message.link, text: wordsOf(message.language).frame.link }] }),
    payload: {
      summary: cut(message.subject, limits.summary),
      source: 'pantau',
      severity: severities[bandOf(message.severity)],
      timestamp: message.createdAt,
      class: message.event ?? message.kind,
      custom_details: detailsOf(message, deliveryId),
    },
  }
}

/** What PagerDuty shows as a table. A name that stands twice is numbered. */
function detailsOf(message: Message, deliveryId: string): Record<string, string> {
  const { frame } = wordsOf(message.language)
  const rows = [
    ...message.facts.map(({ label, value }) => [label, value] as const),
    [frame.excerpt, message.excerpt] as const,
    [frame.source, message.source] as const,
    [frame.why, message.reasons.join('; ')] as const,
    [frame.next, numbered(message.next).join('\n')] as const,
    ['TLP', message.tlp] as const,
    ['Pantau', deliveryId] as const,
  ].filter(([, value]) => value !== '')
  const named = rows.map(([label, value], at) => {
    const before = rows.slice(0, at).filter(([other]) => other === label).length
    return [before === 0 ? label : `${label} ${before + 1}`, value] as const
  })
  return Object.fromEntries(named)
}
