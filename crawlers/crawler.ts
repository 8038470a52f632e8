import type { LookupFunction } from 'node:net'
import { totalmem } from 'node:os'
import type { Clock } from '../model/clock.ts'
import { PantauError } from '../model/errors.ts'
import type { Target } from '../model/target.ts'
import { type Browser, createBrowser } from './browser/browser.ts'
import { createFetcher, type Fetcher } from './fetcher.ts'
import { createRobots } from './robots.ts'
import { type Log, startScheduling } from './scheduling.ts'
import { openSession, type Sessions } from './session/session.ts'
import type { Answer, Step, VisitReport } from './step.ts'
import { startVisit, type Visit } from './visit.ts'
import type { Route } from './ways.ts'

export interface Crawler {
  /**
   * Runs one visit: the target's start pages (or `start`), then whatever `answer` says to follow, one request at a time,
   * the target's delay apart, until nothing is left or a limit is reached. 404 and 410 are pages too: engines know a
   * missing thread. Rejects with a FetchError or ParseError where a start page failed (the rest is visited first), with
   * ThrottledError as soon as the site asks for a pause, and at once with any other error that `answer` throws. `onEnd`
   * is told how far it came, also where it rejects then.
   */
  visit(target: Target, answer: Answer, options?: VisitOptions): Promise<VisitReport>
  /**
   * The status that an address answers to HEAD over this way, redirects not followed. Rejects with a FetchError where
   * there is no answer.
   */
  head(url: string, way: Pick<Route, 'via' | 'allowPrivate'>): Promise<number>
  /** From now on, requests under way at once, over all visits, at most. */
  setConcurrency(concurrency: number): void
  /** Cuts running visits off (they reject) and leaves nothing open. */
  close(): Promise<void>
}

export interface VisitOptions {
  signal?: AbortSignal
  start?: Step[]
  /** Which of the site's addresses are asked first; its own order without. */
  mirrors?: readonly string[]
  onEnd?: (report: VisitReport) => void
}

export interface CrawlerOptions {
  log: Log
  /** Requests under way at once, over all visits, at most. */
  concurrency?: number
  /** Megabytes (MiB) that the whole process may take before fewer requests are started. */
  memoryMb?: number
  /** How host names become addresses; the system's way by default. */
  lookup?: LookupFunction
  /** Host and port of Tor's SOCKS port; `127.0.0.1:9050` by default. */
  tor?: string
  /** The program that renders pages of targets with `fetch: browser`; found by itself by default. */
  browser?: string | undefined
  /** What pages are dated by; the machine's clock by default. */
  now?: Clock
  /** Where sessions are kept, and how forms are filled in; without it, targets with `session:` are refused. */
  sessions?: Sessions
}

/** Starts the one crawler of this process. */
export async function createCrawler(options: CrawlerOptions): Promise<Crawler> {
  const { log, concurrency = 100, memoryMb = usualMemoryMb(), sessions, ...ways } = options
  const fetcher = createFetcher(ways)
  const browser = createBrowser(ways)
  const robots = createRobots()
  const scheduling = await startScheduling({ log, concurrency, memoryMb })
  const visits = new Set<Visit>()
  let closing: PantauError | undefined
  const leaving = new AbortController()

  const cancelAll = (reason: PantauError): void => {
    closing ??= reason
    leaving.abort(closing)
    for (const visit of visits) visit.cancel(closing)
  }
  const onEnd = (): void => cancelAll(new PantauError('the crawler has stopped; its visits run again'))
  scheduling.ended.then(onEnd, onEnd)

  return {
    async visit(target, answer, { signal, onEnd, mirrors, start = startOf(target) } = {}) {
      const session = await openSession(target, sessions)
      if (closing !== undefined) throw closing
      const own = target.fetch === 'browser' ? visitorOn(browser, target) : undefined
      const way = { visitor: own ?? fetcher, fetcher, session, robots, mirrors, offer: scheduling.offer }
      const visit = startVisit(target, start, answer, { ...way, signal, onEnd })
      visits.add(visit)
      try {
        const report = await visit.report
        log.debug({ target: target.id, ...report, errors: report.errors.length }, 'visit is over')
        return report
      } finally {
        visits.delete(visit)
        await own?.close()
        await session?.end()
      }
    },

    head: (url, way) =>
      fetcher.head({ ...headBounds, ...way, url, circuit: new URL(url).host, signal: leaving.signal }),

    setConcurrency: scheduling.setConcurrency,

    async close() {
      cancelAll(new PantauError('the crawler is closing; its visits run again'))
      await Promise.allSettled([...visits].map((visit) => visit.report))
      await scheduling.stop()
      await Promise.all([fetcher.close(), browser.close()])
    },
  }
}

/** What asking for a status may cost: nothing is taken in. */
const headBounds = { bytes: 0, timeout: 20_000 }

/** One visitor for each way: a visitor's way out is settled with its first page, and a mirror may have another. */
function visitorOn(browser: Browser, { via }: Target): Fetcher {
  const usual = browser.visitor()
  const visitors = new Map([[via, usual]])
  const visitorFor = (via: string): Fetcher => {
    const visitor = visitors.get(via) ?? browser.visitor()
    visitors.set(via, visitor)
    return visitor
  }
  return {
    fetch: (wish) => visitorFor(wish.via).fetch(wish),
    ...(usual.submit && { submit: async (wish, login) => visitorFor(wish.via).submit?.(wish, login) }),
    async close() {
      await Promise.all([...visitors.values()].map((visitor) => visitor.close()))
    },
  }
}

const startOf = (target: Target): Step[] => target.start.map((url) => ({ link: { url, kind: 'board' } }))

/** Three quarters of what there is, 4 GiB at most: PGlite alone takes up to 900 MB of this process. */
function usualMemoryMb(): number {
  const constrained = process.constrainedMemory() ?? 0
  const available = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
  return Math.min(Math.floor((available * 0.75) / 2 ** 20), 4_096)
}
