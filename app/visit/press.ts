import { keysForPress, reportKeys, reportOf, speaksOf } from '../../listings/press.ts'
import type { Offer } from '../../model/kin.ts'
import type { Target } from '../../model/target.ts'
import type { Sql } from '../../store/database.ts'
import { offersLike } from '../../store/kin.ts'
import { type FoundPress, reportsLike, savePress, saveReport } from '../../store/press.ts'
import type { Line } from '../line.ts'
import type { News } from './news.ts'

/**
 * Notes what posts of a news site mention, and links them to the listings that they speak of. A report is no offer and
 * alarms nobody. Its post must be stored already.
 */
export async function notePress(
  news: readonly News[],
  target: Pick<Target, 'type'>,
  line: Pick<Line, 'read'>,
  sql: Sql,
): Promise<void> {
  if (target.type !== 'news') return
  for (const { post } of news.filter(({ change }) => change !== 'gone' && change !== 'moved')) {
    const at = post.postedAt === null ? post.seenAt : new Date(post.postedAt)
    const report = reportOf(post.id, at, line.read.mentions({ ...post, type: 'news' }))
    if (report === null) continue
    const keys = reportKeys(report)
    await saveReport(sql, report, keys)
    const links = (await offersLike(sql, keys)).map(({ listingId, offer }) => ({
      ...{ listingId, postId: post.id },
      reasons: speaksOf(report, offer),
    }))
    await savePress(sql, links.filter(isLink))
  }
}

/** Links a listing to what was reported before it was seen: news are often sooner than a crawler. */
export async function findPress(listingId: string, offer: Offer, sql: Sql): Promise<void> {
  const reports = await reportsLike(sql, keysForPress(offer))
  const links = reports.map((report) => ({ listingId, postId: report.postId, reasons: speaksOf(report, offer) }))
  await savePress(sql, links.filter(isLink))
}

const isLink = (link: Omit<FoundPress, 'reasons'> & { reasons: string[] | null }): link is FoundPress =>
  link.reasons !== null
