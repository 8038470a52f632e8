import type { Message } from '../../model/alert.ts'
import { bandOf, type SeverityBand } from '../../model/severity.ts'
import { wordsOf } from '../words/words.ts'

/** The sign and the colour of a band, for where a badge has them. */
export const paints: Readonly<Record<SeverityBand, { dot: string; colour: string }>> = {
  critical: { dot: '🔴', colour: '#b42318' },
  high: { dot: '🟠', colour: '#c2410c' },
  medium: { dot: '🟡', colour: '#b58105' },
  low: { dot: '⚪', colour: '#64748b' },
}

/** "🔴 Severity 92 · TLP:AMBER · opened": our own words only, for where a stranger's could act. */
export function badgeOf(message: Pick<Message, 'language' | 'severity' | 'tlp' | 'event' | 'kind'>): string {
  const { severity, tlp } = message
  const { frame } = wordsOf(message.language)
  if (message.kind === 'digest') return `📊 ${eventOf(message)} · TLP:${tlp}`
  return `${paints[bandOf(severity)].dot} ${frame.severity} ${severity} · TLP:${tlp} · ${eventOf(message)}`
}

/** What happened, in a word or two; where it is no listing event, what kind of message it is. */
export function eventOf({ event, kind, language }: Pick<Message, 'language' | 'event' | 'kind'>): string {
  const { frame, offer } = wordsOf(language)
  return event === null ? frame.kinds[kind] : offer.events[event]
}
