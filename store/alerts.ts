import { type Alert, Delivery } from '../model/alert.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

const columns = `id, alert_id as "alertId", channel_id as "channelId", state, attempts, due_at as "dueAt",
  claimed_until as "claimedUntil", sent_at as "sentAt", error`

/** The alert that a further one of a rule about a listing belongs to; `null` where it is the first. */
export async function rootOf(
  sql: Sql,
  { ruleId, listingId }: { ruleId: string; listingId: string },
): Promise<string | null> {
  const [row] = await sql.query<{ rootId: string }>(
    `select root_id as "rootId" from pantau.alerts where listing_id = $1 and rule_id = $2 order by created_at, id limit 1`,
    [listingId, ruleId],
  )
  return row?.rootId ?? null
}

/** A delivery to be written; with `heldUntil` it waits, by the clock of the house. */
export interface NewDelivery extends Pick<Delivery, 'id' | 'channelId'> {
  heldUntil?: Date | undefined
}

/** Writes an alert with its deliveries; tells which deliveries are new. Written twice, nothing is added. */
export async function saveAlert(sql: Sql, alert: Alert, deliveries: readonly NewDelivery[]): Promise<string[]> {
  await sql.query(
    `insert into pantau.alerts (id, root_id, rule_id, event_id, listing_id, message, translations, state, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9) on conflict (id) do nothing`,
    [
      ...[alert.id, alert.rootId, alert.ruleId, alert.eventId, alert.listingId],
      ...[toJson(alert.message), toJson(alert.translations), alert.state, alert.createdAt],
    ],
  )
  const rows = await sql.query<{ id: string }>(
    `insert into pantau.deliveries (id, alert_id, listing_id, channel_id, state, due_at, told_at)
     select id, $2, $3, "channelId", case when "heldUntil" is null then 'due' else 'held' end, coalesce("heldUntil", now()),
       case when "heldUntil" is null then $4::timestamptz end
     from jsonb_to_recordset($1::jsonb) as delivery (id text, "channelId" text, "heldUntil" timestamptz)
     on conflict (id) do nothing returning id`,
    [toJson(deliveries), alert.id, alert.listingId, alert.createdAt],
  )
  return rows.map(({ id }) => id)
}

/**
 * Claims a delivery for one try, for `forMs` milliseconds: `null` when it is sent, given up, not yet due, or claimed by a
 * worker that may still be alive. With it come the alert's messages, one a language, the one that stands for all first. Whoever holds a claim that ran out is taken for dead. The clock is the database's, as
 * workers' clocks differ.
 */
export async function claimDelivery(
  sql: Sql,
  id: string,
  forMs: number,
): Promise<{ delivery: Delivery; messages: unknown[]; listingId: string | null } | null> {
  const [row] = await sql.query(
    `update pantau.deliveries set state = 'claimed', claimed_until = now() + $2 * interval '1 ms', attempts = attempts + 1
     where id = $1 and due_at <= now() and (state = 'due' or (state = 'claimed' and claimed_until < now()))
     returning ${columns}`,
    [id, forMs],
  )
  if (!row) return null
  const delivery = Delivery.parse(row)
  const [alert] = await sql.query<{ messages: unknown[]; listingId: string | null }>(
    `select case when delivery.message is null then jsonb_build_array(alert.message) || alert.translations
         else jsonb_build_array(delivery.message) end as messages,
       case when delivery.message ->> 'kind' = 'gathered' then null else alert.listing_id end as "listingId"
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id where delivery.id = $1`,
    [delivery.id],
  )
  return { delivery, messages: alert?.messages ?? [], listingId: alert?.listingId ?? null }
}

/** What a claim lets its holder do; another's claim, which has its own number of attempts, is left alone. */
type Claim = Pick<Delivery, 'id' | 'attempts'>
const held = `id = $1 and state = 'claimed' and attempts = $2`

/** Holds a claim for longer: the channel is slow, and the worker alive. */
export async function renewClaim(sql: Sql, { id, attempts }: Claim, forMs: number): Promise<void> {
  await sql.query(`update pantau.deliveries set claimed_until = now() + $3 * interval '1 ms' where ${held}`, [
    id,
    attempts,
    forMs,
  ])
}

/** The receiver has it: whoever claims it meanwhile need not send it again. */
export async function markSent(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = 'sent', sent_at = now(), claimed_until = null, error = null where id = $1`,
    [id],
  )
}

/** The receiver did not take it: due again in `pauseMs` milliseconds, or given up where that is `null`. */
export async function markFailed(
  sql: Sql,
  { id, attempts }: Claim,
  error: string,
  pauseMs: number | null,
): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = case when $4::float8 is null then 'dead' else 'due' end,
       due_at = coalesce(now() + $4::float8 * interval '1 ms', due_at), claimed_until = null, error = $3
     where ${held}`,
    [id, attempts, error, pauseMs],
  )
}

/** Deliveries that somebody should be trying now: due, or claimed by a worker that died. Oldest first. */
export async function dueDeliveries(sql: Sql, limit = 500): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from pantau.deliveries
     where (state = 'due' and due_at <= now()) or (state = 'claimed' and claimed_until < now())
     order by due_at limit $1`,
    [limit],
  )
  return rows.map(({ id }) => id)
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
