import languages from './date-words.json' with { type: 'json' }

/** Which number comes first in `05-12-2021`. */
export type DateOrder = 'month-first' | 'day-first'

/** What a date's words say, before anybody knows the board's zone. Fields that it does not name are absent. */
export type DateText =
  | { kind: 'instant'; at: Date }
  /** So many seconds before now. */
  | { kind: 'ago'; seconds: number }
  /** So many days before today, or a month and day of this year or the last. */
  | { kind: 'recent'; days: number | null; month: number; day: number; seconds: number; zone: number | null }
  | { kind: 'written'; year: number; month: number; day: number; seconds: number; zone: number | null }

const all = Object.values(languages)
const merge = (pick: (words: (typeof all)[number]) => Record<string, number>): Map<string, number> =>
  new Map(all.flatMap((words) => Object.entries(pick(words))))
const months = merge((words) => words.months)
const days = merge((words) => words.days)
const units = merge((words) => words.units)
const zones = merge((words) => words.zones)
const now = new Set(all.flatMap((words) => words.now))
const one = all.flatMap((words) => words.one)

/** The longest word first, so that `second` does not eat the start of `seconds`. */
const oneOf = (words: Iterable<string>): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')

const letter = '\\p{L}'
const month = `(?<![${letter}])(${oneOf(months.keys())})(?![${letter}])\\.?`
const iso = /(\d{4})-(\d{2})-(\d{2})[t ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|[+-]\d{2}:?\d{2})/i
const yearFirst = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const numeric = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const dayMonth = new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -]?(?:of )?${month}(?:[ ,-]+'?(\\d{4}))?`, 'u')
const monthDay = new RegExp(`${month} ?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,? *'?(\\d{4})(?!\\d))?`, 'u')
const monthYear = new RegExp(`${month},? ?(\\d{4})(?!\\d)`, 'u')
const dayWord = new RegExp(`(?<![${letter}])(${oneOf(days.keys())})(?![${letter}])`, 'u')
const amount = new RegExp(`(?<![${letter}\\d])(\\d{1,4}|${oneOf(one)}) ?(${oneOf(units.keys())})(?![${letter}])`, 'gu')
const ago = new RegExp(`(?<![${letter}])(${oneOf(all.flatMap((words) => words.ago))})(?![${letter}])`, 'u')
const half = `(${oneOf(all.flatMap((words) => [...words.am, ...words.pm]))})`
const afternoon = new Set(all.flatMap((words) => words.pm as string[]))
const clock = new RegExp(`(?<!\\d)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?!\\d)(?: ?${half})?`, 'u')
const zone = new RegExp(`^\\s*\\(?(${oneOf(zones.keys())})?\\s*([+-]\\d{1,2}(?::?\\d{2})?)?(?![${letter}\\d])`, 'u')

/**
 * Reads the words of a date: numbers, month names, "Yesterday, 03:25 PM", "4 minutes ago", "Kemarin, 15.25". `null`
 * where there is no date in it. The words of each language are data, in date-words.json.
 */
export function readDateText(text: string, order: DateOrder): DateText | null {
  const words = text.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 200)
  if (words === '') return null
  const full = iso.exec(words)
  if (full !== null) return instant(full)
  if (now.has(words)) return { kind: 'ago', seconds: 0 }
  if (ago.test(words)) return elapsed(words)
  const date = findDate(words, order)
  if (date === null) return null
  const rest = words.replace(date.found, ' ')
  const time = clock.exec(rest)
  const seconds = time === null ? 0 : secondsOf(time)
  if (seconds === null) return null
  const zoneText = time === null ? '' : rest.slice(time.index + time[0].length)
  const common = { month: date.month, day: date.day, seconds, zone: zoneOf(zoneText) }
  return date.year === null
    ? { kind: 'recent', days: date.days, ...common }
    : { kind: 'written', year: date.year, ...common }
}

