import { z } from 'zod'
import type { Sql } from './database.ts'
import { askAgain } from './gates.ts'
import { texts } from './json.ts'

// Dead letters: deliveries that a channel refused for good, or too often. They stay as long as their alert.

/** A delivery that was given up. */
export const DeadLetter = z.object({
  id: z.string(),
  alertId: z.string(),
  channelId: z.string(),
  subject: z.string(),
  attempts: z.number(),
  /** When it was given up. */
  since: z.date(),
  error: z.string(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** Which of them. */
export interface DeadFilter {
  channelId?: string | undefined
  limit?: number | undefined
}

/** Dead letters, the last that was given up first. */
export async function deadLetters(sql: Sql, { channelId, limit }: DeadFilter = {}): Promise<DeadLetter[]> {
  const rows = await sql.query(
    `select delivery.id, alert_id as "alertId", channel_id as "channelId", attempts, due_at as since,
       coalesce(delivery.message, alert.message) ->> 'subject' as subject, coalesce(error, '') as error
     from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where delivery.state = 'dead' and ($1::text is null or channel_id = $1)
     order by due_at desc, n desc limit $2`,
    [channelId ?? null, limit ?? null],
  )
  return rows.map((row) => DeadLetter.parse(row))
}

/** Makes dead letters due again, with all their tries before them; tells how many still were dead. */
export async function reviveDead(sql: Sql, ids: readonly string[]): Promise<number> {
  const rows = await sql.query<{ channelId: string }>(
    `update pantau.deliveries set state = 'due', due_at = now(), attempts = 0
     where state = 'dead' and id = any ($1::text[]) returning channel_id as "channelId"`,
    [texts(ids)],
  )
  await askAgain(
    sql,
    rows.map(({ channelId }) => channelId),
  )
  return rows.length
}
