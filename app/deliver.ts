import { setTimeout as sleep } from 'node:timers/promises'
import type { Accepted, OpenChannel } from '../alerts/channel.ts'
import { inLanguage, type Languages } from '../alerts/message/languages.ts'
import { together } from '../alerts/together.ts'
import { type Delivery, Message } from '../model/alert.ts'
import { DeliveryError, StoreError } from '../model/errors.ts'
import { maskText } from '../parsers/mask.ts'
import type { Database } from '../store/database.ts'
import { type Claimed, claimDelivery, markFailed, markSent, nextOfListing, renewClaim } from '../store/deliveries.ts'
import type { Logger } from './log.ts'
import { tellOperator } from './operator.ts'
import { callNext, noteFailure, noteSuccess, waitAtGate } from './outage.ts'
import { noteOnSpan } from './traces.ts'
import type { Links } from './triage/links.ts'
import { outgoing } from './triage/outgoing.ts'

// Alert ─▶ AlertJob ─▶ channel

/** Tries of one delivery before it is given up: with the pauses below, somewhat over two days. */
const mostAttempts = 60
const firstPauseMs = 5_000
const longestPauseMs = 3_600_000

/** What delivering needs. */
export interface Mailroom {
  database: Database
  channels: ReadonlyMap<string, OpenChannel>
  languages: Languages
  /** Makes the links to the pages of alerts; `null` where none are served. */
  links: Links | null
  /** Who is told when a delivery is given up, or a channel is down. */
  operator: readonly string[]
  /** How long a claim holds: a worker that is silent for longer is taken for dead. */
  patienceMs: number
  /** Deliveries that this process is making now. */
  underWay: Set<string>
  dispatch: Dispatch
  log: Logger
  /** Told of each try. */
  onDelivery?: ((channelId: string, outcome: Outcome, ms: number) => void) | undefined
}

/**
 * Hands deliveries to the queue, at once or after a pause. What is handed over under a name that the queue still has is
 * dropped; at once, the delivery's id is the name where none is given.
 */
export type Dispatch = (ids: readonly string[], options?: { delayMs?: number; name?: string }) => Promise<void>

export type Outcome = 'sent' | 'postponed' | 'dead'

/**
 * Makes one try of one delivery. The row is the truth: it is claimed before the channel is asked and marked after it
 * answered, so a delivery is never missing, and is repeated only when we die between the receiver's answer and our
 * commit, and then under the same id. What is behind another of its listing, or before a closed gate, is called again.
 */
export async function deliver(id: string, mailroom: Mailroom, signal?: AbortSignal): Promise<void> {
  if (mailroom.underWay.has(id)) return
  mailroom.underWay.add(id)
  try {
    const { database, channels, patienceMs } = mailroom
    const claim = await claimDelivery(database, id, patienceMs, pacesOf(channels))
    if (!claim) return await waitAtGate(id, mailroom)
    await attempt(claim, mailroom, signal)
    // Done with for good, or not: whatever waited for it shows that by itself.
    for (const next of await nextOfListing(database, id))
      await mailroom.dispatch([next], { name: `${next} after ${id}` })
  } finally {
    mailroom.underWay.delete(id)
  }
}

const pacesOf = (channels: Mailroom['channels']): Record<string, number> =>
  Object.fromEntries([...channels].map(([id, { pace = 0 }]) => [id, pace]))

