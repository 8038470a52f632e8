import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenChannel } from '../alerts/channel.ts'
import { deliveryId, operatorAlertId } from '../alerts/identify.ts'
import { inEach, inLanguage, type Languages } from '../alerts/languages.ts'
import { composeOperator, type OperatorNote } from '../alerts/message.ts'
import { type Delivery, Message } from '../model/alert.ts'
import { DeliveryError, StoreError } from '../model/errors.ts'
import { maskText } from '../parsers/mask.ts'
import { claimDelivery, markFailed, markSent, renewClaim, saveAlert } from '../store/alerts.ts'
import type { Database, Sql } from '../store/database.ts'
import type { Logger } from './log.ts'
import { noteOnSpan } from './traces.ts'

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
  /** Who is told when a delivery is given up. */
  operator: readonly string[]
  /** How long a claim holds: a worker that is silent for longer is taken for dead. */
  patienceMs: number
  /** Deliveries that this process is making now. */
  underWay: Set<string>
  /** Hands deliveries to the queue, to be tried after a pause. */
  dispatch(ids: readonly string[], delayMs?: number): Promise<void>
  log: Logger
  /** Told of each try. */
  onDelivery?: ((channelId: string, outcome: 'sent' | 'postponed' | 'dead', ms: number) => void) | undefined
}

/**
 * Makes one try of one delivery. The row is the truth: it is claimed before the channel is asked and marked after it
 * answered, so a delivery is never missing, and is repeated only when we die between the receiver's answer and our
 * commit, and then under the same id.
 */
export async function deliver(id: string, mailroom: Mailroom, signal?: AbortSignal): Promise<void> {
  if (mailroom.underWay.has(id)) return
  mailroom.underWay.add(id)
  try {
    await attempt(id, mailroom, signal)
  } finally {
    mailroom.underWay.delete(id)
  }
}

async function attempt(id: string, mailroom: Mailroom, signal: AbortSignal | undefined): Promise<void> {
  const { database, channels, patienceMs, log } = mailroom
  const claim = await claimDelivery(database, id, patienceMs)
  if (!claim) return
  const { delivery } = claim
  // A slow channel is no dead worker.
  const renewal = setInterval(() => {
    renewClaim(database, delivery, patienceMs).catch((error: Error) =>
      log.warn({ error: error.message }, 'claim not renewed'),
    )
  }, patienceMs / 3)
  const began = performance.now()
  const tell = (outcome: 'sent' | 'postponed' | 'dead'): void =>
    mailroom.onDelivery?.(delivery.channelId, outcome, performance.now() - began)
  try {
    const message = inLanguage(claim.messages.map(parseMessage), mailroom.languages.get(delivery.channelId))
    const channel = channels.get(delivery.channelId)
    if (!channel) throw new DeliveryError(`no channel is called "${delivery.channelId}" here`)
    await channel.send({ message, deliveryId: id, listingId: claim.listingId })
  } catch (error) {
    tell(isFinal(delivery, error) ? 'dead' : 'postponed')
    return await failed(delivery, Message.safeParse(claim.messages[0]).data?.kind, error, mailroom)
  } finally {
    clearInterval(renewal)
  }
  tell('sent')
  await untilStored(() => markSent(database, id), signal)
  noteOnSpan({ channel: delivery.channelId, attempts: delivery.attempts })
  log.info({ delivery: id, channel: delivery.channelId, attempts: delivery.attempts }, 'alert delivered')
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

async function failed(
  delivery: Delivery,
  kind: Message['kind'] | undefined,
  error: unknown,
  mailroom: Mailroom,
): Promise<void> {
  const reason = maskText(error instanceof Error ? error.message : String(error))
  const known = error instanceof DeliveryError ? error : undefined
  const isOver = isFinal(delivery, error)
  const pause = Math.max(pauseBefore(delivery.attempts), known?.retryAfterMs ?? 0)
  await markFailed(mailroom.database, delivery, reason, isOver ? null : pause)
  const facts = { delivery: delivery.id, channel: delivery.channelId, attempts: delivery.attempts, error: reason }
  if (!isOver) {
    mailroom.log.warn({ ...facts, retryInMs: pause }, 'delivery failed, will be tried again')
    return mailroom.dispatch([delivery.id], pause)
  }
  mailroom.log.error(facts, 'delivery given up')
  // A notice to the operator that cannot be delivered is not answered with another: two dead channels would never end.
  if (kind === 'operator') return
  await tellOperator(mailroom, `undelivered ${delivery.id}`, {
    subject: `An alert could not be delivered over ${delivery.channelId}`,
    facts: [
      { label: 'Channel', value: delivery.channelId },
      { label: 'Tries', value: String(delivery.attempts) },
      { label: 'Error', value: reason },
    ],
    reasons: [
      'The channel refused it for good, or every try failed. Correct the channel, then look at the alert in the store.',
    ],
  })
}

/** Refused for good, or tried often enough. */
const isFinal = (delivery: Delivery, error: unknown): boolean =>
  (error instanceof DeliveryError && error.permanent) || delivery.attempts >= mostAttempts

/** Milliseconds before the next try: doubling from 5 s to 1 h, with a fifth of jitter so that channels are not hit in step. */
const pauseBefore = (attempts: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 20)) * (0.9 + 0.2 * Math.random())

/**
 * Tells the operator about Pantau itself. `occasion` names what happened: the same occasion is told once.
 * With no operator channels configured it stands in the log alone.
 */
export async function tellOperator(
  mailroom: Pick<Mailroom, 'database' | 'languages' | 'operator' | 'dispatch' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<void> {
  const ids = await mailroom.database.transaction((sql) => writeToOperator(sql, mailroom, occasion, news))
  await mailroom.dispatch(ids)
}

/** The same as part of a transaction that stands for what happened; the deliveries are to be dispatched after it. */
export async function writeToOperator(
  sql: Sql,
  { operator, languages, log }: Pick<Mailroom, 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<string[]> {
  const now = new Date()
  const id = operatorAlertId(occasion)
  const of = { ruleId: 'operator', eventId: null, listingId: null }
  const alert = { id, rootId: id, ...of, state: 'new' as const, createdAt: now }
  const deliveries = operator.map((channelId) => ({ id: deliveryId(id, channelId), channelId }))
  const said = inEach(operator, languages, (language) => composeOperator(news, now, language))
  const ids = operator.length === 0 ? [] : await saveAlert(sql, { ...alert, ...said }, deliveries)
  if (ids.length > 0 || operator.length === 0) log.error({ occasion, facts: news.facts }, news.subject)
  return ids
}

/** The same without the store, for when it is the store that is in trouble: sent once, now, and logged if that fails. */
export async function tellOperatorNow(
  mailroom: Pick<Mailroom, 'channels' | 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<void> {
  mailroom.log.error({ occasion, facts: news.facts }, news.subject)
  const now = new Date()
  for (const channelId of mailroom.operator)
    await mailroom.channels
      .get(channelId)
      ?.send({
        message: composeOperator(news, now, mailroom.languages.get(channelId)),
        deliveryId: deliveryId(operatorAlertId(occasion), channelId),
      })
      .catch((error: Error) =>
        mailroom.log.error({ channel: channelId, error: error.message }, 'the operator was not reached'),
      )
}
