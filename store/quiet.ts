import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

// What waits before it is told. The clock is the house's throughout: so are the hours in which people sleep.

/** Lets one transaction at a time decide what a rule may say: two would both take the one place that is left. */
export const takeTheWord = async (sql: Sql, ruleId: string): Promise<void> =>
  void (await sql.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`pantau rule ${ruleId}`]))

/** A message that a rule sent over a channel, or let go; `alone` where nothing had held it. */
export interface SaidOver {
  channelId: string
  at: Date
  alone: boolean
}

/** What a rule said over these channels after a moment. */
export const saidSince = (
  sql: Sql,
  { ruleId, channelIds, since }: { ruleId: string; channelIds: readonly string[]; since: Date },
): Promise<SaidOver[]> =>
  sql.query<SaidOver>(
    `select delivery.channel_id as "channelId", delivery.told_at as at, delivery.told_at = alert.created_at as alone
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where delivery.channel_id = any ($2::text[]) and delivery.told_at > $3
       and alert.rule_id = $1`,
    [ruleId, texts(channelIds), since],
  )

/** Until when what a rule has to say of a listing is held already, by channel. */
export async function heldOf(
  sql: Sql,
  { ruleId, listingId }: { ruleId: string; listingId: string },
): Promise<Map<string, Date>> {
  const rows = await sql.query<{ channelId: string; until: Date }>(
    `select delivery.channel_id as "channelId", max(delivery.due_at) as until
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where delivery.listing_id = $2 and delivery.state = 'held' and alert.rule_id = $1
     group by delivery.channel_id`,
    [ruleId, listingId],
  )
  return new Map(rows.map(({ channelId, until }) => [channelId, until]))
}

/** What is held of a listing need not wait for longer than this. */
export async function hurry(
  sql: Sql,
  { ruleId, listingId, channelId, until }: { ruleId: string; listingId: string; channelId: string; until: Date },
): Promise<void> {
  await sql.query(
    `update pantau.deliveries set due_at = least(due_at, $4)
     where listing_id = $2 and channel_id = $3 and state = 'held'
       and alert_id in (select id from pantau.alerts where rule_id = $1 and listing_id = $2)`,
    [ruleId, listingId, channelId, until],
  )
}

/** What any rule still holds of a listing over these channels need not wait any more: a change of it is told now. */
export async function releaseListing(
  sql: Sql,
  { listingId, channelIds, now }: { listingId: string; channelIds: readonly string[]; now: Date },
): Promise<void> {
  await sql.query(
    `update pantau.deliveries set due_at = least(due_at, $3)
     where listing_id = $1 and state = 'held' and channel_id = any ($2::text[])`,
    [listingId, texts(channelIds), now],
  )
}

/** A rule and a channel with deliveries whose time has come. */
export interface Waiting {
  ruleId: string
  channelId: string
}

/** Held, its time has come, and nothing that was to be told of its listing before it is still on its way. */
const ready = `delivery.state = 'held' and delivery.due_at <= $1 and not exists (
  select 1 from pantau.deliveries earlier
  left join pantau.deliveries teller on earlier.state = 'gathered' and teller.id = earlier.told_by
  where earlier.listing_id = delivery.listing_id and earlier.channel_id = delivery.channel_id and earlier.n < delivery.n
    and (coalesce(teller.state, earlier.state) in ('due', 'claimed') or (earlier.state = 'held' and earlier.due_at > $1)))`

/** Who has something to let go at a moment. */
export const whoWaits = (sql: Sql, now: Date): Promise<Waiting[]> =>
  sql.query<Waiting>(
    `select distinct alert.rule_id as "ruleId", delivery.channel_id as "channelId"
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where ${ready} order by 1, 2`,
    [now],
  )

/** A delivery that waited, with what its alert says, one message a language; then the same of each alert that it tells along. */
export interface Waited {
  id: string
  rootId: string
  listingId: string | null
  messages: unknown[][]
}

/** Messages of one gathering, at most: the rest comes in the next. */
const mostAtOnce = 1_000

/** What waits of a rule on a channel, in the order in which it came; locked to the end of the transaction. */
export const waitedFor = (sql: Sql, { ruleId, channelId }: Waiting, now: Date): Promise<Waited[]> =>
  sql.query<Waited>(
    `select delivery.id, alert.root_id as "rootId", delivery.listing_id as "listingId",
       jsonb_build_array(jsonb_build_array(alert.message) || alert.translations) || (
         select coalesce(jsonb_agg(jsonb_build_array(other.message) || other.translations order by along.n), '[]')
         from pantau.deliveries along join pantau.alerts other on other.id = along.alert_id
         where along.told_by = delivery.id) as messages
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where ${ready} and alert.rule_id = $2 and delivery.channel_id = $3
     order by delivery.n limit ${mostAtOnce} for update of delivery`,
    [now, ruleId, channelId],
  )

/** Lets one go that tells all of them, in words of its own where they are several. */
export async function letGo(
  sql: Sql,
  { teller, others, message }: { teller: string; others: readonly string[]; message: object | null },
  now: Date,
): Promise<void> {
  await sql.query(
    `update pantau.deliveries set state = 'due', due_at = now(), told_at = $2, message = $3::jsonb where id = $1`,
    [teller, now, message && toJson(message)],
  )
  await sql.query(
    `update pantau.deliveries set state = 'gathered', told_by = $2 where id = any ($1::text[])
       or told_by = any ($1::text[])`,
    [texts(others), teller],
  )
}
