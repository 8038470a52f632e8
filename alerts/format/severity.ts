import type { Message } from '../../model/alert.ts'
import { wordsOf } from '../words/words.ts'

/** How grave a message is, in the words, the sign and the colour of a badge, by least severity. */
const bands = [
  { least: 80, word: 'critical', dot: '🔴', colour: '#b42318' },
  { least: 60, word: 'high', dot: '🟠', colour: '#c2410c' },
  { least: 40, word: 'medium', dot: '🟡', colour: '#b58105' },
  { least: 0, word: 'low', dot: '⚪', colour: '#64748b' },
] as const

export type Band = (typeof bands)[number]

/** The band of a severity from 0 to 100. */
export const bandOf = (severity: number): Band => bands.find(({ least }) => severity >= least) ?? bands[3]

/** "🔴 Severity 92 · TLP:AMBER · opened": our own words only, for where a stranger's could act. */
export function badgeOf(message: Pick<Message, 'language' | 'severity' | 'tlp' | 'event' | 'kind'>): string {
  const { severity, tlp } = message
  const { frame } = wordsOf(message.language)
  if (message.kind === 'digest') return `📊 ${eventOf(message)} · TLP:${tlp}`
  return `${bandOf(severity).dot} ${frame.severity} ${severity} · TLP:${tlp} · ${eventOf(message)}`
}

/** What happened, in a word or two; where it is no listing event, what kind of message it is. */
export function eventOf({ event, kind, language }: Pick<Message, 'language' | 'event' | 'kind'>): string {
  const { frame, offer } = wordsOf(language)
  return event === null ? frame.kinds[kind] : offer.events[event]
}
