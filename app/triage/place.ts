import { type Hearing, hearingOf, isRevived } from '../../alerts/triage.ts'
import type { ListingEvent } from '../../model/listing.ts'
import type { TriageActor } from '../../model/triage.ts'
import { rootOf } from '../../store/alerts.ts'
import type { Sql } from '../../store/database.ts'
import { triageOf } from '../../store/triage.ts'
import { step } from './act.ts'

/** What the service itself does with an alert. */
export const pantau: TriageActor = { by: 'pantau', via: 'pantau', channelId: null, request: null }

/**
 * The thread in which an alert stands, and whether it is told there or kept: the first one always is told; what follows
 * is, as what was done with the first one has it. A closed case whose offer comes back is a new one.
 */
export async function placeInThread(
  sql: Sql,
  alertId: string,
  of: { ruleId: string; listingId: string },
  event: ListingEvent,
  now: Date,
): Promise<{ rootId: string; hearing: Hearing }> {
  const rootId = await rootOf(sql, of)
  const triage = rootId === null ? null : await triageOf(sql, rootId)
  if (rootId === null || triage === null) return { rootId: alertId, hearing: 'told' }
  if (isRevived(triage, event.kind))
    await step(sql, rootId, { action: 'reopen', reason: event.kind }, pantau, { at: now })
  return { rootId, hearing: hearingOf(triage, event.kind) }
}
