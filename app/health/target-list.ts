import { nextWithin } from '../../model/hours.ts'
import type { Target } from '../../model/target.ts'
import type { Database } from '../../store/database.ts'
import { allPauses, type Pause } from '../../store/pauses.ts'
import { type TargetRow, targetRows } from '../../store/target-rows.ts'
import { openTroubles, type Trouble } from '../../store/troubles.ts'
import type { Config } from '../config.ts'
import { nextVisits } from '../due.ts'
import { sayPause } from './pause.ts'

/** How a target is: `misread` is read, though not as it used to be. */
export type State = 'ok' | 'misread' | 'failing' | 'paused' | 'never visited' | 'disabled'

/** What is added up over its visits, and the visits and pages that failed. */
type Sums = Pick<
  TargetRow,
  'visits' | 'requests' | 'pages' | 'posts' | 'newPosts' | 'changedPosts' | 'signals' | 'alerts' | 'errors'
>

/** A target as the operator sees it. Counts are of the last 24 hours. */
export interface ListedTarget extends Sums {
  id: string
  state: State
  /** What is wrong, in words; one line for each trouble. */
  troubles: string[]
  lastVisit: Date | null
  /** Of the posts of its last 20 visits that had any, 0 to 1; `null` where there were none. */
  withAuthor: number | null
  withDate: number | null
  withText: number | null
  /** Engines of its last visit. */
  engines: string[]
  /** When it is due; `null` where nobody will ask for it. */
  nextVisit: Date | null
}

export const countedMs = 24 * 3_600_000

/** Every target of the configuration, in its order. Without a database none has been visited. */
export async function listTargets(
  config: Pick<Config, 'targets' | 'work'>,
  database: Database | null,
  now = new Date(),
): Promise<ListedTarget[]> {
  const ids = config.targets.map(({ id }) => id)
  const rows = database ? await targetRows(database, ids, new Date(now.getTime() - countedMs)) : []
  const troubles = database ? await openTroubles(database) : []
  const pauses = database ? await allPauses(database) : []
  const due = database ? await nextVisits(config, database, now.getTime()) : []
  return config.targets.map((target) => {
    const row = rows.find(({ targetId }) => targetId === target.id)
    const own = troubles.filter(({ targetId }) => targetId === target.id)
    const pause = pauses.find(({ targetId }) => targetId === target.id)
    const learnt = due.find(({ id }) => id === target.id)?.dueAt
    const nextAt = pause ? pause.probeAt : nextVisit(target, row, learnt, now)
    return { ...describe(target, row, own, pause), nextVisit: target.enabled ? nextAt : null }
  })
}

function describe(
  target: Target,
  row: TargetRow | undefined,
  troubles: readonly Trouble[],
  pause: Pause | undefined,
): Omit<ListedTarget, 'nextVisit'> {
  const share = (count: number): number | null => (row && row.read > 0 ? count / row.read : null)
  return {
    id: target.id,
    state: stateOf(target, row, troubles, pause),
    troubles: [...(pause ? [sayPause(pause)] : []), ...troubles.map(sayTrouble)],
    lastVisit: row?.startedAt ?? null,
    visits: row?.visits ?? 0,
    requests: row?.requests ?? 0,
    pages: row?.pages ?? 0,
    posts: row?.posts ?? 0,
    newPosts: row?.newPosts ?? 0,
    changedPosts: row?.changedPosts ?? 0,
    signals: row?.signals ?? 0,
    alerts: row?.alerts ?? 0,
    errors: row?.errors ?? 0,
    withAuthor: share(row?.withAuthor ?? 0),
    withDate: share(row?.withDate ?? 0),
    withText: share(row?.withText ?? 0),
    engines: Object.keys(row?.engines ?? {}),
  }
}

function stateOf(
  { enabled }: Target,
  row: TargetRow | undefined,
  troubles: readonly Trouble[],
  pause: Pause | undefined,
): State {
  if (!enabled) return 'disabled'
  if (pause) return 'paused'
  if (row?.error || troubles.some(({ kind }) => kind === 'unread')) return 'failing'
  if (!row) return 'never visited'
  return troubles.length > 0 ? 'misread' : 'ok'
}

const sayTrouble = ({ since, what }: Trouble): string =>
  since.getTime() > 0
    ? `since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${what}`
    : `from the start: ${what}`

/** A schedule goes on from when its last visit began; what is learnt says when by itself. */
function nextVisit(target: Target, row: TargetRow | undefined, learnt: number | undefined, now: Date): Date {
  const { every, hours } = target
  const due = typeof every === 'number' ? (row ? row.startedAt.getTime() + every : now.getTime()) : learnt
  return nextWithin(hours, new Date(Math.max(due ?? 0, now.getTime())))
}
