import { type DateOrder, numericDate, readDateText, readTime, readZone, weekdayOf } from './text.ts'

/** What a page's dates are read against. */
export interface Setting {
  /** The software's habit; what the page itself shows overrides it. */
  order: DateOrder
  /** The page's own clock or the zone that it states, as its footer writes them; '' where there is none. */
  clock: string
  /** When the server answered; `null` where nobody knows. */
  servedAt: Date | null
  fetchedAt: Date
  /** Dates of the page as written, in their order: they tell which number is the month. */
  samples: readonly string[]
}

/** How a board writes its dates. */
export interface Board {
  order: DateOrder
  /** Milliseconds by which the board's clock is ahead of UTC; 0 where it cannot be told. */
  offset: number
  now: Date
}

const minute = 60_000
const quarter = 15 * minute
export const day = 86_400_000

/** Tells a board's habits from its page: which number is the month, how far its clock is from UTC, and what is now. */
export function boardOf(setting: Setting): Board {
  const order = orderOf(setting)
  const clock = clockOf(setting, order)
  const stated = readZone(setting.clock)
  const offset = offsetOf(setting, clock, stated === null ? null : stated * minute)
  const now = setting.servedAt ?? (clock === null ? setting.fetchedAt : new Date(clock.getTime() - offset))
  return { order, offset, now }
}

/** The local midnight as if it were UTC; `null` for a day that no calendar has. */
export function midnight(year: number, month: number, dayOfMonth: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? date.getTime() : null
}

/** A numeric date read both ways; `null` where that is no day, or one that is yet to come. */
interface Readings {
  monthFirst: number | null
  dayFirst: number | null
  weekday: number | null
}

/**
 * The order that fits all dates of the page: a number over twelve, a date yet to come or a weekday beside it tells the
 * day from the month. The clock counts before all others. Where nothing tells, a thread's dates run one way under the
 * right reading and to and fro under the wrong one.
 */
function orderOf({ order, clock, samples, servedAt, fetchedAt }: Setting): DateOrder {
  const limit = (servedAt ?? fetchedAt).getTime() + day
  const read = (sample: string): Readings[] => {
    const date = numericDate(sample)
    if (date === null || date.separator === '.') return []
    const { first, second, year, weekday } = date
    const possible = (month: number, dayOfMonth: number): number | null => {
      const time = midnight(year, month, dayOfMonth)
      return time !== null && time <= limit ? time : null
    }
    return [{ monthFirst: possible(first, second), dayFirst: possible(second, first), weekday }]
  }
  const [now] = read(clock)
  const told = now === undefined || servedAt === null ? null : orderOfClock(now, servedAt)
  if (told !== null) return told
  const readings = [clock, ...samples].flatMap(read)
  return vote(readings) ?? orderOfRun(readings) ?? order
}

function orderOfClock({ monthFirst, dayFirst }: Readings, servedAt: Date): DateOrder | null {
  const isNow = (time: number | null): boolean => time !== null && Math.abs(time - servedAt.getTime()) < 2.5 * day
  if (isNow(monthFirst) === isNow(dayFirst)) return null
  return isNow(monthFirst) ? 'month-first' : 'day-first'
}

function vote(readings: readonly Readings[]): DateOrder | null {
  const fits = (time: number | null, weekday: number | null): boolean => {
    if (time === null || weekday === null) return time !== null
    const date = new Date(time)
    return weekdayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) === weekday
  }
  let [monthFirst, dayFirst] = [0, 0]
  for (const reading of readings) {
    const [asMonthFirst, asDayFirst] = [
      fits(reading.monthFirst, reading.weekday),
      fits(reading.dayFirst, reading.weekday),
    ]
    if (asMonthFirst && !asDayFirst) monthFirst += 1
    if (asDayFirst && !asMonthFirst) dayFirst += 1
  }
  return monthFirst === dayFirst ? null : monthFirst > dayFirst ? 'month-first' : 'day-first'
}

function orderOfRun(readings: readonly Readings[]): DateOrder | null {
  const [monthFirst, dayFirst] = [
    turns(readings.map((reading) => reading.monthFirst ?? 0)),
    turns(readings.map((reading) => reading.dayFirst ?? 0)),
  ]
  if (monthFirst === 0 && dayFirst > 0) return 'month-first'
  return dayFirst === 0 && monthFirst > 0 ? 'day-first' : null
}

/** How many steps of a row of times go against the others: 0 for one that only grows or only falls. */
function turns(times: readonly number[]): number {
  let [up, down] = [0, 0]
  for (const [index, time] of times.slice(1).entries()) {
    if (time > (times[index] ?? 0)) up += 1
    if (time < (times[index] ?? 0)) down += 1
  }
  return Math.min(up, down)
}

/** The page's clock read as if it were UTC. */
function clockOf({ clock }: Setting, order: DateOrder): Date | null {
  const text = readDateText(clock, order)
  if (text?.kind !== 'written') return null
  const date = midnight(text.year, text.month, text.day)
  return date === null ? null : new Date(date + text.seconds * 1_000)
}

/**
 * A board's clock held against the moment of the answer gives its offset, rounded to the quarter hour. A clock without
 * a date leaves the day open: the zone that stands beside it, or the nearer day, decides. A clock that stands still is
 * no zone.
 */
function offsetOf({ clock, servedAt }: Setting, shown: Date | null, stated: number | null): number {
  if (servedAt === null) return stated ?? 0
  if (shown !== null) return zoned(shown.getTime() - servedAt.getTime()) ?? stated ?? 0
  const time = readTime(clock)
  if (time === null) return stated ?? 0
  const ahead = (((time * 1_000 - (servedAt.getTime() % day)) % day) + day) % day
  const near = stated ?? 0
  const offset = [ahead - day, ahead].toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? 0
  // Boards state winter's zone in summer: their clock is right then, by an hour.
  const isCredible = stated === null ? sinceQuarter(offset) <= 3 * minute : Math.abs(offset - stated) <= 70 * minute
  return (isCredible ? zoned(offset) : null) ?? stated ?? 0
}

const sinceQuarter = (offset: number): number => Math.abs(offset - Math.round(offset / quarter) * quarter)

/** An offset that a zone can have; `null` for one that none has. */
function zoned(difference: number): number | null {
  const offset = Math.round(difference / quarter) * quarter
  return offset < -12 * 60 * minute || offset > 14 * 60 * minute ? null : offset
}
