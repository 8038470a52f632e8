import type { Step, VisitReport } from '../crawlers/step.ts'
import { PantauError } from '../model/errors.ts'
import type { Link, Page } from '../model/page.ts'
import { siteOf, type Target } from '../model/target.ts'
import type { ParsedDocument } from '../parsers/parse.ts'
import { hashUnder } from '../parsers/personal/keys.ts'
import { unprofiledSellers } from '../store/accounts.ts'
import type { Database, Sql } from '../store/database.ts'
import { isCaughtUp, type Mark, marksOf, saveMark, setCaughtUp } from '../store/marks.ts'
import type { Line } from './line.ts'

/** A seller's profile is read again after this long. */
const profileAge = 7 * 86_400_000

/** The crawler's one question, answered over one visit: which links next? */
export interface Route {
  /** The target's start pages, with what the server needs to say "not modified". */
  start(): Promise<Step[]>
  isStart(step: Step): boolean
  /** Something new is about to be stored: until the visit's end, the target is not caught up. */
  begin(sql: Sql): Promise<void>
  /** A page was read: in the same transaction, remembers a thread or paste that is now read to its end. */
  read(sql: Sql, document: ParsedDocument, step: Step, page: Page): Promise<void>
  /** What to fetch next, given how many of the page's posts were news. */
  next(document: ParsedDocument, step: Step, news: number): Promise<Step[]>
  /** The visit is over: if nothing was left behind, the next may stop where everything is known. */
  end(report: VisitReport): Promise<void>
}

/** A thread or paste under way: its own address, whichever of its pages is being read, and its mark on the board. */
type Item = Pick<Link, 'url' | 'kind' | 'mark'>

/**
 * Newest first, and only what changed: a thread is followed when its mark on the board moved, and read on from its last
 * known page; a board's next page and a stream's older one when this page had something new. A target whose last visit
 * was cut short is walked to the end regardless, so that what it left behind is found.
 */
export async function createRoute(target: Target, line: Line): Promise<Route> {
  const { database } = line
  const site = siteOf(target)
  const stored = addresses(line)
  const wasCaughtUp = await isCaughtUp(database, target.id)
  const startMarks = await marksOf(database, site, target.start)
  const validators = new Map<string, Mark>()
  const items = new Map<string, Item>()
  let begun = !wasCaughtUp

  const begin = async (sql: Sql): Promise<void> => {
    if (begun) return
    await setCaughtUp(sql, target.id, false)
    begun = true
  }

  /** The threads and pastes of a page that have something new behind them, each from where it is to be read. */
  const movedOf = async (links: readonly Link[]): Promise<Step[]> => {
    const listed = links.filter(({ kind }) => kind === 'thread' || kind === 'paste')
    const known = await marksOf(
      database,
      site,
      listed.map(({ url }) => stored.key(url)),
    )
    return listed.flatMap((link) => {
      const mark = known.get(stored.key(link.url))
      if (mark && !hasMoved(link, stored.mark(link), mark)) return []
      const url = mark?.lastUrl ?? link.url
      items.set(url, link)
      return [{ link: { ...link, url } }]
    })
  }

  return {
    begin,
    isStart: (step) => target.start.includes(step.link.url),

    start: async () => target.start.map((url) => startStep(url, wasCaughtUp ? startMarks.get(url) : undefined)),

    read: async (sql, document, step, page) => {
      const { url } = step.link
      if (target.start.includes(url)) validators.set(url, validatorsOf(url, page))
      const item = items.get(url)
      if (!item || isGone(document, url, item)) return
      const next = document.links.find(({ kind }) => kind === 'next')
      if (next) items.set(next.url, item)
      else await saveMark(sql, site, stored.read(item, url), page.fetchedAt)
    },

    next: async (document, step, news) => {
      const item = items.get(step.link.url)
      if (item && isGone(document, step.link.url, item)) return [{ link: item }]
      const moved = await movedOf(document.links)
      if (moved.length > 0) await begin(database)
      const goesOn = item !== undefined || moved.length > 0 || news > 0 || !wasCaughtUp
      const listsBoards = document.kind === 'index' || document.kind === 'board'
      const wanted = document.links.filter(({ kind }) =>
        kind === 'board' ? listsBoards : (kind === 'next' || kind === 'older') && goesOn,
      )
      const sellers = await profilesToRead(document.links, site, database)
      return [...moved, ...wanted.map((link) => ({ link })), ...sellers.map((link) => ({ link }))]
    },

    end: async (report) => {
      // What failed for good stays failed, and is in the report; what may come back is looked for again.
      const left = report.errors.some(({ error }) => !(error instanceof PantauError && error.permanent))
      if (report.stopped !== 'done' || left) return
      await database.transaction(async (sql) => {
        for (const mark of validators.values()) await saveMark(sql, site, mark, new Date())
        await setCaughtUp(sql, target.id, true)
      })
    },
  }
}

function hasMoved(link: Link, mark: string | null, known: Mark): boolean {
  if (link.kind === 'paste') return false // a paste stays as it is
  return mark === null || mark !== known.mark
}

/** The page that was a thread's last is not there any more: the thread has shrunk, and is read from its first page. */
const isGone = (document: ParsedDocument, url: string, item: Item): boolean =>
  document.kind === 'missing' && url !== item.url

const startStep = (url: string, known: Mark | undefined): Step => ({
  link: { url, kind: 'board' },
  ...(known?.etag ? { etag: known.etag } : {}),
  ...(known?.lastModified ? { lastModified: known.lastModified } : {}),
})

const validatorsOf = (url: string, page: Page): Mark => ({
  url,
  mark: null,
  lastUrl: null,
  etag: page.headers.etag ?? null,
  lastModified: page.headers['last-modified'] ?? null,
})

/** Addresses and marks as they may be stored: one that carries personal data (a number in a title) only as a hash. */
function addresses({ mask, keys }: Pick<Line, 'mask' | 'keys'>) {
  const key = (url: string): string =>
    mask.link({ url, kind: 'thread' }).url === url ? url : hashUnder(keys.current, url)
  const mark = (item: Item): string | null => mask.link(item).mark ?? null
  return {
    key,
    mark,
    read: (item: Item, lastUrl: string): Mark => ({
      url: key(item.url),
      mark: mark(item),
      lastUrl: key(lastUrl) === lastUrl ? lastUrl : null,
      etag: null,
      lastModified: null,
    }),
  }
}

/** Of a page's profile links, one for each seller whose profile was not read lately. */
async function profilesToRead(links: readonly Link[], site: string, database: Database): Promise<Link[]> {
  const byAuthor = new Map(
    links.flatMap((link) => (link.kind === 'profile' && link.author ? [[link.author, link]] : [])),
  )
  const wanted = await unprofiledSellers(database, site, [...byAuthor.keys()], new Date(Date.now() - profileAge))
  return [...byAuthor].flatMap(([author, link]) => (wanted.has(author) ? [link] : []))
}
