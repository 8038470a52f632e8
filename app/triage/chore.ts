import { escalatesAt } from '../../model/escalate.ts'
import type { TriageAction } from '../../model/triage.ts'
import type { Sql } from '../../store/database.ts'
import { escalationsDue, lockRoot, type Root, snoozesOver } from '../../store/triage.ts'
import type { House } from '../house.ts'
import { step } from './act.ts'
import { pantau } from './place.ts'
import { tellSteps } from './tell.ts'

/**
 * Brings back what was snoozed until now, escalates what nobody has reacted to, and tells of both. The rows say what is
 * due: done twice, or by two, it happens once; and after any pause of the service it still happens.
 */
export async function lookAfterAlerts(house: House): Promise<void> {
  const { database, line } = house
  const now = line.now()
  for (const { id } of await snoozesOver(database, now)) await database.transaction((sql) => wake(sql, id, now, house))
  for (const id of await escalationsDue(database, now)) await database.transaction((sql) => escalate(sql, id, now))
  await tellSteps(house)
}

async function wake(sql: Sql, id: string, now: Date, { config }: House): Promise<void> {
  const root = await lockRoot(sql, id)
  if (!root?.triage.snoozedUntil || root.triage.snoozedUntil > now) return // somebody was faster
  const rule = config.rules.find((other) => other.id === root.ruleId)
  await byItself(sql, root, 'reopen', now, escalatesAt(rule?.escalate, root.severity, now))
}

async function escalate(sql: Sql, id: string, now: Date): Promise<void> {
  const root = await lockRoot(sql, id)
  if (root?.triage.state === 'new' && root.escalateAt !== null && root.escalateAt <= now)
    await byItself(sql, root, 'escalate', now)
}

const byItself = (
  sql: Sql,
  { id }: Root,
  action: Extract<TriageAction, 'reopen' | 'escalate'>,
  at: Date,
  escalateAt: Date | null = null,
) => step(sql, id, { action, reason: null }, pantau, { at, escalateAt })
