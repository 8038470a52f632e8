import { hostname } from 'node:os'
import type { OperatorNews } from '../../alerts/message/compose.ts'
import type { Page } from '../../model/page.ts'
import type { Target } from '../../model/target.ts'
import type { Sql } from '../../store/database.ts'
import { closeTrouble, openTrouble, openTroubles, type Trouble, type TroubleKind } from '../../store/troubles.ts'
import { lastGoodVisit, readingVisits, type Visit } from '../../store/visits.ts'
import type { House } from '../house.ts'
import { writeToOperator } from '../operator.ts'
import type { Specimens } from '../visit/witness.ts'
import { changedEngine, fewestPosts, judge, type Past } from './health.ts'
import { keepPage } from './kept.ts'
import { misreadNote, recoveredNote, unreadNote } from './trouble-notes.ts'

// What a visit shows of its target's health is told to the operator once when it begins and once when it has passed, in
// the transaction that writes the visit down.

/** A trouble that nobody mends for this long is the target's new state: what comes is held against what came since. */
const patienceMs = 14 * 86_400_000

/** Visits that one is held against. */
const pastVisits = 20

/** What a visit has changed. */
export interface Findings {
  opened: Trouble[]
  /** Another engine reads the target; told once, and from then on the usual one. */
  engine: string | null
  closed: Trouble[]
  /** Not told: it has stood for too long to be called trouble. */
  forgotten: Trouble[]
  /** Where the page lies that shows what is newly wrong. */
  kept: string | null
}

/** Holds a visit against those before it, and keeps the page that shows what is newly wrong. */
export async function findTroubles(
  house: Pick<House, 'database' | 'data' | 'line' | 'mailroom'>,
  target: Target,
  visit: Visit,
  specimens: Specimens,
): Promise<Findings> {
  const known = await openTroubles(house.database, target.id)
  const found: Findings = { opened: [], engine: null, closed: [], forgotten: [], kept: null }
  if (visit.error !== null) {
    const trouble = await unreadTrouble(house.database, target.id, visit.error)
    const isKnown = known.some(({ kind, since }) => kind === 'unread' && +since === +trouble.since)
    if (isKnown) return found
    return { ...found, opened: [trouble], kept: await keep(house, target.id, specimens.unread, visit.error) }
  }
  const standing = known.filter(({ kind }) => kind !== 'unread')
  found.closed.push(...known.filter(({ kind }) => kind === 'unread'))
  const past = await pastOf(house.database, visit, standing)
  for (const { kind, isBad, what } of judge(visit, past)) {
    const open = standing.find((other) => other.kind === kind)
    const trouble = { targetId: target.id, kind, since: visit.startedAt, what }
    if (isBad && !open) found.opened.push(trouble)
    else if (!isBad && open) found.closed.push({ ...open, what })
  }
  const isOld = ({ since }: Trouble): boolean => +visit.startedAt - +since > patienceMs
  found.forgotten = standing.filter(
    (trouble) => isOld(trouble) && !found.closed.some(({ kind }) => kind === trouble.kind),
  )
  const changed = changedEngine(visit, past.lately, target.engine)
  found.engine = changed?.what ?? null
  if (found.opened.length > 0 || changed)
    found.kept = await keep(house, target.id, specimenOf(found.opened, changed?.engine, specimens), 'not read right')
  return found
}

/**
 * Writes down what was found, and tells the operator; gives the deliveries that this makes. Of a target that `isPaused` from
 * now on, it has been told why it is not read.
 */
