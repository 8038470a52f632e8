import type { TriageMessageWords } from '../triage.ts'

export const triage: TriageMessageWords = {
  triage: 'Triage',
  told: 'Told before',
  since: 'Since then',
  unanswered: (span) => `No reaction for ${span}`,
  escalated: 'Escalated',
  back: 'Back from its snooze',
  changed: 'Changed while snoozed',
  whyUnanswered: (ruleId, span) => `rule ${ruleId} escalates what nobody reacts to for ${span}`,
  whyEscalated: (step) => step,
  whyBack: 'it was snoozed until now; what came meanwhile was kept for this message',
  sent: 'sent',
  givenUp: 'given up',
  notYet: 'not yet taken',
}
