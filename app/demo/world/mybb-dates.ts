const two = (value: number): string => String(value).padStart(2, '0')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** `05-12-2021`: month first, as MyBB comes. */
export const mybbDay = (at: Date): string =>
  `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}-${at.getUTCFullYear()}`

/** `03:21 AM`. */
export const mybbTime = (at: Date): string => {
  const hours = at.getUTCHours()
  return `${two(hours % 12 || 12)}:${two(at.getUTCMinutes())} ${hours < 12 ? 'AM' : 'PM'}`
}

/** `05-12-2021, 03:21 AM`: the clock at the foot of every page, in the board's zone. */
export const mybbClock = (at: Date): string => `${mybbDay(at)}, ${mybbTime(at)}`

/** A date as a guest sees it: recent ones in words, with the date itself in the title. */
export function mybbDate(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime()
  if (age < minute) return `<span title="${mybbClock(at)}">Less than 1 minute ago</span>`
  if (age < hour) return `<span title="${mybbClock(at)}">${counted(Math.floor(age / minute), 'minute')} ago</span>`
  if (age < 12 * hour) return `<span title="${mybbClock(at)}">${counted(Math.floor(age / hour), 'hour')} ago</span>`
  if (mybbDay(at) === mybbDay(now)) return `<span title="${mybbDay(at)}">Today</span>, ${mybbTime(at)}`
  if (mybbDay(at) === mybbDay(new Date(now.getTime() - day)))
    return `<span title="${mybbDay(at)}">Yesterday</span>, ${mybbTime(at)}`
  return mybbClock(at)
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
