import { PantauError, ThrottledError } from '../model/errors.ts'
import type { Target } from '../model/target.ts'
import { maskText } from '../parsers/mask.ts'
import { saveVisit, type Visit } from '../store/visits.ts'
import type { Mailroom } from './deliver.ts'
import { learnRhythm } from './due.ts'
import { isWall, letInAgain, mayVisit, pauseAt, probeOf, type Wall, wallAt } from './health/pause.ts'
import { findTroubles, tellTroubles } from './health/troubles.ts'
import type { House } from './house.ts'
import { type Counts, visit } from './pipeline.ts'
import { noteOnSpan } from './traces.ts'
import { type Asking, aloneOnSite } from './visit/site-lease.ts'
import { createWitness } from './visit/witness.ts'

/** What a service tells whoever looks on: the demo's progress, the tests. */
export interface Watcher {
  onVisit?(visit: Visit): void
  /** One try of one delivery: what came of it, and the milliseconds until the channel had answered. */
  onDelivery?: Mailroom['onDelivery']
}

/** A CrawlJob's turn on a worker. */
export interface Turn extends Asking {
  lastAttempt: boolean
}

/** One visit, alone on its site, written down whatever comes of it; none to a target that is paused. */
export const visitAlone = (house: House, target: Target, turn: Turn, watcher: Watcher): Promise<void> =>
  aloneOnSite(house, target, turn, async (signal) => {
    const leave = await mayVisit(house, target)
    if (leave === 'rest') return
    await record(house, leave === 'probe' ? probeOf(target) : target, signal, turn, watcher)
    if (leave === 'probe') await letInAgain(house, target)
  })

/** Visits, and writes down what came of it; what is newly wrong with the target, or mended, is told to the operator. */
async function record(house: House, target: Target, signal: AbortSignal, turn: Turn, watcher: Watcher): Promise<void> {
  const { database, line, mailroom } = house
  const startedAt = new Date()
  const witness = createWitness(target)
  const write = async (
    outcome: Omit<Counts, 'posts'> & Pick<Visit, 'stopped' | 'error'>,
    isWhole: boolean,
    wall: Wall | null = null,
  ): Promise<void> => {
    const { pages = 0, unchanged = 0, keptOut = 0, errors: failed = [] } = witness.report() ?? {}
    const written: Visit = {
      ...{ targetId: target.id, startedAt, endedAt: new Date(), robots: target.robots },
      ...{ pages, unchanged, keptOut, ...witness.figures(), ...outcome },
      errors: failed.map(({ url, error }) => ({ url: maskText(url), error: maskText(error.message) })),
    }
    const found = await findTroubles(house, target, written, witness.specimens)
    const due = await database.transaction(async (sql) => {
      await saveVisit(sql, written)
      await learnRhythm(sql, written, isWhole)
      const paused = wall ? await pauseAt(sql, house, wall, found.kept) : []
      return [...paused, ...(await tellTroubles(sql, house, written, found, { isPaused: wall !== null }))]
    })
    await mailroom.dispatch(due)
    const { errors, ...facts } = written
    const { home, read } = witness.report()?.mirrors ?? {}
    const mirror = read != null && read !== home ? { mirror: read } : {}
    mailroom.log[written.error === null ? 'info' : 'error'](
      { ...facts, ...mirror, failedPages: errors.length, ms: +written.endedAt - +startedAt },
      'visit',
    )
    const { newPosts, signals, alerts, stopped } = written
    noteOnSpan({ target: target.id, pages, newPosts, signals, alerts, stopped })
    watcher.onVisit?.(written)
  }
  try {
    const { report, ...counts } = await visit(target, line, { signal, witness })
    signal.throwIfAborted() // cut short, or no longer alone: its job goes back to the queue
    const { stopped, tooDeep } = report
    await write({ ...counts, stopped, error: null }, stopped === 'done' && tooDeep === 0)
  } catch (error) {
    const isFinal = turn.lastAttempt || (error instanceof PantauError && error.permanent)
    if (isFinal && !signal.aborted && !(error instanceof ThrottledError)) {
      const reason = maskText(error instanceof Error ? error.message : String(error))
      const wall = isWall(error, target, witness) ? await wallAt(house, target, error) : null
      await write({ ...nothing, stopped: 'failed', error: reason }, false, wall)
    }
    throw error
  }
}

const nothing: Omit<Counts, 'posts'> = { newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, silent: 0 }
