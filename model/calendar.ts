// Days of a calendar, by the clocks of a zone: "2026-03-01" is there from its first midnight to the next.

const dayMs = 86_400_000

/** The days of the week, as `Date` counts them. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof weekdays)[number]

/** "2026-03-01": a day without a clock. */
export type Day = string

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a zone show at an instant, as if it were UTC, in milliseconds. */
function shown(at: Date, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  formats.set(zone, format)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day that an instant falls on. */
export const dayOf = (at: Date, zone: string): Day => new Date(shown(at, zone)).toISOString().slice(0, 10)

/** A number of days later, or earlier. */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

export const daysBetween = (from: Day, until: Day): number => Math.round((Date.parse(until) - Date.parse(from)) / dayMs)

export const weekdayOf = (day: Day): Weekday => weekdays[new Date(day).getUTCDay()] ?? 'sunday'

/**
 * The instant at which the clocks of a zone first show so many minutes after midnight of a day. A time that is left out,
 * on the day on which the clock is put forward, is as much later.
 */
export function instantOf(day: Day, minutes: number, zone: string): Date {
  const wanted = Date.parse(day) + minutes * 60_000
  // A zone's distance from UTC may change around the instant: the larger one gives the first of two, if it holds there.
  const distances = [-1, 1].map((side) => shown(new Date(wanted + side * dayMs), zone) - (wanted + side * dayMs))
  const candidates = distances.map((distance) => new Date(wanted - distance)).sort((a, b) => +a - +b)
  const right = candidates.find((candidate) => shown(candidate, zone) === wanted)
  return right ?? candidates.at(-1) ?? new Date(wanted)
}
