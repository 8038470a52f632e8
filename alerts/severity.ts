import type { Message } from '../model/alert.ts'

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
export const badgeOf = ({ severity, tlp, event, kind }: Pick<Message, 'severity' | 'tlp' | 'event' | 'kind'>): string =>
  `${bandOf(severity).dot} Severity ${severity} · TLP:${tlp} · ${event ?? kind}`
