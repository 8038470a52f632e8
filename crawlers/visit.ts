import { setTimeout as pause } from 'node:timers/promises'
import { FetchError, LoginNeededError, ParseError, ThrottledError } from '../model/errors.ts'
import type { Target } from '../model/target.ts'
import type { Fetcher, HttpFetcher, Wish } from './fetcher.ts'
import { createMirrors } from './mirrors.ts'
import { createPace } from './pace.ts'
import { createErrand } from './pictures.ts'
import { createPlan, type Planned } from './plan.ts'
import { keptOut, type Robots } from './robots.ts'
import type { Scheduling } from './scheduling.ts'
import type { Session } from './session/session.ts'
import type { Answer, Step, VisitReport } from './step.ts'

/** A visit under way. */
export interface Visit {
  report: Promise<VisitReport>
  /** Cuts the request that is under way, waits for an answer that is being given, and rejects with `error`. */
  cancel(error: Error): void
}

/** Timers wrap around beyond this many milliseconds (24.8 days). */
const longestTimer = 2 ** 31 - 1

/**
 * Runs one visit. Its next request is made due by a timer when the target's delay has passed and the last one is over;
 * then Crawlee runs it when it has room. The visit ends when nothing is under way any more.
 */
export function startVisit(
  target: Target,
  start: readonly Step[],
  answer: Answer,
  line: {
    visitor: Fetcher
    session?: Session | undefined
    /** What fetches pictures, whatever fetches pages. */
    fetcher: Pick<HttpFetcher, 'fetch' | 'picture'>
    robots: Robots
    offer: Scheduling['offer']
    /** Which of the site's addresses are asked first. */
    mirrors?: readonly string[] | undefined
    signal?: AbortSignal | undefined
    onEnd?: ((report: VisitReport) => void) | undefined
  },
): Visit {
  const { limits } = target
  const origins = new Set(target.start.map((url) => new URL(url).origin))
  const isOwn = (url: string): boolean => URL.canParse(url) && origins.has(new URL(url).origin)
  const mirrors = createMirrors(target, line.mirrors)
  const plan = createPlan(start, limits)
  const pace = createPace(limits)
  const report: Omit<VisitReport, 'requests' | 'stopped' | 'tooDeep' | 'mirrors'> = {
    pages: 0,
    bytes: 0,
    unchanged: 0,
    keptOut: 0,
    errors: [],
  }
  const result = deferred<VisitReport>()
  const cut = new AbortController()
  const visitor = mirrors.through(line.visitor)
  const errand = createErrand(target, {
    ...{ fetcher: line.fetcher, robots: line.robots, jar: line.session?.jar },
    ...{ pace, mirrors, signal: cut.signal },
  })
  let stopped: VisitReport['stopped'] | undefined
  let failure: Error | undefined
  let isBusy = false
  let requests = 0
  let nextTimer: NodeJS.Timeout | undefined

  const onAbort = (): void => end('aborted')
  const visitTimer = setTimeout(() => end('time-limit'), Math.min(limits.visit, longestTimer))
  line.signal?.addEventListener('abort', onAbort, { once: true })

  /** The first reason to end counts; an error counts in any case, and more than a start page that failed before. */
  function end(why: VisitReport['stopped'], error?: Error): void {
    failure = error ?? failure
    stopped ??= why
    clearTimeout(nextTimer)
    cut.abort()
    if (!isBusy) settle(stopped)
  }

  function settle(why: VisitReport['stopped']): void {
    clearTimeout(visitTimer)
    line.signal?.removeEventListener('abort', onAbort)
    const counts = { requests: requests - report.keptOut, tooDeep: plan.tooDeep() }
    const whole = { ...report, ...counts, mirrors: mirrors.report(), stopped: why }
    line.onEnd?.(whole)
    if (failure === undefined) result.resolve(whole)
    else result.reject(failure)
  }

  function planNext(): void {
    if (stopped !== undefined) settle(stopped)
    else if (plan.isEmpty()) end('done')
    else if (requests >= limits.pages) end('page-limit')
    else {
      const wait = pace.wait()
      if (wait > 0) nextTimer = setTimeout(offerNext, Math.min(wait, longestTimer))
      else offerNext()
    }
  }

  function offerNext(): void {
    const planned = plan.next()
    if (planned === undefined) end('done')
    else line.offer(planned.step.link.url, () => take(planned))
  }

  async function take(planned: Planned): Promise<void> {
    if (stopped !== undefined) return
    isBusy = true
    requests++
    try {
      await read(planned)
    } catch (error) {
      judge(error, planned)
    }
    isBusy = false
    planNext()
  }

  async function read(planned: Planned): Promise<void> {
    const { link } = planned.step
    const { bytes, timeout } = limits
    const { id: circuit, allowPrivate, userAgent } = target
    const token = isOwn(link.url) ? target.token : undefined
    const wish = {
      ...mirrors.wishFor(planned.step),
      userAgent,
      token,
      bytes,
      timeout,
      circuit,
      allowPrivate,
      jar: line.session?.jar,
      signal: cut.signal,
    }
    if (!(await mayRead(wish, planned))) return
    if (mirrors.areSeveral) line.session?.moveTo(mirrors.origin())
    await line.session?.begin(visitor, wish, turn)
    // Not before: robots.txt and a login take their own time, and what the pause is counted from is the page's request.
    pace.begin()
    try {
      const fetched = await line.visitor.fetch(wish)
      if (fetched === undefined) {
        mirrors.unchanged()
        report.unchanged++
        return
      }
      const page = mirrors.answered(fetched.page, planned.step)
      line.session?.check(page)
      report.pages++
      report.bytes += fetched.bytes
      plan.reached(page.finalUrl)
      plan.add(await answer(page, planned.step, errand), planned)
    } catch (error) {
      const isOver = error instanceof LoginNeededError && (await line.session?.renew(visitor, wish, turn))
      if (!isOver) throw error
      plan.retry(planned)
    }
  }

  /** The site may be asked once more, within the same step: to sign in takes some requests. */
  async function turn(): Promise<void> {
    await pause(Math.max(pace.wait(), 0), undefined, { signal: cut.signal })
    pace.begin()
  }

  /** What robots.txt forbids is left out; where the visit began with it, that is the operator's to decide. */
  async function mayRead(wish: Wish, { isStart }: Planned): Promise<boolean> {
    if (target.robots === 'ignore') return true
    const { allowed, delayMs } = await line.robots.ask(wish, line.visitor.fetch)
    pace.slowDown(delayMs)
    if (!allowed && isStart) throw keptOut(wish.url)
    if (!allowed) report.keptOut++
    return allowed
  }

  /**
   * A page that cannot be had is asked for once more, at the site's next address if it has one. Then it is noted and the
   * visit goes on; where it began with that page, it fails when the rest is done, so that one dead board doesn't hide the
   * others. A site that says "slow down" or lets nobody sign in, and any error that is not about a page (the store's), end
   * the visit at once.
   */
  function judge(error: unknown, planned: Planned): void {
    if (cut.signal.aborted && (error === cut.signal.reason || (error as Error).name === 'AbortError')) return
    const isAboutPage = error instanceof FetchError || error instanceof ParseError
    const isOfSession = error === line.session?.failure()
    if (isAboutPage && (!isOfSession || mirrors.areSeveral) && mirrors.again(planned.step, error)) {
      plan.retry(planned)
    } else if (!isAboutPage || isOfSession || error instanceof ThrottledError) {
      end('aborted', error instanceof Error ? error : new Error(String(error)))
    } else {
      const told = mirrors.told(planned.step, error)
      report.errors.push({ url: planned.step.link.url, error: told })
      if (planned.isStart) failure ??= told
    }
  }

  if (line.signal?.aborted) end('aborted')
  else planNext()
  return { report: result.promise, cancel: (error) => end('aborted', error) }
}

function deferred<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: Error): void } {
  let resolve: (value: T) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
