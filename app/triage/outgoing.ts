import { withStanding } from '../../alerts/message/triage-message.ts'
import type { Delivery, Fact, Message } from '../../model/alert.ts'
import type { Sql } from '../../store/database.ts'
import { standingOf } from '../../store/triage.ts'
import type { Links } from './links.ts'

/**
 * A message as it goes out: with the link to its alert, made for the channel, and, where somebody has done something
 * with the alert by then, with how it stands.
 */
export async function outgoing(
  message: Message,
  { alertId, channelId }: Pick<Delivery, 'alertId' | 'channelId'>,
  { database, links }: { database: Sql; links: Links | null },
): Promise<Message> {
  if (message.kind === 'gathered') return { ...message, facts: message.facts.map(linked) }
  if (message.kind !== 'listing') return message
  const standing = await standingOf(database, alertId)
  if (!standing) return message
  const { rootId, triage, toldAt } = standing
  const said = triage.state === 'new' ? message : withStanding(message, triage)
  return { ...said, link: links?.to(rootId, channelId, toldAt) ?? null }

  /** What was gathered leads to the page of each. */
  function linked(fact: Fact): Fact {
    const link = fact.rootId && links?.to(fact.rootId, channelId, new Date(message.createdAt))
    return link ? { ...fact, link } : fact
  }
}
