import type { Document } from '../../engines/engine.ts'
import { readDateText } from '../dates/text.ts'
import { attribute, type Element } from '../page/dom.ts'
import { countdownOf } from './words.ts'

const day = 86_400_000
const earliest = Date.UTC(1990, 0, 1)
/** A gang gives days or weeks, seldom months. */
const farthest = 2 * 366 * day

/** Attributes that scripts count down from, the telling ones first. */
const counted = [
  ...[
    'data-deadline',
    'data-countdown',
    'data-countdown-date',
    'data-timer',
    'data-end',
    'data-end-date',
    'data-endtime',
  ],
  ...['data-expire', 'data-expires', 'data-expiration', 'data-until', 'data-publish', 'data-publish-at', 'data-final'],
  ...['data-due', 'data-target', 'data-target-date', 'data-time-left', 'data-seconds', 'data-left', 'data-remaining'],
  ...['data-date', 'data-time', 'data-timestamp'],
]

/** What a script counts down from on this element: a date, an epoch, or seconds that are left; '' where there is none. */
export function countedFrom(element: Element): string {
  for (const name in element.attribs) {
    if (!name.startsWith('data-')) continue
    const best = counted.find((other) => element.attribs[other] !== undefined)
    const value = best === undefined ? '' : attribute(element, best)
    return /\d/.test(value) ? value : ''
  }
  return ''
}

/** When the answer was given: what is left is counted from there. */
const nowOf = ({ servedAt, page }: Document): number => (servedAt ?? page.fetchedAt).getTime()

/** The moment of a date or a countdown, past or future; `null` where there is none that can be true. ISO 8601 in UTC. */
export function momentOf(words: string, document: Document): string | null {
  const time = timeOf(words.trim(), nowOf(document))
  return time === null || Number.isNaN(time) || time < earliest || time > nowOf(document) + farthest
    ? null
    : new Date(time).toISOString()
}

function timeOf(words: string, now: number): number | null {
  if (/^\d{5,10}$|^\d{12,13}$/.test(words)) {
    const number = Number(words)
    return number > 1e11 ? number : number > 1e8 ? number * 1_000 : now + number * 1_000
  }
  const left = countdownOf(words)
  if (left !== null) return now + left * 1_000
  const text = readDateText(words, 'day-first')
  if (text === null) return null
  if (text.kind === 'instant') return text.at.getTime()
  if (text.kind === 'ago') return now - text.seconds * 1_000
  const today = new Date(now)
  const zone = (text.zone ?? 0) * 60_000
  if (text.kind === 'written') return Date.UTC(text.year, text.month - 1, text.day) + text.seconds * 1_000 - zone
  if (text.days !== null || text.weekday !== null) return null
  // A month and a day without a year: the one that is nearest to today.
  const dates = [-1, 0, 1].map((years) => Date.UTC(today.getUTCFullYear() + years, text.month - 1, text.day))
  const nearest = dates.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))[0] ?? now
  return nearest + text.seconds * 1_000 - zone
}

/** The moment, where it is one that has been. */
export const pastOf = (words: string, document: Document): string | null => {
  const moment = momentOf(words, document)
  return moment !== null && Date.parse(moment) <= document.page.fetchedAt.getTime() + day ? moment : null
}

/** Whether the words speak of a moment that is yet to come. */
export const isAhead = (words: string, document: Document): boolean => {
  const moment = momentOf(words, document)
  return moment !== null && Date.parse(moment) > nowOf(document)
}
