import { type Decision, decide, isNews } from '../../alerts/triage.ts'
import type { Clock } from '../../model/clock.ts'
import { PantauError } from '../../model/errors.ts'
import { oneLine } from '../../model/plain.ts'
import { type Refusal, type Triage, TriageActor, type TriageEntry, TriageWish } from '../../model/triage.ts'
import { maskText } from '../../parsers/mask.ts'
import type { Database, Sql } from '../../store/database.ts'
import { dropUpdates } from '../../store/thread.ts'
import { isRequestUsed, lockRoot, saveTriage, toldTogether, triageLog } from '../../store/triage.ts'

/** What became of a wish, and what stands now. */
export interface Acted {
  /** The root of the alert's thread. */
  id: string
  outcome: 'done' | 'unchanged' | 'refused'
  /** Why it was refused; `null` otherwise. */
  because: Refusal | null
  triage: Triage
  /** What was done last, by whom: for whoever came second. `null` where nothing ever was. */
  last: TriageEntry | null
}

/** What acting needs. */
export interface TriageDesk {
  database: Database
  now: Clock
}

/**
 * Does something with an alert: with the whole thread, whichever of its alerts is named. Of two who act at once the
 * second is judged by what the first has made of it, and told; with `seen`, the revision that he had before him, he is
 * told of whatever was done since, and nothing is done. Throws a PantauError where there is no such alert.
 */
export async function actOn(
  alertId: string,
  wish: TriageWish,
  actor: TriageActor,
  { database, now }: TriageDesk,
  seen: number | null = null,
): Promise<Acted> {
  const [cleanWish, cleanActor] = [TriageWish.parse(cleaned(wish)), TriageActor.parse(cleaned(actor))]
  return database.transaction(async (sql) => {
    const acted = await step(sql, alertId, cleanWish, cleanActor, { at: now(), seen })
    if (acted === null)
      throw new PantauError(`there is no alert "${alertId}": \`pantau alerts list\` shows what there is`)
    // Whoever answers a message that told of two rules' alerts has answered for both.
    const others = acted.outcome === 'done' ? await toldTogether(sql, acted.id) : []
    for (const id of others) await step(sql, id, cleanWish, { ...cleanActor, request: null }, { at: now() })
    return acted
  })
}

/** The same inside a transaction; `null` where there is no such alert. `escalateAt` is when it goes to others after it. */
export async function step(
  sql: Sql,
  alertId: string,
  wish: TriageWish,
  actor: TriageActor,
  { at, seen = null, escalateAt = null }: { at: Date; seen?: number | null; escalateAt?: Date | null },
): Promise<Acted | null> {
  const root = await lockRoot(sql, alertId)
  if (!root) return null
  const { id, triage } = root
  const isReplayed = actor.request !== null && (await isRequestUsed(sql, actor.request))
  const decision: Decision = isReplayed ? { outcome: 'unchanged' } : judged(triage, wish, at, seen)
  if (decision.outcome === 'done') {
    await saveTriage(sql, id, decision.after, { actor, wish, at, escalateAt, isUntold: isNews(triage, wish) })
    if (wish.action === 'false-positive') await dropUpdates(sql, id)
  }
  return {
    id,
    outcome: decision.outcome,
    because: decision.outcome === 'refused' ? decision.because : null,
    triage: decision.outcome === 'done' ? decision.after : triage,
    last: (await triageLog(sql, id)).at(-1) ?? null,
  }
}

function judged(triage: Triage, wish: TriageWish, at: Date, seen: number | null): Decision {
  const decision = decide(triage, wish, at)
  const isOvertaken = seen !== null && seen !== triage.revision && decision.outcome === 'done'
  return isOvertaken ? { outcome: 'refused', because: 'overtaken' } : decision
}

/** What people type goes into a log that is kept and shown: on one line, without what acts. Reasons may quote a post. */
const cleaned = <T extends object>(said: T): T =>
  Object.fromEntries(
    Object.entries(said).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value]
      return [key, key === 'reason' ? maskText(oneLine(value)) : oneLine(value)]
    }),
  ) as T
