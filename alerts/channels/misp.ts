import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { SecretAddress, under } from '../format/address.ts'
import { answerWords, openPoster } from '../format/http.ts'
import { numbered } from '../format/text.ts'
import { underOrAlone } from '../format/thread.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** https://misp.example.com */
  url: SecretAddress,
  /** The authentication key of a user who may add events; a secret. */
  apiKey: z.string().min(8, 'an authentication key'),
  /** Who may see the events: 0 your organisation, 1 this community, 2 connected communities, 3 all. */
  distribution: z.number().int().min(0).max(3).default(0),
  timeout: Duration.default(30_000),
})

/** High, medium, low, undefined: https://www.misp-project.org/openapi/ (Events, "Add event"). */
const threatLevels = { critical: '1', high: '1', medium: '2', low: '3' } as const

/**
 * MISP: an event for each alert, unpublished, with a text attribute for each fact and none that would reach a detection
 * rule (`to_ids`). Its UUID is derived from the delivery: MISP answers a repeat that the event is there. What changes about
 * an offer is added to its first event. Whoever wants
 * the whole trail as objects takes `pantau timeline --format misp`.
 */
export const misp: Channel<typeof settings, 'misp'> = {
  id: 'misp',
  name: 'MISP (event)',
  needs: 'A user with `perm_add` and `perm_modify`, and its authentication key; tags appear where it may add them.',
  repeats: 'the event’s UUID: a second event is not made',
  readers: 'programs',
  example: `url: https://misp.example.com\napiKey: \${MISP_KEY}`,
  settings,
  open({ url, apiKey, distribution, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    const post = async (path: string, event: object): Promise<string> => {
      const answer = await poster.post({
        what: `channel ${channelId} (MISP)`,
        url: under(url, path),
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: apiKey },
        body: JSON.stringify({ Event: event }),
        secrets: [apiKey],
        isTaken: ({ status, text }) =>
          (status === 200 && /^\s*\{\s*"Event":/.test(text)) || /Event already exists/i.test(text),
      })
      return answerWords(answer)
    }
    return {
      async send({ message, deliveryId, thread }) {
        const safe = harmless(message)
        const alone = () => post('/events/add', { ...eventOf(safe, deliveryId), distribution: String(distribution) })
        if (!thread) return alone()
        const uuid = uuidOf(thread.rootDeliveryId)
        return underOrAlone(() => post(`/events/edit/${uuid}`, { uuid, Attribute: changeOf(safe, deliveryId) }), alone)
      },
      close: poster.close,
    }
  },
}

/** 32 hex digits in the shape of a UUID of version 5, which is made of a hash as well (RFC 9562, 5.5). */
function uuidOf(deliveryId: string): string {
  const hex = Buffer.from(deliveryId).toString('hex')
  const digits = (/^[0-9a-f]{32}$/.test(deliveryId) ? deliveryId : hex.padEnd(32, '0')).slice(0, 32)
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 3) | 8).toString(16)
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `5${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
  ]
  return [...parts, digits.slice(20)].join('-')
}

function eventOf(message: Message, deliveryId: string) {
  return {
    uuid: uuidOf(deliveryId),
    info: message.subject,
    date: message.createdAt.slice(0, 10),
    threat_level_id: threatLevels[bandOf(message.severity)],
    analysis: '0',
    published: false,
    Attribute: attributesOf(message, deliveryId),
    Tag: [{ name: `tlp:${message.tlp.toLowerCase()}` }],
  }
}

/** What an event gets when its offer changes. Each has a UUID of its own, so that a repeat adds nothing. */
const changeOf = (message: Message, deliveryId: string) =>
  attributesOf(message, deliveryId, [`${wordsOf(message.language).labels.change}: ${message.subject}`]).map(
    (attribute, n) => ({
      ...attribute,
      uuid: uuidOf(createHash('sha256').update(`${deliveryId} ${n}`).digest('hex').slice(0, 32)),
    }),
  )

function attributesOf(message: Message, deliveryId: string, before: string[] = []) {
  const { frame } = wordsOf(message.language)
  const texts = [
    ...before,
    ...message.facts.map(({ label, value }) => `${label}: ${value}`),
    ...(message.excerpt === '' ? [] : [`${frame.excerpt}: ${message.excerpt}`]),
    ...(message.source === '' ? [] : [`${frame.source}: ${message.source}`]),
    ...message.reasons.map((reason) => `${frame.why}: ${reason}`),
    ...numbered(message.next).map((step) => `${frame.next}: ${step}`),
    `Pantau ${deliveryId}`,
  ]
  const attribute = { category: 'External analysis', to_ids: false, distribution: '5' }
  return [
    // The same attribute twice is refused.
    ...[...new Set(texts)].map((value) => ({ ...attribute, type: 'text', value, disable_correlation: true })),
    ...(/^[0-9a-f]{64}$/.test(message.evidence)
      ? [{ ...attribute, type: 'sha256', value: message.evidence, comment: frame.evidenceNote }]
      : []),
    ...(message.link === null
      ? []
      : [{ ...attribute, type: 'link', value: message.link, comment: frame.link, disable_correlation: true }]),
  ]
}
