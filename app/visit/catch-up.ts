import { longestEvery, type Target } from '../../model/target.ts'
import type { Progress } from '../../store/progress.ts'
import type { News } from './news.ts'

/** Whether a post is too old to tell anybody of it, though it was only found now. */
export type IsOld = (news: News) => boolean

/**
 * Tells old news from fresh. A visit that catches up (the first, one after a visit that was cut short or after a long
 * silence, one to a start page that was never read) finds posts of months, and only what is younger than the target's
 * `alertAge` is for the analyst. A visit that merely goes on finds what was posted since the last: all of it is told,
 * whatever date it bears.
 *
 * A post without a date is old on a first visit, which lasts until everything was read once, or for `alertAge`; later it
 * is fresh, as nothing says otherwise. So is an edit without a date, and a deletion: both came after we had seen the post.
 */
export function createIsOld(
  target: Pick<Target, 'alertAge' | 'every'>,
  progress: Progress | null,
  { hasUnreadStart, now }: { hasUnreadStart: boolean; now: Date },
): IsOld {
  // Of a site that is asked once a week, what is six days old is fresh.
  const age = Math.max(target.alertAge, 2 * longestEvery(target))
  const since = (moment: Date): number => now.getTime() - moment.getTime()
  const isFirst = progress === null || (progress.wholeAt === null && since(progress.beganAt) < age)
  const hasGap = progress?.wholeAt ? since(progress.wholeAt) > age : true
  const catchesUp = !progress?.caughtUp || hasGap || hasUnreadStart
  if (!catchesUp || age === Number.POSITIVE_INFINITY) return () => false

  return ({ change, post }) => {
    if (change === 'moved' || change === 'gone' || change === 'back') return false
    const happened = change === 'new' ? post.postedAt : post.editedAt
    if (happened === null) return change === 'new' && isFirst
    return since(new Date(happened)) > age
  }
}
