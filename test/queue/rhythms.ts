import type { Rhythm } from '../../model/rhythm.ts'
import { dayMs, hourMs, learn } from '../../queue/rhythm.ts'

/** A midnight, UTC. */
export const start = Date.UTC(2026, 0, 5)

/** How a board is visited: from when, for how long, how often, and how many posts a day it had by then. */
export interface Watch {
  from?: number
  days: number
  everyMs?: number
  postsPerDay: (at: number) => number
  requests?: number
}

/** What is learnt of a board by regular visits; posts come evenly, as the rate of the moment has them. */
export function watch({ from = start, days, everyMs = hourMs / 2, postsPerDay, requests = 1 }: Watch, known?: Rhythm) {
  let rhythm = known
  let owed = 0
  for (let at = from; at <= from + days * dayMs; at += everyMs) {
    owed += (postsPerDay(at) * everyMs) / dayMs
    const newPosts = Math.floor(owed)
    owed -= newPosts
    rhythm = learn(rhythm, { at, requests: requests + newPosts, newPosts, came: 'to an end' }, 0.5)
  }
  if (!rhythm) throw new Error('never visited')
  return rhythm
}
