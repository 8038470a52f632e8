import { oneLine } from '../../model/plain.ts'
import { numberWords } from '../../model/words.ts'
import { countOpenSteps, failedSteps, listsOf } from '../../store/backfill-steps.ts'
import type { Backfill } from '../../store/backfills.ts'
import type { Sql } from '../../store/database.ts'

/** How far a backfill has come. */
export interface Progress extends Backfill {
  /** 0 to 1, by how far back its boards and streams have been read; `null` where their dates do not tell. */
  share: number | null
  /** Milliseconds of reading that are left, if it goes on as it went; `null` where that cannot be said. */
  leftMs: number | null
  /** Pages that were found and not read yet. */
  waiting: number
  /** Pages that were given up, with why: the last five. */
  failed: { key: string; error: string }[]
}

/** With less than this behind it, what is left is anybody's guess. */
const leastShare = 0.02
const shown = 5

export async function progressOf(sql: Sql, backfill: Backfill, now = Date.now()): Promise<Progress> {
  const [lists, waiting, failed] = [
    await listsOf(sql, backfill.id),
    await countOpenSteps(sql, backfill.id),
    await failedSteps(sql, backfill.id, shown),
  ]
  const share = backfill.state === 'done' ? 1 : shareOf(lists, backfill.since.getTime(), now)
  const leftMs = share === null || share < leastShare ? null : (backfill.busyMs * (1 - share)) / share
  return { ...backfill, share, leftMs, waiting, failed }
}

/** The mean over all lists: of each, the part of the time back to `since` that has been read. */
function shareOf(
  lists: readonly { isRead: boolean; reachedAt: Date | null }[],
  since: number,
  now: number,
): number | null {
  if (!lists.some(({ reachedAt }) => reachedAt !== null)) return null
  const parts = lists.map(({ isRead, reachedAt }) =>
    isRead ? 1 : reachedAt === null ? 0 : (now - reachedAt.getTime()) / Math.max(now - since, 1),
  )
  return parts.reduce((sum, part) => sum + Math.min(Math.max(part, 0), 1), 0) / parts.length
}

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** "… 1,204 pages, 18,220 posts (17,900 new), 321 offers; back to 2023-02-11; about 41%; some 2h of reading left; …". */
export function progressLine(progress: Progress): string {
  const { state, since, until, share, leftMs, waiting, oldest, failedPages, leftOut, alerts, error } = progress
  const range = `since ${day(since)}${until ? ` until ${day(until)}` : ''}`
  const read = [
    counted(progress.pages, 'page'),
    `${counted(progress.posts, 'post')} (${numberWords(progress.newPosts)} new)`,
    counted(progress.signals, 'offer'),
  ].join(', ')
  const notes = [
    oldest ? `back to ${day(oldest)}` : '',
    state === 'done' || share === null ? '' : `about ${Math.floor(share * 100)}%`,
    state === 'running' && leftMs !== null && leftMs > 0 ? `some ${sayLeft(leftMs)} of reading left` : '',
    waiting > 0 ? `${counted(waiting, 'page')} to be read` : '',
    failedPages > 0 ? `${counted(failedPages, 'page')} given up` : '',
    leftOut > 0 ? `${counted(leftOut, 'post')} left to ordinary visits` : '',
    alerts > 0 ? `${counted(alerts, 'alert')} on what was fresh` : '',
    error === null ? '' : `last: ${oneLine(error)}; tried again ${progress.nextAt.toISOString().slice(11, 16)} UTC`,
  ].filter(Boolean)
  return `${progress.targetId}: ${state}, ${range}: ${[read, ...notes].join('; ')}`
}

/** "1 page", "1,204 pages". */
const counted = (count: number, what: string): string => `${numberWords(count)} ${what}${count === 1 ? '' : 's'}`

function sayLeft(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 90) return `${minutes}m`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)}h` : `${Math.round(minutes / 1_440)}d`
}