/** The two first numbers of a date such as `05-12-2021`, which do not say by themselves which one is the month. */
export function numericDate(text: string): { first: number; second: number; year: number; separator: string } | null {
  const match = yearFirst.test(text) ? null : numeric.exec(text)
  return match === null
    ? null
    : { first: Number(match[1]), second: Number(match[3]), year: yearOf(match[4] ?? ''), separator: match[2] ?? '' }
}

interface Found {
  found: string
  year: number | null
  month: number
  day: number
  days: number | null
}

function findDate(words: string, order: DateOrder): Found | null {
  const [ymd, dmy, dm, md, my, word] = [yearFirst, numeric, dayMonth, monthDay, monthYear, dayWord].map((p) =>
    p.exec(words),
  )
  if (ymd) return { found: ymd[0], year: Number(ymd[1]), month: Number(ymd[3]), day: Number(ymd[4]), days: null }
  if (dmy) return { found: dmy[0], year: yearOf(dmy[4] ?? ''), days: null, ...ordered(dmy, order) }
  const named = (
    match: RegExpExecArray,
    name: string | undefined,
    day: string | undefined,
    year: string | undefined,
  ) => ({
    found: match[0],
    year: year === undefined ? null : Number(year),
    month: months.get(name ?? '') ?? 0,
    day: Number(day ?? 1),
    days: null,
  })
  if (my && !md?.[3] && !dm?.[3]) return named(my, my[1], '1', my[2])
  if (md?.[3]) return named(md, md[1], md[2], md[3])
  if (dm) return named(dm, dm[2], dm[1], dm[3])
  if (md) return named(md, md[1], md[2], md[3])
  if (word) return { found: word[0], year: null, month: 0, day: 0, days: days.get(word[1] ?? '') ?? 0 }
  return null
}

/** Dots are written day first everywhere; a number over twelve is a day whatever the board's habit. */
function ordered(match: RegExpExecArray, order: DateOrder): { month: number; day: number } {
  const [first, second] = [Number(match[1]), Number(match[3])]
  const dayFirst = first > 12 || (second <= 12 && (match[2] === '.' || order === 'day-first'))
  return dayFirst ? { month: second, day: first } : { month: first, day: second }
}

const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

function instant(match: RegExpExecArray): DateText | null {
  const [year, month, day, hours, minutes, seconds, offset] = match.slice(1)
  const mark = offset?.toLowerCase() === 'z' ? 'Z' : `${offset?.slice(0, 3)}:${offset?.slice(-2)}`
  const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds ?? '00'}${mark}`)
  return Number.isNaN(at.getTime()) ? null : { kind: 'instant', at }
}

function elapsed(words: string): DateText | null {
  const parts = [...words.matchAll(amount)]
  if (parts.length === 0) return null
  const seconds = parts.reduce((sum, [, count, unit]) => sum + (Number(count) || 1) * (units.get(unit ?? '') ?? 0), 0)
  return { kind: 'ago', seconds }
}

/** Seconds after midnight; `null` for a time that no clock shows. */
function secondsOf(match: RegExpExecArray): number | null {
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  const twelve = match[4] === undefined ? hours : (hours % 12) + (afternoon.has(match[4]) ? 12 : 0)
  return twelve * 3_600 + minutes * 60 + seconds
}

/** Minutes east of Greenwich, written right after the time: "UTC", "GMT+7", "WIB", "+0700"; `null` where no zone is written. */
function zoneOf(rest: string): number | null {
  const [, name, offset] = zone.exec(rest) ?? []
  if (name === undefined && !/^[+-]\d{2}:?\d{2}$/.test(offset ?? '')) return null
  const digits = offset?.replace(/[+:-]/g, '') ?? ''
  const size = digits.length > 2 ? Number(digits.slice(0, -2)) * 60 + Number(digits.slice(-2)) : Number(digits) * 60
  return (zones.get(name ?? '') ?? 0) + (offset?.startsWith('-') ? -size : size)
}
