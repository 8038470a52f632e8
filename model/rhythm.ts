import { z } from 'zod'

/**
 * What has been learnt of a target from its visits: how often it has new posts, at which hours, and what a look at it
 * costs. Times are milliseconds since 1970; all counts fade (`queue/rhythm.ts` says how fast).
 */
export const Rhythm = z.strictObject({
  /** When it was first visited. */
  began: z.number(),
  /** When its last visit began, whatever came of it. */
  at: z.number(),
  /** The moment up to which its news has been counted; `null` until a visit has come to its end. */
  since: z.number().nullable(),
  /** Visits in a row that failed. */
  failures: z.number().int().min(0),
  /** Drawn anew at every visit, 0 to 1: targets shall not march in step. */
  chance: z.number().min(0).max(1),
  /** New posts found, and milliseconds watched, by hour of the day (UTC). */
  hours: z.strictObject({ news: z.array(z.number()).length(24), watched: z.array(z.number()).length(24) }),
  /** New posts of the last hours, and how many of them were to be expected. */
  recent: z.strictObject({ news: z.number(), expected: z.number() }),
  /** Requests of a visit that finds nothing new. */
  cost: z.number().min(0),
  /** Requests of late that went into looking, and those that went into reading what was found. */
  spent: z.strictObject({ looking: z.number(), reading: z.number() }),
})
export type Rhythm = z.infer<typeof Rhythm>
