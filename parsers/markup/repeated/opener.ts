import { isText } from '../page/dom.ts'
import { hints } from './hints.ts'
import type { DateMark } from './moments.ts'
import type { Region } from './regions.ts'
import { firstFrom, isAside, type Sights } from './score.ts'

/** A piece of text in one go that a header does not have. */
const prose = 40
/** Letters of other words between a name and the date that belongs to it. */
const apart = 80

/**
 * The post that opens a page in a template of its own, as a question does above its answers: somebody's name beside a
 * date, and prose. It ends where the repeated posts begin. `null` where there is none.
 */
export function openerOf(sights: Sights, first: Region): Region | null {
  const { page } = sights
  const all = page.plain(0, page.nodes.length)
  for (const date of signed(sights)) {
    if (date.start >= first.from) break
    const region = { from: topBefore(sights, date, first.from), to: first.from }
    if (!isAside(page, [{ from: date.place, to: date.start }], all) && hasProse(sights, region.from, region.to))
      return region
  }
  return null
}

/** The only post of a page: the smallest element with a name that links to an account, its date, and prose. */
export function lonePost(sights: Sights): Region | null {
  const { page } = sights
  const all = page.plain(0, page.nodes.length)
  for (const date of signed(sights)) {
    if (isAside(page, [{ from: date.place, to: date.start }], all)) continue
    for (let at = date.place; at >= 0; at = page.parents[at] ?? -1) {
      const end = page.ends[at] ?? at
      if (/^(body|html)$/.test(page.element(at)?.name ?? '')) break
      if (nameNear(sights, date, at, end) && hasProse(sights, at, end)) return { from: at, to: end }
    }
  }
  return null
}

/** The dates that have a name near. */
const signed = (sights: Sights): DateMark[] =>
  sights.dates.slice(0, 200).filter((date) => nameNear(sights, date, 0, sights.page.nodes.length))

function nameNear({ page, people }: Sights, { start }: DateMark, from: number, to: number): boolean {
  const places = people.map(({ place }) => place)
  const at = firstFrom(places, start)
  return [people[at - 1], people[at]].some((name) => {
    if (name === undefined || name.place < from || name.place >= to || page.element(name.place)?.name !== 'a')
      return false
    return page.plain(Math.min(name.place, start), Math.max(name.place, start)) < apart
  })
}

/** The largest element around the date, or around the name before it, that ends before the posts begin. */
function topBefore({ page, people }: Sights, { start, place }: DateMark, before: number): number {
  const at =
    firstFrom(
      people.map((name) => name.place),
      start,
    ) - 1
  const name = people[at]
  const near = name !== undefined && page.plain(name.place, start) < apart ? name.place : place
  let top = Math.min(near, place)
  for (let up = page.parents[top] ?? -1; up >= 0 && (page.ends[up] ?? 0) <= before; up = page.parents[up] ?? -1)
    top = up
  return top
}

/** Whether one text, outside of boxes at the side, is long enough to be somebody's words. */
function hasProse({ page }: Sights, from: number, to: number): boolean {
  let passed = from
  for (let place = from; place < to; place++) {
    const element = page.element(place)
    if (
      element !== undefined &&
      (hints(element, 'aside') || hints(element, 'signature') || /^(form|h[1-6])$/.test(element.name)) &&
      (page.ends[place] ?? place) <= to
    ) {
      passed = Math.max(passed, page.ends[place] ?? place)
    }
    const node = page.nodes[place]
    if (place >= passed && node !== undefined && isText(node) && page.plain(place, place + 1) >= prose) return true
  }
  return false
}
