import type { Rhythm } from '../model/rhythm.ts'

// What a target's visits teach about its rate of new posts. Pure: no clock, no chance, no store.
//
// A visit counts the posts that have appeared since the last one. For a Poisson process so watched, posts by time is the
// estimator without bias (Cho & Garcia-Molina, "Estimating frequency of change", ACM TOIT 3, 2003: there the
// trouble begins where a visit tells only *that* something changed; ours tells how much). A prior worth a fraction of a
// post stands in for what is not known yet, which makes it the mean of a gamma posterior; and since what is lost by
// waiting grows with the rate, that mean is the number to decide by, however unsure it is. Forgetting by fading all
// counts is the discounted gamma-Poisson model (West & Harrison, "Bayesian Forecasting and Dynamic Models", chapter 14).
//
// The rate is a product: the last week's × the hour of the day × the last hours'. Each corrects what those before it let
// us expect, so that a burst shows at once and is soon forgotten, and a slow board stays known for weeks.

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** How long the memories last: after so many milliseconds a count weighs 1/e. */
const memory = { week: 7 * dayMs, recent: 3 * hourMs, account: dayMs }

/** What a memory believes before it has seen anything, in posts: the more, the less a few posts tell it. */
const belief = { week: 0.5, hour: 3, recent: 1 }

/** The rate of a target of which nothing is known: a post in two hours. */
const unknownRate = 1 / (2 * hourMs)

/** A span longer than this tells little of when its posts came: what is found after it is a bulk. */
const longestSpan = 2 * memory.week

/** After so many visits that failed in a row the site itself was away: neither its silence nor what follows is a rate. */
const outage = 3

/** How much one visit changes what is known of a visit's cost. */
const costWeight = 0.1

/** What a visit was, as far as the rhythm of its target is concerned. */
export interface Look {
  /** When it began: what was posted later, it did not see. */
  at: number
  requests: number
  newPosts: number
  /** It read all there was; a limit cut it short; or it could not be made. */
  came: 'to an end' | 'to a limit' | 'to nothing'
}

/**
 * What is known after a visit. A visit that failed teaches no silence: the next good one counts from the last good one.
 * Nor does a first visit teach a rate, as it finds the work of years; nothing is counted until a visit has read it all.
 * `chance` is a number from 0 to 1.
 */
export function learn(rhythm: Rhythm | undefined, look: Look, chance: number): Rhythm {
  const known = rhythm ?? { ...blank, began: look.at }
  const met = { ...known, at: look.at, chance }
  if (look.came === 'to nothing') {
    return { ...met, failures: known.failures + 1, spent: spend(known, look, look.requests, 0) }
  }
  if (known.since === null) return { ...met, failures: 0, since: look.came === 'to an end' ? look.at : null }

  const looking = Math.min(Math.max(look.requests - look.newPosts, 1), Math.max(look.requests, 1))
  const cost = known.cost + (looking - known.cost) * (rhythm?.cost ? costWeight : 1)
  const spent = spend(known, look, looking, look.requests - looking)
  const span = look.at - known.since
  if (span <= 0) return { ...met, failures: 0, cost, spent }
  const isTelling = known.failures < outage && span <= longestSpan
  const counted = isTelling ? count(known, known.since, look.at, look.newPosts) : {}
  return { ...met, ...counted, since: look.at, failures: 0, cost, spent }
}

/** New posts a millisecond that may be expected at a moment after its last visit. */
export const rateAt = (rhythm: Rhythm | undefined, now: number): number =>
  rhythm ? weeklyRate(rhythm) * hourShape(rhythm, hourOf(now)) * burstOf(rhythm, now) : unknownRate

/** How many times its usual rate a target shows of late; goes back to 1 while nobody looks. */
export function burstOf({ recent, since }: Rhythm, now: number): number {
  const faded = since === null ? 1 : fading(Math.max(now - since, 0), memory.recent)
  return (recent.news * faded + belief.recent) / (recent.expected * faded + belief.recent)
}

