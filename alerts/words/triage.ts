/** What messages say of triage in a language, beside model/triage-words.ts. */
export interface TriageMessageWords {
  /** The label of how an alert stands. */
  triage: string
  /** The label of over which channels it went before. */
  told: string
  /** The label of what was told, or kept silent, since. */
  since: string
  /** How a message begins that goes to others: by a rule's time, or by somebody. */
  unanswered(span: string): string
  escalated: string
  /** How one begins whose snooze is over, and one that was changed during it. */
  back: string
  changed: string
  /** Why this message. */
  whyUnanswered(ruleId: string, span: string): string
  whyEscalated(step: string): string
  whyBack: string
  sent: string
  givenUp: string
  notYet: string
}
