import type { Hit } from '../../alerts/rules/match.ts'
import type { Rule } from '../../model/rule.ts'
import type { PastEvent } from '../../store/replay.ts'

/** One alert that a rule would have sent. */
export interface WouldBe {
  event: PastEvent
  targetId: string
  hit: Hit
}

/** What a rule would have sent. */
export interface Outcome {
  rule: Rule
  /** Of offers that were new, and of what happened to known ones. */
  opened: number
  changes: number
  /** By day, `2026-03-14`, in UTC. */
  byDay: Map<string, number>
  /** How many alerts had which severity, 0 to 100. */
  bySeverity: number[]
  /** Some of them, drawn at random, and the same ones each time. */
  examples: WouldBe[]
}

export const emptyOutcome = (rule: Rule): Outcome => ({
  ...{ rule, opened: 0, changes: 0 },
  ...{ byDay: new Map(), bySeverity: Array.from({ length: 101 }, () => 0), examples: [] },
})

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Adds an alert. Ids of events are digests: the smallest of them are a fair draw. */
export function note(outcome: Outcome, wouldBe: WouldBe, mostExamples: number): void {
  const { event } = wouldBe
  const day = dayOf(event.seenAt)
  if (event.kind === 'opened') outcome.opened += 1
  else outcome.changes += 1
  outcome.byDay.set(day, (outcome.byDay.get(day) ?? 0) + 1)
  outcome.bySeverity[event.listing.severity] = (outcome.bySeverity[event.listing.severity] ?? 0) + 1
  const { examples } = outcome
  const last = examples.at(-1)
  if (examples.length >= mostExamples && (last === undefined || event.id > last.event.id)) return
  examples.push(wouldBe)
  examples.sort((a, b) => (a.event.id < b.event.id ? -1 : 1))
  examples.length = Math.min(examples.length, mostExamples)
}
