import type { Happening } from '../../alerts/happening.ts'
import type { Step, VisitReport } from '../../crawlers/step.ts'
import { PantauError, ParseError } from '../../model/errors.ts'
import type { Link, Page } from '../../model/page.ts'
import { siteOf, type Target } from '../../model/target.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { noteProfiled } from '../../store/accounts.ts'
import type { Sql } from '../../store/database.ts'
import { type Mark, marksOf, type NewMark, saveMark } from '../../store/marks.ts'
import { noteBegun, noteWhole, progressOf } from '../../store/progress.ts'
import type { Line } from '../line.ts'
import { createIsOld, type IsOld } from './catch-up.ts'
import { storableId, titleHash } from './content.ts'
import { profilesToRead } from './people.ts'
import { createPlaces } from './places.ts'
import { createRereads, type Loss } from './rereads.ts'

/** So many threads that all fail are a door that was shut; fewer may be threads for members only. */
const enoughThreads = 3

/** The crawler's one question, answered over one visit: which links next? */
export interface Route {
  /** The target's start pages, with what the server needs to say "not modified", and the pages to be read again. */
  start(): Promise<Step[]>
  /** Whether news is to be stored without telling anybody. */
  isOld: IsOld
  isStart(step: Step): boolean
  /** Something new is about to be stored: until the visit's end, the target is not caught up. */
  begin(): Promise<void>
  /** Something has happened to a listing, by a post on this page, and was told or not: in the same transaction. */
  watch(sql: Sql, happening: Happening, isTold: boolean, document: ParsedDocument, step: Step): Promise<void>
  /** A page was read: in the same transaction, remembers how far its thread or paste has been read. */
  read(sql: Sql, document: ParsedDocument, step: Step, page: Page): Promise<void>
  /** What to fetch next, given how many of the page's posts were news. Throws a ParseError for a thread without posts. */
  next(document: ParsedDocument, step: Step, page: Page, news: number): Promise<Step[]>
  /** The posts that are not on the site any more, as far as this visit has looked for them. */
  lost(): Promise<Loss[]>
  /** The visit is over: if nothing was left behind, the next may stop where everything is known. */
  end(report: VisitReport): Promise<void>
}

/** A thread or paste under way: its own address, whichever of its pages is being read, and its row on the board. */
type Item = Pick<Link, 'url' | 'kind' | 'mark' | 'title'>

/**
 * Newest first, and only what changed: a thread is followed when its mark on the board moved or its title changed, and
 * read on from its last known page, with its first page too where it was renamed or an offer stands in it; a board's next page and a stream's older one when
 * this page had something new. A target whose last visit was cut short is walked on regardless, so that what it left
 * behind is found; its threads go on from the page that they had come to.
 */
