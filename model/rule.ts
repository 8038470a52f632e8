import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Escalate } from './escalate.ts'
import { Verdict } from './kin.ts'
import { ListingEventKind } from './listing.ts'
import { PriceBounds } from './price-bounds.ts'
import { Quiet } from './quiet.ts'
import { Country, Intent } from './signal.ts'
import { Duration, Slug, SourceType, Target } from './target.ts'

/** Traffic Light Protocol 2.0 (FIRST). */
export const Tlp = z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'])
export type Tlp = z.infer<typeof Tlp>

/**
 * What a rule can wait for: what happens to a listing, and what is told apart in it. `repriced` is a price either way.
 * `price-drop` is a lower price, or another one that cannot be compared; `price-rise` is surely a higher one.
 * `seller-active`: one of the rule's `sellers` shows up, with whatever it is, after a long silence.
 */
export const RuleEvent = z.enum([...ListingEventKind.options, 'price-drop', 'price-rise', 'seller-active'])
export type RuleEvent = z.infer<typeof RuleEvent>

/** What matters of an offer's life: no bumps, edits, rises or moves. */
const whatMatters: RuleEvent[] = [
  ...(['opened', 'price-drop', 'sample-added', 'sold', 'removed'] as const),
  ...(['reopened', 'seen-elsewhere', 'seller-active'] as const),
]

const Name = z.string().trim().min(2).max(200)

/** Which listing events become alerts, and where they go. Every condition given must hold; one not given always does. */
export const Rule = z.strictObject({
  id: Slug,
  watchlists: z.array(Slug).default([]),
  intents: z.array(Intent).default(['extortion', 'sale', 'giveaway', 'dump']),
  /** One of these is among the victims that the offer names. */
  victims: z.array(Name).default([]),
  countries: z.array(Country).default([]),
  dataClasses: z.array(DataClass).default([]),
  /** Least number of records; an offer that names none passes only where this is 0. */
  minRecords: z.number().int().nonnegative().default(0),
  /** What is asked for it; of several bounds one must hold. An offer without a price passes only where none is given. */
  price: PriceBounds.optional(),
  minSeverity: z.number().int().min(0).max(100).default(0),
  minConfidence: z.number().min(0).max(1).default(0),
  /** By whom: a handle on any site, or site/handle. Accounts that an analyst has confirmed to be the same person's count too. */
  sellers: z.array(Name).default([]),
  /** After how long a silence a seller becomes active again. */
  activeAfter: Duration.default(14 * 86_400_000),
  /** Where it was seen. */
  targets: z.array(Slug).default([]),
  types: z.array(SourceType).default([]),
  /** Admiralty reliability of the source, at least: `C` takes A, B and C; F, which cannot be judged, takes all. */
  minReliability: Target.shape.reliability.unwrap().default('F'),
  /** Whether the data was offered before: without `recycled`, what was out long ago is no alert. */
  verdicts: z.array(Verdict).default([...Verdict.options]),
  events: z.array(RuleEvent).min(1).default(whatMatters),
  tlp: Tlp.default('AMBER'),
  channels: z.array(Slug).min(1),
  /** Who hears of an alert that nobody reacts to. */
  escalate: Escalate.optional(),
  ...Quiet.shape,
})
export type Rule = z.infer<typeof Rule>
