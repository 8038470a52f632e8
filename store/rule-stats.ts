import { z } from 'zod'
import type { Sql } from './database.ts'

/** What became of the alerts of a rule, or of those of a target. */
export const RuleFigures = z.object({
  of: z.enum(['rule', 'target']),
  name: z.string(),
  /** Threads: what was told under an alert is not counted. */
  alerts: z.number(),
  /** Somebody did something with them, whatever it was. */
  reacted: z.number(),
  /** Somebody took them in hand or closed them: the rule was right. */
  right: z.number(),
  falsePositives: z.number(),
  /** From the alert to the first thing that somebody did, in milliseconds; `null` where nobody ever did. */
  medianReactionMs: z.number().nullable(),
})
export type RuleFigures = z.infer<typeof RuleFigures>

/** Threads since then, with when somebody reacted first. What a rule did by itself is no reaction. */
const threads = `select root.rule_id, coalesce(root.target_id, 'unknown') as target_id, root.state, root.created_at, (
    select min(at) from pantau.triage step where step.alert_id = root.id and step.via <> 'pantau') as reacted_at
  from pantau.alerts root where root.id = root.root_id and root.listing_id is not null and root.created_at >= $1`

/** By rule and by target, those with most alerts first. */
export async function ruleFigures(sql: Sql, since: Date): Promise<RuleFigures[]> {
  const rows = await sql.query(
    `select case when rule_id is null then 'target' else 'rule' end as of, coalesce(rule_id, target_id) as name,
       count(*)::int as alerts, count(reacted_at)::int as reacted,
       (count(*) filter (where reacted_at is not null
         and state in ('acknowledged', 'assigned', 'escalated', 'closed')))::int as right,
       (count(*) filter (where state = 'false-positive'))::int as "falsePositives",
       (percentile_cont(0.5) within group (order by extract(epoch from reacted_at - created_at)::float8) * 1000)::float8
         as "medianReactionMs"
     from (${threads}) as thread group by grouping sets ((rule_id), (target_id))
     order by 1, alerts desc, name`,
    [since],
  )
  return rows.map((row) => RuleFigures.parse(row))
}

/** Why alerts of a rule were called false positives, the most frequent reason first; up to a colon, notes aside. */
export const falseReasons = (sql: Sql, since: Date): Promise<{ ruleId: string; reason: string; count: number }[]> =>
  sql.query(
    `select root.rule_id as "ruleId", split_part(step.reason, ':', 1) as reason, count(*)::int as count
     from pantau.alerts root join pantau.triage step
       on step.alert_id = root.id and step.revision = root.triage_revision and step.action = 'false-positive'
     where root.state = 'false-positive' and root.listing_id is not null and root.created_at >= $1
     group by 1, 2 order by 1, 3 desc, 2`,
    [since],
  )
