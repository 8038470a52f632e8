import type { Fact, Message } from '../../model/alert.ts'
import { cut } from '../../model/plain.ts'
import type { Triage, TriageEntry } from '../../model/triage.ts'
import { stateWords, stepWords } from '../../model/triage-words.ts'
import { type Words, wordsOf } from '../words/words.ts'
import { line } from './harmless.ts'

/** Of a long list so many. */
const mostListed = 5

/** An alert once more, because of what was done with it, or was not. */
export interface Again {
  why: 'unanswered' | 'escalated' | 'back'
  ruleId: string
  /** How long nobody reacted: "30m". */
  span: string
  /** The step that it is told for. */
  entry: TriageEntry
  /** What was done, the first step first. */
  log: readonly TriageEntry[]
  /** Over which channels it went. */
  told: readonly { channelId: string; state: string; sentAt: Date | null }[]
  /** What came under it. */
  since: readonly { subject: string; at: Date }[]
  now: Date
}

/** The first message of a thread, told again: what happened so far stands before what it said. */
export function composeAgain(root: Message, again: Again): Message {
  const words = wordsOf(root.language)
  const { triage: say, values } = words
  const { entry, log, told, since, now } = again
  const steps = log.map((step) => `${values.time(step.at)} ${stepWords(step, root.language)}${noteOf(step)}`)
  const facts: [label: string, value: string][] = [
    [say.triage, values.listed(steps.slice(-mostListed), mostListed)],
    [
      say.told,
      values.listed(
        told.map((delivery) => deliveryWords(delivery, words)),
        mostListed,
      ),
    ],
    [
      say.since,
      values.listed(
        since.map(({ subject, at }) => `${values.time(at)} ${line(subject, 200)}`).slice(-mostListed),
        mostListed,
      ),
    ],
  ]
  return {
    ...root,
    // Nothing happened to the offer: it is told again because of what was done, or not.
    event: null,
    subject: cut(`${beginning(again, say)}: ${root.subject}`, 200),
    facts: [...factsOf(facts), ...root.facts],
    reasons: [reason(again, say, stepWords(entry, root.language)), ...root.reasons],
    createdAt: now.toISOString(),
  }
}

const factsOf = (facts: readonly [label: string, value: string][]): Fact[] =>
  facts.flatMap(([label, value]) => (value === '' ? [] : [{ label, value: cut(line(value, 1_000), 1_000) }]))

const noteOf = ({ reason }: TriageEntry): string => (reason === null ? '' : ` (${line(reason, 100)})`)

function beginning({ why, span, since }: Again, words: Words['triage']): string {
  if (why === 'unanswered') return words.unanswered(span)
  if (why === 'escalated') return words.escalated
  return since.length > 0 ? words.changed : words.back
}

function reason({ why, ruleId, span }: Again, words: Words['triage'], step: string): string {
  if (why === 'unanswered') return words.whyUnanswered(ruleId, span)
  return why === 'escalated' ? words.whyEscalated(step) : words.whyBack
}

const deliveryWords = (
  { channelId, state, sentAt }: Again['told'][number],
  { triage: { sent, givenUp, notYet }, values }: Words,
): string =>
  sentAt !== null
    ? `${channelId} ${sent} ${values.time(sentAt)}`
    : `${channelId} ${state === 'dead' ? givenUp : notYet}`

/** A message with how its alert stands as the first fact: whoever reads a change sees that somebody is at it. */
export const withStanding = (message: Message, triage: Triage): Message => ({
  ...message,
  facts: [
    { label: wordsOf(message.language).triage.triage, value: line(stateWords(triage, message.language), 200) },
    ...message.facts,
  ],
})
