import type { Claim, Plausibility, Reason, Signal } from '../../model/signal.ts'
import type { Told } from '../signals/field.ts'
import { isContested } from './claims.ts'
import { confidenceOf, confidenceWeights, type Evidence } from './confidence.ts'
import { credibilityOf } from './credibility.ts'
import { verdictOf } from './sample.ts'
import { severityWeights } from './severity.ts'
import { asReasons, firstSpans, type SpanOf, sumOf } from './weight.ts'

/** What is thought of an offer, with the reasons for each part of it. */
export type Judgement = Pick<Signal, 'severity' | 'confidence' | 'credibility' | 'reasons'>

const sampleReason = (sample: Plausibility, verdict: string, spanOf: SpanOf): Reason => {
  const span = spanOf('sample')
  return { field: 'plausibility', value: verdict, why: sample.sentence, ...(span && { span }) }
}

/**
 * Judges what was read: how much harm it does (severity), how surely it is what it says (confidence), and what a post
 * alone lets one believe (credibility). Rules and numbers: docs/reading.md. `read` are the reasons of the fields.
 */
export const judge = (
  told: Told,
  claims: readonly Claim[],
  sample: Plausibility | null,
  read: readonly Reason[],
): Judgement => {
  const evidence: Evidence = {
    cues: read.filter(({ field }) => field === 'intent').length,
    contested: isContested(claims),
    sample: verdictOf(sample),
  }
  const spanOf = firstSpans(read)
  const harm = severityWeights(told)
  const sureness = confidenceWeights(told, evidence)
  const [credibility, belief] = credibilityOf(told, evidence)
  return {
    severity: sumOf(harm),
    confidence: confidenceOf(sureness),
    credibility,
    reasons: [
      ...(sample ? [sampleReason(sample, evidence.sample, spanOf)] : []),
      ...asReasons('severity', harm, spanOf),
      ...asReasons('confidence', sureness, spanOf),
      belief,
    ],
  }
}
