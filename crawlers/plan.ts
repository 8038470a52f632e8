import type { LinkKind } from '../model/page.ts'
import type { VisitLimits } from '../model/target.ts'
import type { Step } from './step.ts'

/** A step on its place in the visit. */
export interface Planned {
  readonly step: Step
  /** Its page within its thread, board or stream; the first is 1. */
  readonly depth: number
  /** The visit began with it: where it fails, the visit has failed. */
  readonly isStart: boolean
  /** It is a thread's page, the first or a further one. */
  readonly inThread: boolean
}

/**
 * What a visit has still to fetch, in the order in which it was named: breadth first, each address once. What is extra comes
 * last, if nothing else has led there by then: whoever is led to a page knows more of it. Its requests are kept for it.
 */
export interface Plan {
  next(): Planned | undefined
  /** Nothing is left, nor was anything dropped because a visit cannot get to it. */
  isEmpty(): boolean
  /** Adds the steps that the page at `from` led to. */
  add(steps: readonly Step[], from: Planned): void
  /** Puts a step that failed back, to be tried once more at once. */
  retry(planned: Planned): void
  /** Pages of threads that were dropped, as they lay beyond the limit. A board or stream that is cut there is done. */
  tooDeep(): number
  /** An address that was reached by a redirect counts as visited. */
  reached(url: string): void
}

const continues: ReadonlySet<LinkKind> = new Set<LinkKind>(['next', 'older'])

export function createPlan(start: readonly Step[], limits: Pick<VisitLimits, 'pages' | 'pagesPerThread'>): Plan {
  const seen = new Set<string>()
  /** Each costs a request: a farm of links is not remembered beyond what the visit may ask for. */
  let room = limits.pages
  let queue: Planned[] = []
  let head = 0
  let dropped = 0
  let given = 0
  const extras: Planned[] = []

  const put = (step: Step, depth: number, isStart: boolean, inThread: boolean): void => {
    if (seen.has(step.link.url)) return
    if (depth > limits.pagesPerThread) {
      if (inThread) dropped++
      return
    }
    if (--room < 0) return
    seen.add(step.link.url)
    queue.push({ step, depth, isStart, inThread })
  }
  for (const step of start) {
    if (!step.isExtra) put(step, 1, true, false)
    else if (--room >= 0) extras.push({ step, depth: 1, isStart: false, inThread: false })
  }
  /** Takes out what was read on another way. */
  const extrasLeft = (): number => {
    while (extras[0] && seen.has(extras[0].step.link.url)) extras.shift()
    return extras.length
  }
  const nextExtra = (): Planned | undefined => {
    const extra = extrasLeft() > 0 ? extras.shift() : undefined
    if (extra) seen.add(extra.step.link.url)
    return extra
  }

  return {
    next() {
      given += 1
      const extra = head >= queue.length || given > limits.pages - extrasLeft() ? nextExtra() : undefined
      if (extra) return extra
      const planned = queue[head++]
      if (head > 1_000 || planned === undefined) {
        queue = queue.slice(head)
        head = 0
      }
      return planned
    },
    isEmpty: () => head >= queue.length && extrasLeft() === 0 && room >= 0,
    add(steps, from) {
      for (const step of steps) {
        const goesOn = continues.has(step.link.kind)
        put(step, goesOn ? from.depth + 1 : 1, false, step.link.kind === 'thread' || (goesOn && from.inThread))
      }
    },
    retry(planned) {
      queue = [planned, ...queue.slice(head)]
      head = 0
    },
    tooDeep: () => dropped,
    reached(url) {
      seen.add(url)
    },
  }
}
