import { z } from 'zod'
import { Hours, isWithin, nextOutside } from './hours.ts'
import { Duration } from './target.ts'

const perMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const rateForm = 'messages by time, such as "20/h" or "5/m"; or "none"'

/** How many messages of one alert each may come in how many milliseconds. */
export interface Rate {
  count: number
  perMs: number
}

/** "20/h", "5/m", "100/d"; "none" for as many as there are. */
export const Rate = z
  .string(rateForm)
  .regex(/^([1-9]\d{0,5}\/[mhd]|none)$/, rateForm)
  .transform((text): Rate | 'none' =>
    text === 'none' ? text : { count: Number(text.slice(0, -2)), perMs: perMs[text.slice(-1) as keyof typeof perMs] },
  )

/** Hours in which people are let sleep. */
export const QuietHours = z.strictObject({
  /** When nothing comes: "22:00-07:00 Asia/Jakarta". It waits, and comes when the hours are over. */
  hours: Hours.refine(({ from, until }) => until - from < 1_440, 'hours that leave some of the day'),
  /** An alert of this severity or more comes all the same. */
  over: z.number().int().min(0).max(101).default(80),
})

/** What keeps the alerts of a rule from flooding whoever reads them. */
export const Quiet = z.object({
  /** After a message the next comes so much later, in milliseconds, with everything that there was in between. */
  group: Duration.default(0),
  /** Beyond it alerts come gathered. Left out, people get `usualRate`, and programs whatever there is. */
  rate: Rate.optional(),
  quiet: QuietHours.optional(),
})
export type Quiet = z.infer<typeof Quiet>

/** The first moment from `at` on at which an alert of this severity may come, by the hours alone. */
export const afterQuietHours = (quiet: Quiet['quiet'], severity: number, at: Date): Date =>
  quiet === undefined || severity >= quiet.over || !isWithin(quiet.hours, at) ? at : nextOutside(quiet.hours, at)
