import type { Language } from './language.ts'
import type { AlertState, Triage, TriageAction, TriageActor, TriageEntry } from './triage.ts'
import { timeIn } from './words.ts'

// How triage reads: in messages, on the page of an alert, on the command line.

/** The words of a language. */
export interface TriageWords {
  /** What a button says. */
  actions: Record<TriageAction, string>
  states: Record<AlertState, string>
  /** What was done, before by whom. */
  did: Record<TriageAction, string>
  by(name: string): string
  ways: Record<TriageActor['via'], string>
  until(time: string): string
  to(name: string): string
}

const en: TriageWords = {
  actions: {
    acknowledge: 'Acknowledge',
    assign: 'Assign',
    escalate: 'Escalate',
    snooze: 'Snooze',
    'false-positive': 'False positive',
    close: 'Close',
    reopen: 'Reopen',
  },
  states: {
    new: 'new',
    acknowledged: 'acknowledged',
    assigned: 'assigned',
    escalated: 'escalated',
    snoozed: 'snoozed',
    'false-positive': 'false positive',
    closed: 'closed',
  },
  did: {
    acknowledge: 'acknowledged',
    assign: 'assigned',
    escalate: 'escalated',
    snooze: 'snoozed',
    'false-positive': 'called a false positive',
    close: 'closed',
    reopen: 'reopened',
  },
  by: (name) => `by ${name}`,
  ways: { cli: 'command line', link: 'link', slack: 'Slack', pantau: 'by itself' },
  until: (time) => `until ${time}`,
  to: (name) => `to ${name}`,
}

const id: TriageWords = {
  actions: {
    acknowledge: 'Saya tangani',
    assign: 'Tugaskan',
    escalate: 'Eskalasi',
    snooze: 'Tunda',
    'false-positive': 'Positif palsu',
    close: 'Tutup',
    reopen: 'Buka kembali',
  },
  states: {
    new: 'baru',
    acknowledged: 'sedang ditangani',
    assigned: 'ditugaskan',
    escalated: 'dieskalasi',
    snoozed: 'ditunda',
    'false-positive': 'positif palsu',
    closed: 'ditutup',
  },
  did: {
    acknowledge: 'ditangani',
    assign: 'ditugaskan',
    escalate: 'dieskalasi',
    snooze: 'ditunda',
    'false-positive': 'dinyatakan positif palsu',
    close: 'ditutup',
    reopen: 'dibuka kembali',
  },
  by: (name) => `oleh ${name}`,
  ways: { cli: 'baris perintah', link: 'tautan', slack: 'Slack', pantau: 'otomatis' },
  until: (time) => `sampai ${time}`,
  to: (name) => `kepada ${name}`,
}

export const triageWords: Record<Language, TriageWords> = { en, id }

/** "acknowledged", "assigned to rina", "snoozed until 2021-05-12 14:03 UTC". */
export function stateWords({ state, assignee, snoozedUntil }: Omit<Triage, 'revision'>, language: Language): string {
  const { states, to, until } = triageWords[language]
  if (state === 'assigned' && assignee !== null) return `${states[state]} ${to(assignee)}`
  return state === 'snoozed' && snoozedUntil !== null
    ? `${states[state]} ${until(timeIn[language](snoozedUntil))}`
    : states[state]
}

/** "snoozed until 2021-05-12 14:03 UTC by rina, link (soc-mail)". */
export function stepWords(entry: TriageEntry, language: Language): string {
  const { did, by, to, until, ways } = triageWords[language]
  const { action, via, channelId, assignee, snoozedUntil } = entry
  const whom = action === 'assign' && assignee !== null ? ` ${to(assignee)}` : ''
  const till = action === 'snooze' && snoozedUntil !== null ? ` ${until(timeIn[language](snoozedUntil))}` : ''
  if (via === 'pantau') return `${did[action]}${whom}${till} ${ways.pantau}`
  const way = `${ways[via]}${channelId === null ? '' : ` (${channelId})`}`
  return `${did[action]}${whom}${till} ${by(entry.by)}, ${way}`
}