async function attempt(claim: Claimed, mailroom: Mailroom, signal: AbortSignal | undefined): Promise<void> {
  const { database, channels, patienceMs, log } = mailroom
  const { delivery } = claim
  const { id, channelId, attempts } = delivery
  // A slow channel is no dead worker.
  const renewal = setInterval(() => {
    renewClaim(database, delivery, patienceMs).catch((error: Error) =>
      log.warn({ error: error.message }, 'claim not renewed'),
    )
  }, patienceMs / 3)
  const began = performance.now()
  const tell = (outcome: Outcome): void => mailroom.onDelivery?.(channelId, outcome, performance.now() - began)
  let accepted: Accepted
  try {
    const channel = channels.get(channelId)
    if (!channel) throw new DeliveryError(`no channel is called "${channelId}" here`)
    if (channel.pace) await callNext(channelId, claim.openAt, mailroom)
    accepted = await send(claim, channel, mailroom)
  } catch (error) {
    return tell(await failed(claim, error, mailroom))
  } finally {
    clearInterval(renewal)
  }
  tell('sent')
  await untilStored(() => markSent(database, id, accepted.receipt), signal)
  noteOnSpan({ channel: channelId, attempts })
  log.info({ delivery: id, channel: channelId, attempts }, 'alert delivered')
  if (claim.failures > 0) await noteSuccess(channelId, mailroom)
}

/** What the receiver answered, and by what it knows the message where it said so. */
async function send(claim: Claimed, channel: OpenChannel, mailroom: Mailroom): Promise<Accepted> {
  const { delivery, messages, listingId, thread } = claim
  const language = mailroom.languages.get(delivery.channelId)
  const [own, ...along] = messages.map((each) => inLanguage(each.map(parseMessage), language))
  if (!own) throw new Error(`delivery ${delivery.id}: its alert is not there`)
  const message = await outgoing(together([own, ...along]), delivery, mailroom)
  const accepted = await channel.send({ message, deliveryId: delivery.id, listingId, thread })
  return typeof accepted === 'string' ? { answer: accepted } : accepted
}

const parseMessage = (stored: unknown): Message => Message.parse(stored)

/** What a receiver has taken must be written down, or it would be sent again: a store that is away is waited for. */
async function untilStored(write: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof StoreError) || signal?.aborted) throw error
      await sleep(500, undefined, signal ? { signal } : {})
    }
  }
}

async function failed({ delivery, messages }: Claimed, error: unknown, mailroom: Mailroom): Promise<Outcome> {
  const { id, channelId, attempts } = delivery
  const reason = maskText(error instanceof Error ? error.message : String(error))
  const { permanent = false, retryAfterMs = 0 } = error instanceof DeliveryError ? error : {}
  const retryMs = mailroom.channels.get(channelId)?.retry ?? firstPauseMs
  const { isFailing } = await noteFailure(channelId, { reason, retryMs, retryAfterMs }, mailroom)
  // A channel that refuses everything, for good as it says, may get another key tomorrow: what it is asked then is not lost.
  const isOver = attempts >= mostAttempts || (permanent && !isFailing)
  const pause = Math.max(pauseBefore(attempts, retryMs), retryAfterMs)
  await markFailed(mailroom.database, delivery, reason, isOver ? null : pause)
  const facts = { delivery: id, channel: channelId, attempts, error: reason }
  if (!isOver) {
    mailroom.log.warn({ ...facts, retryInMs: pause }, 'delivery failed, will be tried again')
    await mailroom.dispatch([id], { delayMs: pause })
    return 'postponed'
  }
  mailroom.log.error(facts, 'delivery given up')
  // A notice to the operator that cannot be delivered is not answered with another: two dead channels would never end.
  if (Message.safeParse(messages[0]?.[0]).data?.kind !== 'operator') await tellGivenUp(delivery, reason, mailroom)
  return 'dead'
}

/** Once an hour and channel: `pantau alerts dead` has them all. */
const tellGivenUp = ({ channelId, attempts }: Delivery, reason: string, mailroom: Mailroom): Promise<void> =>
  tellOperator(mailroom, `undelivered ${channelId} ${new Date().toISOString().slice(0, 13)}`, ({ operator }) =>
    operator.undelivered({ channel: channelId, tries: attempts, error: reason }),
  )

/** Milliseconds before the next try: doubling to 1 h, with a fifth of jitter so that channels are not hit in step. */
const pauseBefore = (attempts: number, first: number): number =>
  Math.min(longestPauseMs, first * 2 ** Math.min(attempts - 1, 20)) * (0.9 + 0.2 * Math.random())
