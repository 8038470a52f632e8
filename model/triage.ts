import { z } from 'zod'

/**
 * What stands of an alert. Open are all but the last two; in hand is what somebody has looked at: a snooze is one of
 * those, as whoever snoozes has read it.
 */
export const AlertState = z.enum([
  'new',
  'acknowledged',
  'assigned',
  'escalated',
  'snoozed',
  /** The rule should not have spoken: what precision is counted from. */
  'false-positive',
  'closed',
])
export type AlertState = z.infer<typeof AlertState>

/** The states that somebody has still to deal with. */
export const openStates = ['new', 'acknowledged', 'assigned', 'escalated', 'snoozed'] as const satisfies AlertState[]

/** What can be done with an alert. */
export const TriageAction = z.enum(['acknowledge', 'assign', 'escalate', 'snooze', 'false-positive', 'close', 'reopen'])
export type TriageAction = z.infer<typeof TriageAction>

const Reason = z.string().trim().max(500)
const reason = Reason.nullable().default(null)

/** What somebody wants done, with what has to be said for it. */
export const TriageWish = z.discriminatedUnion('action', [
  z.object({ action: z.literal('acknowledge'), reason }),
  z.object({ action: z.literal('assign'), reason, to: z.string().trim().min(1, 'to whom').max(100) }),
  z.object({ action: z.literal('escalate'), reason }),
  z.object({ action: z.literal('snooze'), reason, until: z.date() }),
  z.object({ action: z.literal('false-positive'), reason: Reason.min(1, 'a reason') }),
  z.object({ action: z.literal('close'), reason }),
  z.object({ action: z.literal('reopen'), reason }),
])
export type TriageWish = z.infer<typeof TriageWish>

/** Who does something with an alert, and over which way. */
export const TriageActor = z.object({
  by: z.string().trim().min(1).max(100),
  /** `pantau` is the service itself: a rule's time is over, a snooze ends, a closed offer comes back. */
  via: z.enum(['cli', 'link', 'slack', 'pantau']),
  /** Over which channel the link or the button came that was used. */
  channelId: z.string().nullable().default(null),
  /** Names a signed request, which counts once. */
  request: z.string().nullable().default(null),
})
export type TriageActor = z.infer<typeof TriageActor>

/** What stands of an alert, and since which of the things that were done with it. */
export const Triage = z.object({
  state: AlertState,
  /** Who has it in hand. */
  assignee: z.string().nullable(),
  /** When it comes back; `null` unless it is snoozed. */
  snoozedUntil: z.date().nullable(),
  /** Counts what was done: 0 where nothing was. */
  revision: z.number().int().nonnegative(),
})
export type Triage = z.infer<typeof Triage>

/** Why something cannot be done with an alert; `overtaken`: somebody else did something since it was looked at. */
export type Refusal = 'closed' | 'false-positive' | 'past' | 'too-long' | 'overtaken'

/** One line of the log of what was done with an alert, oldest first; never changed. */
export const TriageEntry = Triage.extend({
  alertId: z.string(),
  at: z.date(),
  by: z.string(),
  via: TriageActor.shape.via,
  channelId: z.string().nullable(),
  action: TriageAction,
  reason: z.string().nullable(),
})
export type TriageEntry = z.infer<typeof TriageEntry>
