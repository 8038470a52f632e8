import { closedMs } from '../model/hours.ts'
import { say } from '../model/sentences.ts'
import { longestEvery } from '../model/target.ts'
import type { UpkeepJob } from '../queue/jobs.ts'
import { dueDeliveries } from '../store/deliveries.ts'
import { pauseOf } from '../store/pauses.ts'
import { lastVisit } from '../store/visits.ts'
import { queueDueSlices } from './backfill/turn.ts'
import { sendDigests } from './digests.ts'
import { queueDueVisits } from './due.ts'
import { tellOfSilence } from './health/troubles.ts'
import type { House } from './house.ts'
import { askLinks } from './offer-links.ts'
import { purgeNightly } from './purge.ts'
import { letGoWhatWaited } from './quiet.ts'
import { lookAfterAlerts } from './triage/chore.ts'
import { compareStored } from './visit/kin.ts'

/** A target is silent when its last visit ended so many of its intervals ago, and an hour more than a visit may take. */
const missedVisits = 4
const shortestSilenceMs = 3_600_000

/** The named chores. Each may be done at any time, by any worker, twice. */
export async function upkeep(chore: UpkeepJob['chore'], house: House): Promise<void> {
  if (chore === 'sweep-deliveries') await sweep(house)
  if (chore === 'silence') await listen(house)
  if (chore === 'due-visits') await queueDueVisits(house)
  if (chore === 'backfills') await queueDueSlices(house)
  if (chore === 'purge') await purgeNightly(house)
  if (chore === 'links') await askLinks(house)
  if (chore === 'triage') await lookAfterAlerts(house)
  if (chore === 'compare') await compareStored(house)
  if (chore === 'digests') await sendDigests(house)
  // PostgreSQL vacuums itself; the embedded one never does.
  if (chore === 'vacuum' && house.database.kind === 'embedded') await house.database.vacuum()
}

/** Deliveries that have waited long enough; and those that died between their row and their job, or with the worker that claimed them. */
async function sweep(house: House): Promise<void> {
  const { database, mailroom } = house
  await letGoWhatWaited(house)
  const due = await dueDeliveries(database, 500, 200)
  if (due.length > 0) mailroom.log.info({ deliveries: due.length }, 'deliveries found by the sweep')
  await mailroom.dispatch(due)
}

/** Targets that nobody complains of and nobody reads: put off for ever by their site, or lost by the queue. */
async function listen(house: House): Promise<void> {
  for (const target of house.config.targets.filter(({ enabled }) => enabled)) {
    const last = await lastVisit(house.database, target.id)
    if (last?.error) continue // that has been told
    if (await pauseOf(house.database, target.id)) continue // as it is meant to be
    // While nobody was running, nobody could visit.
    const since = Math.max(last?.endedAt.getTime() ?? 0, house.openedAt.getTime())
    const silentMs = Date.now() - since
    const allowed = Math.max(missedVisits * longestEvery(target), target.limits.visit + shortestSilenceMs)
    if (silentMs < allowed + closedMs(target.hours)) continue
    await tellOfSilence(house, target, say('silent', String(Math.round(silentMs / 60_000))))
  }
}
