import type { Claim } from '../../model/signal.ts'

/** A round figure in a title ("2M+") and the exact one in the text are no contradiction; half as many again is. */
const tolerated = 1.5

const largestIn = (claims: readonly Claim[], part: 'title' | 'text'): number =>
  claims.reduce(
    (most, { field, value, as, span }) =>
      field === 'records' && as !== 'earlier' && span.part === part && typeof value === 'number'
        ? Math.max(most, value)
        : most,
    0,
  )

/** Whether the text counts far more than its own title does. Less is no contradiction: parts are counted too. */
export const isContested = (claims: readonly Claim[]): boolean => {
  const title = largestIn(claims, 'title')
  return title > 0 && largestIn(claims, 'text') > title * tolerated
}
