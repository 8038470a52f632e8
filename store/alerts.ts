import { type Alert, Delivery, Message } from '../model/alert.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

const columns = `id, alert_id as "alertId", channel_id as "channelId", state, attempts, due_at as "dueAt",
  claimed_until as "claimedUntil", sent_at as "sentAt", error`

/** Writes an alert with its deliveries; tells which deliveries are new. Written twice, nothing is added. */
export async function saveAlert(
  sql: Sql,
  alert: Alert,
  deliveries: readonly Pick<Delivery, 'id' | 'channelId'>[],
): Promise<string[]> {
  await sql.query(
    `insert into pantau.alerts (id, rule_id, event_id, listing_id, message, state, created_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7) on conflict (id) do nothing`,
    [alert.id, alert.ruleId, alert.eventId, alert.listingId, toJson(alert.message), alert.state, alert.createdAt],
  )
  const rows = await sql.query<{ id: string }>(
    `insert into pantau.deliveries (id, alert_id, channel_id, due_at)
     select id, $2, "channelId", $3::timestamptz from jsonb_to_recordset($1::jsonb) as delivery (id text, "channelId" text)
     on conflict (id) do nothing returning id`,
    [toJson(deliveries), alert.id, alert.createdAt],
  )
  return rows.map(({ id }) => id)
}

/**
 * Claims a delivery for one try, until `until`: `null` when it is sent, given up, not yet due, or claimed by a worker
 * that may still be alive. Whoever holds a claim that ran out is taken for dead.
 */
export async function claimDelivery(
  sql: Sql,
  id: string,
  now: Date,
  until: Date,
): Promise<{ delivery: Delivery; message: Message } | null> {
  const [row] = await sql.query(
    `update pantau.deliveries set state = 'claimed', claimed_until = $3, attempts = attempts + 1
     where id = $1 and due_at <= $2 and (state = 'due' or (state = 'claimed' and claimed_until < $2))
     returning ${columns}`,
    [id, now, until],
  )
  if (!row) return null
  const delivery = Delivery.parse(row)
  const [alert] = await sql.query<{ message: unknown }>(`select message from pantau.alerts where id = $1`, [
    delivery.alertId,
  ])
  return { delivery, message: Message.parse(alert?.message) }
}

/** The receiver has it. */
export async function markSent(sql: Sql, id: string, sentAt: Date): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = 'sent', sent_at = $2, claimed_until = null, error = null where id = $1`,
    [id, sentAt],
  )
}

/** The receiver did not take it: due again at `dueAt`, or given up where that is `null`. */
export async function markFailed(sql: Sql, id: string, error: string, dueAt: Date | null): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = case when $3::timestamptz is null then 'dead' else 'due' end,
       due_at = coalesce($3::timestamptz, due_at), claimed_until = null, error = $2 where id = $1`,
    [id, error, dueAt],
  )
}

/** Deliveries that somebody should be trying now: due, or claimed by a worker that died. Oldest first. */
export async function dueDeliveries(sql: Sql, now: Date, limit = 500): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from pantau.deliveries
     where (state = 'due' and due_at <= $1) or (state = 'claimed' and claimed_until < $1)
     order by due_at limit $2`,
    [now, limit],
  )
  return rows.map(({ id }) => id)
}

/** When the next delivery that waits may be tried; `null` when none waits. */
export async function nextDue(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `select min(coalesce(claimed_until, due_at)) as at from pantau.deliveries where state in ('due', 'claimed')`,
  )
  return row?.at ?? null
}

/** How many deliveries of each channel stand in each state. */
export async function countDeliveries(
  sql: Sql,
): Promise<{ channelId: string; state: Delivery['state']; count: number }[]> {
  return sql.query(
    `select channel_id as "channelId", state, count(*)::int as count from pantau.deliveries
     group by channel_id, state order by channel_id, state`,
  )
}
