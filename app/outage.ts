import { StoreError } from '../model/errors.ts'
import type { Sql } from '../store/database.ts'
import { countDeliveries, type GateBefore, gateBefore, nextOverChannel, resumeChannel } from '../store/deliveries.ts'
import { channelsDown, closeGate, type Failing, failingAfter, noteTold, reopenGate } from '../store/gates.ts'
import type { Mailroom } from './deliver.ts'
import { writeToOperator } from './operator.ts'

// A channel that keeps a pace, or takes nothing: who waits, who asks, and who hears of it.

/** The pause of a whole channel is at most so many first ones: five minutes, as long as its setting is not changed. */
const longestPauses = 60

/** A channel is down when every try failed for so long, in milliseconds, or so many in a row. */
const downAfterMs = 120_000
const downAfterTries = 10

/** Deliveries that are called together when a channel is back. */
const mostAtOnce = 5_000

/** Longer than a timer may be early, in milliseconds: who comes before the gate is open has come in vain. */
const lateMs = 15

export const isDown = ({ failures, failingMs }: { failures: number; failingMs: number }): boolean =>
  failures >= failingAfter && (failingMs >= downAfterMs || failures >= downAfterTries)

/** Has the delivery whose turn it is called when a channel's gate opens. Once for each opening, whoever asks for it. */
export async function callNext(channelId: string, openAt: Date, mailroom: Mailroom): Promise<void> {
  try {
    const next = await nextOverChannel(mailroom.database, channelId, openAt)
    if (next !== null) await call(next.id, { channelId, openAt, waitMs: next.waitMs }, mailroom)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    mailroom.log.warn({ channel: channelId, error: error.message }, 'the next delivery waits for the sweep')
  }
}

/**
 * A delivery that found its channel's gate closed is called when it opens. Where one after the other goes through, one is
 * called, and calls the next; where the receiver only asked for patience, all are.
 */
export async function waitAtGate(id: string, mailroom: Mailroom): Promise<void> {
  const gate = await gateBefore(mailroom.database, id)
  if (gate === null) return
  const isOneByOne = gate.failures >= failingAfter || mailroom.channels.get(gate.channelId)?.pace
  if (isOneByOne) await call(id, gate, mailroom)
  else await mailroom.dispatch([id], { delayMs: delayOf(gate) })
}

type Opening = Omit<GateBefore, 'failures'>

const call = (id: string, gate: Opening, { dispatch }: Mailroom): Promise<void> =>
  dispatch([id], { delayMs: delayOf(gate), name: `gate ${gate.channelId} ${gate.openAt.getTime()}` })

const delayOf = ({ waitMs }: Opening): number => Math.max(Math.ceil(waitMs), 0) + lateMs

/** A try failed: the channel's other deliveries wait as long as the receiver wishes, or as long as it seems to need. */
export async function noteFailure(
  channelId: string,
  { reason, retryMs, retryAfterMs }: { reason: string; retryMs: number; retryAfterMs: number },
  mailroom: Mailroom,
): Promise<{ isFailing: boolean }> {
  const pauses = { first: retryMs, longest: retryMs * longestPauses }
  const gate = await closeGate(mailroom.database, channelId, pauses, retryAfterMs)
  const isFailing = gate.failures >= failingAfter
  if (isFailing || retryAfterMs > 0) await callNext(channelId, gate.openAt, mailroom)
  if (gate.toldAt === null && isDown(gate)) await tellDown(channelId, gate, reason, mailroom)
  return { isFailing }
}

/** A try went through: what waited because the channel failed goes out now, and the operator hears that it is back. */
export async function noteSuccess(channelId: string, mailroom: Mailroom): Promise<void> {
  const { database, dispatch, log } = mailroom
  const ids = await database.transaction(async (sql) => {
    const failed = await reopenGate(sql, channelId)
    if (failed === null || failed.failures < failingAfter) return []
    // What keeps a pace is called one by the other, as ever; beyond the limit the sweep finds them.
    const atOnce = mailroom.channels.get(channelId)?.pace ? 1 : mostAtOnce
    const due = await resumeChannel(sql, channelId, failed.since, atOnce)
    log.info({ channel: channelId, since: failed.since, deliveries: due.length }, 'the channel takes messages again')
    return failed.toldAt === null ? due : [...(await writeBack(sql, channelId, failed, mailroom)), ...due]
  })
  await dispatch(ids)
}

/** Tells the operator, over the channels that are not down themselves; with none left it stands in the log. */
async function tellDown(channelId: string, { since, failures }: Failing, reason: string, mailroom: Mailroom) {
  const ids = await mailroom.database.transaction(async (sql) => {
    if (!(await noteTold(sql, channelId))) return []
    const waiting = await countWaiting(sql, channelId)
    const operator = await reachable(sql, mailroom)
    return writeToOperator(
      sql,
      { ...mailroom, operator },
      `channel ${channelId} down ${since.toISOString()}`,
      (words) => words.operator.channelDown({ channel: channelId, since, tries: failures, waiting, error: reason }),
    )
  })
  await mailroom.dispatch(ids)
}

const countWaiting = async (sql: Sql, channelId: string): Promise<number> =>
  (await countDeliveries(sql))
    .filter((row) => row.channelId === channelId && ['due', 'claimed', 'held'].includes(row.state))
    .reduce((sum, { count }) => sum + count, 0)

async function writeBack(sql: Sql, channelId: string, { since }: Failing, mailroom: Mailroom): Promise<string[]> {
  const waited = await countWaiting(sql, channelId)
  const operator = await reachable(sql, mailroom)
  return writeToOperator(sql, { ...mailroom, operator }, `channel ${channelId} back ${since.toISOString()}`, (words) =>
    words.operator.channelBack({ channel: channelId, since, waited }),
  )
}

/** The operator's channels that are not down themselves. */
async function reachable(sql: Sql, { operator }: Mailroom): Promise<string[]> {
  const down = await channelsDown(sql)
  return operator.filter((id) => !down.has(id))
}
