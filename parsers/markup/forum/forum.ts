import { ParseError } from '../../../model/errors.ts'
import type { Link } from '../../../model/page.ts'
import type { Selectors } from '../../../model/target.ts'
import type { Claim, Document, PageKind, ParsedPage } from '../../engines/engine.ts'
import { dateReader, type ShownDate, shownDate } from '../dates/dates.ts'
import { firsts } from '../page/api.ts'
import { attribute, type Element } from '../page/dom.ts'
import type { Found, Selector } from '../page/selectors.ts'
import { skinned } from '../page/skin.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { refusalOf, refuse } from '../walls.ts'
import type { ForumPage } from './page.ts'
import { readPosts } from './posts.ts'
import { readProfile } from './profile.ts'
import {
  base,
  type CompiledForum,
  compileForum,
  type ForumTable,
  forumSelectors,
  isPick,
  type Pick as Picked,
} from './table.ts'

/** The verbs of an engine, made of a table. */
export interface ForumReader {
  claims(document: Document, above?: number): Claim | null
  read(document: Document): ParsedPage
  skin(selectors: Selectors): ForumReader
}

/** Makes an engine's verbs of its table. Compiles the table at once. */
export function forumReader(name: string, table: ForumTable): ForumReader {
  const compiled = compileForum(table)
  return {
    claims(document, above = 0) {
      if (!/html/.test(document.mime)) return null
      const found = compiled.find(document.index)
      if (!table.marks.some(({ select, strength }) => strength > above && found.first(select) !== undefined))
        return null
      const marks = table.marks.filter(({ select }) => found.first(select) !== undefined)
      const best = marks.toSorted((a, b) => b.strength - a.strength)[0]
      return best === undefined ? null : { strength: best.strength, why: marks.map(({ why }) => why).join('; ') }
    },
    read: (document) => readForum(name, open(compiled, document, compiled.find(document.index))),
    skin: (selectors) => forumReader(name, skinned(table, forumSelectors, selectors)),
  }
}

/** A question about this page that is answered once. */
function memo<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const answers = new Map<Key, Value>()
  return (key) => {
    const before = answers.get(key)
    if (before !== undefined) return before
    const value = answer(key)
    answers.set(key, value)
    return value
  }
}

function open(table: CompiledForum, document: Document, found: Found): ForumPage {
  const skip = (element: Element): boolean => found.is(table.dates.skip, element)
  const bare = (words: string): string =>
    table.dates.around === undefined ? words : words.replace(table.dates.around, '').trim()
  const shown = memo((element: Element): ShownDate => {
    const date = shownDate(element, skip)
    return { shown: bare(date.shown), written: bare(date.written) }
  })
  const clock = found.first(table.dates.clock)
  const inThread = found.first(table.post.item) !== undefined
  const dates = inThread ? [table.post.date] : [table.row.date, table.board.date]
  const dateElements = dates.flatMap((selector) => found.all(selector))
  const read = dateReader({
    order: table.dates.order,
    clock: clock === undefined ? '' : lineOf(clock),
    servedAt: document.servedAt,
    fetchedAt: document.page.fetchedAt,
    samples: dateElements.map((element) => shown(element).written),
  })
  const hangsOn = baseOf(document.url, found)
  const page: ForumPage = {
    table,
    document,
    found,
    base: hangsOn,
    // Twenty posts of a thread are of a handful of people, and a row links to its thread five times.
    canonical: memo((href) => canonicalUrl(href, hangsOn, table.urls)),
    pick(pick, scope) {
      const element = found.first(pick?.select, scope)
      if (pick === undefined || element === undefined) return ''
      const value =
        pick.attribute === undefined
          ? lineOf(element, (inner) => found.is(pick.skip, inner))
          : attribute(element, pick.attribute)
      return pick.match === undefined ? value : (pick.match.exec(value)?.[1] ?? '')
    },
    dated(selector, scope, epoch) {
      const element = found.first(selector, scope)
      if (element === undefined) return { shown: '', moment: null }
      const date = shown(element)
      const seconds = epoch === undefined ? attribute(element, table.dates.epoch ?? '') : page.pick(epoch, scope)
      return { shown: date.shown, moment: read(/^\d{9,10}$/.test(seconds) ? isoOf(Number(seconds)) : date.written) }
    },
  }
  return page
}

const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString()

function baseOf(url: URL, found: Found): URL {
  const element = found.first(base)
  const href = element === undefined ? null : canonicalUrl(attribute(element, 'href'), url)
  return href === null ? url : new URL(href)
}

/** The page's address without its session: what its kind is told by. */
const placeOf = (page: ForumPage): string => {
  const { pathname, search } = page.document.url
  return pathname + search
}

/**
 * Reads one page of a forum by its table. Throws LoginNeededError and BlockedError for a board's own walls, ParseError
 * for a page whose address promises a thread or a board and that shows none: a theme that the table does not know.
 */
