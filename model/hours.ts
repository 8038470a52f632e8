import { z } from 'zod'

const form = 'hours and a zone, such as "07:00-23:00 Asia/Jakarta" (over midnight: "20:00-06:00 Europe/Moscow")'
const minutesADay = 1_440
const minuteMs = 60_000

/** The hours of the day in which a site is asked, by the clock of its zone. */
export interface Hours {
  /** Minutes after midnight; `until` is the first minute that is outside, and may lie before `from`. */
  from: number
  until: number
  /** IANA name. */
  zone: string
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Whether a zone is known by this IANA name. */
export const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** "07:00-23:00 Asia/Jakarta"; without a zone the hours are UTC's. */
export const Hours = z
  .string(form)
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]|24(?=:00)):[0-5]\d( [A-Za-z][\w+/-]{1,40})?$/, form)
  .transform((text): Hours => {
    const [clock = '', zone = 'UTC'] = text.split(' ')
    return { from: minutesOf(clock.slice(0, 5)), until: minutesOf(clock.slice(6)), zone }
  })
  .refine(({ from, until }) => from !== until, form)
  .refine(({ zone }) => isZone(zone), 'a zone by its IANA name, such as Asia/Jakarta')

/** Whether an instant lies within the hours; without hours every one does. */
export function isWithin(hours: Hours | undefined, at: Date): boolean {
  if (hours === undefined) return true
  const { from, until, zone } = hours
  const minute = minuteOf(at, zone)
  return from < until ? minute >= from && minute < until : minute >= from || minute < until
}

/** Minutes after midnight by the clock of a zone. */
const minuteOf = (at: Date, zone: string): number =>
  minutesOf(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at))

/** How long the hours keep a site from being asked, in milliseconds a day. */
export const closedMs = (hours: Hours | undefined): number =>
  hours === undefined
    ? 0
    : (minutesADay - ((hours.until - hours.from + minutesADay) % minutesADay || minutesADay)) * 60_000

/** The first moment from `at` on that lies within the hours. */
export function nextWithin(hours: Hours | undefined, at: Date): Date {
  if (hours === undefined || isWithin(hours, at)) return at
  const wait = (hours.from - minuteOf(at, hours.zone) + minutesADay) % minutesADay
  return mended(new Date(Math.floor(at.getTime() / minuteMs) * minuteMs + wait * minuteMs), hours)
}

/** The first moment from `at` on that lies outside the hours. They leave some of the day. */
export const nextOutside = ({ from, until, zone }: Hours, at: Date): Date =>
  nextWithin({ from: until % minutesADay, until: from, zone }, at)

/** A beginning of the hours that was found by counting minutes, where the clock may have been changed on the way. */
function mended(found: Date, hours: Hours): Date {
  const late = ((minuteOf(found, hours.zone) - hours.from + minutesADay * 1.5) % minutesADay) - minutesADay / 2
  let at = new Date(found.getTime() - late * minuteMs)
  // That minute is left out on the day on which the clock is put forward.
  while (!isWithin(hours, at)) at = new Date(at.getTime() + minuteMs)
  return at
}
