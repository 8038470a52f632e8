import type { Target } from '../model/target.ts'
import { type NextVisit, planVisits } from '../queue/budget.ts'
import { learn } from '../queue/rhythm.ts'
import type { Schedule } from '../queue/schedules.ts'
import type { Sql } from '../store/database.ts'
import { restingTargets } from '../store/pauses.ts'
import { rhythmsOf, saveRhythm } from '../store/rhythms.ts'
import type { Visit } from '../store/visits.ts'
import type { Config } from './config.ts'
import type { House } from './house.ts'

// Targets of a fixed interval have a schedule each. Those of `every: auto` have a row each, which says what was learnt
// and when they were last visited; one chore asks what is due by it. The row is the truth: a worker that dies, a queue
// that forgets and a chore that comes twice change nothing.

/** The targets whose interval is learnt. */
const autoTargets = ({
  targets,
}: Pick<Config, 'targets'>): { id: string; every: { floor: number; ceiling: number } }[] =>
  targets.flatMap(({ id, every, enabled }) => (enabled && typeof every !== 'number' ? [{ id, every }] : []))

/** The id under which visits to a target are scheduled, and under which no second one is added. */
export const visitId = ({ id }: Pick<Target, 'id'>): string => `visit ${id}`

/** The schedule of the chore that adds due visits; none without targets that need it. */
export function dueSchedules(config: Config): Schedule[] {
  if (autoTargets(config).length === 0) return []
  return [{ id: 'due visits', kind: 'upkeep', payload: { chore: 'due-visits' }, everyMs: lookAhead(config) }]
}

/** How far the chore looks ahead, which is how often it is done: often enough for the shortest interval. */
const lookAhead = (config: Config): number =>
  Math.min(config.work.patience / 4, ...autoTargets(config).map(({ every }) => Math.max(every.floor / 2, 1)))

/** When each target of `every: auto` is to be visited next, and why then. */
export async function nextVisits(
  config: Pick<Config, 'targets' | 'work'>,
  sql: Sql,
  now = Date.now(),
): Promise<NextVisit[]> {
  const targets = autoTargets(config)
  const rhythms = await rhythmsOf(
    sql,
    targets.map(({ id }) => id),
  )
  const known = targets.map((target) => ({ ...target, rhythm: rhythms.get(target.id) }))
  return planVisits(known, config.work.budget ?? null, now)
}

/** Adds the visits that are due before the chore comes round again. One that waits or runs already is not added twice. */
export async function queueDueVisits({ config, database, queues }: House): Promise<void> {
  const now = Date.now()
  const resting = await restingTargets(database)
  for (const { id, dueAt } of await nextVisits(config, database, now)) {
    if (dueAt >= now + lookAhead(config) || resting.has(id)) continue
    await queues.add(
      'crawl',
      { targetId: id },
      { dedupe: visitId({ id }), delayMs: Math.max(Math.ceil(dueAt - now), 0) },
    )
  }
}

/**
 * Learns from a visit when the next is worth while; also where the interval is fixed, so that `auto` begins with what is
 * known. `isWhole` says that the visit read all there was.
 */
export async function learnRhythm(sql: Sql, visit: Visit, isWhole: boolean): Promise<void> {
  const { targetId, startedAt, pages, unchanged, errors, newPosts } = visit
  const came = visit.error !== null ? 'to nothing' : isWhole ? 'to an end' : 'to a limit'
  const known = (await rhythmsOf(sql, [targetId])).get(targetId)
  const requests = Math.max(pages + unchanged + errors.length, 1)
  await saveRhythm(sql, targetId, learn(known, { at: startedAt.getTime(), requests, newPosts, came }, Math.random()))
}

/** A target's interval and its reason, in a few words: "every 4m for a burst, 31 posts a day". */
export function sayInterval({ everyMs, why, postsPerDay }: NextVisit): string {
  const reason = { failing: ' after failures', ceiling: ', its ceiling', floor: ', its floor', burst: ' for a burst' }
  const because = why === 'share' || why === 'never visited' ? '' : reason[why]
  return `every ${sayDuration(everyMs)}${because}, ${postsPerDay === null ? 'nothing learnt yet' : sayRate(postsPerDay)}`
}

/** "31 posts a day", "2.3 posts a day", "0.5 posts a week". */
function sayRate(postsPerDay: number): string {
  const [posts, time] = postsPerDay < 1 ? [postsPerDay * 7, 'week'] : [postsPerDay, 'day']
  return `${posts < 10 ? posts.toFixed(1) : Math.round(posts)} posts a ${time}`
}

/** To two units: "45s", "12m", "1h 30m", "2d 4h". */
export function sayDuration(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const
  const first = units.findIndex(([, unit]) => ms >= unit)
  if (first < 0) return `${Math.round(ms)}ms`
  let rest = ms
  const said = units.slice(first, first + 2).map(([name, unit], at) => {
    const count = at === 0 ? Math.floor(rest / unit) : Math.round(rest / unit)
    rest -= count * unit
    return count > 0 ? `${count}${name}` : ''
  })
  return said.filter(Boolean).join(' ')
}
