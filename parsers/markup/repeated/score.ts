import { attribute } from '../page/dom.ts'
import { hints } from './hints.ts'
import type { DateMark } from './moments.ts'
import type { NameMark } from './people.ts'
import { type Division, divider, type Region } from './regions.ts'
import { namesOf, type Survey, stem } from './survey.ts'
import { saysJoined } from './words.ts'

/** What was seen on a page that posts are made of. */
export interface Sights {
  readonly page: Survey
  readonly dates: readonly DateMark[]
  readonly people: readonly NameMark[]
}

/** A division with what it is worth; see `worth`. */
export interface Scored extends Division {
  score: number
  /** The share of its regions that have a date, somebody's name, and words. */
  complete: number
}

/** A thread's page has hundreds of posts at most; groups of more are cells and lines. */
const mostMarks = 3_000
/** Groups beyond these are too small to be the posts of the page. */
const mostGroups = 80

/**
 * Divides the page by everything that repeats and may stand once in each post: dates at one shape, names at one shape,
 * numbered ids of one stem, and, where those give little, classes. The best division is returned; `null` where nothing
 * repeats that has words.
 */
export function bestDivision(sights: Sights): Scored | null {
  const divide = divider(sights.page)
  const grade = grader(sights)
  const best = (groups: Map<string, number[]>): Scored | null => {
    let top: Scored | null = null
    const largest = [...groups].filter(([, { length }]) => length > 1 && length <= mostMarks)
    for (const [by, marks] of largest.sort((a, b) => b[1].length - a[1].length).slice(0, mostGroups)) {
      const division = divide(by, marks)
      const scored = division === null ? null : grade(division)
      if (scored !== null && scored.score > (top?.score ?? 0)) top = scored
    }
    return top
  }
  const dates = sights.dates.map(({ head, shape }) => [shape, head] as const)
  const names = sights.people.map(({ place, shape }) => [shape, place] as const)
  const marked = best(group([...dates, ...names]))
  const numbered = best(numberedGroups(sights.page))
  const found = better(marked, numbered)
  if (found !== null && found.complete > 0.6) return found
  return better(found, best(classGroups(sights.page)))
}

const better = (a: Scored | null, b: Scored | null): Scored | null => ((b?.score ?? 0) > (a?.score ?? 0) ? b : a)

function group(marks: readonly (readonly [string, number])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [key, place] of marks) {
    const list = groups.get(key)
    if (list === undefined) groups.set(key, [place])
    else if (list.at(-1) !== place) list.push(place)
  }
  // A walk over dates and one over names were put together: each region needs its marks in order.
  for (const list of groups.values()) list.sort((a, b) => a - b)
  return groups
}

/** Elements with numbered ids or anchors' names: `post_123`, `<a name="123">`. */
function numberedGroups(page: Survey): Map<string, number[]> {
  const marks: [string, number][] = []
  for (let place = 0; place < page.nodes.length; place++) {
    const element = page.element(place)
    if (element === undefined) continue
    const id = attribute(element, 'id') || (element.name === 'a' ? attribute(element, 'name') : '')
    if (/\d/.test(id) && id.length < 80) marks.push([`${element.name}#${stem(id)}`, place])
  }
  return group(marks)
}

/** Elements by each of their classes; those without by their place in the tree. */
function classGroups(page: Survey): Map<string, number[]> {
  const marks: [string, number][] = []
  for (let place = 0; place < page.nodes.length; place++) {
    const element = page.element(place)
    if (element === undefined || page.plain(place, page.ends[place] ?? place) < 20) continue
    const names = namesOf(element).slice(1).split('.').slice(0, 8)
    for (const name of names) marks.push([name === '' ? page.shape(place) : `${element.name}.${name}`, place])
  }
  return group(marks)
}

/** Grades divisions of one page. */
export function grader({ page, dates, people }: Sights): (division: Division) => Scored {
  // When somebody joined is no date of a post.
  const dated = dates.filter(({ before }) => !saysJoined(before)).map(({ start }) => start)
  const named = people.map(({ place }) => place)
  const all = page.plain(0, page.nodes.length)
  return (division) => {
    const { regions } = division
    let [score, complete] = [0, 0]
    for (const region of regions) {
      const words = page.plain(region.from, region.to)
      const [hasDate, hasName] = [holds(dated, region), holds(named, region)]
      const whole = (hasDate || dated.length === 0) && (hasName || named.length === 0)
      score +=
        worth(words) * (whole && hasDate !== hasName ? 0.7 : whole && hasDate ? 1 : hasDate ? 0.5 : hasName ? 0.3 : 0)
      if (whole) complete += 1
    }
    complete /= Math.max(1, regions.length)
    // Posts are alike: where half of the regions lack a date or a name, it was something else that repeats.
    score *= (0.3 + 0.7 * complete) * (0.3 + 0.7 * alike(page, regions)) * (isAside(page, regions, all) ? 0.2 : 1)
    return { ...division, score, complete }
  }
}

/**
 * The share of regions that begin with the most usual kind of element. Where a post shows its author and date twice, for
 * wide screens and for narrow ones, it falls into two regions of different kinds.
 */
function alike(page: Survey, regions: readonly Region[]): number {
  const kinds = new Map<string, number>()
  for (const { from } of regions) {
    const element = page.element(from)
    const first = element === undefined ? '' : (namesOf(element).slice(1).split('.')[0] ?? '')
    const kind = `${element?.name ?? 'text'}.${first}`
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  return Math.max(0, ...kinds.values()) / Math.max(1, regions.length)
}

/**
 * What words are worth grows slower than their number: two posts count more than the same words as one, so that a
 * division into too few is not taken; and links count nothing, so that a list of other threads' titles is not.
 */
const worth = (words: number): number => Math.min(words, 2_000) ** 0.6

/** Whether any of the sorted places lies in the region. */
export function holds(places: readonly number[], { from, to }: Region): boolean {
  const at = firstFrom(places, from)
  return at < places.length && (places[at] ?? to) < to
}

/** The index of the first of the sorted places that is not before `from`. */
export function firstFrom(places: readonly number[], from: number): number {
  let low = 0
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** In a sidebar, a footer or a box of similar threads, by its markup's own words. What holds most of the page is none. */
export function isAside(page: Survey, regions: readonly Region[], all: number): boolean {
  const first = regions[0]?.from ?? 0
  for (let at = first; at >= 0; at = page.parents[at] ?? -1) {
    if (page.plain(at, page.ends[at] ?? at) > all / 2) return false
    const element = page.element(at)
    if (element === undefined) continue
    if (/^(aside|nav|footer)$/.test(element.name) || hints(element, 'aside')) return true
  }
  return false
}
