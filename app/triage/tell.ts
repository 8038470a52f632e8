import { deliveryId, triageAlertId } from '../../alerts/identify.ts'
import { type Again, composeAgain } from '../../alerts/message/triage-message.ts'
import { saveAlert } from '../../store/alerts.ts'
import type { Sql } from '../../store/database.ts'
import { deliveriesOf, messagesOf, threadOf } from '../../store/thread.ts'
import { lockRoot, markTold, type Root, triageLog, untoldSteps } from '../../store/triage.ts'
import { sayDuration } from '../due.ts'
import type { House } from '../house.ts'

// What was done with an alert and others have to hear of: it goes to those that its rule escalates to, or it is back from
// a snooze. The step says so in a row of its own; this writes the message, once, under an id that the step gives.

/** Tells what is untold, of all alerts or of one. */
export async function tellSteps(house: House, only?: string): Promise<void> {
  for (const { id, revision } of await untoldSteps(house.database)) {
    if (only !== undefined && only !== id) continue
    const due = await house.database.transaction((sql) => tellStep(sql, id, revision, house))
    await house.mailroom.dispatch(due)
  }
}

async function tellStep(sql: Sql, rootId: string, revision: number, house: House): Promise<string[]> {
  const root = await lockRoot(sql, rootId)
  const again = root && (await storyOf(sql, root, revision, house))
  await markTold(sql, rootId, revision)
  if (!root || !again) return []
  const rule = house.config.rules.find(({ id }) => id === root.ruleId)
  const wanted = again.why === 'back' ? rule?.channels : (rule?.escalate?.channels ?? rule?.channels)
  const channels = (wanted ?? []).filter((id) => house.mailroom.channels.has(id))
  if (channels.length === 0) {
    house.mailroom.log.warn({ alert: rootId, rule: root.ruleId }, 'nobody is there to hear of it: its rule is gone')
    return []
  }
  const [message, ...translations] = (await messagesOf(sql, rootId)).map((said) => composeAgain(said, again))
  if (!message) return []
  const id = triageAlertId(rootId, revision)
  const of = { ruleId: root.ruleId, eventId: null, listingId: root.listingId, rootId, state: 'new' as const }
  return saveAlert(
    sql,
    { id, ...of, message, translations, createdAt: again.now },
    channels.map((channelId) => ({ id: deliveryId(id, channelId), channelId })),
  )
}

/** What is to be told of a step; `null` where a snooze was ended by somebody, and nothing had come in it. */
async function storyOf(sql: Sql, { id, ruleId }: Root, revision: number, house: House): Promise<Again | null> {
  const log = await triageLog(sql, id)
  const at = log.findIndex((entry) => entry.revision === revision)
  const entry = log[at]
  const [root, ...updates] = await threadOf(sql, id)
  if (!entry || !root) return null
  const [deliveries, now] = [await deliveriesOf(sql, id), house.line.now()]
  const told = deliveries.filter(({ alertId }) => alertId === id)
  const span = roughly(entry.at.getTime() - root.createdAt.getTime())
  const shared = { ruleId, span, entry, log: log.slice(0, at + 1), told, now }
  const since = updates.map(({ message, createdAt }) => ({ subject: message.subject, at: createdAt }))
  if (entry.action === 'escalate') return { ...shared, why: entry.via === 'pantau' ? 'unanswered' : 'escalated', since }
  const snoozed = log
    .slice(0, at)
    .findLast(({ action }, step) => action === 'snooze' && log[step - 1]?.action !== 'snooze')
  const sent = new Set(deliveries.map(({ alertId }) => alertId))
  const kept = updates.filter((update) => !sent.has(update.id) && (!snoozed || update.createdAt >= snoozed.at))
  if (entry.via !== 'pantau' && kept.length === 0) return null
  return {
    ...shared,
    why: 'back',
    since: kept.map(({ message, createdAt }) => ({ subject: message.subject, at: createdAt })),
  }
}

/** In whole minutes, once there is one. */
const roughly = (ms: number): string => sayDuration(ms < 60_000 ? Math.max(ms, 1_000) : ms - (ms % 60_000))
