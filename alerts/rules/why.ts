import type { DataClass } from '../../model/data-classes.ts'
import type { Verdict } from '../../model/kin.ts'
import type { PriceBound } from '../../model/price-bounds.ts'
import type { RuleEvent } from '../../model/rule.ts'
import type { Intent, Price } from '../../model/signal.ts'
import type { SourceType, Target } from '../../model/target.ts'

/** Where in a happening a watchlist's line was found, the most telling place first. */
export type Place = 'victims' | 'title' | 'text' | 'picture' | 'link'

/** What of a watchlist was found. */
export type Finding =
  /** `near`: the word that stood there, where a keyword counts only beside one. */
  | { kind: 'name' | 'keyword' | 'domain'; term: string; near?: string; where: Place }
  | { kind: 'country'; country: string }
  | { kind: 'data-class'; dataClass: DataClass }
  /** Mail addresses under a domain or of a pattern, and ids of a pattern, counted before the post was masked. */
  | { kind: 'addresses' | 'ids'; of: string; count: number }

/** One thing that made a rule hit. */
export type Why =
  | ({ about: 'watchlist'; list: string } & Finding)
  | { about: 'more'; list: string; lines: number }
  | { about: 'victim'; victim: string }
  | { about: 'country'; country: string }
  | { about: 'data-class'; dataClass: DataClass }
  | { about: 'least'; field: 'records' | 'severity' | 'confidence'; value: number; least: number }
  | { about: 'price'; price: Price; bound: PriceBound }
  /** `as`: the account that it is, where that is another one of the same person. */
  | { about: 'seller'; name: string; as: string | null }
  | { about: 'silence'; days: number }
  | { about: 'target'; target: string }
  | { about: 'type'; type: SourceType }
  | { about: 'reliability'; value: Target['reliability']; least: Target['reliability'] }
  | { about: 'verdict'; verdict: Verdict }
  | { about: 'event'; intent: Intent; event: RuleEvent }