export async function tellTroubles(
  sql: Sql,
  { mailroom }: Pick<House, 'mailroom'>,
  { targetId, startedAt }: Visit,
  found: Findings,
  { isPaused }: { isPaused: boolean },
): Promise<string[]> {
  const opened: Trouble[] = []
  for (const trouble of found.opened) if (await openTrouble(sql, trouble)) opened.push(trouble)
  const closed: Trouble[] = []
  for (const trouble of found.closed) if (await closeTrouble(sql, targetId, trouble.kind)) closed.push(trouble)
  for (const { kind } of found.forgotten) await closeTrouble(sql, targetId, kind)

  const when = startedAt.toISOString()
  const tell = (what: string, note: OperatorNews): Promise<string[]> =>
    writeToOperator(sql, mailroom, `target ${targetId} ${what}`, note)
  const due: string[] = []
  if (closed.length > 0) due.push(...(await tell(`read again ${when}`, recoveredNote(targetId, closed))))
  const [unread] = opened.filter(({ kind }) => kind === 'unread')
  if (unread && isPaused) return due
  if (unread) due.push(...(await tell(occasionOf(unread), unreadNote(unread, found.kept))))
  else if (opened.length > 0 || found.engine !== null)
    due.push(...(await tell(`not read right ${when}`, misreadNote(targetId, opened, found.engine, found.kept))))
  return due
}

/** A target that nobody complains of and nobody reads: told once for every time that it falls silent. */
export async function tellOfSilence(
  { database, mailroom }: Pick<House, 'database' | 'mailroom'>,
  target: Target,
  what: string,
): Promise<void> {
  const trouble = await unreadTrouble(database, target.id, what)
  const due = await database.transaction(async (sql) =>
    (await openTrouble(sql, trouble))
      ? writeToOperator(sql, mailroom, `target ${target.id} ${occasionOf(trouble)}`, unreadNote(trouble, null))
      : [],
  )
  await mailroom.dispatch(due)
}

/** A target that fails, or is silent, since its last good visit: the same trouble however often it fails. */
async function unreadTrouble(sql: Sql, targetId: string, what: string): Promise<Trouble> {
  return { targetId, kind: 'unread', since: (await lastGoodVisit(sql, targetId)) ?? never, what }
}

const never = new Date(0)

const occasionOf = ({ since }: Trouble): string =>
  `not read since ${since.getTime() > 0 ? since.toISOString() : 'the first visit'}`

async function pastOf(
  sql: Sql,
  { targetId, startedAt, pages, posts }: Visit,
  standing: readonly Trouble[],
): Promise<Past> {
  // What came since something went wrong is no measure.
  const since = new Date(Math.min(+startedAt, ...standing.map((trouble) => +trouble.since)))
  const read = (what: 'pages' | 'posts', before: Date, limit: number): Promise<Visit[]> =>
    readingVisits(sql, targetId, { what, before, limit })
  return {
    pages: pages > 0 ? await read('pages', since, pastVisits) : [],
    lately: pages > 0 ? await read('pages', startedAt, pastVisits) : [],
    posts: posts > 0 ? await read('posts', since, pastVisits) : [],
    recent: posts > 0 && posts < fewestPosts ? await read('posts', startedAt, fewestPosts) : [],
  }
}

/** The page that shows what is wrong: one without what is missing, or the first that the new engine read. */
function specimenOf(opened: readonly Trouble[], engine: string | undefined, specimens: Specimens): Page | undefined {
  const { barren, without, engines } = specimens
  const ofKind = (kind: TroubleKind): Page | undefined =>
    kind === 'unread' ? undefined : kind === 'no-posts' ? barren : without.get(kind)
  const shown = opened.map(({ kind }) => ofKind(kind)).find((page) => page !== undefined)
  return shown ?? (engine === undefined ? undefined : engines.get(engine))
}

/** Keeps the page; says where, or why it could not be kept. `null` where none came that would show anything. */
async function keep(
  { data, line, mailroom }: Pick<House, 'data' | 'line' | 'mailroom'>,
  targetId: string,
  page: Page | undefined,
  why: string,
): Promise<string | null> {
  if (page === undefined) return null
  try {
    return `${await keepPage(data, line.keys, targetId, page, why)} on ${hostname()}`
  } catch (error) {
    mailroom.log.warn({ target: targetId, error: String(error) }, 'a page that cannot be read was not kept')
    return null
  }
}
