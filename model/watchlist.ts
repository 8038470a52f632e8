import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Country } from './signal.ts'
import { Slug } from './target.ts'

const Term = z.string().trim().min(2).max(200)

/** Whom we protect. A listing matches when any of its lines does. */
export const Watchlist = z.strictObject({
  id: Slug,
  /** Organisations and brands, with their aliases and abbreviations. */
  names: z.array(Term).default([]),
  /** Domains: `example.co.id` matches itself and what lies under it. */
  domains: z.array(Term).default([]),
  /** Words of a post, matched whole, case ignored. */
  keywords: z.array(Term).default([]),
  countries: z.array(Country).default([]),
  dataClasses: z.array(DataClass).default([]),
})
export type Watchlist = z.infer<typeof Watchlist>
