import type { Link, LinkKind } from '../../model/page.ts'
import type { ParsedPost } from '../../model/post.ts'
import type { Target } from '../../model/target.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import type { Backfill } from '../../store/backfills.ts'

/** A page of a site's history, on its way. */
export interface WalkStep {
  url: string
  kind: LinkKind
  /** Its page within its board, stream or thread; the first is 1. */
  depth: number
  /** The first page of the board or stream that it is a page of; `null` for a thread's, a paste's or an account's page. */
  list: string | null
  /** How far back the pages of this list before it went. */
  reachedAt: Date | null
  /** Whether what is on it may be so new that no ordinary visit has come by, as far as its dates do not tell. */
  mayBeFresh: boolean
}

/** Where a walk through a target's history ends. */
export interface Range extends Pick<Backfill, 'since' | 'until'> {
  /** The type of the target: a leak site's rows carry dates that are none of a last post. */
  type: Target['type']
  /** What is newer than this is an ordinary visit's to judge where its date is not known. */
  freshSince: Date
}

/** Pages of one board, stream or thread, at most: an endless calendar ends here. */
const deepest = 10_000

/** The first steps: the target's start pages. */
export const firstSteps = ({ start }: Pick<Target, 'start'>): WalkStep[] =>
  start.map((url) => ({ url, kind: 'board', depth: 1, list: url, reachedAt: null, mayBeFresh: true }))

/** The posts of a page that belong to the range: not what is newer, nor what has no date and may be new. */
export const postsWithin = ({ posts }: ParsedDocument, step: WalkStep, { until }: Range): ParsedPost[] =>
  posts.filter(({ postedAt }) => (postedAt === null ? !step.mayBeFresh : until === null || new Date(postedAt) <= until))

/** What a page leads to, in the order in which it is read: its threads, then the page behind it. */
export function stepsFrom(document: ParsedDocument, step: WalkStep, range: Range): WalkStep[] {
  const { links, kind } = document
  const isDeep = step.depth >= deepest
  const next = links.filter((link) => (link.kind === 'next' || link.kind === 'older') && !isDeep)
  const goesOn = next.map(({ url, kind }) => ({ ...step, url, kind, depth: step.depth + 1 }))
  const rows = links.filter((link) => link.kind === 'thread' || link.kind === 'paste')
  // A paste's page may lead to its raw text.
  if (step.list === null) return [...(kind === 'paste' ? rows.map((row) => stepInto(row, step, range)) : []), ...goesOn]
  const boards = kind === 'index' || kind === 'board' ? links.filter((link) => link.kind === 'board') : []
  const reachedAt = reachedBy(document, step, range)
  return [
    ...rows.filter((row) => !isBefore(lastPostOf(row, range), range.since)).map((row) => stepInto(row, step, range)),
    ...boards.map(
      ({ url }): WalkStep => ({ url, kind: 'board', depth: 1, list: url, reachedAt: null, mayBeFresh: true }),
    ),
    // Newest first: where all of a page is older, so is what lies behind it.
    ...(isAllBefore(document, range) ? [] : goesOn.map((further) => ({ ...further, reachedAt, mayBeFresh: false }))),
  ]
}

/** How far back a list has been read with this page, by its last row or its oldest post; as before where neither tells. */
export function reachedBy({ posts, links }: ParsedDocument, step: WalkStep, range: Range): Date | null {
  const ofRows = links.flatMap((link) => lastPostOf(link, range) ?? [])
  const ofPosts = datesOf(posts).toSorted((one, other) => +one - +other)
  // Pinned threads stand first, whatever their age.
  return ofRows.at(-1) ?? ofPosts[0] ?? step.reachedAt
}

function stepInto(row: Link, step: WalkStep, range: Range): WalkStep {
  const last = lastPostOf(row, range)
  const mayBeFresh = last === null ? step.mayBeFresh : last > range.freshSince
  return { url: row.url, kind: row.kind, depth: 1, list: null, reachedAt: null, mayBeFresh }
}

/** When a board's row says that there was a last post: engines end a mark with the instant, where it is exact. */
function lastPostOf({ kind, mark }: Link, { type }: Range): Date | null {
  if (kind !== 'thread' || type === 'leaksite' || mark === undefined) return null
  const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.exec(mark)?.[0]
  return instant === undefined ? null : new Date(instant)
}

function isAllBefore({ posts, links }: ParsedDocument, range: Range): boolean {
  const rows = links.filter(({ kind }) => kind === 'thread' || kind === 'paste').map((link) => lastPostOf(link, range))
  const dates = [...rows, ...posts.map(({ postedAt }) => (postedAt === null ? null : new Date(postedAt)))]
  return dates.length > 0 && dates.every((date) => isBefore(date, range.since))
}

const isBefore = (date: Date | null, since: Date): boolean => date !== null && date < since

export const datesOf = (posts: readonly ParsedPost[]): Date[] =>
  posts.flatMap(({ postedAt }) => (postedAt === null ? [] : [new Date(postedAt)]))
