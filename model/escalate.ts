import { z } from 'zod'
import { Duration, Slug } from './target.ts'

/** Who hears of an alert that nobody has reacted to, and when. */
export const Escalate = z.strictObject({
  /** From when it was raised, in milliseconds. */
  after: Duration.default(1_800_000),
  /** Least severity of an alert that is worth it. */
  severity: z.number().int().min(0).max(100).default(80),
  channels: z.array(Slug).min(1),
})
export type Escalate = z.infer<typeof Escalate>

/** When an alert that was raised, or came back, `from` then on goes to others; `null`: never by itself. */
export const escalatesAt = (escalate: Escalate | undefined, severity: number, from: Date): Date | null =>
  escalate === undefined || severity < escalate.severity ? null : new Date(from.getTime() + escalate.after)
