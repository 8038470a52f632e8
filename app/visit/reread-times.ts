const hour = 3_600_000
const day = 24 * hour

/** An offer is read again for so long after something last happened to it; longer where somebody was told of it. */
const lasts = { unnoticed: 90 * day, told: 365 * day }
const soonest = hour
const latest = 7 * day

/**
 * When a page with an offer is to be read again, from what last happened to it: whenever it has grown a quarter older, but
 * not within an hour, and at least once a week; `null` when it is too old to change. Most edits come early, and a quarter
 * of its age is what a change is late at most, whatever its age: some 25 readings in the first month, one a week then.
 */
export function nextReading({ since, alerted }: { since: Date; alerted: boolean }, now: Date): Date | null {
  const age = Math.max(now.getTime() - since.getTime(), 0)
  if (age > (alerted ? lasts.told : lasts.unnoticed)) return null
  return new Date(now.getTime() + Math.min(Math.max(age / 4, soonest), latest))
}
