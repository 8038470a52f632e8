import type { Delivery, Message } from '../model/alert.ts'
import type { Language } from '../model/language.ts'
import type { Refusal, Triage, TriageActor, TriageEntry, TriageWish } from '../model/triage.ts'

/** An alert as its page shows it; every text is harmless, personal data masked. */
export interface AlertView {
  id: string
  triage: Triage
  message: Message
  /** What was told, or kept silent, under it. */
  updates: { subject: string; at: Date }[]
  /** To whom it went, or not yet. */
  deliveries: { channelId: string; state: Delivery['state']; at: Date | null }[]
  log: TriageEntry[]
}

/** What became of a wish, and what was done with the alert last. */
export type Outcome = { outcome: 'done' | 'unchanged' } | { outcome: 'refused'; because: Refusal }

/** What the console asks the house for. */
export interface Desk {
  now(): Date
  /** What whoever reads a channel is told in. */
  languageOf(channelId: string): Language
  /** `null` where the alert is there no more. */
  look(alertId: string, language: Language): Promise<AlertView | null>
  /**
   * `seen` is the revision that somebody had before him: what was done since makes his wish an overtaken one. `null` where the alert
   * is there no more.
   */
  act(alertId: string, wish: TriageWish, actor: TriageActor, seen: number | null): Promise<Outcome | null>
}
