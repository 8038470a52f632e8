import type { Reason, Span } from '../../model/signal.ts'
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

/** Where a field was read first, by the reasons of the fields. */
export type SpanOf = (field: string) => Span | undefined

export const firstSpans = (read: readonly Reason[]): SpanOf => {
  const spans = new Map<string, Span | undefined>()
  for (const { field, span } of read) if (!spans.has(field)) spans.set(field, span)
  return (field) => spans.get(field)
}

/** "+35", "-8": weights as reasons of a Signal, each with the place of what was read. Those that count nothing are left out. */
export const asReasons = (field: 'severity' | 'confidence', weights: readonly Weight[], spanOf: SpanOf): Reason[] => {
  const reasons: Reason[] = []
  for (const { points, why, from } of weights) {
    if (points === 0) continue
    const value = points > 0 ? `+${points}` : String(points)
    const span = spanOf(from)
    reasons.push(span ? { field, value, why, span } : { field, value, why })
  }
  return reasons
}
