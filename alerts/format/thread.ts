import type { Message } from '../../model/alert.ts'
import { DeliveryError } from '../../model/errors.ts'

/**
 * Says something in answer to what was told first, or, where that is gone or takes no answer, by itself. `under` throws a
 * permanent DeliveryError then.
 */
export async function underOrAlone<T>(under: () => Promise<T>, alone: () => Promise<T>): Promise<T> {
  try {
    return await under()
  } catch (error) {
    if (error instanceof DeliveryError && error.permanent) return alone()
    throw error
  }
}

/** What ends an offer, or spreads it: said in a thread, whoever does not follow it has to see it too. */
const forAll: ReadonlySet<string> = new Set([
  'sold',
  'removed',
  'reopened',
  'seen-elsewhere',
] satisfies Message['event'][])

/** Also what is told again because nobody reacted, or because a snooze is over. */
export const isForAll = ({ event }: Message): boolean => event === null || forAll.has(event)
