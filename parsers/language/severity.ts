import { harmOf } from '../../model/data-classes.ts'
import type { Intent, Reading, Reason } from '../../model/signal.ts'

/** How near the harm is: what is public is already used, what is only sought may never exist. */
const nearness: Record<Intent, number> = { dump: 20, giveaway: 20, extortion: 18, sale: 15, wanted: 0 }

/**
 * Severity, 0 to 100, as the sum of what an analyst weighs first:
 * - 0 to 20 for the intent (`nearness`);
 * - 0 to 45 for the number of records, 5 for each power of ten (ten million: 35), 10 where none is said;
 * - 10 times the worst class's harm, 0 to 30 (10 where no class is said);
 * - 5 where a victim is named: somebody has to act today.
 * A sold offer keeps its severity: the data has found its buyer.
 */
export const severityOf = (reading: Reading): number => {
  const size = reading.records ? Math.min(45, Math.floor(5 * Math.log10(reading.records))) : 10
  const worst = reading.dataClasses.length ? Math.max(...reading.dataClasses.map((name) => harmOf(name))) : 1
  return Math.min(100, nearness[reading.intent] + size + worst * 10 + (reading.victims.length ? 5 : 0))
}

/**
 * Confidence, 0 to 1: 0.4 for an intent alone, 0.1 for each kind of independent evidence beside it (classes, a count, a
 * victim or country, a price or terms of payment, a contact), and 0.05 for each further cue of the intent, two at most.
 * Never 1: nobody has seen the data.
 */
export const confidenceOf = (reading: Reading, reasons: readonly Reason[]): number => {
  const evidence = [
    reading.dataClasses.length > 0,
    reading.records !== null,
    reading.victims.length > 0 || reading.countries.length > 0,
    reading.price !== null || reading.payment.length > 0 || reading.escrow,
    reading.contacts.length > 0 || reading.sample,
  ].filter(Boolean).length
  const cues = reasons.filter(({ field }) => field === 'intent').length
  const confidence = 0.4 + 0.1 * evidence + 0.05 * Math.min(2, Math.max(0, cues - 1))
  return Math.min(0.99, Number(confidence.toFixed(2)))
}