function readForum(name: string, page: ForumPage): ParsedPage {
  const { table, document, found } = page
  const place = placeOf(page)
  const archive = table.addresses.archive?.test(place) ?? false
  const posts = archive ? [] : readPosts(page)
  // A thread's page may list similar threads: they are not what it is about.
  const lists = !archive && posts.length === 0
  const rows = lists ? readRows(page) : []
  const boards = lists ? readBoards(page) : []
  const account = posts.length + rows.length === 0 && found.first(table.profile.item) !== undefined
  const profiles = account ? readProfile(page) : []
  const links = [...boards, ...rows, ...following(page), ...people(page), ...archived(page)]
  const result = (kind: PageKind): ParsedPage => ({ kind, posts, profiles, links: firsts(links, ({ url }) => url) })
  if (posts.length > 0) return result('thread')
  if (profiles.length > 0) return result('profile')
  if (rows.length > 0) return result('board')
  if (boards.length > 0) return result(table.addresses.board.test(place) ? 'board' : 'index')
  const box = found.first(table.message)
  const message = box === undefined ? '' : lineOf(box)
  const refusal = refusalOf(message)
  if (refusal === 'missing' || [404, 410].includes(document.page.status)) return result('missing')
  const wall = (['missing', 'login', 'blocked'] as const).find((kind) => found.first(table.walls?.[kind]) !== undefined)
  if (wall === 'missing') return result('missing')
  // A box of errors whose words nobody knows is at least no empty board.
  const unknown = found.first(table.walls?.error) === undefined ? undefined : 'blocked'
  const refused = refusal ?? wall ?? (message === '' ? undefined : (byStatus[document.page.status] ?? unknown))
  if (refused !== undefined) refuse(refused, document.url, message || page.pick({ select: table.thread.title }))
  if (archive) return result('archive')
  const promised = (['thread', 'board', 'profile'] as const).find((kind) => table.addresses[kind].test(place))
  if (promised === 'board' && message !== '') return result('board')
  if (promised === undefined) return result('other')
  throw new ParseError(
    `${document.url.href}: ${name} would have a ${promised} here, but none of its selectors finds one; the site's theme needs a table of its own`,
  )
}

/** What a board means by its message, where the words do not tell: its own page, at a status of refusal. */
const byStatus: Partial<Record<number, 'login' | 'blocked'>> = { 401: 'login', 403: 'login', 503: 'blocked' }

/** Rows newest first, as shown. */
function readRows(page: ForumPage): Link[] {
  const { row } = page.table
  return page.found.apart(row.item, 'innermost').flatMap((item) => {
    const link = page.found.first(row.link, item)
    const url = link === undefined ? null : page.canonical(attribute(link, 'href'))
    if (link === undefined || url === null) return []
    const prefix = page.found.first(row.prefix, item)
    const title = [...(prefix === undefined ? [] : [lineOf(prefix)]), titleOf(page, link, item)].join(' ')
    return [{ url, kind: 'thread' as const, title, ...markOf(page, row.replies, row.date, item) }]
  })
}

function titleOf(page: ForumPage, link: Element, item: Element): string {
  const words = lineOf(page.found.first(page.table.row.title, item) ?? link)
  // A cut title has the full one in its attribute; another tooltip does not begin as the title does.
  const [shown, full] = [lineOf(link), attribute(link, 'title')]
  const stem = /^(.+?)\s*(?:…|\.{3})$/.exec(shown)?.[1]
  return stem !== undefined && full.startsWith(stem) ? words.replace(shown, () => full) : words
}

function readBoards(page: ForumPage): Link[] {
  const { board } = page.table
  return page.found.apart(board.item, 'innermost').flatMap((item) =>
    page.found.all(board.link, item).flatMap((link, index) => {
      const url = page.canonical(attribute(link, 'href'))
      if (url === null) return []
      // The first link is the board that the row is about; the others are boards under it, without counts of their own.
      const mark = index === 0 ? markOf(page, board.counts, board.date, item) : {}
      return [{ url, kind: 'board' as const, title: lineOf(link), ...mark }]
    }),
  )
}

/**
 * What changes when there is something new behind a row: its counts, and the date of its last post. A date that was
 * counted back from "4 minutes ago" stays out: it is another one at the next visit.
 */
function markOf(
  page: ForumPage,
  counts: Selector | Picked | undefined,
  date: Selector | undefined,
  item: Element,
): Pick<Link, 'mark'> {
  const numbers = isPick(counts) ? [page.pick(counts, item)] : page.found.all(counts, item).map((one) => lineOf(one))
  const { moment } = page.dated(date, item)
  // Without anything to go by there is no mark: such a thread is looked at every time.
  const mark = [...numbers, ...(moment?.exact ? [moment.iso] : [])].filter((part) => part !== '').join(' | ')
  return mark === '' ? {} : { mark }
}

function following(page: ForumPage): Link[] {
  const next = page.found.first(page.table.next)
  const url = next === undefined ? null : page.canonical(attribute(next, 'href'))
  return url === null || url === page.canonical(page.document.url.href) ? [] : [{ url, kind: 'next' }]
}

function people(page: ForumPage): Link[] {
  const { post, row } = page.table
  return [
    ...page.found.apart(post.item, 'outermost').flatMap((item) => page.found.all(post.author, item)),
    ...page.found.all(row.people),
  ].flatMap((link) => {
    const url = page.canonical(attribute(link, 'href'))
    const author = lineOf(link)
    return url === null || author === '' ? [] : [{ url, kind: 'profile' as const, author }]
  })
}

/** A print or archive view repeats the thread without ids: the thread itself is to be read instead. */
function archived(page: ForumPage): Link[] {
  const { archive, thread, board } = page.table.addresses
  if (archive === undefined || !archive.test(placeOf(page))) return []
  const here = page.canonical(page.document.url.href)
  const hrefs = [here ?? '', ...page.found.all(page.table.archived).map((link) => attribute(link, 'href'))]
  return hrefs.flatMap((href) => {
    const url = page.canonical(href)
    const place = url === null ? '' : url.slice(new URL(url).origin.length)
    const kind = thread.test(place) ? ('thread' as const) : board.test(place) ? ('board' as const) : undefined
    return url === null || kind === undefined ? [] : [{ url, kind }]
  })
}
