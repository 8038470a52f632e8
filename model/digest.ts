import { z } from 'zod'
import { addDays, type Day, dayOf, instantOf, weekdayOf, weekdays } from './calendar.ts'
import { isZone } from './hours.ts'
import { Tlp } from './rule.ts'
import { Slug } from './target.ts'

const atForm = 'a time of the day and a zone, such as "08:00 Asia/Jakarta"'

/** "08:00 Asia/Jakarta"; without a zone the clock is UTC's. */
const At = z
  .string(atForm)
  .regex(/^([01]\d|2[0-3]):[0-5]\d( [A-Za-z][\w+/-]{1,40})?$/, atForm)
  .transform((text) => {
    const [clock = '', zone = 'UTC'] = text.split(' ')
    return { minutes: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), zone }
  })
  .refine(({ zone }) => isZone(zone), 'a zone by its IANA name, such as Asia/Jakarta')

/** What happened in a day or a week, in figures, at a fixed time. */
export const Digest = z.strictObject({
  id: Slug,
  /** `daily` tells of the day before, from midnight to midnight; `weekly` of the seven days before `day`. */
  every: z.enum(['daily', 'weekly']).default('daily'),
  at: At.prefault('08:00'),
  /** The day on which a weekly one comes. */
  day: z.enum(weekdays).default('monday'),
  /** Of whose alerts it tells; all rules' where none is named. */
  rules: z.array(Slug).default([]),
  channels: z.array(Slug).min(1),
  tlp: Tlp.default('AMBER'),
  /** Whether it comes when there is nothing to tell as well: a few lines that say so, and that the sites were read. */
  empty: z.boolean().default(true),
})
export type Digest = z.infer<typeof Digest>

/** Days that a digest tells of, the last one not included. */
export interface Period {
  from: Day
  until: Day
}

/** Digests that are made up for when nobody was there to send them, at most. */
const mostLate = 7

/** Days of a period. */
export const daysOf = ({ every }: Pick<Digest, 'every'>): number => (every === 'daily' ? 1 : 7)

/** When the digest of a period is to be sent. */
export const sendingTime = ({ at }: Pick<Digest, 'at'>, { until }: Period): Date =>
  instantOf(until, at.minutes, at.zone)

/** The last period whose digest is due by now. */
export function lastPeriod(digest: Pick<Digest, 'every' | 'at' | 'day'>, now: Date): Period {
  let until = dayOf(now, digest.at.zone)
  const comes = (day: Day): boolean => digest.every === 'daily' || weekdayOf(day) === digest.day
  while (!comes(until) || sendingTime(digest, { from: until, until }) > now) until = addDays(until, -1)
  return { from: addDays(until, -daysOf(digest)), until }
}

/** The period that a day falls into. */
export function periodOf(digest: Pick<Digest, 'every' | 'day'>, day: Day): Period {
  let until = addDays(day, 1)
  while (digest.every === 'weekly' && weekdayOf(until) !== digest.day) until = addDays(until, 1)
  return { from: addDays(until, -daysOf(digest)), until }
}

/** The period before another, of the same length. */
export const periodBefore = (digest: Pick<Digest, 'every'>, { from }: Period): Period => ({
  from: addDays(from, -daysOf(digest)),
  until: from,
})

/**
 * The periods that are still to be told, the oldest first. Of a digest that never told of one it is the last alone; one
 * that was kept from it by a service that was down tells of each, but of no more than seven.
 */
export function periodsDue(digest: Pick<Digest, 'every' | 'at' | 'day'>, toldUntil: Day | null, now: Date): Period[] {
  const due = [lastPeriod(digest, now)]
  if (toldUntil === null) return due
  for (let [first] = due; first && first.from >= toldUntil && due.length < mostLate; [first] = due)
    due.unshift(periodBefore(digest, first))
  return due.filter(({ from }) => from >= toldUntil)
}
