import type { Happening } from '../alerts/happening.ts'
import type { Hit } from '../alerts/rules/match.ts'
import type { Telling } from '../alerts/together.ts'
import type { Answer, Errand, Step, VisitReport } from '../crawlers/step.ts'
import { move, remove, track, withdraw } from '../listings/track.ts'
import { FetchError, PantauError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import { accountKey } from '../model/seller.ts'
import { siteOf, type Target } from '../model/target.ts'
import { saysAgain } from '../parsers/further.ts'
import { type ParsedDocument, parsePage } from '../parsers/parse.ts'
import type { NewAlert } from '../store/alerts.ts'
import type { Sql } from '../store/database.ts'
import { hasShownBefore, listingsAround, saveStep } from '../store/listings.ts'
import { losePosts, savePosts } from '../store/posts.ts'
import type { Visit } from '../store/visits.ts'
import { keepEvidence, noteEvidence } from './evidence/keep.ts'
import type { Line } from './line.ts'
import { noteGoods } from './offer-links.ts'
import { createRoute } from './visit/follow.ts'
import { createGallery, type Look } from './visit/gallery.ts'
import { placeAmongKin } from './visit/kin.ts'
import { mirrorsToAsk, noteMirror } from './visit/mirrors.ts'
import { type News, selectNews } from './visit/news.ts'
import { notePeople } from './visit/people.ts'
import { planAlert } from './visit/plan.ts'
import { notePress } from './visit/press.ts'
import { sellerBehind } from './visit/seller.ts'
import { expectContent } from './visit/start-page.ts'
import { storyOf } from './visit/story.ts'
import { tell } from './visit/tell.ts'
import type { Witness } from './visit/witness.ts'

// Target ─▶ CrawlJob ─▶ crawl ─▶ Page ─▶ parse ─▶ Post ─▶ read ─▶ Signal ─▶ track ─▶ ListingEvent ─▶ match ─▶ Alert
// This file is the line. What becomes of an Alert is told in app/deliver.ts.

/** A listing event that somebody is to hear of: in which words, by which rules, by which new deliveries that wait for nothing. */
export interface Told {
  event: string
  subject: string
  rules: string[]
  deliveries: string[]
}

/** What a visit brought, page by page added up. */
export type Counts = Pick<Visit, 'posts' | 'newPosts' | 'changedPosts' | 'signals' | 'alerts' | 'silent'>

/**
 * One visit to one target: crawls it, reads what is new, and stores posts, signals, listing events and alerts, page by
 * page. Whenever it dies, the next visit repeats what was not stored and loses nothing: every id is derived from what
 * it names, and a post counts as seen only with the transaction that stored all that followed from it. A `witness` sees
 * its pages, and how far it came.
 *
 * Throws what the crawler throws: FetchError and ParseError for a target that cannot be read, StoreError when writing
 * has to wait.
 */
export async function visit(
  target: Target,
  line: Line,
  { signal, witness }: { signal?: AbortSignal; witness?: Witness } = {},
): Promise<Counts & { report: VisitReport }> {
  const counts: Counts = { posts: 0, newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, silent: 0 }
  const route = await createRoute(target, line)
  const gallery = createGallery(target, line)
  const taking = (document: ParsedDocument, step: Step): Taking => ({
    begin: route.begin,
    isSilent: route.isOld,
    watch: (sql, happening, isTold) => route.watch(sql, happening, isTold, document, step),
  })
  const count = ({ news, told, silent }: Taken): void => {
    counts.newPosts += news.filter(({ change }) => change === 'new').length
    counts.changedPosts += news.filter(({ change }) => change !== 'new').length
    counts.signals += news.filter(({ signal }) => signal !== null).length
    counts.alerts += told.length
    counts.silent += silent
  }

  const read = async (page: Page, step: Step, errand: Errand): Promise<Step[]> => {
    const document = parsePage(page, target.engine, { selectors: target.selectors })
    witness?.read(page, document)
    if (route.isStart(step)) expectContent(document, target, page)
    const look = gallery.open(errand)
    const end = (sql: Sql): Promise<void> => route.read(sql, document, step, page)
    const taken = await takeIn(document, target, page, line, { ...taking(document, step), look, end })
    count(taken)
    counts.posts += document.posts.length
    return route.next(document, step, page, taken.news.length)
  }

  /** One page that we stumble over is that page's failure, and not the visit's. */
  const answer: Answer = (page, step, errand) =>
    read(page, step, errand).catch((error: unknown) => {
      witness?.unread(page, error)
      if (error instanceof PantauError) throw error
      line.log.error({ target: target.id, url: page.url, error: String((error as Error)?.stack ?? error) }, 'a defect')
      // Not for good: it is tried again, and until it goes through the target is not caught up.
      throw new FetchError(`${page.url}: could not be taken in (${(error as Error)?.message})`, { cause: error })
    })

  const start = await route.start()
  const mirrors = await mirrorsToAsk(line.database, target, line.now())
  const onEnd = (whole: VisitReport): void => witness?.ended(whole)
  const report = await line.crawler
    .visit(target, answer, { start, mirrors, onEnd, ...(signal ? { signal } : {}) })
    .finally(gallery.close)
  await noteMirror(line.database, target, report, line.now())
  for (const { document, step, page, news } of await route.lost())
    count(await takeIn(document, target, page, line, { ...taking(document, step), news }))
  await route.end(report)
  return { ...counts, report }
}

/** What else is done when a page is taken in. */
export interface Taking {
  /** Reads the pictures of a post that is new. */
  look?: Look
  /** What to take in; what is new on the page by default. */
  news?: readonly News[]
  /** Before something new is stored. */
  begin?(): Promise<void>
  /** Of what is old nobody is to hear: it is stored and tracked like everything else. */
  isSilent?(news: News): boolean
  /** A listing event is stored, and told or not. */
  watch?(sql: Sql, happening: Happening, isTold: boolean): Promise<void>
  /** In the transaction that says that the page was read to its end. */
  end?(sql: Sql, news: readonly News[]): Promise<void>
}

/** What came of taking in a page. */
export interface Taken {
  news: readonly News[]
  told: Told[]
  /** Listing events that somebody would have heard of, had they not been old. */
  silent: number
}

/** Page ─▶ … ─▶ Alert: takes in what is new on a page, and hands its deliveries to the queue. */
export async function takeIn(
  document: ParsedDocument,
  target: Target,
  page: Page,
  line: Line,
  taking: Taking = {},
): Promise<Taken> {
  const news = taking.news ?? (await selectNews(document, target, page, line, taking.look))
  const evidence = await keepEvidence(document, page, target, news, line)
  const taken: Taken = { news, told: [], silent: 0 }
  if (news.length > 0) await taking.begin?.()
  // A page may hold thousands of posts: a transaction takes some of them, and the last one says what was read to its end.
  for (let at = 0; at === 0 || at < news.length; at += postsAtOnce) {
    const some = news.slice(at, at + postsAtOnce)
    const { told, silent } = await line.database.transaction(async (sql) => {
      await notePeople(some, document, siteOf(target), page, line, sql)
      const stored = await store(some, target, line, taking, sql)
      if (at + postsAtOnce >= news.length) await taking.end?.(sql, news)
      if (evidence && at === 0) await noteEvidence(sql, evidence)
      return stored
    })
    await line.dispatch(told.flatMap(({ deliveries }) => deliveries))
    taken.told.push(...told)
    taken.silent += silent
  }
  return taken
}

/** Posts of one page that are written in one transaction. */
const postsAtOnce = 200

/** Writes news; tells what somebody is to hear of. Posts, the marks of having been seen, go last. */
async function store(
  news: readonly News[],
  target: Target,
  line: Line,
  { isSilent, watch }: Taking,
  sql: Sql,
): Promise<Omit<Taken, 'news'>> {
  const told: Told[] = []
  let silent = 0
  for (const item of news) {
    const happening = await follow(item, target, line, sql)
    if (!happening) continue
    const hits = line.match(happening)
    const keptBack = hits.length > 0 && isSilent?.(item) === true
    const alerts = keptBack || hits.length === 0 ? [] : await alert(happening, hits, line, sql)
    await watch?.(sql, happening, alerts.length > 0)
    told.push(...alerts)
    if (keptBack) silent += 1
  }
  const [gone, there] = [news.filter(({ change }) => change === 'gone'), news.filter(({ change }) => change !== 'gone')]
  await losePosts(
    sql,
    gone.map(({ post }) => post),
  )
  await savePosts(sql, there)
  await notePress(there, target, line, sql)
  return { told, silent }
}

/** Signal → ListingEvent: what the post does to the listings that are known; `null` where that is nothing, or not new. */
async function follow(
  { change, post, signal, contentHash, before }: News,
  target: Target,
  line: Line,
  sql: Sql,
): Promise<Happening | null> {
  if (signal === null && before === null) return null
  const accountId = post.author === null ? null : accountKey(post.site, post.author)
  const { id, site, thread } = post
  const around = await listingsAround(sql, { postId: id, site, thread, accountId, contacts: signal?.contacts ?? [] })
  const known = { ...around, isBack: change === 'back', isAgain: saysAgain(post.text) }
  // Back to what it once said is a change too: what stood there before is part of its name.
  const version = before === null ? contentHash : `${before} ${contentHash}`
  const without = { gone: remove, moved: move, edited: withdraw, back: withdraw, new: withdraw }[change]
  const tracked = signal && change !== 'moved' ? track(signal, post, version, known) : without(post, version, known)
  if (!tracked) return null
  const said = signal ?? around.said
  if (!(await saveStep(sql, tracked, signal)) || !said) return null
  if (signal) await noteGoods(sql, tracked.listing, post)
  const listing = await placeAmongKin(tracked, post, signal, line, sql)
  const seller = line.asksForSellers ? await sellerBehind(tracked.event, sql) : null
  const isRepeat = tracked.event.kind === 'seen-elsewhere' && (await hasShownBefore(sql, tracked.event, site))
  const of = { reliability: target.reliability, targetId: target.id }
  return { ...tracked, listing, signal: said, post, seller, isRepeat, ...of }
}

/** ListingEvent → Alerts: who is to hear of it; nothing where nobody is, or where all have heard. */
async function alert(happening: Happening, hits: readonly Hit[], line: Line, sql: Sql): Promise<Told[]> {
  const story = await storyOf(happening, sql)
  const alerts: NewAlert[] = []
  const tellings: Telling[] = []
  for (const hit of hits) {
    const planned = await planAlert(story, hit, line, sql)
    alerts.push(planned.alert)
    tellings.push(...planned.tellings)
  }
  return tell(happening.event, alerts, tellings, sql)
}
