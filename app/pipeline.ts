import { alertId, deliveryId } from '../alerts/identify.ts'
import { composeListing } from '../alerts/message.ts'
import type { Step, VisitReport } from '../crawlers/step.ts'
import { track, withdraw } from '../listings/track.ts'
import { ParseError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import { accountKey } from '../model/seller.ts'
import { siteOf, type Target } from '../model/target.ts'
import { type ParsedDocument, parsePage } from '../parsers/parse.ts'
import { accountById, noteAccounts, saveProfile } from '../store/accounts.ts'
import { saveAlert } from '../store/alerts.ts'
import type { Sql } from '../store/database.ts'
import { listingsAround, saveEvent, saveListing, saveSignal } from '../store/listings.ts'
import { savePosts } from '../store/posts.ts'
import type { Visit } from '../store/visits.ts'
import { createRoute } from './follow.ts'
import type { Line } from './line.ts'
import { type News, selectNews } from './news.ts'

// Target ─▶ CrawlJob ─▶ crawl ─▶ Page ─▶ parse ─▶ Post ─▶ read ─▶ Signal ─▶ track ─▶ ListingEvent ─▶ match ─▶ Alert
// This file is the line. What becomes of an Alert is told in app/deliver.ts.

/** What a visit brought, page by page added up. */
export type Counts = Pick<Visit, 'posts' | 'newPosts' | 'changedPosts' | 'signals' | 'alerts'>

/**
 * One visit to one target: crawls it, reads what is new, and stores posts, signals, listing events and alerts, page by
 * page. Whenever it dies, the next visit repeats what was not stored and loses nothing: every id is derived from what
 * it names, and a post counts as seen only with the transaction that stored all that followed from it.
 *
 * Throws what the crawler throws: FetchError and ParseError for a target that cannot be read, StoreError when writing
 * has to wait.
 */
export async function visit(
  target: Target,
  line: Line,
  signal?: AbortSignal,
): Promise<Counts & { report: VisitReport }> {
  const counts: Counts = { posts: 0, newPosts: 0, changedPosts: 0, signals: 0, alerts: 0 }
  const route = await createRoute(target, line)

  const answer = async (page: Page, step: Step): Promise<Step[]> => {
    const document = parsePage(page, target.engine)
    if (route.isStart(step)) expectContent(document, target, page)
    const news = await selectNews(document, target, page, line)
    const deliveries = await line.database.transaction(async (sql) => {
      if (news.length > 0) await route.begin(sql)
      const written = await store(news, document, target, page, line, sql)
      await route.read(sql, document, step, page)
      return written
    })
    await line.dispatch(deliveries.ids)
    counts.posts += document.posts.length
    counts.newPosts += news.filter(({ isEdit }) => !isEdit).length
    counts.changedPosts += news.filter(({ isEdit }) => isEdit).length
    counts.signals += news.filter(({ signal }) => signal !== null).length
    counts.alerts += deliveries.alerts
    return route.next(document, step, news.length)
  }

  const report = await line.crawler.visit(target, answer, { start: await route.start(), ...(signal ? { signal } : {}) })
  await route.end(report)
  return { ...counts, report }
}

/** A start page without posts or links is a site that changed, a wall, or an error that calls itself 200. */
function expectContent(document: ParsedDocument, target: Target, page: Page): void {
  if (document.posts.length > 0 || document.links.length > 0) return
  const what = document.kind === 'missing' ? 'says that it is gone' : 'gives neither posts nor links'
  throw new ParseError(
    `${target.id}: ${page.url} ${what} (read as ${document.engine}, ${document.why}): look at the page, then correct start: or engine:`,
  )
}

/** Writes what a page brought; tells which deliveries are to be made. Posts, the marks of having been seen, go last. */
async function store(
  news: readonly News[],
  document: ParsedDocument,
  target: Target,
  page: Page,
  line: Line,
  sql: Sql,
): Promise<{ ids: string[]; alerts: number }> {
  const site = siteOf(target)
  const written = { ids: [] as string[], alerts: 0 }
  await noteAccounts(sql, site, authorsOf(news, document, line), page.fetchedAt)
  for (const profile of document.profiles) await saveProfile(sql, site, line.mask.profile(profile), page.fetchedAt)
  for (const item of news) {
    const ids = await follow(item, target, line, sql)
    if (ids.length > 0) written.alerts += 1
    written.ids.push(...ids)
  }
  await savePosts(sql, news)
  return written
}

/** Signal → ListingEvent → Alert: what the post does to the listings that are known, and who is to hear of it. */
async function follow(news: News, target: Target, line: Line, sql: Sql): Promise<string[]> {
  const { post, signal } = news
  if (signal === null && !news.isEdit) return []
  const accountId = post.author === null ? null : accountKey(post.site, post.author)
  const known = await listingsAround(sql, {
    postId: post.id,
    site: post.site,
    thread: post.thread,
    accountId,
    contacts: signal?.contacts ?? [],
  })
  const tracked = signal ? track(signal, post, news.contentHash, known) : withdraw(post, news.contentHash, known)
  if (!tracked) return []
  const { listing, event } = tracked
  await saveListing(sql, listing)
  if (signal) await saveSignal(sql, signal, listing.id, post.seenAt)
  if (!(await saveEvent(sql, event)) || !signal) return []
  const account = accountId === null ? null : await accountById(sql, accountId)
  const happening = { event, listing, signal, post, account, reliability: target.reliability, targetId: target.id }
  const now = new Date()
  const due: string[] = []
  for (const hit of line.match(happening)) {
    const id = alertId(hit.rule.id, event.id)
    const alert = {
      id,
      ruleId: hit.rule.id,
      eventId: event.id,
      listingId: listing.id,
      message: composeListing(happening, hit, now),
      state: 'new' as const,
      createdAt: now,
    }
    due.push(
      ...(await saveAlert(
        sql,
        alert,
        hit.rule.channels.map((channelId) => ({ id: deliveryId(id, channelId), channelId })),
      )),
    )
  }
  return due
}

/** The handles on a page with the address of their profile, masked like everything else. */
function authorsOf(news: readonly News[], document: ParsedDocument, line: Line): Map<string, string> {
  const authors = new Map<string, string>()
  for (const { post } of news) if (post.author !== null) authors.set(post.author, '')
  for (const link of document.links) {
    const { author, url } = line.mask.link(link)
    if (link.kind === 'profile' && author !== undefined && authors.has(author)) authors.set(author, url)
  }
  return authors
}