/** The rate of the last week, posts a millisecond, without its hours and bursts. */
export const weeklyRate = (rhythm: Rhythm | undefined): number =>
  rhythm
    ? (sum(rhythm.hours.news) + belief.week) / (sum(rhythm.hours.watched) + belief.week / unknownRate)
    : unknownRate

/** Whether nothing has been counted yet: the rate is a guess. */
export const isUnknown = ({ hours }: Rhythm): boolean => sum(hours.watched) === 0

/**
 * How an hour of the day compares with the mean of all: 1 until posts say otherwise. An hour is judged with its
 * neighbours, as a board's day has no steps.
 */
export function hourShape({ hours }: Rhythm, hour: number): number {
  const rate = sum(hours.news) / Math.max(sum(hours.watched), 1)
  let news = belief.hour
  let expected = belief.hour
  for (let near = hour - 1; near <= hour + 1; near++) {
    news += hours.news[(near + 24) % 24] ?? 0
    expected += (hours.watched[(near + 24) % 24] ?? 0) * rate
  }
  return news / expected
}

/** Requests a millisecond of late, by what they were for. */
export function spending(rhythm: Rhythm, now: number): { looking: number; reading: number } {
  const faded = fading(Math.max(now - rhythm.at, 0), memory.account)
  // So much of the memory has been filled since the first visit.
  const filled = memory.account * Math.max(1 - fading(Math.max(now - rhythm.began, 0), memory.account), 0.01)
  return { looking: (rhythm.spent.looking * faded) / filled, reading: (rhythm.spent.reading * faded) / filled }
}

/** Adds what was found between two moments to what is remembered, the posts laid where they were most expected. */
function count(rhythm: Rhythm, from: number, to: number, newPosts: number): Pick<Rhythm, 'hours' | 'recent'> {
  const kept = fading(to - from, memory.week)
  const hours = { news: rhythm.hours.news.map((n) => n * kept), watched: rhythm.hours.watched.map((ms) => ms * kept) }
  let { recent } = rhythm
  const parts = partsOf(from, to).map((part) => ({ ...part, weight: hourShape(rhythm, part.hour) * part.ms }))
  const weights = sum(parts.map(({ weight }) => weight))
  const usual = weeklyRate(rhythm)
  for (const { hour, ms, weight } of parts) {
    const news = (newPosts * weight) / weights
    hours.news[hour] = (hours.news[hour] ?? 0) + news
    hours.watched[hour] = (hours.watched[hour] ?? 0) + ms
    const faded = fading(ms, memory.recent)
    recent = { news: recent.news * faded + news, expected: recent.expected * faded + weight * usual }
  }
  return { hours, recent }
}

/** A span of time, cut where the hour changes. */
function partsOf(from: number, to: number): { hour: number; ms: number }[] {
  const parts: { hour: number; ms: number }[] = []
  for (let at = from; at < to; ) {
    const end = Math.min((Math.floor(at / hourMs) + 1) * hourMs, to)
    parts.push({ hour: hourOf(at), ms: end - at })
    at = end
  }
  return parts
}

const spend = (rhythm: Rhythm, { at }: Look, looking: number, reading: number): Rhythm['spent'] => {
  const faded = fading(Math.max(at - rhythm.at, 0), memory.account)
  return { looking: rhythm.spent.looking * faded + looking, reading: rhythm.spent.reading * faded + reading }
}

const fading = (ms: number, memory: number): number => Math.exp(-ms / memory)
const hourOf = (at: number): number => Math.floor(at / hourMs) % 24
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const blank: Omit<Rhythm, 'began'> = {
  at: 0,
  since: null,
  failures: 0,
  chance: 0,
  hours: { news: Array(24).fill(0), watched: Array(24).fill(0) },
  recent: { news: 0, expected: 0 },
  cost: 0,
  spent: { looking: 0, reading: 0 },
}
