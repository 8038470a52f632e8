import type { Message } from '../model/alert.ts'
import { mostSteps } from './message/next.ts'
import { strictest } from './tlp.ts'

// Several rules may hit one event and share a channel: it hears of the event once.

/** A delivery that is about to be written. */
export interface Telling {
  id: string
  alertId: string
  channelId: string
  /** Until when it waits; at once where it is not given. */
  heldUntil?: Date | undefined
}

/**
 * Which of the deliveries of one event goes out over each channel, and which are told by it: the one that waits least
 * tells, and of several the first.
 */
export function tellOnce(tellings: readonly Telling[]): (Telling & { toldBy: string | null })[] {
  const tellers = new Map<string, Telling>()
  for (const telling of tellings) {
    const teller = tellers.get(telling.channelId)
    if (!teller || since(telling) < since(teller)) tellers.set(telling.channelId, telling)
  }
  return tellings.map((telling) => {
    const teller = tellers.get(telling.channelId) ?? telling
    return { ...telling, toldBy: teller.id === telling.id ? null : teller.id }
  })
}

const since = ({ heldUntil }: Telling): number => heldUntil?.getTime() ?? Number.NEGATIVE_INFINITY

/** The messages of several rules about one event as one: the reasons of all, and the TLP that lets the fewest see it. */
export function together([first, ...others]: readonly [Message, ...Message[]]): Message {
  const all = [first, ...others]
  return {
    ...first,
    tlp: strictest(all.map(({ tlp }) => tlp)),
    reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
    next: [...new Set(all.flatMap(({ next }) => next))].slice(0, mostSteps),
  }
}
