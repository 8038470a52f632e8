import type { Sql } from './database.ts'
import { texts } from './json.ts'

// A channel's gate is shared by all workers: what one of them learns of a receiver, the others need not ask again.

/** Tries in a row that have to fail before a channel is taken for failing: from then on one delivery at a time asks. */
export const failingAfter = 3

/** A channel whose tries fail. */
export interface Failing {
  /** Tries in a row. */
  failures: number
  since: Date
  /** When the operator heard of it; `null` where he did not. */
  toldAt: Date | null
}

/** The columns of `Failing`. */
const failing = `failures, failing_since as "since", told_at as "toldAt"`

/** Milliseconds: before the first try after a failure, and at most. */
export interface Pauses {
  first: number
  longest: number
}

/**
 * A try failed: the gate is closed for as long as the receiver wishes, and, once the channel is taken for failing, for a
 * pause that doubles with every further failure. Tells since when it fails, and when it opens.
 */
export async function closeGate(
  sql: Sql,
  channelId: string,
  { first, longest }: Pauses,
  wishMs: number,
): Promise<Failing & { openAt: Date; failingMs: number }> {
  const pause = (failures: string): string =>
    `now() + greatest($4::float8, case when ${failures} < ${failingAfter} then 0
       else least($3::float8, $2::float8 * power(2, least(${failures} - ${failingAfter}, 20))) end) * interval '1 ms'`
  const [row] = await sql.query<Failing & { openAt: Date; failingMs: number }>(
    `insert into pantau.channel_gates as gate (channel_id, open_at, failures, failing_since)
     values ($1, ${pause('1')}, 1, now())
     on conflict (channel_id) do update set failures = gate.failures + 1, probe_until = null,
       failing_since = coalesce(gate.failing_since, now()), open_at = greatest(gate.open_at, ${pause('gate.failures + 1')})
     returning ${failing}, open_at as "openAt", extract(epoch from now() - failing_since)::float8 * 1000 as "failingMs"`,
    [channelId, first, longest, wishMs],
  )
  if (!row) throw new Error(`channel ${channelId}: its gate was not written`)
  return row
}

/** The receiver takes messages again: what is known of its failing, or `null` where it did not fail. */
export async function reopenGate(sql: Sql, channelId: string): Promise<Failing | null> {
  const [row] = await sql.query<Failing>(
    `with former as (select * from pantau.channel_gates where channel_id = $1 and failures > 0 for update),
     reopened as (
       update pantau.channel_gates gate set failures = 0, failing_since = null, told_at = null, probe_until = null
       from former where gate.channel_id = former.channel_id
     )
     select ${failing} from former`,
    [channelId],
  )
  return row ?? null
}

/** Who changed a channel, or started a service anew, may have mended what fails: one delivery asks at once. */
export async function askAgain(sql: Sql, channelIds: readonly string[]): Promise<void> {
  await sql.query(
    `update pantau.channel_gates set open_at = now(), probe_until = null
     where failures >= ${failingAfter} and channel_id = any ($1::text[])`,
    [texts(channelIds)],
  )
}

/** Notes that the operator hears that a channel is down; `false` where he heard of it already. */
export async function noteTold(sql: Sql, channelId: string): Promise<boolean> {
  const rows = await sql.query(
    `update pantau.channel_gates set told_at = now() where channel_id = $1 and failures > 0 and told_at is null
     returning channel_id`,
    [channelId],
  )
  return rows.length > 0
}

/** Channels whose last try failed, with how many did in a row, and since when. */
export const failingChannels = (sql: Sql): Promise<{ channelId: string; failures: number; since: Date }[]> =>
  sql.query(
    `select channel_id as "channelId", failures, failing_since as "since" from pantau.channel_gates
     where failures > 0 order by channel_id`,
  )

/** Those of the channels of which the operator knows that they are down. */
export async function channelsDown(sql: Sql): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    `select channel_id as id from pantau.channel_gates where told_at is not null`,
  )
  return new Set(rows.map(({ id }) => id))
}
