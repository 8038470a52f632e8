import { type DateOrder, numericDate, readDateText } from './date-text.ts'
import { attribute, type Element, isTag, isText, walk } from './dom.ts'
import { oneLine, textOf } from './text.ts'

/** A date on a page: as shown, and with what the markup says more exactly in its place. */
export interface ShownDate {
  /** What a visitor reads: `Yesterday, 03:25 PM`. */
  shown: string
  /** The same with the absolute dates of `title` attributes put in: `11-20-2026, 03:25 PM`. Machine-readable where it can be. */
  written: string
}

/** A date in UTC. `exact` is false where it was counted back from "4 minutes ago": it moves with every visit. */
export interface Moment {
  iso: string
  exact: boolean
}

/** What a page's dates are read against. */
export interface Setting {
  /** The software's habit; what the page itself shows overrides it. */
  order: DateOrder
  /** The page's own clock, as its footer writes it; '' where there is none. */
  clock: string
  /** When the server answered; `null` where nobody knows. */
  servedAt: Date | null
  fetchedAt: Date
  /** Dates of the page as written: they tell which number is the month. */
  samples: readonly string[]
}

const minute = 60_000
const day = 86_400_000
/** No forum or paste site is older. */
const earliest = Date.UTC(1990, 0, 1)

/** Takes a date element apart. `skip` leaves out what is no part of the date, such as a note about an edit. */
export function shownDate(element: Element, skip?: (element: Element) => boolean): ShownDate {
  const shown = oneLine(textOf(element, skip))
  const parts: string[] = []
  let machine = exactOf(element)
  walk(element, {
    enter(node) {
      if (isText(node)) parts.push(node.data)
      if (!isTag(node)) return
      if (skip?.(node)) return false
      machine ||= exactOf(node)
      const title = attribute(node, 'title')
      if (!isAbsolute(title)) return
      parts.push(title)
      return false
    },
  })
  const title = attribute(element, 'title')
  return { shown, written: machine || (isAbsolute(title) ? title : oneLine(parts.join(''))) }
}

/** <time datetime="2021-05-12T03:21:00+00:00">: no guess is needed. */
const exactOf = (element: Element): string => {
  const value = attribute(element, 'datetime')
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : ''
}

const isAbsolute = (title: string): boolean => {
  const kind = title === '' ? undefined : readDateText(title, 'month-first')?.kind
  return kind === 'written' || kind === 'instant'
}

/**
 * A reader for one page's dates. A board writes local time without its zone: its footer clock held against the moment
 * of the answer gives the offset, rounded to the quarter hour. A date that cannot be true is `null`: before 1990, or
 * more than a day after the fetch.
 */
export function dateReader(setting: Setting): (written: string) => Moment | null {
  const order = orderOf(setting)
  const offset = offsetOf(setting, order)
  const now = setting.servedAt ?? clockOf(setting, order) ?? setting.fetchedAt
  return (written) => {
    const text = readDateText(written, order)
    if (text === null) return null
    if (text.kind === 'instant') return plausible(text.at.getTime(), true, setting.fetchedAt)
    if (text.kind === 'ago') return plausible(now.getTime() - text.seconds * 1_000, false, setting.fetchedAt)
    const local = text.kind === 'written' ? midnight(text.year, text.month, text.day) : recent(text, now, offset)
    if (local === null) return null
    const zone = text.zone === null ? offset : text.zone * minute
    return plausible(local + text.seconds * 1_000 - zone, true, setting.fetchedAt)
  }
}

function plausible(time: number, exact: boolean, fetchedAt: Date): Moment | null {
  return time < earliest || time > fetchedAt.getTime() + day ? null : { iso: new Date(time).toISOString(), exact }
}

/** The local midnight as if it were UTC; `null` for a day that no calendar has. */
function midnight(year: number, month: number, dayOfMonth: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? date.getTime() : null
}

function recent(text: { days: number | null; month: number; day: number }, now: Date, offset: number): number | null {
  const local = new Date(now.getTime() + offset)
  const today = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  if (text.days !== null) return today - text.days * day
  // "27 February" is this year's, or the last one's where this year's is yet to come.
  const date = midnight(local.getUTCFullYear(), text.month, text.day)
  return date !== null && date > today + day ? midnight(local.getUTCFullYear() - 1, text.month, text.day) : date
}

/** The order that fits all dates of the page: a number over twelve, or a date yet to come, tells the day from the month. */
function orderOf({ order, clock, samples, servedAt, fetchedAt }: Setting): DateOrder {
  const limit = (servedAt ?? fetchedAt).getTime() + day
  let [monthFirst, dayFirst] = [0, 0]
  for (const sample of [clock, ...samples]) {
    const date = numericDate(sample)
    if (date === null || date.separator === '.') continue
    const [asMonthFirst, asDayFirst] = [
      midnight(date.year, date.first, date.second),
      midnight(date.year, date.second, date.first),
    ]
    const monthFits = asMonthFirst !== null && asMonthFirst <= limit
    const dayFits = asDayFirst !== null && asDayFirst <= limit
    if (monthFits && !dayFits) monthFirst += 1
    if (dayFits && !monthFits) dayFirst += 1
  }
  return monthFirst === dayFirst ? order : monthFirst > dayFirst ? 'month-first' : 'day-first'
}

/** The page's clock read as if it were UTC. */
function clockOf({ clock }: Setting, order: DateOrder): Date | null {
  const text = readDateText(clock, order)
  if (text?.kind !== 'written') return null
  const date = midnight(text.year, text.month, text.day)
  return date === null ? null : new Date(date + text.seconds * 1_000)
}

/** Milliseconds by which the board's clock is ahead of UTC; 0 where it cannot be told. */
function offsetOf(setting: Setting, order: DateOrder): number {
  const clock = clockOf(setting, order)
  if (clock === null || setting.servedAt === null) return 0
  const offset = Math.round((clock.getTime() - setting.servedAt.getTime()) / (15 * minute)) * 15 * minute
  return offset < -12 * 60 * minute || offset > 14 * 60 * minute ? 0 : offset
}
