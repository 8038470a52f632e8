import type { Signal } from './signal.ts'
import type { Target } from './target.ts'

// The Admiralty code (NATO AJP-2.1, "reliability and credibility"): a letter for the source, a digit for what it says.

export type Reliability = Target['reliability']
export type Credibility = Signal['credibility']

export const reliabilityWords: Record<Reliability, string> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
}

export const credibilityWords: Record<Credibility, string> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'cannot be judged',
}

/** "C3": both halves, as analysts write them. */
export const admiraltyCode = (reliability: Reliability, credibility: Credibility): string =>
  `${reliability}${credibility}`
