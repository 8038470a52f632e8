import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Verdict } from './kin.ts'
import { ListingEventKind } from './listing.ts'
import { Country, Intent } from './signal.ts'
import { Slug } from './target.ts'

/** Traffic Light Protocol 2.0 (FIRST). */
export const Tlp = z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'])
export type Tlp = z.infer<typeof Tlp>

/** Which listing events become alerts, and where they go. Every condition given must hold; one not given always does. */
export const Rule = z.strictObject({
  id: Slug,
  watchlists: z.array(Slug).default([]),
  intents: z.array(Intent).default(['extortion', 'sale', 'giveaway', 'dump']),
  countries: z.array(Country).default([]),
  dataClasses: z.array(DataClass).default([]),
  /** Least number of records; an offer that names none passes only where this is 0. */
  minRecords: z.number().int().nonnegative().default(0),
  minSeverity: z.number().int().min(0).max(100).default(0),
  minConfidence: z.number().min(0).max(1).default(0),
  /** Whether the data was offered before: without `recycled`, what was out long ago is no alert. */
  verdicts: z.array(Verdict).default([...Verdict.options]),
  events: z.array(ListingEventKind).default(['opened', 'repriced', 'sold']),
  tlp: Tlp.default('AMBER'),
  channels: z.array(Slug).min(1),
})
export type Rule = z.infer<typeof Rule>
