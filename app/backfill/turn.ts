import { isWithin } from '../../model/hours.ts'
import type { Target } from '../../model/target.ts'
import { type Backfill, backfillOf, dueBackfills } from '../../store/backfills.ts'
import { allPauses, pauseOf } from '../../store/pauses.ts'
import type { House } from '../house.ts'
import { type Asking, aloneOnSite } from '../visit/site-lease.ts'
import { pauseMs, readSlice } from './slice.ts'

// The row is the truth: a slice is read by a crawl job that names it, and each slice adds the job of the next. A chore adds
// what is due, for a queue that forgot, a worker that died, and a backfill that was asked for just now. A slice's job is
// named by its number, so that neither doubles it.

/** Reads the next slice of a backfill, alone on its site, and adds the job of the one behind it. */
export async function readHistory(house: House, target: Target, id: number, asking: Asking): Promise<void> {
  const worker = `${asking.worker} backfill`
  const after = await aloneOnSite(house, target, { ...asking, worker }, async (signal) => {
    const backfill = await backfillOf(house.database, id)
    if (await pauseOf(house.database, target.id)) return null // it goes on when the target does
    return backfill?.state === 'running' ? readSlice(target, backfill, house.line, signal) : null
  })
  if (!after) return
  const { state, slices, pages, newPosts, error } = after
  house.mailroom.log[error === null ? 'info' : 'warn'](
    { target: target.id, state, slices, pages, newPosts, error },
    'backfill',
  )
  if (state === 'running' && error === null) await queueSlice(house, after, pauseMs)
}

/** Adds the slices that are due and whose sites may be asked now. */
export async function queueDueSlices(house: House): Promise<void> {
  const paused = new Set((await allPauses(house.database)).map(({ targetId }) => targetId))
  for (const backfill of await dueBackfills(house.database)) {
    if (paused.has(backfill.targetId)) continue
    const target = house.config.targets.find(({ id }) => id === backfill.targetId)
    if (target?.enabled && isWithin(target.hours, new Date())) await queueSlice(house, backfill, 0)
  }
}

const queueSlice = ({ queues }: House, { id, targetId, slices }: Backfill, delayMs: number): Promise<void> =>
  queues.add('crawl', { targetId, backfill: id }, { dedupe: `backfill ${id} ${slices}`, delayMs })
