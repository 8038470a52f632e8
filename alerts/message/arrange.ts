import type { Message } from '../../model/alert.ts'

/** The parts of a message below its subject; each may be empty. */
interface Parts<T> {
  why: readonly T[]
  /** What to do next, and the link to do it. */
  next: readonly T[]
  facts: readonly T[]
  /** Excerpt and source. */
  rest: readonly T[]
}

/**
 * The order in which a message is read. Of one offer, or of Pantau itself, why it came and what to do stand before the
 * details: on a phone they are on the first screen, and a chat that folds a long message folds its end. Of many offers,
 * these stand first.
 */
export const arranged = <T>({ kind }: Pick<Message, 'kind'>, { why, next, facts, rest }: Parts<T>): T[] =>
  kind === 'listing' || kind === 'operator'
    ? [...why, ...next, ...facts, ...rest]
    : [...facts, ...next, ...rest, ...why]
