import type { Alert, Delivery } from '../model/alert.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

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
  /** The delivery of another alert that tells of the same event over the same channel: this one is not sent itself. */
  toldBy?: string | null
}

/** An alert to be written. */
export interface NewAlert extends Alert {
  /** Where its offer was seen. */
  targetId?: string
  /** When it goes to others, unless somebody reacts before. */
  escalateAt?: Date | null
}

/** Writes an alert with its deliveries; tells which deliveries are new. Written twice, nothing is added. */
export async function saveAlert(sql: Sql, alert: NewAlert, deliveries: readonly NewDelivery[]): Promise<string[]> {
  await sql.query(
    `insert into pantau.alerts
       (id, root_id, rule_id, event_id, listing_id, message, translations, state, created_at, target_id, escalate_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11) on conflict (id) do nothing`,
    [
      ...[alert.id, alert.rootId, alert.ruleId, alert.eventId, alert.listingId],
      ...[toJson(alert.message), toJson(alert.translations), alert.state, alert.createdAt],
      ...[alert.targetId ?? null, alert.escalateAt ?? null],
    ],
  )
  const rows = await sql.query<{ id: string }>(
    `insert into pantau.deliveries (id, alert_id, listing_id, channel_id, state, due_at, told_at, told_by)
     select id, $2, $3, "channelId",
       case when "toldBy" is not null then 'gathered' when "heldUntil" is null then 'due' else 'held' end,
       coalesce("heldUntil", now()), case when "heldUntil" is null and "toldBy" is null then $4::timestamptz end, "toldBy"
     from jsonb_to_recordset($1::jsonb)
       as delivery (id text, "channelId" text, "heldUntil" timestamptz, "toldBy" text)
     on conflict (id) do nothing returning id`,
    [toJson(deliveries), alert.id, alert.listingId, alert.createdAt],
  )
  return rows.map(({ id }) => id)
}
