import type { Happening } from '../../alerts/happening.ts'
import type { Step } from '../../crawlers/step.ts'
import { ParseError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { type ParsedPost, postKey } from '../../model/post.ts'
import { siteOf, type Target } from '../../model/target.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import type { Sql } from '../../store/database.ts'
import { forgetMark } from '../../store/marks.ts'
import {
  type DueWatch,
  dueWatches,
  renewWatches,
  type Sighting,
  saveSightings,
  saveWatch,
} from '../../store/watches.ts'
import type { Line } from '../line.ts'
import { storableId } from './content.ts'
import { type News, selectLosses } from './news.ts'
import type { Places } from './places.ts'
import { nextReading } from './reread-times.ts'

// An offer that is edited or taken away makes no thread move. So the page on which it stands is read again, on a schedule
// of its own: mark or no mark.

/** Pages that are read again in one visit, at most; and at most a quarter of those that the visit may fetch. */
const mostPages = 5

/** So many offers that are gone at once, where no thread can be read, may as well be a door that was shut. */
const suspiciousMany = 3
/** After so long it is believed all the same. */
const doubtMs = 86_400_000

/** Posts that are gone, by the page that lacks them. */
export interface Loss {
  document: ParsedDocument
  step: Step
  page: Page
  news: News[]
}

/** The pages that a visit reads again, and what it looks for on them. */
export interface Rereads {
  /** The pages that are due. */
  steps: Step[]
  owns(url: string): boolean
  /** The first page of the thread that such a page belongs to. */
  firstOf(url: string): string | undefined
  /** Something has happened to a listing, and was told or not: its post is watched from now on, where it can be. */
  watch(
    sql: Sql,
    happening: Happening,
    isTold: boolean,
    at: { document: ParsedDocument; url: string; firstUrl: string | null },
  ): Promise<void>
  /**
   * Looks for the watched posts on a page that was read again, and says where to go on looking. A post that is not on its
   * page may have moved to another, as pages shift when something before it is deleted; so the whole thread is gone
   * through before it is missed. Throws a ParseError for a page that is neither the thread nor says that it is gone.
   */
  look(document: ParsedDocument, page: Page, step: Step): Step[]
  /** At the visit's end: what was missed at an earlier visit already and still is not there. Notes what is missed first. */
  lost(threadsRead: number): Promise<Loss[]>
}

/** Posts that are looked for in one thread or paste. */
interface Search {
  watches: DueWatch[]
  /** Pages that were read for it. */
  pages: number
  fromFirst: boolean
}

export async function createRereads(target: Target, places: Places, line: Line, now: Date): Promise<Rereads> {
  const { database } = line
  const most = Math.min(mostPages, Math.floor(target.limits.pages / 4))
  const due = most === 0 ? [] : await dueWatches(database, target.id, now, most)
  const searches = new Map<string, Search>()
  for (const watch of due) {
    const url = places.urlOf(watch.url)
    const search = searches.get(url) ?? { watches: [], pages: 0, fromFirst: watch.url === watch.firstUrl }
    searches.set(url, { ...search, watches: [...search.watches, watch] })
  }
  const steps = [...searches].map(
    ([url, { watches }]): Step => ({
      link: { url, kind: watches[0]?.kind ?? 'thread' },
      isExtra: true,
    }),
  )
  const owned = new Map<string, string>()
  for (const [url, { watches }] of searches) owned.set(url, places.urlOf(watches[0]?.firstUrl ?? url))
  const missed: (Omit<Loss, 'news'> & { watch: DueWatch })[] = []
  const found: Sighting[] = []
  /** Posts whose offer this visit has brought news of: when they are due again follows from that. */
  const renewed = new Map<string, Date | null>()
  /** Posts on any page of this visit: one that its own page lacks may stand on another all the same. */
  const standing = new Set<string>()
  const isThere = ({ watch }: { watch: DueWatch }): boolean => standing.has(watch.postId)
  /** A leak site's page of a victim shows him as his card does, whose id is that of the page. */
  const namesOf = ({ postId, thread }: ParsedPost): string[] =>
    [postId, ...(target.type === 'leaksite' && thread !== null ? [thread] : [])].map((id) =>
      postKey(siteOf(target), storableId(line.keys, id)),
    )
  // Whatever becomes of them, they have had their turn.
  await saveSightings(
    database,
    due.map((watch) => ({ ...watch, dueAt: nextReading(watch, now) })),
  )

  const lookOn = (url: string, search: Search, kind: 'thread' | 'paste' | 'next'): Step[] => {
    if (searches.has(url) || search.pages >= target.limits.pagesPerThread) return []
    searches.set(url, search)
    owned.set(url, places.urlOf(search.watches[0]?.firstUrl ?? url))
    return [{ link: { url, kind } }]
  }

  return {
    steps,
    owns: (url) => owned.has(url),
    firstOf: (url) => owned.get(url),

    watch: async (sql, { event, listing, post }, isTold, { document, url, firstUrl }) => {
      if (event.kind === 'seen-elsewhere') return
      // What was told is news today, however old it is.
      const since = isTold ? event.seenAt : (event.postedAt ?? event.seenAt)
      const due = { since, alerted: isTold, dueAt: nextReading({ since, alerted: isTold }, now) }
      renewed.set(listing.postId, due.dueAt)
      const { kind } = document
      const { id: postId } = post
      // A victim's card stands as long as his own page behind it.
      const isCard = target.type === 'leaksite' && kind === 'board' && post.thread !== null && post.url !== url
      const key = places.plainKeyOf(isCard ? post.url : url)
      const firstKey = isCard ? key : firstUrl === null ? null : places.plainKeyOf(firstUrl)
      const isOwnPage = (kind === 'thread' || kind === 'paste' || isCard) && postId === listing.postId
      // Streams and lists show a post until others push it out: their pages say nothing of what is gone.
      if (!isOwnPage || key === null || firstKey === null) return renewWatches(sql, { listingId: listing.id, ...due })
      const where = { kind: kind === 'paste' ? kind : ('thread' as const), url: key, firstUrl: firstKey }
      const former = await saveWatch(sql, { postId, listingId: listing.id, targetId: target.id, ...where, ...due })
      // An address follows the title at some sites: what was known of the former one says nothing when it is back.
      if (former !== null && former !== firstKey) await forgetMark(sql, siteOf(target), former)
    },

    look: (document, page, step) => {
      const { url } = step.link
      const shown = new Set(document.posts.flatMap(namesOf))
      for (const id of shown) standing.add(id)
      const search = searches.get(url)
      if (!search) return []
      searches.delete(url)
      const isMissing = document.kind === 'missing'
      const left = search.watches.filter((watch) => !shown.has(watch.postId))
      for (const watch of search.watches) {
        const key = places.plainKeyOf(url)
        if (!left.includes(watch))
          found.push({ ...watch, url: key ?? watch.url, absentAt: null, dueAt: nextReading(watch, now) })
      }
      if (left.length === 0) return []
      if (!isMissing) expectThread(document, left, url, line)
      const sought = left.filter(({ isGone }) => !isGone)
      const [first] = sought
      if (!first) return []
      const on = { watches: sought, pages: search.pages + 1, fromFirst: true }
      if (!search.fromFirst) return lookOn(places.urlOf(first.firstUrl), on, first.kind)
      const next = isMissing ? undefined : document.links.find((link) => link.kind === 'next')
      if (next) return lookOn(next.url, on, 'next')
      missed.push(...sought.map((watch) => ({ watch, document, step, page })))
      return []
    },

    lost: async (threadsRead) => {
      const [there, absent] = [missed.filter(isThere), missed.filter((one) => !isThere(one))]
      const again = absent.filter(({ watch }) => watch.absentAt !== null)
      const isDoor = again.length >= suspiciousMany && threadsRead === 0
      const gone = again.filter(({ watch }) => !isDoor || now.getTime() - (watch.absentAt?.getTime() ?? 0) > doubtMs)
      const doubted = absent.filter((one) => !gone.includes(one))
      const present = [
        ...found,
        ...there.map(({ watch }) => ({ ...watch, absentAt: null, dueAt: nextReading(watch, now) })),
      ]
      await saveSightings(database, [
        ...present.map((one) => ({
          ...one,
          dueAt: renewed.has(one.postId) ? (renewed.get(one.postId) ?? null) : one.dueAt,
        })),
        // To be asked for again at the next visit.
        ...doubted.map(({ watch }) => ({ ...watch, absentAt: watch.absentAt ?? now, dueAt: now })),
      ])
      const losses: Loss[] = []
      for (const { watch, document, step, page } of gone) {
        if (document.kind === 'missing') await forgetMark(database, siteOf(target), watch.firstUrl)
        losses.push({ document, step, page, news: await selectLosses([watch.postId], page, line) })
      }
      return losses
    },
  }
}

/** A page that lacks a post says something only where it is the thread that the post stood in. */
function expectThread(
  { posts, kind, engine }: ParsedDocument,
  sought: readonly DueWatch[],
  url: string,
  line: Line,
): void {
  const [post] = posts
  if (!post)
    throw new ParseError(`${url} shows no posts (read as ${kind} by ${engine}): a wall, or a theme that is not known`)
  const thread = post.thread === null ? null : storableId(line.keys, post.thread)
  if (sought.some((watch) => watch.thread !== thread)) throw new ParseError(`${url} shows another thread than before`)
}
