import type { Reason, Span } from '../../model/signal.ts'

/** One reason: the field and value that it is for, why, and the words it was read from. */
export const because = (field: string, value: unknown, why: string, { part, start, end }: Span): Reason => ({
  field,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  why,
  span: { part, start, end },
})
