import type { Claim } from '../../model/signal.ts'

/** Claims of one field that are kept: an analyst compares a few, and no list of prices is copied. */
const most = 20

/** The first claims of a field in the order of the text; the one that is taken is always among them. */
export const kept = (claims: readonly Claim[]): Claim[] => {
  const at = claims.findIndex(({ as }) => as === 'taken')
  const taken = claims[at]
  return taken && at >= most ? [...claims.slice(0, most - 1), taken] : claims.slice(0, most)
}
