import type { OperatorNews } from '../../alerts/message/compose.ts'
import type { Trouble } from '../../store/troubles.ts'

// What the operator is told of a target that is not read, not read right, or read again: which, since when, what changed
// with figures, where the page is, and what to do.

/** When a target was read well for the last time; `null` for never. */
const sinceOf = ({ since }: Trouble): Date | null => (since.getTime() > 0 ? since : null)

export const unreadNote =
  (trouble: Trouble, kept: string | null): OperatorNews =>
  ({ operator }) =>
    operator.unread({ target: trouble.targetId, lastRead: sinceOf(trouble), error: trouble.what, kept })

/** `engine` says that another engine reads it, where that is so. */
export const misreadNote =
  (target: string, all: readonly Trouble[], engine: string | null, kept: string | null): OperatorNews =>
  ({ operator }) =>
    operator.misread({
      target,
      troubles: all.flatMap(({ kind }) => (kind === 'unread' ? [] : [kind])),
      changed: [...all.map(({ what }) => what), ...(engine === null ? [] : [engine])],
      engine: engine !== null,
      kept,
    })

export const recoveredNote =
  (target: string, troubles: readonly Trouble[]): OperatorNews =>
  ({ operator }) =>
    operator.recovered({
      target,
      was: troubles.map((trouble) => ({
        unreadSince: trouble.kind === 'unread' ? sinceOf(trouble) : undefined,
        what: trouble.what,
      })),
    })
