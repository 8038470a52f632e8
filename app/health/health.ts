import { say } from '../../model/sentences.ts'
import type { TroubleKind } from '../../store/troubles.ts'
import type { Figures, Visit } from '../../store/visits.ts'
import { type Field, fields } from '../visit/witness.ts'

// Whether a visit read its target as well as the target's own visits before it: pure figures, no store.

/** Posts that a share is judged by, at least; where a visit has fewer, those of the visits before it are added. */
export const fewestPosts = 3
/** Visits that must have given something before it is strange that one gives nothing. */
const fewestVisits = 3
/** Lists that name less than this part of the least that they named before have lost their threads. */
const collapse = 1 / 4
/** They must have named so many. */
const enoughListed = 20
/** A share has dropped when it lost so much of the whole, or half of itself … */
const drop = 0.3
const part = 0.5
/** … and when chance would hardly do that: less often than once in so many visits. */
const surprise = 1 / 10_000

/** What one visit says of one trouble: it is there, or it isn't. A visit that says nothing of it has no verdict. */
export interface Verdict {
  kind: Exclude<TroubleKind, 'unread'>
  isBad: boolean
  /** With figures: "author in 2% of 41 posts, before in 98% of 830". */
  what: string
}

/** What a visit is held against: visits that read pages, and visits that read posts, the newest first. */
export interface Past {
  pages: readonly Visit[]
  posts: readonly Visit[]
  /** Visits that read pages just before this one: what engines are known. */
  lately: readonly Visit[]
  /** Visits with posts just before this one: a quiet board is judged by several together. */
  recent: readonly Visit[]
}

export const judge = (visit: Visit, past: Past): Verdict[] => [
  ...judgeYield(visit, past.pages),
  ...fields.flatMap((field) => judgeField(field, visit, past)),
]

/** Posts, and threads or pastes that lists name: a page gives one or the other. */
const yieldOf = ({ posts, listed }: Visit): number => posts + listed

function judgeYield(visit: Visit, before: readonly Visit[]): Verdict[] {
  if (visit.pages === 0 || 'empty' in visit.kinds || before.length < fewestVisits) return []
  const isOne = visit.pages === 1
  const pages = String(visit.pages)
  if (yieldOf(visit) === 0) {
    // One that was cut short, as a probe of a wall is, may not have come to what there is.
    const isStrange = visit.stopped === 'done' && before.every((other) => yieldOf(other) > 0)
    const what = say(isOne ? 'pageGaveNothing' : 'pagesGaveNothing', pages, String(before.length))
    return isStrange ? [{ kind: 'no-posts', isBad: true, what }] : []
  }
  const whole = before.filter(isWhole)
  const least = Math.min(...whole.map(({ listed }) => listed))
  const isCollapsed =
    isWhole(visit) && whole.length >= fewestVisits && least >= enoughListed && visit.listed < least * collapse
  const what = isCollapsed
    ? say(isOne ? 'pageListsFew' : 'pagesListFew', pages, ...[visit.listed, whole.length, least].map(String))
    : say(isOne ? 'pageRead' : 'pagesRead', String(visit.posts), String(visit.listed), pages)
  return [{ kind: 'no-posts', isBad: isCollapsed, what }]
}

/** Nothing was left out: by a limit, by an error, or because the server said that it had not changed. */
const isWhole = ({ unchanged, stopped, errors }: Visit): boolean =>
  unchanged === 0 && stopped === 'done' && errors.length === 0

const having = { author: 'withAuthor', date: 'withDate', text: 'withText' } as const satisfies Record<
  Field,
  keyof Figures
>

function judgeField(field: Field, visit: Visit, { posts, recent }: Past): Verdict[] {
  if (visit.posts === 0) return []
  const pooled = [visit]
  for (const other of recent) if (sum(pooled, 'posts') < fewestPosts) pooled.push(other)
  const oldest = pooled.at(-1)?.startedAt ?? visit.startedAt
  const now = shareOf(field, pooled)
  const before = shareOf(
    field,
    posts.filter(({ startedAt }) => startedAt < oldest),
  )
  if (before.of === 0 || now.of < fewestPosts) return []
  // Laplace's rule: a field that was always there is not certain to be there.
  const expected = (before.count + 1) / (before.of + 2)
  const isLess = now.share < before.share - drop || now.share < before.share * part
  const isBad = isLess && atMost(now.count, now.of, expected) < surprise
  return [{ kind: field, isBad, what: say(field, ...figuresOf(now), ...figuresOf(before)) }]
}

interface Share {
  count: number
  of: number
  share: number
}

function shareOf(field: Field, visits: readonly Visit[]): Share {
  const count = sum(visits, having[field])
  const of = sum(visits, 'posts')
  return { count, of, share: of === 0 ? 0 : count / of }
}

const sum = (visits: readonly Visit[], name: 'posts' | (typeof having)[Field]): number =>
  visits.reduce((total, visit) => total + visit[name], 0)

const figuresOf = ({ share, of }: Share): string[] => [String(Math.floor(share * 100)), String(of)]

/** The chance of at most `count` among `of` where each has the chance `p`: the lower tail of the binomial distribution. */
function atMost(count: number, of: number, p: number): number {
  let log = of * Math.log1p(-p)
  let total = Math.exp(log)
  for (let k = 0; k < count; k++) {
    log += Math.log((of - k) / (k + 1)) + Math.log(p / (1 - p))
    total += Math.exp(log)
  }
  return total
}

/**
 * Another engine reads most of the visit's pages than ever read one before: "generic reads 12 of 12 pages, before mybb
 * did". `null` where that is not so, and where the target itself names the engine.
 */
export function changedEngine(
  visit: Visit,
  before: readonly Visit[],
  named: string,
): { engine: string; what: string } | null {
  const known = new Map<string, number>()
  for (const { engines } of before)
    for (const [engine, pages] of Object.entries(engines)) known.set(engine, (known.get(engine) ?? 0) + pages)
  const [usual] = [...known].sort(([, a], [, b]) => b - a)
  const pages = Object.values(visit.engines).reduce((total, count) => total + count, 0)
  for (const [engine, count] of Object.entries(visit.engines))
    if (usual && !known.has(engine) && engine !== named && count * 2 > pages)
      return { engine, what: say('otherEngine', engine, String(count), String(pages), usual[0]) }
  return null
}
