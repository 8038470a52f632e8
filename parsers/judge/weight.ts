import type { Reason } from '../../model/signal.ts'
import type { Told } from '../signals/field.ts'

/** One thing that counts for or against an offer: how much, and why, in words for the analyst. */
export interface Weight {
  /** Points; negative where it speaks against. */
  points: number
  why: string
  /** The field that it was read from: the words of its reason are this one's too. */
  from: keyof Told
}

export const sumOf = (weights: readonly Weight[]): number => weights.reduce((sum, { points }) => sum + points, 0)

/** "+35", "-8": weights as reasons of a Signal, each with the place of what was read. Those that count nothing are left out. */
export const asReasons = (
  field: 'severity' | 'confidence',
  weights: readonly Weight[],
  read: readonly Reason[],
): Reason[] =>
  weights
    .filter(({ points }) => points !== 0)
    .map(({ points, why, from }) => {
      const span = read.find((reason) => reason.field === from)?.span
      return { field, value: points > 0 ? `+${points}` : String(points), why, ...(span && { span }) }
    })
