import { attribute, type Element, isTag, isText, walk } from '../page/dom.ts'
import { breaksLine, oneLine, textOf } from '../text.ts'
import { boardOf, day, midnight, type Setting } from './board.ts'
import { readDateText } from './text.ts'

export type { Setting } from './board.ts'

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

/** No forum or paste site is older. */
const earliest = Date.UTC(1990, 0, 1)

/** Takes a date element apart. `skip` leaves out what is no part of the date, such as a note about an edit. */
export function shownDate(element: Element, skip?: (element: Element) => boolean): ShownDate {
  const shown = oneLine(textOf(element, skip))
  const parts: string[] = []
  let machine = exactOf(element)
  let local = localOf(element)
  walk(element, {
    enter(node) {
      if (isText(node)) parts.push(node.data)
      if (!isTag(node)) return
      // "05:48 PM<br>by Kotz" has an afternoon in it.
      if (breaksLine(node.name)) parts.push(' ')
      if (skip?.(node)) return false
      machine ||= exactOf(node)
      local ||= localOf(node)
      const title = attribute(node, 'title')
      if (!isAbsolute(title)) return
      parts.push(title)
      return false
    },
    leave(node) {
      if (isTag(node) && breaksLine(node.name)) parts.push(' ')
    },
  })
  const title = attribute(element, 'title')
  return { shown, written: machine || local || (isAbsolute(title) ? title : oneLine(parts.join(''))) }
}

/** Unix time: in seconds (XenForo's data-time, Vanilla's data-epoch) or, as scripts count, in thousandths of them. */
const epochs = ['data-time', 'data-timestamp', 'data-epoch', 'data-unixtime', 'data-unix', 'data-utime', 'data-ts']

/** <time datetime="2021-05-12T03:21:00+00:00">: no guess is needed. */
function exactOf(element: Element): string {
  const value = machineValue(element)
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(z|[+-]\d{2}:?\d{2})$/i.test(value)) return value
  for (const name of epochs) {
    const digits = attribute(element, name)
    if (digits === '') continue
    if (/^[1-9]\d{8,9}$/.test(digits)) return new Date(Number(digits) * 1_000).toISOString()
    if (/^[1-9]\d{11,12}$/.test(digits)) return new Date(Number(digits)).toISOString()
  }
  return ''
}

/** The same without a zone, in the board's own time: its numbers stand in a known order at least. */
function localOf(element: Element): string {
  const value = machineValue(element)
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value) ? value : ''
}

const machineValue = (element: Element): string =>
  attribute(element, 'datetime') || (/^date/i.test(attribute(element, 'itemprop')) ? attribute(element, 'content') : '')

const isAbsolute = (title: string): boolean => {
  const kind = /\d/.test(title) ? readDateText(title, 'month-first')?.kind : undefined
  return kind === 'written' || kind === 'instant'
}

/**
 * A reader for one page's dates. A board writes local time without its zone: its footer clock held against the moment
 * of the answer, or the zone that the footer states, gives the offset. A date that cannot be true is `null`: before
 * 1990, or more than a day after the fetch.
 */
export function dateReader(setting: Setting): (written: string) => Moment | null {
  const { order, offset, now } = boardOf(setting)
  return (written) => {
    const text = readDateText(written, order)
    if (text === null) return null
    if (text.kind === 'instant') return plausible(text.at.getTime(), true, setting.fetchedAt)
    if (text.kind === 'ago') return plausible(now.getTime() - text.seconds * 1_000, false, setting.fetchedAt)
    const local = text.kind === 'written' ? midnight(text.year, text.month, text.day) : recent(text, now, offset)
    if (local === null) return null
    const zone = text.zone === null ? offset : text.zone * 60_000
    return plausible(local + text.seconds * 1_000 - zone, true, setting.fetchedAt)
  }
}

function plausible(time: number, exact: boolean, fetchedAt: Date): Moment | null {
  return time >= earliest && time <= fetchedAt.getTime() + day ? { iso: new Date(time).toISOString(), exact } : null
}

interface Recent {
  days: number | null
  weekday: number | null
  month: number
  day: number
}

function recent(text: Recent, now: Date, offset: number): number | null {
  const local = new Date(now.getTime() + offset)
  const today = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  if (text.days !== null) return today - text.days * day
  // Boards name the days of the last week only: today's own name is a week ago.
  if (text.weekday !== null) return today - ((local.getUTCDay() - text.weekday + 7) % 7 || 7) * day
  // "27 February" is this year's, or the last one's where this year's is yet to come.
  const date = midnight(local.getUTCFullYear(), text.month, text.day)
  return date === null || date > today + day ? midnight(local.getUTCFullYear() - 1, text.month, text.day) : date
}
