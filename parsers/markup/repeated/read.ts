import type { Link } from '../../../model/page.ts'
import type { Document, ParsedPage } from '../../engines/engine.ts'
import { firsts } from '../page/api.ts'
import { nextOf, profilesOf } from './links.ts'
import { datesOn } from './moments.ts'
import { lonePost, openerOf } from './opener.ts'
import { peopleOn } from './people.ts'
import { type FoundRows, linksOf, rowsOf } from './rows.ts'
import { bestDivision, type Scored, type Sights } from './score.ts'
import { survey } from './survey.ts'
import { type FoundThread, readThread, titleOf } from './thread.ts'

/*
 * Reads forums of unknown software by what repeats, in any language, whatever the classes are called:
 *
 * 1. survey: the page is laid out flat, so that any stretch of it is two numbers and its letters are counted at once.
 * 2. moments, people: dates and names are found wherever they stand.
 * 3. regions: whatever repeats (dates at one place of a template, names, numbered ids) divides the page; a region is
 *    what belongs to one of them, with or without an element around it.
 * 4. score: the division is taken whose regions have a date, a name and most words of their own; links count nothing.
 * 5. roles, bodies: down the regions, the date is the column that runs forwards, the author the one that changes, the
 *    body the one with the words that no other post repeats.
 * 6. opener, rows, links: a first post in a template of its own, lists of threads or boards, the next page.
 */

/** What was read, and how sure it is that this is a forum's page. */
export interface Repeated {
  page: ParsedPage
  /** What was found, for a person to read. */
  why: string
  /** Whether it is a forum's page beyond doubt, rather than what is left of one when a target says that it is one. */
  confident: boolean
}

/** Reads a page once, however often it is asked for. `null` where neither posts nor rows of threads repeat. */
export const readRepeated = (document: Document): Repeated | null =>
  document.index.once(readRepeated, () => find(document))

function find(document: Document): Repeated | null {
  const page = survey(document)
  const sights: Sights = { page, dates: datesOn(page), people: peopleOn(page) }
  const division = bestDivision(sights)
  const rows = rowsOf(sights)
  if (rows !== null && !isThread(sights, division, rows)) return listOf(sights, rows)
  const thread = threadOf(sights, division)
  if (thread === null) return null
  const links: Link[] = [...nextOf(document), ...profilesOf(document, thread.authors)]
  const { posts } = thread
  const whole = posts.filter(({ author, dateText }) => author !== null && dateText !== '').length
  if (whole * 2 < posts.length) return null
  return {
    page: { kind: 'thread', posts, profiles: [], links: firsts(links, ({ url }) => url) },
    why: `${posts.length} posts repeat, ${whole} with author and date`,
    confident: whole >= posts.length * 0.7,
  }
}

function threadOf(sights: Sights, division: Scored | null): FoundThread | null {
  const title = titleOf(sights)
  const lone = division === null || division.complete < 0.5 ? lonePost(sights) : null
  const first = division?.regions[0]
  const regions = lone !== null ? [lone] : (division?.regions ?? [])
  const opener = first === undefined || lone !== null ? null : openerOf(sights, first)
  const thread = readThread(sights, opener === null ? regions : [opener, ...regions], title)
  return thread.posts.length === 0 ? null : thread
}

function listOf(sights: Sights, rows: FoundRows): Repeated {
  const links = [...linksOf(sights, rows), ...nextOf(sights.page.document)]
  const kind = rows.boards ? ('index' as const) : ('board' as const)
  return {
    page: { kind, posts: [], profiles: [], links: firsts(links, ({ url }) => url) },
    why: `${rows.rows.length} rows of ${rows.boards ? 'boards' : 'threads'} repeat`,
    confident: rows.rows.length >= 3,
  }
}

/** Letters a post; what a list of threads quotes of them is shorter. */
const excerpt = 250

/**
 * Whether the posts are what the page is about. Rows elsewhere on the page are similar threads, as long as the posts say
 * more; rows in the very regions are the links that each region is about, so that the regions are no posts.
 */
function isThread({ page }: Sights, division: Scored | null, { rows }: FoundRows): boolean {
  if (division === null || division.complete < 0.5) return false
  const { regions } = division
  const words = regions.reduce((sum, { from, to }) => sum + page.plain(from, to), 0)
  const titles = rows.reduce((sum, { title }) => sum + title.length, 0)
  const inside = rows.filter(({ region }) =>
    regions.some(({ from, to }) => region.from < to && from < region.to),
  ).length
  if (inside < rows.length / 2) return words > titles
  return rows.length < regions.length * 0.7 || words > regions.length * excerpt
}
