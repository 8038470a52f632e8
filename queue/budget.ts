import type { Rhythm } from '../model/rhythm.ts'
import { burstOf, dayMs, hourMs, hourShape, isUnknown, rateAt, spending, weeklyRate } from './rhythm.ts'

// How a budget of requests is shared among targets. Posts that come at a rate λ wait for half an interval on the mean,
// so the waiting of all is Σ λT/2, and looking costs Σ c/T. For a given cost the waiting is least where the intervals go
// with √(c/λ): the square-root rule (Sia, Cho & Cho, "Efficient monitoring algorithm for fast news alerts", IEEE TKDE
// 19, 2007, who also found rates to go by the hour of the day). Where it counts for how long a copy is out of date, and
// not how soon each post is known, the answer is another one (Cho & Garcia-Molina, "Effective page refresh policies for
// Web crawlers", ACM TODS 28, 2003); one price for all, and bounds on each, are as in Azar et al., "Tractable
// near-optimal policies for crawling", PNAS 115, 2018: a target is asked more often until one request more would save
// the same waiting everywhere, and that is the price.

/** A target whose interval is learnt. */
export interface AutoTarget {
  id: string
  /** Milliseconds from one visit to the next, at least and at most. */
  every: { floor: number; ceiling: number }
  /** What has been learnt of it; nothing before its first visit. */
  rhythm: Rhythm | undefined
}

/** When a target is to be visited next, and why then. */
export interface NextVisit {
  id: string
  /** Its interval now, in milliseconds, before chance puts a visit off or forward. */
  everyMs: number
  /** When its next visit is due; in the past where it should have been. */
  dueAt: number
  /** What decided: `share` is its share of the budget by its rate and hour, and no more to say. */
  why: 'never visited' | 'failing' | 'ceiling' | 'floor' | 'burst' | 'share'
  /** New posts a day, as the last week shows them; `null` until there is something to tell by. */
  postsPerDay: number | null
}

/** Without a budget, targets may spend together what looking at each of them at this interval would cost. */
const usualInterval = hourMs / 4

/** What is found by fewer looks than one in so many is not looked for any more often, whatever the budget. */
const looksPerPost = 50

/** Visits come up to this share earlier or later, by chance, as no two targets shall keep step. */
const jitter = 0.1

/** How strongly yesterday's overspending is taken back today; and the bounds of that. */
const feedback = 2
const [leastShare, greatestShare] = [0.5, 2]

/** Of a budget that reading eats up, this share is kept for looking. */
const leastLooking = 0.25

/**
 * When each target is due, for a budget in requests a millisecond, all targets together, on the mean of a day; `null`
 * for the usual. What reading the news costs is taken out of it first. Bounds come before the budget: it is exceeded
 * where all ceilings together cost more.
 */
export function planVisits(targets: readonly AutoTarget[], budget: number | null, now: number): NextVisit[] {
  const price = priceOf(targets, budget, now)
  return targets.map((target) => planVisit(target, price, now))
}

/** One target's next visit, at a price. A target that fails is asked half as often with every failure. */
export function planVisit({ id, every, rhythm }: AutoTarget, price: number, now: number): NextVisit {
  const share = intervalAt(every, rateAt(rhythm, now), costOf(rhythm), price)
  if (!rhythm) return { id, everyMs: share, dueAt: now, why: 'never visited', postsPerDay: null }
  const everyMs = clamp(Math.round(share * 2 ** Math.min(rhythm.failures, 20)), every)
  const scattered = everyMs * (1 - jitter + 2 * jitter * rhythm.chance)
  const dueAt = rhythm.at + clamp(scattered, every)
  const postsPerDay = isUnknown(rhythm) ? null : weeklyRate(rhythm) * dayMs
  return { id, everyMs, dueAt, why: reasonOf(every, everyMs, rhythm, now), postsPerDay }
}

/**
 * The price at which the targets' intervals, over a day with its hours, cost the budget: milliseconds of one post's
 * waiting that a request must save. Bisection, as spending falls wherever the price rises.
 */
export function priceOf(targets: readonly AutoTarget[], budget: number | null, now: number): number {
  const hours = targets.flatMap(({ every, rhythm }) => {
    const rate = weeklyRate(rhythm)
    const cost = costOf(rhythm)
    return Array.from({ length: 24 }, (_, hour) => ({
      every,
      rate: rate * (rhythm ? hourShape(rhythm, hour) : 1),
      cost,
    }))
  })
  const allowed = lookingBudget(targets, budget, now) * 24
  const spentAt = (price: number): number =>
    hours.reduce((sum, { every, rate, cost }) => sum + cost / intervalAt(every, rate, cost, price), 0)
  let [low, high] = [1e-6, 1e18]
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high)
    if (spentAt(middle) > allowed) low = middle
    else high = middle
  }
  return high
}

/** Requests a millisecond that may go into looking now. */
function lookingBudget(targets: readonly AutoTarget[], budget: number | null, now: number): number {
  let [looking, reading, usual] = [0, 0, 0]
  for (const { rhythm } of targets) {
    usual += costOf(rhythm) / usualInterval
    if (!rhythm) continue
    const spent = spending(rhythm, now)
    looking += spent.looking
    reading += spent.reading
  }
  const share = budget === null ? usual : Math.max(budget - reading, budget * leastLooking)
  // Before a few hours have been seen, what was spent says nothing.
  const isSettled = targets.some(({ rhythm }) => rhythm && now - rhythm.began > dayMs / 4)
  const corrected = isSettled ? share + feedback * (share - looking) : share
  return Math.min(Math.max(corrected, share * leastShare), share * greatestShare)
}

/** √(price × cost / rate), between the bounds; the 2 of the derivative is in the price. */
function intervalAt(every: AutoTarget['every'], rate: number, cost: number, price: number): number {
  const worthwhile = 1 / (rate * looksPerPost)
  return clamp(Math.max(Math.sqrt((price * cost) / rate), worthwhile), every)
}

function reasonOf(
  { floor, ceiling }: AutoTarget['every'],
  everyMs: number,
  rhythm: Rhythm,
  now: number,
): NextVisit['why'] {
  if (rhythm.failures > 0) return 'failing'
  if (everyMs >= ceiling) return 'ceiling'
  if (burstOf(rhythm, now) >= 2) return 'burst'
  return everyMs <= floor ? 'floor' : 'share'
}

/** Requests of a look; one until it is known. */
const costOf = (rhythm: Rhythm | undefined): number => Math.max(rhythm?.cost ?? 1, 1)

const clamp = (interval: number, { floor, ceiling }: AutoTarget['every']): number =>
  Math.min(Math.max(interval, floor), ceiling)
