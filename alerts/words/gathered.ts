import type { ListingEventKind } from '../../model/listing.ts'
import type { SeverityBand } from '../../model/severity.ts'

/** What a gathered message says in a language. */
export interface GatheredWords {
  /** "14 alerts of rule our-data: 3 critical, 11 high". */
  subject(count: number, ruleId: string, bands: string): string
  bands(counts: readonly [SeverityBand, number][]): string
  /** What became of a listing, in a word: the label of its line. */
  events: Record<ListingEventKind, string>
  /** The label of the line for those that there was no room for. */
  more(count: number): string
  /** The label for what was to be told of one listing before its last change. */
  before: string
  /** Why it comes so late, and all together. */
  why(from: string, until: string): string
  /** How one of them is seen whole. */
  next: string
}
