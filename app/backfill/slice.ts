import type { Answer, Step, VisitReport } from '../../crawlers/step.ts'
import {
  BlockedError,
  FetchError,
  LoginNeededError,
  PantauError,
  ParseError,
  ThrottledError,
} from '../../model/errors.ts'
import { longestEvery, type Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import { parsePage } from '../../parsers/parse.ts'
import { addSteps, openSteps, type StoredStep, stepFailed, stepRead } from '../../store/backfill-steps.ts'
import { addToBackfill, type Backfill, endSlice } from '../../store/backfills.ts'
import type { Sql } from '../../store/database.ts'
import type { Line } from '../line.ts'
import { takeIn } from '../pipeline.ts'
import { seal, unseal } from '../seal.ts'
import { createGallery } from '../visit/gallery.ts'
import { mirrorsToAsk, noteMirror } from '../visit/mirrors.ts'
import type { News } from '../visit/news.ts'
import { createPlaces, type Places } from '../visit/places.ts'
import { siteBusyMs } from '../visit/site-lease.ts'
import { datesOf, firstSteps, postsWithin, type Range, reachedBy, stepsFrom, type WalkStep } from './walk.ts'

/** A page that fails so often, while others of its site are read, is given up. */
const mostTries = 3
/** Where nothing else is read, it may be the site that fails: with the pauses below, a day. */
const mostTriesAlone = 28
/** A site of which a slice could read nothing is asked again after this long, doubling, in milliseconds. */
const firstPauseMs = 60_000
const longestPauseMs = 3_600_000
/** From one slice to the next, in milliseconds: longer than an ordinary visit waits before it asks for the site again. */
export const pauseMs = siteBusyMs + 1_000
/** What seals addresses that carry personal data. */
const purpose = 'backfill address'

/**
 * One slice of a target's history: as many pages as a slice has, each read once, in the order in which they were found. A page
 * counts as read with the transaction that stored what it brought and which pages it led to; so whenever this dies, the
 * next slice goes on there. What ordinary visits know of the target stays as it is.
 *
 * Rejects with ThrottledError where the site asks for a pause, with StoreError where writing has to wait, and with the signal's
 * reason where it was cut short.
 */
export async function readSlice(
  target: Target,
  backfill: Backfill,
  line: Line,
  signal: AbortSignal,
): Promise<Backfill | null> {
  const { database } = line
  const startedAt = Date.now()
  const range: Range = { ...backfill, type: target.type, freshSince: freshSince(target, startedAt) }
  const places = createPlaces(target, line.keys)
  const gallery = createGallery(target, line)
  const stop = new AbortController()
  const steps = new Map<string, WalkStep>()
  let alerts = 0

  const keep = async (sql: Sql, found: readonly WalkStep[]): Promise<Step[]> => {
    const stored = found.map((step) => toStored(step, places, line))
    const added = await addSteps(sql, backfill.id, stored)
    return found.flatMap((step, at) => (added.has(stored[at]?.key ?? '') ? [begin(step)] : []))
  }
  const begin = (step: WalkStep): Step => {
    steps.set(step.url, step)
    return { link: { url: step.url, kind: step.kind } }
  }

  const answer: Answer = async (page, { link }, errand) => {
    const step = steps.get(link.url)
    if (!step) return []
    const document = parsePage(page, target.engine, { selectors: target.selectors })
    const posts = postsWithin(document, step, range)
    let next: Step[] = []
    const { told } = await takeIn({ ...document, posts }, target, page, line, {
      look: gallery.open(errand),
      isSilent: (news) => isOldNews(news, range),
      end: async (sql, news) => {
        // What a page of boards leads to are lists, and it is none itself.
        const list = document.kind === 'index' || step.list === null ? null : places.keyOf(step.list)
        const read = { key: places.keyOf(step.url), list, reachedAt: reachedBy(document, step, range) }
        await stepRead(sql, backfill.id, read, page.fetchedAt)
        next = await keep(sql, stepsFrom(document, step, range))
        const goesOn = await addToBackfill(sql, backfill.id, {
          posts: posts.length,
          leftOut: document.posts.length - posts.length,
          newPosts: news.filter(({ before }) => before === null).length,
          signals: news.filter(({ signal }) => signal !== null).length,
          oldest: datesOf(posts).toSorted((one, other) => +one - +other)[0] ?? null,
        })
        if (!goesOn) stop.abort(new Error('the backfill was stopped'))
      },
    })
    alerts += told.length
    return next
  }

  await keep(database, firstSteps(target))
  const open = await openSteps(database, backfill.id, backfill.slicePages)
  const start = open.map((step) => begin(fromStored(step, places, line)))
  const limits = { ...target.limits, pages: backfill.slicePages, pagesPerThread: backfill.slicePages }
  const report = await crawl({ ...target, limits }, answer, start, line, AbortSignal.any([signal, stop.signal]))
  gallery.close()
  await noteMirror(database, target, report, line.now())
  signal.throwIfAborted()
  const isRead = report.pages > 0
  for (const { url, error } of report.errors)
    await stepFailed(database, backfill.id, places.keyOf(url), {
      error: maskText(error.message),
      // A wall before everything is the site's, and may fall again.
      isForGood: error instanceof PantauError && error.permanent && (isRead || !isWall(error)),
      mostTries: isRead ? mostTries : mostTriesAlone,
    })
  const isBarren = !isRead && report.errors.length > 0
  return endSlice(database, backfill.id, {
    busyMs: Date.now() - startedAt,
    alerts,
    error: isBarren ? maskText(report.errors[0]?.error.message ?? '') : null,
    failures: isBarren ? backfill.failures + 1 : 0,
    pauseMs: isBarren ? Math.min(firstPauseMs * 2 ** backfill.failures, longestPauseMs) : pauseMs,
  })
}

/** Where the target alerts on all, however old: its history is not told for that. */
const usualAge = 2 * 86_400_000

/**
 * What is younger is told like any other, if it is seen here first: no ordinary visit would find it new. As old as what a
 * visit that catches up would still tell (app/visit/catch-up.ts).
 */
const freshSince = ({ alertAge, every }: Target, now: number): Date =>
  new Date(now - Math.max(Number.isFinite(alertAge) ? alertAge : usualAge, 2 * longestEvery({ every })))

/** A change of what was known came after we had seen it; without a date it is fresh, and a post that is new is not. */
function isOldNews({ post, change }: News, range: Range): boolean {
  if (change === 'moved' || change === 'gone' || change === 'back') return false
  const happened = change === 'new' ? post.postedAt : post.editedAt
  return happened === null ? change === 'new' : new Date(happened) <= range.freshSince
}

const isWall = (error: Error): boolean => error instanceof LoginNeededError || error instanceof BlockedError

/** Pages that fail are in the report; what is not about a page is thrown. */
async function crawl(
  target: Target,
  answer: Answer,
  start: Step[],
  line: Line,
  signal: AbortSignal,
): Promise<VisitReport> {
  let report: VisitReport | undefined
  const onEnd = (came: VisitReport): void => {
    report = came
  }
  try {
    const mirrors = await mirrorsToAsk(line.database, target, line.now())
    return await line.crawler.visit(target, answer, { start, mirrors, signal, onEnd })
  } catch (error) {
    const isAboutPage =
      (error instanceof FetchError || error instanceof ParseError) && !(error instanceof ThrottledError)
    if (isAboutPage && report) return report
    throw error
  }
}

function toStored({ url, list, ...step }: WalkStep, places: Places, { keys }: Line): StoredStep {
  const isPlain = places.plainKeyOf(url) !== null
  const sealed = isPlain ? null : seal(keys, purpose, Buffer.from(url)).toString('base64')
  return { ...step, key: places.keyOf(url), sealed, list: list === null ? null : places.keyOf(list) }
}

const fromStored = ({ key, sealed, ...step }: StoredStep, places: Places, { keys }: Line): WalkStep => ({
  ...step,
  url: sealed === null ? places.urlOf(key) : unseal(keys, purpose, Buffer.from(sealed, 'base64')).toString(),
})
