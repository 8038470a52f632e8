import { Triage, type TriageActor, TriageEntry, type TriageWish } from '../model/triage.ts'
import type { Sql } from './database.ts'
import { storable } from './json.ts'

const triageColumns = `state, assignee, snoozed_until as "snoozedUntil", triage_revision as revision`

/** The root of an alert's thread, as triage needs it. */
export interface Root {
  id: string
  ruleId: string
  listingId: string | null
  severity: number
  /** When it goes to others by itself. */
  escalateAt: Date | null
  triage: Triage
}

/**
 * The root of an alert's thread, its row locked to the end of the transaction: whoever acts on it at once waits. `null`
 * where there is no such alert.
 */
export async function lockRoot(sql: Sql, alertId: string): Promise<Root | null> {
  const [row] = await sql.query<Omit<Root, 'triage'> & Triage>(
    `select id, rule_id as "ruleId", listing_id as "listingId", (message ->> 'severity')::int as severity,
       escalate_at as "escalateAt", ${triageColumns}
     from pantau.alerts where id = (select root_id from pantau.alerts where id = $1) for update`,
    [alertId],
  )
  if (!row) return null
  const { id, ruleId, listingId, severity, escalateAt } = row
  return { id, ruleId, listingId, severity, escalateAt, triage: Triage.parse(row) }
}

/** What stands of a root, as it is now; `null` where there is no such alert. */
export async function triageOf(sql: Sql, rootId: string): Promise<Triage | null> {
  const [row] = await sql.query(`select ${triageColumns} from pantau.alerts where id = $1`, [rootId])
  return row ? Triage.parse(row) : null
}

/** How the thread of an alert stands, and when the alert was written. */
export async function standingOf(
  sql: Sql,
  alertId: string,
): Promise<{ rootId: string; triage: Triage; toldAt: Date } | null> {
  const [row] = await sql.query<{ rootId: string; toldAt: Date }>(
    `select root.id as "rootId", told.created_at as "toldAt", root.state, root.assignee,
       root.snoozed_until as "snoozedUntil", root.triage_revision as revision
     from pantau.alerts told join pantau.alerts root on root.id = told.root_id where told.id = $1`,
    [alertId],
  )
  return row ? { rootId: row.rootId, triage: Triage.parse(row), toldAt: row.toldAt } : null
}

/** Other roots of which the same message told: other rules' alerts about the same event, over a channel that they share. */
export async function toldTogether(sql: Sql, rootId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select distinct other.id from pantau.alerts root
     join pantau.alerts other on other.event_id = root.event_id and other.listing_id = root.listing_id
     join pantau.deliveries mine on mine.alert_id = root.id
     join pantau.deliveries its on its.alert_id = other.id and its.channel_id = mine.channel_id
     where root.id = $1 and other.id <> root.id and other.id = other.root_id
       and (its.told_by = mine.id or mine.told_by = its.id or its.told_by = mine.told_by)
     order by other.id`,
    [rootId],
  )
  return rows.map(({ id }) => id)
}

/** Whether a signed request has been acted on already. */
export async function isRequestUsed(sql: Sql, request: string): Promise<boolean> {
  return (await sql.query(`select 1 from pantau.triage where request = $1`, [request])).length > 0
}

/** One step: what the alert is now, and who made it so. `escalateAt` is when it goes to others, if nobody reacts. */
export async function saveTriage(
  sql: Sql,
  alertId: string,
  after: Triage,
  { actor, wish, at, escalateAt, isUntold }: TriageStep,
): Promise<void> {
  const { state, assignee, snoozedUntil, revision } = after
  await sql.query(
    `update pantau.alerts set state = $2, assignee = $3, snoozed_until = $4, triage_revision = $5, escalate_at = $6,
       untold = case when $7 then $5 else untold end
     where id = $1`,
    [alertId, state, assignee && storable(assignee), snoozedUntil, revision, escalateAt, isUntold],
  )
  await sql.query(
    `insert into pantau.triage
       (alert_id, revision, at, by, via, channel_id, action, reason, state, assignee, snoozed_until, request)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[alertId, revision, at, storable(actor.by), actor.via, actor.channelId],
      ...[wish.action, wish.reason && storable(wish.reason), state, assignee && storable(assignee)],
      ...[snoozedUntil, actor.request],
    ],
  )
}

/** What goes with a step. */
export interface TriageStep {
  actor: TriageActor
  wish: TriageWish
  at: Date
  escalateAt: Date | null
  /** Whether others are to hear of it. */
  isUntold: boolean
}

/** What was done with an alert, the first step first. */
export async function triageLog(sql: Sql, rootId: string): Promise<TriageEntry[]> {
  const rows = await sql.query(
    `select alert_id as "alertId", revision, at, by, via, channel_id as "channelId", action, reason, state, assignee,
       snoozed_until as "snoozedUntil"
     from pantau.triage where alert_id = $1 order by revision`,
    [rootId],
  )
  return rows.map((row) => TriageEntry.parse(row))
}

/** Roots whose snooze is over. */
export const snoozesOver = (sql: Sql, now: Date, limit = 200): Promise<{ id: string; until: Date }[]> =>
  sql.query(
    `select id, snoozed_until as until from pantau.alerts where state = 'snoozed' and snoozed_until <= $1
     order by snoozed_until limit $2`,
    [now, limit],
  )

/** Roots that nobody has reacted to in the time of their rule. What is held back has not reached anybody yet. */
export async function escalationsDue(sql: Sql, now: Date, limit = 200): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from pantau.alerts where escalate_at <= $1 and not exists
       (select 1 from pantau.deliveries where alert_id = alerts.id and deliveries.state = 'held')
     order by escalate_at limit $2`,
    [now, limit],
  )
  return rows.map(({ id }) => id)
}

/** Roots with a step that others have still to hear of, and which. */
export const untoldSteps = (sql: Sql, limit = 200): Promise<{ id: string; revision: number }[]> =>
  sql.query(`select id, untold as revision from pantau.alerts where untold is not null order by id limit $1`, [limit])

/** The step was told, unless there is a later one by now. */
export async function markTold(sql: Sql, rootId: string, revision: number): Promise<void> {
  await sql.query(`update pantau.alerts set untold = null where id = $1 and untold = $2`, [rootId, revision])
}
