import type { Language } from './language.ts'
import type { ListingEventKind } from './listing.ts'

/** What happened between two instants, as a digest tells it. All but `sources` is of what the chosen rules alerted on. */
export interface Figures {
  /** Listing events that somebody was alerted of, and how many there were in as much time before. */
  alerts: number
  before: number
  /** How many in each of the periods that end with this one, the oldest first. */
  trend: number[]
  /** The most first. */
  byRule: { ruleId: string; count: number }[]
  /** How many of each severity, 0 to 100. */
  bySeverity: { severity: number; count: number }[]
  byEvent: { kind: ListingEventKind; count: number }[]
  /** Offers that were new and are open, and the records that they claim together. */
  onOffer: { offers: number; records: number }
  /** Of the alerts, those that the digest's TLP is too wide for: they are counted, and nothing below names them. */
  unnamed: number
  /** Whose data it is, and by whom: the five with the most offers. */
  victims: { name: string; offers: number; records: number }[]
  sellers: { handle: string; site: string; offers: number }[]
  /** The five gravest alerts, with what they say in each of their languages. */
  gravest: { id: string; severity: number; subjects: { language: Language; subject: string }[] }[]
  /** Alerts, of whenever, that nobody has looked at yet, and since when the oldest. */
  waiting: { count: number; since: Date | null }
  sources: Sources
}

/** What was read. */
export interface Sources {
  /** Targets under watch, and those of them that a visit read without failing. */
  watched: number
  read: number
  posts: number
  offers: number
  /** Those that are not read, or not read right, and why. */
  broken: { id: string; why: string }[]
}
