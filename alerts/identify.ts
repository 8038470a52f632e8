import { createHash } from 'node:crypto'

// Ids are derived from what they name, so doing a thing twice makes one row. JSON keeps the parts apart.

const idOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/** The id of one rule's hit on one listing event: 32 hex digits. */
export const alertId = (ruleId: string, eventId: string): string => idOf('alert', ruleId, eventId)

/**
 * The id of an alert about Pantau itself. `occasion` names what happened and since when, so that a trouble that lasts
 * is told once: "target forum-x silent since 2026-11-20".
 */
export const operatorAlertId = (occasion: string): string => idOf('operator', occasion)

/** The id of what a digest tells of a period, which is named by the day that ends it. */
export const digestAlertId = (digestId: string, until: string): string => idOf('digest', digestId, until)

/** The id of an alert's way to one channel: 32 hex digits. It is the idempotency key of every try. */
export const deliveryId = (alertId: string, channelId: string): string => idOf('delivery', alertId, channelId)

/** The id of what is told because of a step of triage: the thread's root, and which step of it. */
export const triageAlertId = (rootId: string, revision: number): string => idOf('triage', rootId, String(revision))
