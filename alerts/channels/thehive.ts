import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import type { Tlp } from '../../model/rule.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Accepted, Channel, OpenChannel } from '../channel.ts'
import { SecretAddress, under } from '../format/address.ts'
import { fenced } from '../format/escape.ts'
import { type Answer, answerWords, openPoster } from '../format/http.ts'
import { textOf } from '../format/text.ts'
import { underOrAlone } from '../format/thread.ts'
import { harmless } from '../message/harmless.ts'
import { wordsOf } from '../words/words.ts'

const settings = z.strictObject({
  /** https://thehive.example.com, without /api. */
  url: SecretAddress,
  /** The API key of a user who may create alerts; a secret. */
  apiKey: z.string().min(8, 'an API key of 8 characters or more'),
  /** The organisation, where the user has several. */
  organisation: z.string().min(1).optional(),
  /** What may be done with it (Permissible Actions Protocol): 0 CLEAR, 1 GREEN, 2 AMBER, 3 RED. */
  pap: z.number().int().min(0).max(3).default(2),
  timeout: Duration.default(20_000),
})

/** TheHive's numbers, from 5.1 on: https://docs.strangebee.com/thehive/api-docs/#operation/Create%20alert */
const tlps: Record<Tlp, number> = { CLEAR: 0, GREEN: 1, AMBER: 2, 'AMBER+STRICT': 3, RED: 4 }
/** What TheHive sorts alerts by. */
const types: Record<Message['kind'], string> = {
  listing: 'leak-offer',
  gathered: 'leak-offers',
  digest: 'pantau-digest',
  operator: 'pantau-operator',
}
const severities = { low: 1, medium: 2, high: 3, critical: 4 } as const

/**
 * Alerts of TheHive 5. Type, source and `sourceRef` (the delivery's id) name an alert: TheHive refuses a second one, and
 * then it has it. The description is a block of code, so that its Markdown stays words. The offer's address is no
 * observable: an analyzer would visit it; the contacts are, so that TheHive links alerts of one seller. What changes about
 * an offer is a comment on its first alert.
 */
export const thehive: Channel<typeof settings, 'thehive'> = {
  id: 'thehive',
  name: 'TheHive 5 (alert)',
  needs:
    'A user with `manageAlert/create` and `manageComment`, and its API key. TheHive 5.1 or later, for TLP:AMBER+STRICT.',
  repeats: '`sourceRef`: a second alert is not made; of a comment, the delivery’s id at its end',
  readers: 'programs',
  example: `url: https://thehive.example.com\napiKey: \${THEHIVE_KEY}`,
  settings,
  open({ url, apiKey, organisation, pap, timeout }, channelId): OpenChannel {
    const poster = openPoster(timeout)
    const post = (path: string, body: object, isTaken: (answer: Answer) => boolean): Promise<Answer> =>
      poster.post({
        what: `channel ${channelId} (TheHive)`,
        url: under(url, path),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${apiKey}`,
          ...(organisation === undefined ? {} : { 'x-organisation': organisation }),
        },
        body: JSON.stringify(body),
        secrets: [apiKey],
        isTaken,
      })
    const create = async (message: Message, deliveryId: string): Promise<string | Accepted> => {
      const answer = await post('/api/v1/alert', { ...alertOf(message, deliveryId), pap }, isMade)
      const id = /"_id":\s*"([^"\s]{1,100})"/.exec(answer.text)?.[1]
      return id === undefined ? answerWords(answer) : { answer: answerWords(answer), receipt: id }
    }
    const comment = async (alert: string, message: Message, deliveryId: string): Promise<string> => {
      const said = { message: fenced(textOf(message, deliveryId)) }
      const answer = await post(`/api/v1/alert/${encodeURIComponent(alert)}/comment`, said, isWritten)
      return answerWords(answer)
    }
    return {
      async send({ message, deliveryId, thread }) {
        const safe = harmless(message)
        const alert = thread?.receipt
        if (!alert) return create(safe, deliveryId)
        return underOrAlone(
          () => comment(alert, safe, deliveryId),
          () => create(safe, deliveryId),
        )
      },
      close: poster.close,
    }
  },
}

const isWritten = ({ status, text }: Answer): boolean => status === 201 && /"_id":/.test(text)

/** A second alert of the same reference is refused: then the first is there. */
const isMade = (answer: Answer): boolean =>
  isWritten(answer) ||
  ((answer.status === 400 || answer.status === 409) &&
    /already exist/i.test(answer.text) &&
    !/observable/i.test(answer.text))

const alertOf = (message: Message, deliveryId: string) => ({
  type: types[message.kind],
  source: 'pantau',
  sourceRef: deliveryId,
  title: message.subject,
  description: fenced(textOf(message, deliveryId)),
  severity: severities[bandOf(message.severity)],
  date: Date.parse(message.createdAt),
  tlp: tlps[message.tlp],
  tags: ['pantau', ...(message.event === null ? [] : [`pantau:event="${message.event}"`])],
  observables: observablesOf(message),
  ...(message.link === null ? {} : { externalLink: message.link }),
})

/** The evidence's hash and the ways to reach the seller, each once: TheHive refuses an alert with one twice. */
function observablesOf({ evidence, facts, language }: Message) {
  const { frame, labels } = wordsOf(language)
  const contacts = facts.filter(({ label }) => label === labels.contacts).flatMap(({ value }) => value.split(', '))
  const named = new Set(contacts.filter((contact) => /^[a-z]+ \S+$/.test(contact)))
  return [
    ...(/^[0-9a-f]{64}$/.test(evidence)
      ? [{ dataType: 'hash', data: evidence, message: frame.evidenceNote, ioc: false }]
      : []),
    ...[...named].map((data) => ({ dataType: 'other', data, message: frame.contactNote, ioc: false })),
  ]
}
