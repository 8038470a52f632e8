import { type DateOrder, readDateText } from '../dates/text.ts'
import { type Element, isText } from '../page/dom.ts'
import { lineOf, oneLine } from '../text.ts'
import { hints, leadsToAccount } from './hints.ts'
import type { DateMark } from './moments.ts'
import { longestName } from './people.ts'
import type { Region } from './regions.ts'
import { firstFrom, holds, type Sights } from './score.ts'
import type { Survey } from './survey.ts'
import { nameIn, saysEdited, saysJoined } from './words.ts'

/** Who wrote a post. `element` is the link or the words, where the name has an element of its own. */
export interface Author {
  name: string
  place: number
  element: Element | undefined
}

/** One shape's first appearance in each region. */
type Column<T> = (T | undefined)[]

/** Columns by shape, of what `of` sees in each region. */
function columns<T>(
  regions: readonly Region[],
  of: (region: Region, index: number) => Iterable<readonly [string, T]>,
): Map<string, Column<T>> {
  const found = new Map<string, Column<T>>()
  for (const [index, region] of regions.entries()) {
    for (const [shape, value] of of(region, index)) {
      const column = found.get(shape) ?? []
      if (column.length === 0) found.set(shape, column)
      column[index] ??= value
    }
  }
  return found
}

/** The shapes from best to worst, those that are worth nothing left out. */
function ranked<T>(found: ReadonlyMap<string, Column<T>>, worth: (column: T[], shape: string) => number): Column<T>[] {
  return [...found]
    .map(([shape, column]) => ({
      column,
      score: worth(
        column.filter((value) => value !== undefined),
        shape,
      ),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ column }) => column)
}

