import type { Claim, Price, Signal } from '../../model/signal.ts'
import type { Words } from '../words/words.ts'
import { line } from './harmless.ts'

// What a post tells of the goods, and what weighs in judging them, in words for the analyst.

/** "csv, sql; 1.2 TB". */
export const fileWords = ({ formats, bytes }: Pick<Signal, 'formats' | 'bytes'>, { values }: Words): string =>
  [formats.join(', '), bytes === null ? '' : values.bytes(bytes)].filter(Boolean).join('; ')

/** The first ten, and how many more. */
export const columnWords = (columns: readonly string[], { values }: Words): string =>
  values.listed(
    columns.map((name) => line(name, 40)),
    10,
  )

/** A price, whatever the claim was of: only a claim of a price has one. */
const isPrice = (value: Claim['value']): value is Price => typeof value === 'object'

function claimed({ field, value, as }: Claim, { facts: { claims }, values }: Words): string {
  const isEarlier = as === 'earlier'
  if (isPrice(value)) return claims.price(values.price(value), isEarlier)
  const told = typeof value === 'number' ? values.number(value) : values.date(line(value, 20))
  return field === 'leakDate' ? claims.leakDate(told, isEarlier) : claims.records(told, isEarlier)
}

/** More than these tell an analyst to read the post. */
const mostClaims = 6

/** "also says 15,000,000 records; price was 3,000 USD": what the fields did not take, each once. */
export function claimWords(claims: readonly Claim[], words: Words): string {
  const taken = new Set(claims.filter(({ as }) => as === 'taken').map(({ value }) => JSON.stringify(value)))
  const others = claims.filter(({ as, value }) => as !== 'taken' && !taken.has(JSON.stringify(value)))
  const said = [...new Set(others.map((claim) => claimed(claim, words)))]
  const more = said.length > mostClaims ? [words.facts.claims.more(said.length - mostClaims)] : []
  return [...said.slice(0, mostClaims), ...more].join('; ')
}

/**
 * ": 279,000,000 records (+40), national ID numbers (+16)": the two that weigh most, what speaks against first. Nothing
 * where the listing keeps another figure, from a post before.
 */
export function weightWords(
  signal: Signal,
  field: 'severity' | 'confidence',
  figure: number,
  { reason: said }: Words,
): string {
  const weights = signal.reasons
    .filter((reason) => reason.field === field)
    .map(({ value, why }) => ({ points: Number(value), why }))
  if (signal[field] !== figure || weights.length === 0) return ''
  const rank = ({ points }: { points: number }): number => (points < 0 ? 1_000 - points : points)
  const heaviest = weights.sort((one, other) => rank(other) - rank(one)).slice(0, 2)
  return `: ${heaviest.map(({ points, why }) => `${line(said(why), 80)} (${points > 0 ? '+' : ''}${points})`).join(', ')}`
}
