import { z } from 'zod'

const days = { d: 1, w: 7, y: 365 } as const

const form = 'days, weeks or years such as "90d", "12w" or "3y", or "forever"'

/** "90d", "12w", "3y": read as milliseconds. "forever" is read as `null`. */
const Keep = z
  .string(form)
  .regex(/^([1-9]\d{0,4}[dwy]|forever)$/, form)
  .transform((text) =>
    text === 'forever' ? null : Number(text.slice(0, -1)) * days[text.slice(-1) as keyof typeof days] * 86_400_000,
  )

/** How long what is stored stays, by class of record, in milliseconds; `null`: for ever. */
export const Retention = z.strictObject({
  /** The words of posts that offered nothing, from when they were last new or edited. */
  posts: Keep.prefault('90d'),
  /** Kept pages, from when they were fetched. Their hashes stay. */
  evidence: Keep.prefault('1y'),
  /** Listings with their posts, signals, events and alerts, from when something last happened to them. */
  listings: Keep.prefault('3y'),
  /** Alerts and their deliveries. */
  alerts: Keep.prefault('2y'),
  /** Who posted on a site, and never offered anything; from when he was last seen. */
  accounts: Keep.prefault('1y'),
  /** What visits cost and brought. The last one of each target stays. */
  visits: Keep.prefault('180d'),
  /** Who reported what. */
  tips: Keep.prefault('2y'),
})
export type Retention = z.infer<typeof Retention>

/** A class of record that has a time; in the order in which they are purged. */
export const RecordClass = Retention.keyof()
export type RecordClass = z.infer<typeof RecordClass>
