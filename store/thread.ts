import { z } from 'zod'
import { Delivery, Message } from '../model/alert.ts'
import { AlertState, openStates } from '../model/triage.ts'
import type { Sql } from './database.ts'

// The alerts of a rule about a listing, as people look at them: the first one, and what was told under it.

/** The first alert of a thread, as a list shows it. */
const AlertRow = z.object({
  id: z.string(),
  ruleId: z.string(),
  listingId: z.string().nullable(),
  state: AlertState,
  assignee: z.string().nullable(),
  snoozedUntil: z.date().nullable(),
  severity: z.number(),
  tlp: z.string(),
  subject: z.string(),
  /** What was told, or kept silent, under it. */
  updates: z.number(),
  createdAt: z.date(),
  /** When something was told under it last. */
  updatedAt: z.date(),
})
export type AlertRow = z.infer<typeof AlertRow>

/** Which threads a list shows. */
export interface AlertFilter {
  states?: readonly AlertState[] | undefined
  /** Without it, all rules' but what Pantau told of itself. */
  ruleId?: string | undefined
  since?: Date | undefined
  limit: number
}

/** Threads, the newest first. */
export async function listAlerts(sql: Sql, { states, ruleId, since, limit }: AlertFilter): Promise<AlertRow[]> {
  const rows = await sql.query(
    `select root.id, root.rule_id as "ruleId", root.listing_id as "listingId", root.state, root.assignee,
       root.snoozed_until as "snoozedUntil", (root.message ->> 'severity')::int as severity,
       root.message ->> 'tlp' as tlp, root.message ->> 'subject' as subject,
       (select count(*)::int from pantau.alerts later where later.root_id = root.id and later.id <> root.id) as updates,
       root.created_at as "createdAt",
       (select max(created_at) from pantau.alerts later where later.root_id = root.id) as "updatedAt"
     from pantau.alerts root
     where root.id = root.root_id and ($1::text[] is null or root.state = any ($1))
       and case when $2::text is null then root.listing_id is not null else root.rule_id = $2 end
       and ($3::timestamptz is null or root.created_at >= $3)
     order by root.created_at desc, root.id limit $4`,
    [states ? [...states] : null, ruleId ?? null, since ?? null, limit],
  )
  return rows.map((row) => AlertRow.parse(row))
}

/** How many threads that are about an offer stand in each open state. */
export async function countOpen(sql: Sql): Promise<{ state: AlertState; count: number }[]> {
  return sql.query(
    `select state, count(*)::int as count from pantau.alerts
     where id = root_id and listing_id is not null and state = any ($1) group by state order by state`,
    [[...openStates]],
  )
}

/**
 * The roots of what is called by the first digits of an id: an alert's, an update's, or a delivery's, which is what
 * messages end with. At most three: two are one too many.
 */
export async function rootsNamed(sql: Sql, prefix: string): Promise<{ id: string; subject: string }[]> {
  return sql.query(
    `select root.id, root.message ->> 'subject' as subject from pantau.alerts root where root.id in (
       select root_id from pantau.alerts where id >= $1 and id < $1 || 'g'
       union
       select alert.root_id from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
       where delivery.id >= $1 and delivery.id < $1 || 'g')
     order by root.id limit 3`,
    [prefix],
  )
}

const ThreadAlert = z.object({
  id: z.string(),
  message: Message,
  translations: z.array(Message),
  createdAt: z.date(),
})
export type ThreadAlert = z.infer<typeof ThreadAlert>

/** All alerts of a thread, the root first, then as they came. */
export async function threadOf(sql: Sql, rootId: string): Promise<ThreadAlert[]> {
  const rows = await sql.query(
    `select id, message, translations, created_at as "createdAt" from pantau.alerts where root_id = $1
     order by id <> root_id, created_at, id`,
    [rootId],
  )
  return rows.map((row) => ThreadAlert.parse(row))
}

/** What an alert says, in each language that its channels speak. */
export async function messagesOf(sql: Sql, alertId: string): Promise<Message[]> {
  const [row] = await sql.query<{ messages: unknown[] }>(
    `select jsonb_build_array(message) || translations as messages from pantau.alerts where id = $1`,
    [alertId],
  )
  return (row?.messages ?? []).map((message) => Message.parse(message))
}

const ThreadDelivery = Delivery.pick({
  id: true,
  alertId: true,
  channelId: true,
  state: true,
  attempts: true,
  dueAt: true,
  sentAt: true,
  error: true,
}).extend({
  /** Gathered: the delivery that tells it too. */
  toldBy: z.string().nullable(),
})
export type ThreadDelivery = z.infer<typeof ThreadDelivery>

/** The deliveries of a thread's alerts. */
export async function deliveriesOf(sql: Sql, rootId: string): Promise<ThreadDelivery[]> {
  const rows = await sql.query(
    `select delivery.id, alert_id as "alertId", channel_id as "channelId", delivery.state, attempts,
       due_at as "dueAt", sent_at as "sentAt", delivery.told_by as "toldBy", error
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where alert.root_id = $1 order by alert.created_at, channel_id`,
    [rootId],
  )
  return rows.map((row) => ThreadDelivery.parse(row))
}

/** By what receivers know the message that told of a root, by channel; where another rule's told of it too, that one's. */
export const receiptsOf = (sql: Sql, rootId: string): Promise<{ channelId: string; receipt: string }[]> =>
  sql.query(
    `select sent.channel_id as "channelId", sent.receipt
     from pantau.deliveries own join pantau.deliveries sent on sent.id = coalesce(own.told_by, own.id)
     where own.alert_id = $1 and sent.receipt is not null order by sent.channel_id`,
    [rootId],
  )

/** Updates that nobody has been sent yet are not sent: the alerts stay, and say what was known. */
export async function dropUpdates(sql: Sql, rootId: string): Promise<void> {
  await sql.query(`delete from pantau.deliveries where ${waiting}`, [rootId])
}

/** Deliveries of a thread's updates that no channel was ever asked to take, and that tell nothing of another's. */
const waiting = `state in ('due', 'held') and attempts = 0 and message is null
  and not exists (select 1 from pantau.deliveries other where other.told_by = deliveries.id)
  and alert_id in (select id from pantau.alerts where root_id = $1 and id <> $1)`
