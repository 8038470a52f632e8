import { ConfigError, PantauError } from '../../model/errors.ts'
import { type Backfill, beginBackfill, lastBackfills, setBackfillState } from '../../store/backfills.ts'
import type { Sql } from '../../store/database.ts'
import { progressLine, progressOf } from './progress.ts'

/** What somebody asks for; without `since`, the last one of the target. */
export interface Wanted {
  since: Date | undefined
  until: Date | undefined
  slicePages: number
  again: boolean
}

/**
 * Begins to read a target's history, or goes on where it was stopped. One that runs, or that is done and was not asked for
 * by its dates, is given as it is. Throws a PantauError where another one runs, and where the same was read already.
 */
export async function askFor(sql: Sql, targetId: string, wanted: Wanted): Promise<Backfill> {
  const { since, until = null, slicePages, again } = wanted
  const [last] = await lastBackfills(sql, targetId)
  const isSame = since === undefined || (+since === +(last?.since ?? 0) && +(until ?? 0) === +(last?.until ?? 0))
  if (last?.state === 'running') {
    if (isSame) return last
    throw new PantauError(`${await told(sql, last)}\nend it first: pantau backfill ${targetId} --stop`)
  }
  if (last?.state === 'stopped' && isSame && !again && (await setBackfillState(sql, last.id, 'stopped', 'running')))
    return { ...last, state: 'running' }
  if (since === undefined) {
    if (last) return last
    throw new ConfigError('say how far back: --since 2021-01-01')
  }
  if (since >= (until ?? new Date())) throw new ConfigError('--since must lie before --until, and in the past')
  if (last && isSame && !again)
    throw new PantauError(`${await told(sql, last)}\nit was read already: --again reads it once more`)
  const begun = await beginBackfill(sql, { targetId, since, until, slicePages })
  if (begun) return begun
  throw new PantauError(`${targetId}: somebody else has just begun one: pantau backfill ${targetId} --status`)
}

const told = async (sql: Sql, backfill: Backfill): Promise<string> => progressLine(await progressOf(sql, backfill))
