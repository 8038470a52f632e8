import { addDays, type Day } from '../../../model/calendar.ts'
import type { Digest, Period } from '../../../model/digest.ts'

const format = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
  const days = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
  // Some versions of Node put a comma behind the day of the week.
  return (day) => days.format(new Date(day)).replace(',', '')
}
const long = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const dated = format({ day: 'numeric', month: 'long', year: 'numeric' })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

const some = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`
const units = { daily: 'day', weekly: 'week' }

/** What a digest says. */
export const digest = {
  name: { daily: 'Daily digest', weekly: 'Weekly digest' },
  /** "Sunday 1 March 2026", "23 February 2026 to 1 March 2026". */
  period: (every: Digest['every'], { from, until }: Period): string =>
    every === 'daily' ? long(from) : `${dated(from)} to ${dated(addDays(until, -1))}`,
  /** A bar's day, or the first day of its week. */
  bar: format({ weekday: 'short', day: 'numeric', month: 'short' }),
  barOfWeek: format({ day: 'numeric', month: 'short' }),
  /** 412000000 as "412M". */
  compact: (value: number): string => compact.format(value),
  subject: (name: string, period: string, said: string): string => `${name}, ${period}: ${said}`,
  counts: (alerts: number, fresh: number, sold: number): string =>
    [some(alerts, 'alert'), some(fresh, 'new offer'), ...(sold > 0 ? [`${sold} sold`] : [])].join(', '),
  nothing: (read: number, watched: number): string => `nothing; ${read} of ${some(watched, 'source')} read`,
  tiles: { alerts: 'Alerts', fresh: 'New offers', sold: 'Sold', records: 'Records on offer' },
  labels: {
    alerts: 'Alerts',
    trend: 'Trend',
    severity: 'By severity',
    rules: 'By rule',
    events: 'What happened',
    onOffer: 'On offer',
    victims: 'Victims',
    sellers: 'Sellers',
    sources: 'Sources',
    broken: 'Not read right',
    waiting: 'Waiting',
  },
  trendTitle: { daily: 'Alerts a day', weekly: 'Alerts a week' },
  /** "14; the day before 9, and 6.2 a day in the 13 before". */
  alerts: (every: Digest['every'], count: number, before: number, mean: number | null, of: number): string =>
    `${count}; the ${units[every]} before ${before}${mean === null ? '' : `, and ${mean} a ${units[every]} in the ${of} before`}`,
  trend: (spark: string, first: string, last: string, most: number): string =>
    `${spark}  ${first} to ${last}, ${most} at most`,
  onOffer: (records: string, offers: number): string => `${records} records in ${some(offers, 'new offer')}`,
  victim: (name: string, offers: number, records: string | null): string =>
    `${name} (${some(offers, 'offer')}${records === null ? '' : `, ${records} records`})`,
  seller: (handle: string, site: string, offers: number): string => `${handle} on ${site} (${some(offers, 'offer')})`,
  sources: (read: number, watched: number, posts: string, offers: string): string =>
    `${read} of ${watched} read: ${posts} new posts, ${offers} offers among them`,
  waiting: (count: number, since: string): string =>
    `${some(count, 'alert')} that nobody has looked at, the oldest since ${since}`,
  why: (id: string, rules: readonly string[]): string =>
    `digest ${id}, of ${rules.length === 0 ? 'all rules' : `rule${rules.length === 1 ? '' : 's'} ${rules.join(', ')}`}`,
  unnamed: (count: number, tlp: string): string =>
    `${some(count, 'alert')} of a stricter TLP than ${tlp}: counted, and not named`,
  zone: (zone: string): string => `days by the clocks of ${zone}`,
  next: {
    waiting: 'Look at what waits: pantau alerts list --state new',
    broken: 'See what is wrong with a source: pantau targets',
  },
  unread: { never: 'no visit came to an end', paused: 'paused' },
}
