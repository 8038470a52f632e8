import type { Link } from '../../../model/page.ts'
import { dateReader } from '../dates/dates.ts'
import { attribute, type Element, isText } from '../page/dom.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { leadsToAccount } from './hints.ts'
import { divider, type Region } from './regions.ts'
import { firstFrom, holds, isAside, type Sights } from './score.ts'
import { type Survey, stem } from './survey.ts'
import { saysNext } from './words.ts'

/** A list of threads or boards: a row each, with the link that it is about. */
export interface FoundRows {
  rows: Row[]
  /** The list is of boards, which have descriptions and counts, rather than of threads. */
  boards: boolean
  score: number
}

interface Row {
  region: Region
  link: Element
  title: string
  url: string
}

/** Titles are longer than buttons and shorter than prose. */
const [shortest, longest] = [3, 300]
/** Letters beside a row's link: an excerpt is more than a title and less than a post. */
const mostWords = 400

/** Finds the links that repeat with numbers and dates beside them. `null` where nothing looks like a list of threads. */
export function rowsOf(sights: Sights): FoundRows | null {
  const { page } = sights
  const divide = divider(page)
  let best: FoundRows | null = null
  for (const [shape, marks] of titleLinks(sights)) {
    if (marks.length < 3 || marks.length > 3_000) continue
    const division = divide(shape, marks)
    const found = division === null ? null : grade(sights, division.regions, marks)
    if (found !== null && found.score > (best?.score ?? 0)) best = found
  }
  return best
}

/** Links with a title's length into this site, by their shape; accounts, dates and page numbers are none. */
function titleLinks({ page, people, dates }: Sights): Map<string, number[]> {
  const names = new Set(people.map(({ place }) => place))
  const starts = dates.map(({ start }) => start)
  const groups = new Map<string, number[]>()
  for (let place = 0; place < page.nodes.length; place++) {
    const element = page.element(place)
    if (element === undefined || element.name !== 'a' || attribute(element, 'href') === '') continue
    const end = page.ends[place] ?? place
    const size = page.linked(place, end)
    if (
      size < shortest ||
      size > longest ||
      end - place > 30 ||
      names.has(place) ||
      holds(starts, { from: place, to: end }) ||
      leadsToAccount(element)
    )
      continue
    const list = groups.get(page.shape(place))
    if (list === undefined) groups.set(page.shape(place), [place])
    else list.push(place)
  }
  return groups
}

