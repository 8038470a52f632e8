import type { Fact, Message } from '../model/alert.ts'
import type { Language } from '../model/language.ts'
import { cut } from '../model/plain.ts'
import type { Triage, TriageEntry } from '../model/triage.ts'
import { stateWords, stepWords } from '../model/triage-words.ts'
import { timeWords } from '../model/words.ts'
import { line, listed } from './harmless.ts'
import { triage as en } from './words/en/triage.ts'
import { triage as id } from './words/id/triage.ts'
import type { TriageMessageWords } from './words/triage.ts'

const wordsIn: Record<Language, TriageMessageWords> = { en, id }

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
  const words = wordsIn[root.language]
  const { entry, log, told, since, now } = again
  const steps = log.map((step) => `${timeWords(step.at)} ${stepWords(step, root.language)}${noteOf(step)}`)
  const facts: [label: string, value: string][] = [
    [words.triage, listed(steps.slice(-mostListed), mostListed)],
    [
      words.told,
      listed(
        told.map((delivery) => deliveryWords(delivery, words)),
        mostListed,
      ),
    ],
    [
      words.since,
      listed(since.map(({ subject, at }) => `${timeWords(at)} ${line(subject, 200)}`).slice(-mostListed), mostListed),
    ],
  ]
  return {
    ...root,
    subject: cut(`${beginning(again, words)}: ${root.subject}`, 200),
    facts: [...factsOf(facts), ...root.facts],
    reasons: [reason(again, words, stepWords(entry, root.language)), ...root.reasons],
    createdAt: now.toISOString(),
  }
}

const factsOf = (facts: readonly [label: string, value: string][]): Fact[] =>
  facts.flatMap(([label, value]) => (value === '' ? [] : [{ label, value: cut(line(value, 1_000), 1_000) }]))

const noteOf = ({ reason }: TriageEntry): string => (reason === null ? '' : ` (${line(reason, 100)})`)

function beginning({ why, span, since }: Again, words: TriageMessageWords): string {
  if (why === 'unanswered') return words.unanswered(span)
  if (why === 'escalated') return words.escalated
  return since.length > 0 ? words.changed : words.back
}

function reason({ why, ruleId, span }: Again, words: TriageMessageWords, step: string): string {
  if (why === 'unanswered') return words.whyUnanswered(ruleId, span)
  return why === 'escalated' ? words.whyEscalated(step) : words.whyBack
}

const deliveryWords = (
  { channelId, state, sentAt }: Again['told'][number],
  { sent, givenUp, notYet }: TriageMessageWords,
): string =>
  sentAt !== null ? `${channelId} ${sent} ${timeWords(sentAt)}` : `${channelId} ${state === 'dead' ? givenUp : notYet}`

/** A message with how its alert stands as the first fact: whoever reads a change sees that somebody is at it. */
export const withStanding = (message: Message, triage: Triage): Message => ({
  ...message,
  facts: [
    { label: wordsIn[message.language].triage, value: line(stateWords(triage, message.language), 200) },
    ...message.facts,
  ],
})
