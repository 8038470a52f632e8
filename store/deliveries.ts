import { Delivery } from '../model/alert.ts'
import type { Sql } from './database.ts'
import { failingAfter } from './gates.ts'
import { toJson } from './json.ts'

const columns = `id, alert_id as "alertId", channel_id as "channelId", state, attempts, due_at as "dueAt",
  claimed_until as "claimedUntil", sent_at as "sentAt", error`

/** Somebody should be trying it now, or its worker died. */
const isDue = `((delivery.state = 'due' and delivery.due_at <= now())
  or (delivery.state = 'claimed' and delivery.claimed_until <= now()))`

/**
 * Something earlier about the same listing is still on its way over the same channel, by itself or with what tells it
 * too: this one waits for it.
 */
const isBehind = `exists (select 1 from pantau.deliveries earlier
  left join pantau.deliveries teller on teller.id = earlier.told_by
  where earlier.listing_id = delivery.listing_id and earlier.channel_id = delivery.channel_id
    and earlier.n < delivery.n and earlier.told_by is distinct from delivery.id
    and case earlier.state when 'gathered' then teller.state else earlier.state end in ('due', 'claimed', 'held'))`

/** Whose messages a delivery tells, with what its receiver heard of the same listing before. */
export interface Claimed {
  delivery: Delivery
  /** The alert's messages, one a language, the one that stands for all first; then those of what is told along with it. */
  messages: unknown[][]
  listingId: string | null
  /** The first that was sent of this listing over this channel; `null` where this is it. */
  thread: { rootDeliveryId: string; receipt: string | null } | null
  /** When the channel may be asked again. */
  openAt: Date
  /** Tries over the channel that failed since the last that did not. */
  failures: number
}

/**
 * Claims a delivery for one try, for `forMs` milliseconds: `null` when it is sent, given up, not yet due, claimed by a
 * worker that may still be alive, behind another of its listing, or when the channel's gate is closed. Whoever holds a
 * claim that ran out is taken for dead. `paces` are least milliseconds between two messages, by channel: the claim closes
 * the gate for so long. The clock is the database's, as workers' clocks differ.
 */
export async function claimDelivery(
  sql: Sql,
  id: string,
  forMs: number,
  paces: Record<string, number> = {},
): Promise<Claimed | null> {
  const [row] = await sql.query<Pick<Claimed, 'openAt' | 'failures'>>(
    `with candidate as (
       select id, channel_id from pantau.deliveries delivery where id = $1 and ${isDue} and not ${isBehind} for update
     ), gate as (
       insert into pantau.channel_gates as gate (channel_id, open_at)
       select channel_id, now() + coalesce(($3::jsonb ->> channel_id)::float8, 0) * interval '1 ms' from candidate
       on conflict (channel_id) do update set open_at = excluded.open_at,
         probe_until = case when gate.failures < ${failingAfter} then null else now() + $2::float8 * interval '1 ms' end
       where gate.open_at <= now() and coalesce(gate.probe_until <= now(), true)
       returning open_at, failures
     )
     update pantau.deliveries delivery set state = 'claimed', claimed_until = now() + $2::float8 * interval '1 ms',
       attempts = attempts + 1
     from gate where delivery.id = $1
     returning ${columns}, open_at as "openAt", failures`,
    [id, forMs, toJson(paces)],
  )
  if (!row) return null
  const delivery = Delivery.parse(row)
  const [told] = await sql.query<Pick<Claimed, 'messages' | 'thread' | 'listingId'>>(
    `select case when delivery.message is not null then jsonb_build_array(jsonb_build_array(delivery.message))
         else jsonb_build_array(jsonb_build_array(alert.message) || alert.translations) || (
           select coalesce(jsonb_agg(jsonb_build_array(other.message) || other.translations order by along.n), '[]')
           from pantau.deliveries along join pantau.alerts other on other.id = along.alert_id
           where along.told_by = delivery.id) end as messages,
       case when delivery.message ->> 'kind' = 'gathered' then null else alert.listing_id end as "listingId",
       (select jsonb_build_object('rootDeliveryId', sent.id, 'receipt', sent.receipt)
        from pantau.deliveries earlier join pantau.deliveries sent on sent.id = coalesce(earlier.told_by, earlier.id)
        where earlier.listing_id = delivery.listing_id and earlier.channel_id = delivery.channel_id
          and earlier.n < delivery.n and sent.state = 'sent' order by earlier.n limit 1) as thread
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id where delivery.id = $1`,
    [id],
  )
  const { messages = [], listingId = null, thread = null } = told ?? {}
  // Several listings together are no answer to what was said of one.
  return { ...row, delivery, listingId, messages, thread: listingId === null ? null : thread }
}

/** A closed gate: when it opens, and in how many milliseconds that is, as clocks differ. */
export interface GateBefore {
  channelId: string
  openAt: Date
  waitMs: number
  failures: number
}

/** When the gate opens that a delivery waits at; `null` where that is not what it waits for. */
export async function gateBefore(sql: Sql, id: string): Promise<GateBefore | null> {
  const [row] = await sql.query<GateBefore>(
    `select channel_id as "channelId", greatest(open_at, probe_until) as "openAt", failures,
       extract(epoch from greatest(open_at, probe_until) - now())::float8 * 1000 as "waitMs"
     from pantau.deliveries delivery join pantau.channel_gates using (channel_id)
     where id = $1 and ${isDue} and greatest(open_at, probe_until) > now()`,
    [id],
  )
  return row ?? null
}

