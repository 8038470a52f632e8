import { type Telling, tellOnce } from '../../alerts/together.ts'
import type { ListingEvent } from '../../model/listing.ts'
import { type NewAlert, saveAlert } from '../../store/alerts.ts'
import type { Sql } from '../../store/database.ts'
import { releaseListing } from '../../store/quiet.ts'
import type { Told } from '../pipeline.ts'

/**
 * Writes the alerts about an event, and who hears of them over which channel: each channel once, however many rules have
 * it. What is told at once takes along what is still held of its listing there, as a change is never told first.
 */
export async function tell(
  event: ListingEvent,
  alerts: readonly NewAlert[],
  tellings: readonly Telling[],
  sql: Sql,
): Promise<Told[]> {
  const told: Told = { event: event.id, subject: '', rules: [], deliveries: [] }
  const deliveries = tellOnce(tellings)
  for (const alert of alerts) {
    const own = deliveries.filter(({ alertId }) => alertId === alert.id)
    const written = await saveAlert(sql, alert, own)
    if (written.length === 0) continue
    const atOnce = own.filter(({ id, heldUntil, toldBy }) => !heldUntil && toldBy === null && written.includes(id))
    const channelIds = atOnce.map(({ channelId }) => channelId)
    if (atOnce.length > 0) await releaseListing(sql, { listingId: event.listingId, channelIds, now: alert.createdAt })
    told.subject = alert.message.subject
    told.rules.push(alert.ruleId)
    told.deliveries.push(...atOnce.map(({ id }) => id))
  }
  return told.rules.length > 0 ? [told] : []
}
