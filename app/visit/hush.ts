import { mayComeAt, memoryOf, usualRate } from '../../alerts/quiet.ts'
import type { Rule } from '../../model/rule.ts'
import type { Sql } from '../../store/database.ts'
import { heldOf, hurry, saidSince, takeTheWord } from '../../store/quiet.ts'
import type { Line } from '../line.ts'

/** An alert that is about to be written. */
interface Coming {
  listingId: string
  severity: number
  /** It is told of a listing of which its rule has told before. */
  isUpdate: boolean
}

/**
 * Until when an alert waits, by channel; nothing for a channel that is told at once. What is still held of the same
 * listing keeps a change of it waiting, as a change is never told first; one that may not wait takes it along.
 */
export async function heldBack(
  rule: Rule,
  { listingId, severity, isUpdate }: Coming,
  { gathering, now: clock }: Pick<Line, 'gathering' | 'now'>,
  sql: Sql,
): Promise<Map<string, Date>> {
  const channelIds = rule.channels.filter((id) => gathering.has(id))
  const rate = rule.rate === 'none' ? null : (rule.rate ?? usualRate)
  if (channelIds.length === 0 || (rate === null && rule.group === 0 && rule.quiet === undefined)) return new Map()
  await takeTheWord(sql, rule.id)
  const now = clock()
  const of = { ruleId: rule.id, listingId }
  const since = new Date(now.getTime() - memoryOf(rule, rate))
  const said = await saidSince(sql, { ...of, channelIds, since })
  const before = isUpdate ? await heldOf(sql, of) : new Map<string, Date>()
  const until = new Map<string, Date>()
  for (const channelId of channelIds) {
    const own = mayComeAt(rule, rate, { severity, said: said.filter((one) => one.channelId === channelId), now })
    const held = before.get(channelId)
    const isUrgent = rule.quiet !== undefined && severity >= rule.quiet.over
    if (held && isUrgent) await hurry(sql, { ...of, channelId, until: own })
    const then = held && held > own && !isUrgent ? held : own
    if (held || then > now) until.set(channelId, then)
  }
  return until
}
