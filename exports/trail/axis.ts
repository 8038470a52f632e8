/** Where a moment stands on a line of time, and the marks along it. */
export interface Axis {
  /** Units from the left. */
  place(moment: Date): number
  ticks: { at: number; label: string }[]
}

const hour = 3_600_000
const day = 24 * hour

/** Marks of one kind: from which span of time on they are far enough apart, how they follow each other, what they say. */
interface Step {
  from: number
  first(start: Date): Date
  next(tick: Date): Date
  label: Intl.DateTimeFormatOptions
}

const later = (ms: number) => (tick: Date) => new Date(tick.getTime() + ms)
const months = (count: number) => (tick: Date) => new Date(Date.UTC(tick.getUTCFullYear(), tick.getUTCMonth() + count))
const floor = (ms: number) => (start: Date) => new Date(Math.floor(start.getTime() / ms) * ms)
const month = (start: Date): Date => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth()))
const year = (start: Date): Date => new Date(Date.UTC(start.getUTCFullYear(), 0))

const steps: readonly Step[] = [
  { from: 3_000 * day, first: year, next: months(24), label: { year: 'numeric' } },
  { from: 1_200 * day, first: year, next: months(12), label: { year: 'numeric' } },
  { from: 420 * day, first: year, next: months(3), label: { month: 'short', year: 'numeric' } },
  { from: 75 * day, first: month, next: months(1), label: { month: 'short', year: 'numeric' } },
  { from: 16 * day, first: floor(7 * day), next: later(7 * day), label: { day: 'numeric', month: 'short' } },
  { from: 2 * day, first: floor(day), next: later(day), label: { day: 'numeric', month: 'short' } },
  {
    from: 0,
    first: floor(6 * hour),
    next: later(6 * hour),
    label: { day: 'numeric', month: 'short', hour: '2-digit' },
  },
]

/** Labels this near to each other would run into one another. */
const nearest = 58

/** A line of time over all moments, from `left` to `right`, with a little room at both ends. */
export function axisOver(
  moments: readonly Date[],
  { left, right }: { left: number; right: number },
  zone: string,
): Axis {
  const times = moments.map((moment) => moment.getTime())
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))]
  const room = Math.max((last - first) * 0.03, hour)
  const [start, end] = [first - room, last + room]
  const place = (moment: Date): number =>
    Math.round((left + ((moment.getTime() - start) / (end - start)) * (right - left)) * 10) / 10
  const step = steps.find(({ from }) => end - start >= from) ?? steps[steps.length - 1]
  const ticks: Axis['ticks'] = []
  if (!step) return { place, ticks }
  const said = new Intl.DateTimeFormat('en-GB', { ...step.label, timeZone: zone, hourCycle: 'h23' })
  for (let tick = step.first(new Date(start)); tick.getTime() <= end; tick = step.next(tick)) {
    const at = place(tick)
    if (at >= left && at - (ticks.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= nearest)
      ticks.push({ at, label: said.format(tick) })
  }
  return { place, ticks }
}