export async function createRoute(target: Target, line: Line): Promise<Route> {
  const { database } = line
  const site = siteOf(target)
  const places = createPlaces(target, line.keys)
  const now = line.now()
  const progress = await progressOf(database, target.id)
  const wasCaughtUp = progress?.caughtUp ?? false
  const startMarks = await marksOf(database, site, target.start)
  const hasUnreadStart = target.start.some((url) => !startMarks.has(url))
  const rereads = await createRereads(target, places, line, now)
  /** First pages of threads, which are read for what changed on them alone. */
  const glances = new Set<string>()
  const validators = new Map<string, NewMark>()
  const items = new Map<string, Item>()
  /** Further pages of boards and streams: what lies behind one that failed is not known. */
  const further = new Set<string>()
  /** Sellers whose profiles are asked for, by their address. */
  const profiles = new Map<string, string>()
  let itemsRead = 0

  let hasBegun = progress?.caughtUp === false
  const begin = async (): Promise<void> => {
    if (!hasBegun) await noteBegun(database, target.id, now)
    hasBegun = true
  }

  /** The visit comes to no more than its limit: what a farm of links lists beyond that need not be remembered. */
  const mostItems = 2 * target.limits.pages
  const follow = (url: string, item: Item): Step => {
    if (items.size < mostItems) items.set(url, item)
    return { link: { ...item, url } }
  }

  /** The threads and pastes of a page that may have something new behind them, each from where it is to be read. */
  const movedOf = async (links: readonly Link[]): Promise<{ steps: Step[]; isNews: boolean }> => {
    const listed = links.filter(({ kind }) => kind === 'thread' || kind === 'paste')
    const known = await marksOf(
      database,
      site,
      listed.map(({ url }) => places.keyOf(url)),
    )
    let isNews = false
    const steps = listed.flatMap((link) => {
      const mark = known.get(places.keyOf(link.url))
      const row = rowOf(link, line)
      const isRenamed = mark !== undefined && mark.title !== null && mark.title !== row.title
      if (mark && !isRenamed && !hasMoved(link, row.mark, mark)) return []
      // A row that never says whether it moved is looked at, and makes no board a moving one.
      isNews ||= mark === undefined || isRenamed || link.mark !== undefined
      const from = mark?.lastUrl ? new URL(mark.lastUrl, link.url).href : link.url
      const readsFirst = from !== link.url && (isRenamed || mark?.watched === true)
      if (readsFirst) glances.add(link.url)
      return [follow(from, link), ...(readsFirst ? [{ link }] : [])]
    })
    return { steps, isNews }
  }

  const remember = async (sql: Sql, item: Item, mark: Partial<NewMark>, readAt: Date): Promise<void> =>
    saveMark(sql, site, { ...nothing, url: places.keyOf(item.url), ...mark }, readAt)

  return {
    begin,
    isOld: createIsOld(target, progress, { hasUnreadStart, now }),
    isStart: (step) => target.start.includes(step.link.url),

    start: async () => [
      ...target.start.map((url) => startStep(url, wasCaughtUp ? startMarks.get(url) : undefined)),
      ...rereads.steps,
    ],

    watch: async (sql, happening, isTold, document, { link: { url, kind } }) => {
      // Where a thread was come upon in its middle, nobody knows where it begins.
      const firstUrl = items.get(url)?.url ?? rereads.firstOf(url) ?? (kind === 'next' ? null : url)
      await rereads.watch(sql, happening, isTold, { document, url, firstUrl })
    },

    read: async (sql, document, step, page) => {
      const { url } = step.link
      if (target.start.includes(url)) {
        places.startedAt(page)
        validators.set(url, { ...nothing, url, ...validatorsOf(page) })
      }
      const seller = profiles.get(url)
      // A seller who is gone is not asked for at every visit.
      if (seller !== undefined && document.profiles.length === 0) await noteProfiled(sql, site, seller, page.fetchedAt)
      const item = items.get(url)
      const [post] = document.posts
      if (post && rereads.owns(url)) itemsRead += 1
      if (!item || (!post && !isReadWithoutPosts(document))) return
      itemsRead += 1
      const next = document.links.find(({ kind }) => kind === 'next')
      if (next) items.set(next.url, item)
      const thread = post?.thread == null ? null : storableId(line.keys, post.thread)
      const progress = {
        // Until its last page is read, the thread keeps its old mark: whoever comes next goes on from there.
        ...(next ? {} : rowOf(item, line)),
        lastUrl: places.plainKeyOf(next?.url ?? url),
        thread,
      }
      await remember(sql, item, progress, page.fetchedAt)
    },

    next: async (document, step, page, news) => {
      const { url } = step.link
      const soughtOn = rereads.look(document, page, step)
      const item = items.get(url)
      // The page that was its last is not there any more: the thread has shrunk, and is read from its first.
      if (item && document.kind === 'missing' && url !== item.url) return [follow(item.url, item)]
      if (item && document.kind !== 'missing' && document.posts.length === 0 && !isReadWithoutPosts(document))
        throw new ParseError(
          `${url} shows no posts (read as ${document.kind} by ${document.engine}): a wall, or a theme that is not known`,
        )
      const { steps: moved, isNews } = await movedOf(document.links)
      if (isNews) await begin()
      const isGlance = glances.has(url) || rereads.owns(url)
      const goesOn = item !== undefined || (!isGlance && (isNews || news > 0 || !wasCaughtUp))
      const listsBoards = document.kind === 'index' || document.kind === 'board'
      const wanted = document.links.filter(({ kind }) =>
        kind === 'board' ? listsBoards : (kind === 'next' || kind === 'older') && goesOn,
      )
      if (!item) for (const link of wanted) if (link.kind !== 'board') further.add(link.url)
      const sellers = await profilesToRead(document.links, site, line)
      for (const [seller, link] of sellers) profiles.set(link.url, seller)
      return [...soughtOn, ...moved, ...[...wanted, ...sellers.values()].map((link) => ({ link }))]
    },

    lost: () => rereads.lost(itemsRead),

    end: async (report) => {
      const failed = report.errors.filter(({ url }) => items.has(url))
      // Boards that can be read and threads that cannot: the site has shut its door, and a quiet day it is not.
      const [first] = failed
      if (first && failed.length >= enoughThreads && itemsRead === 0) throw first.error
      await database.transaction(async (sql) => {
        // A thread that failed for good is asked for again when it moves; what may come back is looked for again.
        for (const { url, error } of failed) {
          const item = items.get(url)
          if (item && isForGood(error)) await remember(sql, item, rowOf(item, line), line.now())
        }
        for (const { url, error } of report.errors) {
          const seller = profiles.get(url)
          if (seller !== undefined && isForGood(error)) await noteProfiled(sql, site, seller, line.now())
        }
        const left = report.errors.some(
          ({ url, error }) => further.has(url) || (!isForGood(error) && !rereads.owns(url)),
        )
        if (report.stopped !== 'done' || report.tooDeep > 0 || left) return
        for (const mark of validators.values()) await saveMark(sql, site, mark, line.now())
        await noteWhole(sql, target.id, line.now())
      })
    },
  }
}

/** Pages that are right as they are, though there is nothing on them to read; a paste's may lead to its raw text. */
const isReadWithoutPosts = ({ kind, links }: ParsedDocument): boolean =>
  kind === 'empty' || kind === 'ciphertext' || (kind === 'paste' && links.some((link) => link.kind === 'paste'))

const isForGood = (error: Error): boolean => error instanceof PantauError && error.permanent

function hasMoved(link: Link, mark: string | null, known: Mark): boolean {
  if (link.kind === 'paste') return false // a paste stays as it is
  return mark === null || mark !== known.mark
}

const startStep = (url: string, known: Mark | undefined): Step => ({
  link: { url, kind: 'board' },
  ...(known?.etag ? { etag: known.etag } : {}),
  ...(known?.lastModified ? { lastModified: known.lastModified } : {}),
})

const nothing: Omit<NewMark, 'url'> = {
  mark: null,
  title: null,
  lastUrl: null,
  etag: null,
  lastModified: null,
}

const validatorsOf = ({ headers }: Page): Pick<Mark, 'etag' | 'lastModified'> => ({
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
})

/** What a board's row shows of its thread, as it may be stored. */
const rowOf = (item: Item, { mask, keys }: Pick<Line, 'mask' | 'keys'>): Pick<Mark, 'mark' | 'title'> => ({
  mark: mask.link(item).mark ?? null,
  title: item.title ? titleHash(keys, item.title) : null,
})
