import type { Story } from '../../alerts/happening.ts'
import { alertId, deliveryId } from '../../alerts/identify.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { inEach } from '../../alerts/message/languages.ts'
import type { Hit } from '../../alerts/rules/match.ts'
import type { Telling } from '../../alerts/together.ts'
import { escalatesAt } from '../../model/escalate.ts'
import type { NewAlert } from '../../store/alerts.ts'
import type { Sql } from '../../store/database.ts'
import type { Line } from '../line.ts'
import { placeInThread } from '../triage/place.ts'
import { heldBack } from './hush.ts'

/** One rule's alert about an event: in which words, in which thread, over which channels, and until when it waits there. */
export async function planAlert(
  story: Story,
  { rule, reasons }: Hit,
  line: Line,
  sql: Sql,
): Promise<{ alert: NewAlert; tellings: Telling[] }> {
  const { event, listing, targetId } = story
  const createdAt = line.now()
  const id = alertId(rule.id, event.id)
  const everybody = [...rule.channels, ...(rule.escalate?.channels ?? [])]
  const said = inEach(everybody, line.languages, (language) =>
    composeListing(story, { rule, reasons }, createdAt, language),
  )
  const of = { ruleId: rule.id, eventId: event.id, listingId: listing.id }
  const { rootId, hearing } = await placeInThread(sql, id, of, event, createdAt)
  const isUpdate = rootId !== id
  const channels = hearing === 'told' ? rule.channels : []
  const coming = { listingId: listing.id, severity: listing.severity, isUpdate }
  const held = await heldBack({ ...rule, channels }, coming, line, sql)
  // Nobody is late with what was not told yet.
  const heardAt = new Date(Math.min(...channels.map((channelId) => +(held.get(channelId) ?? createdAt))))
  const escalateAt = isUpdate ? null : escalatesAt(rule.escalate, listing.severity, heardAt)
  return {
    alert: { id, rootId, ...of, ...said, state: 'new', createdAt, targetId, escalateAt },
    tellings: channels.map((channelId) => {
      return { id: deliveryId(id, channelId), alertId: id, channelId, heldUntil: held.get(channelId) }
    }),
  }
}