function grade(sights: Sights, regions: readonly Region[], marks: readonly number[]): FoundRows | null {
  const { page, dates } = sights
  const { url: base } = page.document
  const starts = dates.map(({ start }) => start)
  const rows: Row[] = []
  let [dated, counted, described, titles, late, second] = [0, 0, 0, 0, 0, 0]
  const kinds = new Map<string, number>()
  for (const [index, region] of regions.entries()) {
    const link = page.element(marks[index] ?? -1)
    const url = link === undefined ? null : canonicalUrl(attribute(link, 'href'), base)
    if (link === undefined || url === null) continue
    const { host, pathname, search } = new URL(url)
    const title = lineOf(link)
    if (
      host !== base.host ||
      pathname + search === base.pathname + base.search ||
      saysNext(title) ||
      /^[\d\s#]+$/.test(title)
    )
      continue
    rows.push({ region, link, title, url })
    if (holds(starts, region)) dated += 1
    if (numbersIn(page, region).length > 0) counted += 1
    if (page.plain(region.from, region.to) > 60) described += 1
    titles += title.length
    // A row begins with what it is about; names of those who liked it stand under a post.
    const before = page.plain(region.from, marks[index] ?? region.from)
    if (before > 20 && before * 2 > page.plain(region.from, region.to)) late += 1
    if (page.linked(region.from, marks[index] ?? region.from) > 3) second += 1
    // `/t/some-title.123/` and `/t/another.7/` are addresses of one kind: words of titles tell nothing.
    const kind = stem(`${pathname.split('/').slice(0, 2).join('/')}?${search.replace(/=[^&;]*/g, '=')}`)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const distinct = new Set(rows.map(({ url }) => url)).size / Math.max(1, rows.length)
  const named = new Set(rows.map(({ title }) => title)).size / Math.max(1, rows.length)
  const words = regions.reduce((sum, { from, to }) => sum + page.plain(from, to), 0) / Math.max(1, regions.length)
  if (rows.length < 3 || distinct < 0.8 || named < 0.7 || words > mostWords || late > rows.length / 2) return null
  const marksOf = dated / rows.length + (0.6 * counted) / rows.length
  if (marksOf < 0.6) return null
  const whole = page.plain(0, page.nodes.length) + page.linked(0, page.nodes.length)
  const aside = isAside(page, regions, whole) ? 0.2 : 1
  const uniform = Math.max(...kinds.values()) / rows.length
  const boards = looksLikeBoards(rows, described)
  return {
    rows,
    boards,
    score:
      rows.length *
      (1 - (0.7 * second) / rows.length) *
      marksOf *
      Math.min(1, titles / rows.length / 20) *
      uniform *
      aside,
  }
}

const boardWords =
  /(?:^|[/?&=_.-])(?:forums?|forumdisplay|viewforum|boards?|board|categor(?:y|ies)|section|kategorie|foren|forumid|fid|sub|rubrik|f|c)(?:[/?&=_.,-]|\d|$)/i
const threadWords =
  /(?:^|[/?&=_.-])(?:topics?|threads?|viewtopic|showthread|discussions?|questions?|posts?|thema|tid|topicid|threadid|read|viewthread|t)(?:[/?&=_.,-]|\d|$)/i

/** By the words of their addresses; where those say nothing, boards are few and described. */
function looksLikeBoards(rows: readonly Row[], described: number): boolean {
  const place = (url: string): string => url.slice(new URL(url).origin.length)
  const threads = rows.filter(({ url }) => threadWords.test(place(url))).length
  const boards = rows.filter(({ url }) => boardWords.test(place(url)) && !threadWords.test(place(url))).length
  if (threads + boards > rows.length / 2) return boards > threads
  return described > rows.length * 0.7 && rows.length < 40
}

/** Short texts of nothing but a number: replies, views, posts. */
function numbersIn(page: Survey, { from, to }: Region): string[] {
  const numbers: string[] = []
  for (let place = from; place < to && numbers.length < 6; place++) {
    const node = page.nodes[place]
    if (node === undefined || !isText(node)) continue
    const words = node.data.length > 40 ? '' : node.data.trim()
    if (/^\d[\d.,\s\u00a0']*[km]?(\s\p{L}+\.?)?$/iu.test(words)) numbers.push(words.replace(/\s\p{L}+\.?$/u, ''))
  }
  return numbers
}

/** The rows as links, each with what changes when there is something new behind it. */
export function linksOf(sights: Sights, { rows, boards }: FoundRows): Link[] {
  const { page, dates } = sights
  const { document } = page
  const starts = dates.map(({ start }) => start)
  const read = dateReader({
    order: 'day-first',
    clock: '',
    servedAt: document.servedAt,
    fetchedAt: document.page.fetchedAt,
    samples: dates.slice(0, 200).map(({ written }) => written),
  })
  const numbers = rows.map(({ region }) => numbersIn(page, region))
  // 1, 2, 3 down the rows is their place in the list, which says nothing of what is new in them.
  const places = numbers.every((list, index) => Number(list[0]) - Number(numbers[0]?.[0]) === index) ? 1 : 0
  return rows.map(({ region, link, title, url }, index) => {
    const instants: string[] = []
    for (let at = firstFrom(starts, region.from); at < starts.length && (starts[at] ?? 0) < region.to; at++) {
      const moment = read(dates[at]?.written ?? '')
      // "4 minutes ago" is another instant at the next visit.
      if (moment?.exact) instants.push(moment.iso)
    }
    const latest = instants.toSorted().at(-1)
    const mark = [...(numbers[index] ?? []).slice(places, places + 2), ...(latest === undefined ? [] : [latest])].join(
      ' | ',
    )
    const full = attribute(link, 'title')
    const whole = /(…|\.{3})$/.test(title) && full.length >= title.length - 3 ? full : title
    return { url, kind: boards ? 'board' : 'thread', title: whole, ...(mark === '' ? {} : { mark }) }
  })
}