/** The delivery whose turn it is when a channel's gate opens: what was tried least, then what was written first. */
export async function nextOverChannel(
  sql: Sql,
  channelId: string,
  openAt: Date,
): Promise<{ id: string; waitMs: number } | null> {
  const [row] = await sql.query<{ id: string; waitMs: number }>(
    `select id, extract(epoch from $2::timestamptz - now())::float8 * 1000 as "waitMs" from pantau.deliveries delivery
     where channel_id = $1 and state = 'due' and due_at <= $2 and not ${isBehind} order by attempts, n limit 1`,
    [channelId, openAt],
  )
  return row ?? null
}

/** The deliveries that waited for this one, of its listing and of those that it told too, and need not any more. */
export async function nextOfListing(sql: Sql, id: string): Promise<string[]> {
  return idsOf(
    sql.query(
      `select distinct on (delivery.listing_id) delivery.id from pantau.deliveries done
       join pantau.deliveries delivery using (listing_id, channel_id)
       where (done.id = $1 or done.told_by = $1) and delivery.n > done.n and ${isDue} and not ${isBehind}
       order by delivery.listing_id, delivery.n`,
      [id],
    ),
  )
}

/** Lets go of every claim: for a process that has the database for itself, and finds what its predecessor died of. */
export async function releaseClaims(sql: Sql): Promise<void> {
  await sql.query(`update pantau.deliveries set claimed_until = now() where state = 'claimed'`)
  await sql.query(`update pantau.channel_gates set probe_until = null where probe_until is not null`)
}

/** What a claim lets its holder do; another's claim, which has its own number of attempts, is left alone. */
type Claim = Pick<Delivery, 'id' | 'attempts'>
const isOurs = `id = $1 and state = 'claimed' and attempts = $2`

/** Holds a claim for longer: the channel is slow, and the worker alive. */
export async function renewClaim(sql: Sql, { id, attempts }: Claim, forMs: number): Promise<void> {
  await sql.query(`update pantau.deliveries set claimed_until = now() + $3 * interval '1 ms' where ${isOurs}`, [
    id,
    attempts,
    forMs,
  ])
}

/**
 * The receiver has it, and knows it by its receipt where it gave one: whoever claims it meanwhile need not send it again.
 */
export async function markSent(sql: Sql, id: string, receipt: string | null = null): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = 'sent', sent_at = now(), claimed_until = null, error = null,
       receipt = coalesce($2, receipt) where id = $1`,
    [id, receipt],
  )
}

/** The receiver did not take it: due again in `pauseMs` milliseconds, or given up, now, where that is `null`. */
export async function markFailed(
  sql: Sql,
  { id, attempts }: Claim,
  error: string,
  pauseMs: number | null,
): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = case when $4::float8 is null then 'dead' else 'due' end,
       due_at = now() + coalesce($4::float8, 0) * interval '1 ms', claimed_until = null, error = $3
     where ${isOurs}`,
    [id, attempts, error, pauseMs],
  )
}

/**
 * A channel takes messages again: what it put off is due now, and what it refused for good since `since` is tried again,
 * as it refused everything. Tells what is due, the first written first, at most `limit`.
 */
export async function resumeChannel(sql: Sql, channelId: string, since: Date, limit: number): Promise<string[]> {
  await sql.query(
    `update pantau.deliveries set state = 'due', due_at = now()
     where channel_id = $1 and ((state = 'due' and attempts > 0 and due_at > now()) or (state = 'dead' and due_at >= $2))`,
    [channelId, since],
  )
  return idsOf(
    sql.query(
      `select id from pantau.deliveries delivery
       where channel_id = $1 and state = 'due' and due_at <= now() and not ${isBehind} order by n limit $2`,
      [channelId, limit],
    ),
  )
}

/**
 * Deliveries that somebody should be trying now, where their channel's gate is open: at most `limit`, and of one channel
 * `limitEach`. Oldest first.
 */
export async function dueDeliveries(sql: Sql, limit = 500, limitEach = limit): Promise<string[]> {
  return idsOf(
    sql.query(
      `select id from (
         select id, due_at, row_number() over (partition by channel_id order by attempts, n) as turn
         from pantau.deliveries delivery left join pantau.channel_gates gate using (channel_id)
         where ${isDue} and not ${isBehind} and coalesce(greatest(gate.open_at, gate.probe_until) <= now(), true)
       ) due
       where turn <= $2 order by due_at limit $1`,
      [limit, limitEach],
    ),
  )
}

const idsOf = async (rows: Promise<{ id?: string }[]>): Promise<string[]> => (await rows).map(({ id }) => String(id))

/** How many deliveries of each channel stand in each state. */
export async function countDeliveries(
  sql: Sql,
): Promise<{ channelId: string; state: Delivery['state']; count: number }[]> {
  return sql.query(
    `select channel_id as "channelId", state, count(*)::int as count from pantau.deliveries
     group by channel_id, state order by channel_id, state`,
  )
}
