import type { VisitReport } from '../../crawlers/step.ts'
import type { Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import type { Sql } from '../../store/database.ts'
import { mirrorOf, saveMirror } from '../../store/mirrors.ts'

/** A first address that did not answer is asked again after so many milliseconds. */
const homeAgainMs = 3_600_000

/**
 * The addresses of a site that a visit asks before the others: the one that answered last; and now and then the first one
 * before it, for that is the one the operator prefers.
 */
export async function mirrorsToAsk(sql: Sql, { id, start, mirrors }: Target, now: Date): Promise<string[]> {
  if (mirrors.length === 0) return []
  const known = await mirrorOf(sql, id)
  if (known === null) return []
  const isDue = known.homeFailedAt.getTime() + homeAgainMs <= now.getTime()
  return [...(isDue ? start.slice(0, 1).map((url) => new URL(url).origin) : []), known.mirror]
}

/** Remembers where a visit read its site. One that read it nowhere leaves things as they were. */
export async function noteMirror(sql: Sql, { id }: Target, { mirrors }: VisitReport, now: Date): Promise<void> {
  if (mirrors === undefined || mirrors.read === null) return
  const { home, read, failed } = mirrors
  const known = await mirrorOf(sql, id)
  if (read === home) {
    if (known !== null) await saveMirror(sql, id, null)
    return
  }
  const failure = failed.find(({ origin }) => origin === home)
  const homeFailedAt = failure === undefined ? (known?.homeFailedAt ?? now) : now
  const homeFailure = maskText(failure?.reason ?? known?.homeFailure ?? '')
  await saveMirror(sql, id, { mirror: read, homeFailedAt, homeFailure })
}