const share = <T>(list: readonly T[], test: (value: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(test).length / list.length

/**
 * Each region's date. One shape of date stands in all posts and, down the page, it runs forwards (or backwards): dates
 * of joining do not, and edit notes are not in all.
 */
export function datesOf(sights: Sights, regions: readonly Region[]): Column<DateMark> {
  const starts = sights.dates.map(({ start }) => start)
  const found = columns(regions, function* ({ from, to }) {
    for (let at = firstFrom(starts, from); at < starts.length; at++) {
      const mark = sights.dates[at]
      if (mark === undefined || mark.start >= to) return
      // The date of joining may stand at the same shape as the post's: its label tells them apart.
      const label = saysJoined(mark.before) ? ' joined' : isEdit(mark) ? ' edited' : ''
      yield [mark.shape + label, mark] as const
    }
  })
  const order = ranked(found, (column) => {
    const coverage = column.length / regions.length
    const labelled = share(column, (mark) => saysJoined(mark.before) || isEdit(mark))
    if (labelled > 0.5) return 0
    const named = share(column, ({ place }) => nearby(sights.page, place, (element) => hints(element, 'date')))
    const edit = share(column, ({ place }) =>
      nearby(sights.page, place, (element) => hints(element, 'signature') || hints(element, 'chrome')),
    )
    const exact = share(column, (mark) => mark.exact)
    // Of two columns the one that stays: "a month ago" is another date next month.
    const fixed = share(column, ({ written }) => readDateText(written, 'day-first')?.kind !== 'ago')
    const running = column.length < 3 ? 0.5 : Math.max(runs(column, 'day-first'), runs(column, 'month-first'))
    return (
      coverage *
      (0.2 + 0.3 * exact + 0.4 * running + 0.2 * named + 0.2 * fixed) *
      (1 - 0.8 * labelled) *
      (1 - 0.2 * edit)
    )
  })
  return regions.map((_, index) => order.find((column) => column[index] !== undefined)?.[index])
}

/** "Last edited by Kotz on …", "[Beitrag von Kotz am … bearbeitet]". */
export const isEdit = ({ before, after }: DateMark): boolean =>
  saysEdited(before) || (after.length < 40 && !/\d/.test(after) && saysEdited(after))

/** The order of day and month in which a page's dates run forwards best; `null` where both do as well. */
export function orderThatRuns(column: readonly DateMark[]): DateOrder | null {
  const [dayFirst, monthFirst] = [runs(column, 'day-first'), runs(column, 'month-first')]
  return dayFirst === monthFirst ? null : dayFirst > monthFirst ? 'day-first' : 'month-first'
}

/** The share of neighbours that run the same way as most. */
function runs(column: readonly DateMark[], order: DateOrder): number {
  let [up, down, both] = [0, 0, 0]
  let before: number | null = null
  for (const { written } of column) {
    const now = comparable(written, order)
    if (now !== null && before !== null) {
      if (now >= before) up += 1
      if (now <= before) down += 1
      both += 1
    }
    before = now ?? before
  }
  return both === 0 ? 0 : Math.max(up, down) / both
}

function comparable(written: string, order: DateOrder): number | null {
  const text = readDateText(written, order)
  if (text?.kind === 'instant') return text.at.getTime()
  if (text?.kind === 'ago') return -text.seconds * 1_000
  if (text?.kind !== 'written') return null
  return Date.UTC(text.year, text.month - 1, text.day) + text.seconds * 1_000
}

/** An element, or one of the two around it. */
function nearby(page: Survey, place: number, test: (element: Element) => boolean): boolean {
  for (let at = place, up = 0; at >= 0 && up < 3; at = page.parents[at] ?? -1, up += 1) {
    const element = page.element(at)
    if (element !== undefined && page.ends[at] !== undefined && (page.ends[at] ?? at) - at < 60 && test(element))
      return true
  }
  return false
}

/**
 * Each region's author: something short that stands in all posts near their beginning or their date, and changes from
 * one to the next as ranks and buttons do not. A link to an account, or a name for it in the markup, counts much.
 */
export function authorsOf(sights: Sights, regions: readonly Region[], dates: Column<DateMark>): Column<Author> {
  const { page } = sights
  const starts = sights.dates.map(({ start }) => start)
  const isDate = (from: number, to: number): boolean => holds(starts, { from, to })
  const found = columns(regions, (region, index) => namesIn(page, region, dates[index], isDate))
  const froms = regions.map(({ from }) => from)
  const near = (place: number): boolean => {
    const index = firstFrom(froms, place + 1) - 1
    return isNear(page, froms[index] ?? 0, dates[index], place)
  }
  const order = ranked(found, (column, shape) => {
    const coverage = column.length / regions.length
    const names = new Set(column.map(({ name }) => name))
    const links = share(
      column,
      ({ element }) => element !== undefined && element.name === 'a' && leadsToAccount(element),
    )
    const named = share(column, ({ place, element }) =>
      nearby(page, element === undefined ? (page.parents[place] ?? -1) : place, (near) => hints(near, 'author')),
    )
    const rank = share(column, ({ element }) => element !== undefined && hints(element, 'rank'))
    const chrome = share(
      column,
      ({ place, element }) => element !== undefined && nearby(page, place, (near) => hints(near, 'quote')),
    )
    const change = column.length < 3 ? 0.7 : Math.min(1, (names.size - 1) / (column.length * 0.4))
    const plausible = share(column, ({ name }) => looksLikeName(name))
    const close = share(column, ({ place }) => near(place))
    const own = shape.startsWith('text<') || shape === besideDate ? 0.8 : 1
    return (
      coverage *
      plausible *
      (0.15 + 0.6 * links + 0.4 * named) *
      (0.25 + 0.75 * change) *
      (0.3 + 0.7 * close) *
      own *
      (1 - 0.7 * chrome) *
      (1 - 0.7 * rank)
    )
  })
  return regions.map((_, index) => order.find((column) => column[index] !== undefined)?.[index])
}

const besideDate = 'beside the date'

function* namesIn(
  page: Survey,
  { from, to }: Region,
  date: DateMark | undefined,
  isDate: (from: number, to: number) => boolean,
): Generator<readonly [string, Author]> {
  for (let place = from; place < to; place++) {
    const node = page.nodes[place]
    const end = page.ends[place] ?? place + 1
    if (node === undefined || end - place > 8 || end > to || isDate(place, end)) continue
    const size = page.plain(place, end) + page.linked(place, end)
    if (size === 0 || size > longestName) continue
    const element = page.element(place)
    if (element !== undefined) {
      const name = bare(lineOf(element))
      // A date may go over several elements: its month is nobody's name.
      if (date?.shown.includes(name) !== true) yield [page.shape(place), { name, place, element }]
    } else if (isText(node) && (node.prev !== null || node.next !== null)) {
      const name = nameIn(oneLine(node.data))
      if (name !== '') yield [`text<${page.shape(page.parents[place] ?? -1)}`, { name, place, element: undefined }]
    }
  }
  if (date === undefined) return
  const name = nameIn(date.before) || nameIn(date.after)
  if (name !== '' && name.length <= longestName) yield [besideDate, { name, place: date.place, element: undefined }]
}

/** "Kotz:" and "by Kotz" are Kotz; "@Kotz" stays. */
const bare = (name: string): string => nameIn(name) || name

const looksLikeName = (name: string): boolean =>
  name.length > 1 &&
  name.split(' ').length <= 4 &&
  !/^[#\d.,:;/()\s%+-]+$|:\s|https?:|[?!]$|\d{1,2}[:.]\d{2}/.test(name) &&
  /[\p{L}\p{N}]/u.test(name)

/** Few words stand between it and the beginning of the post, or its date. */
function isNear(page: Survey, from: number, date: DateMark | undefined, place: number): boolean {
  const beyond =
    date === undefined ? Number.POSITIVE_INFINITY : page.plain(Math.min(place, date.start), Math.max(place, date.start))
  return page.plain(from, place) < 60 || beyond < 60
}
