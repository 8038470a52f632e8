import { z } from 'zod'

/** What a news post mentions, made comparable with an offer; no words of it. */
export const Report = z.object({
  postId: z.string(),
  /** When it was published, or seen where the site does not say. */
  at: z.coerce.date(),
  names: z.array(z.string()),
  counts: z.array(z.number()),
  countries: z.array(z.string()),
})
export type Report = z.infer<typeof Report>

/** A news post that speaks of a listing: never an offer, and never an alarm. */
export interface PressLink {
  listingId: string
  postId: string
  site: string
  url: string
  title: string
  /** When the site says that it was published; `null` where it does not say. */
  publishedAt: Date | null
  seenAt: Date
  pageSha256: string
  /** "the same victim", "91,000,000 in both". */
  reasons: string[]
}
