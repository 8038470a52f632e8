import { z } from 'zod'
import { Price } from './signal.ts'

/**
 * What may be asked: `{ least: 500, currency: USD }`. No rates are known here, so a bound speaks of one currency; who
 * means several writes a list of them. A price by the piece passes only bounds that say so.
 */
const PriceBound = z
  .strictObject({
    least: z.number().nonnegative().optional(),
    most: z.number().nonnegative().optional(),
    currency: Price.shape.currency.default('USD'),
    per: Price.shape.per.default('dataset'),
  })
  .refine(({ least, most }) => least !== undefined || most !== undefined, 'say least:, most: or both')
  .refine(({ least = 0, most = Number.POSITIVE_INFINITY }) => least <= most, 'least: is more than most:')
export type PriceBound = z.infer<typeof PriceBound>

/** One bound, or one for each currency. */
export const PriceBounds = z.union(
  [PriceBound.transform((bound) => [bound]), z.array(PriceBound).min(1)],
  'bounds such as { least: 500, currency: USD }, or a list of them; least:, most: and per: (dataset, item, 1000) are known',
)

/** A dollar of Tether is a dollar. */
const plainCurrency = (currency: string): string => (currency === 'USDT' ? 'USD' : currency)

/** What one item costs where a price is by the piece; a whole set's price where it is not. */
const unitOf = (amount: number, per: Price['per']): number => (per === '1000' ? amount / 1_000 : amount)
const isByPiece = ({ per }: Pick<Price, 'per'>): boolean => per !== 'dataset'

const isComparable = (a: Pick<Price, 'currency' | 'per'>, b: Pick<Price, 'currency' | 'per'>): boolean =>
  plainCurrency(a.currency) === plainCurrency(b.currency) && isByPiece(a) === isByPiece(b)

/** Whether a price lies within a bound. */
export function isWithinBound(price: Price, bound: PriceBound): boolean {
  const { least = 0, most = Number.POSITIVE_INFINITY, per } = bound
  const asked = unitOf(price.amount, price.per)
  return isComparable(price, bound) && asked >= unitOf(least, per) && asked <= unitOf(most, per)
}

/** Whether the second price is surely higher: told in the same currency, for as much. */
export const isRise = (before: Price, after: Price): boolean =>
  isComparable(before, after) && unitOf(after.amount, after.per) > unitOf(before.amount, before.per)
