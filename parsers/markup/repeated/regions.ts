import type { Survey } from './survey.ts'

/** A stretch of the page that would be one post: all places from `from` up to `to`, inside one parent. */
export interface Region {
  from: number
  to: number
}

/** Parts of a page that repeat: one region around each of a group of marks. */
export interface Division {
  /** What it was divided by, for a person to read. */
  by: string
  regions: Region[]
}

/** More steps up the tree than any genuine page needs; beyond, candidates are not looked at. */
const budget = 3_000_000

/** A divider for one page: it counts its steps, so that a page of a million nested marks ends soon. */
export function divider(page: Survey): (by: string, marks: readonly number[]) => Division | null {
  let steps = 0
  return (by, marks) => {
    const heads: Region[] = []
    for (const [index, mark] of marks.entries()) {
      const after = marks[index + 1] ?? Number.POSITIVE_INFINITY
      // A mark that holds the next one is the frame around a thread of replies: its own part has no element.
      if ((page.ends[mark] ?? mark) > after) return null
      const before = marks[index - 1] ?? -1
      let top = mark
      for (
        let up = page.parents[mark] ?? -1;
        up > before && (page.ends[up] ?? 0) <= after;
        up = page.parents[up] ?? -1
      ) {
        top = up
        steps += 1
      }
      if (steps > budget) return null
      heads.push({ from: top, to: page.ends[top] ?? top + 1 })
    }
    return { by, regions: withGaps(page, heads) }
  }
}

/**
 * A head is the largest element with one mark in it. In most forums it is the post. In tables with a row for the author
 * and a row for the words, in definition lists, in flat text between <hr>, and where replies lie inside what they
 * answer, the rest of the post follows the head as its siblings, up to the next one that has a mark in it.
 */
function withGaps(page: Survey, heads: readonly Region[]): Region[] {
  const follow = heads.map((head, index) => ({ from: head.from, to: endOfGap(page, head, heads[index + 1]) }))
  const inside = letters(page, heads)
  const gaps = follow.map(({ to }, index) => ({ from: heads[index]?.to ?? to, to }))
  const outside = letters(page, gaps.slice(0, -1))
  // Posts with frames of their own: what stands between them is an advertisement.
  if (inside > outside * 1.5) return [...heads]
  const last = gaps.at(-1)
  const lead = heads[0] === undefined ? null : beginOfGap(page, heads[0])
  const closing = last === undefined ? 0 : page.plain(last.from, last.to)
  if (lead !== null && closing < 20 && page.plain(lead, heads[0]?.from ?? lead) > 20 && isFlat(page, heads)) {
    // Author and date stand under the words: each region begins where the one before ends.
    return heads.map(({ to }, index) => ({ from: index === 0 ? lead : (heads[index - 1]?.to ?? lead), to }))
  }
  return trimLast(page, heads, follow)
}

const letters = (page: Survey, regions: readonly Region[]): number =>
  regions.reduce((sum, { from, to }) => sum + page.plain(from, to), 0)

const isFlat = (page: Survey, heads: readonly Region[]): boolean =>
  new Set(heads.map(({ from }) => page.parents[from])).size === 1

/**
 * Where the places end that follow a head: where the next one begins, or at the parent's end. The next head may lie
 * deeper than the siblings: in replies inside what they answer, and in rows that their author forgot to close.
 */
function endOfGap(page: Survey, head: Region, next: Region | undefined): number {
  const parent = page.parents[head.from] ?? -1
  const end = parent < 0 ? page.nodes.length : (page.ends[parent] ?? head.to)
  return next === undefined ? end : Math.min(end, next.from)
}

function beginOfGap(page: Survey, head: Region): number {
  const parent = page.parents[head.from] ?? -1
  return parent + 1
}

/** After the last post come the reply form and the footer: it ends with the last kind of sibling that others have too. */
function trimLast(page: Survey, heads: readonly Region[], follow: Region[]): Region[] {
  const last = follow.at(-1)
  const head = heads.at(-1)
  if (last === undefined || head === undefined || follow.length < 2) return follow
  const usual = new Set<string>()
  let longest = 0
  for (const [index, region] of follow.slice(0, -1).entries()) {
    let count = 0
    for (let at = heads[index]?.to ?? region.to; at < region.to; at = after(page, at, region.to)) {
      usual.add(kindOf(page, at))
      count += 1
    }
    longest = Math.max(longest, count)
  }
  let to = head.to
  for (let at = head.to, count = 0; at < last.to && count <= longest * 2; at = page.ends[at] ?? at + 1, count += 1) {
    if (!usual.has(kindOf(page, at))) break
    to = page.ends[at] ?? at + 1
  }
  return [...follow.slice(0, -1), { from: last.from, to }]
}

/** The place after a node, or inside of it where it goes on beyond the region. */
export const after = (page: Survey, place: number, to: number): number => {
  const end = page.ends[place] ?? place + 1
  return end > to ? place + 1 : end
}

const kindOf = (page: Survey, place: number): string => (page.element(place) === undefined ? 'text' : page.shape(place))
