import { digest } from './id/digest.ts'
import * as facts from './id/facts.ts'
import { gathered } from './id/gathered.ts'
import { frame, labels } from './id/labels.ts'
import * as offer from './id/offer.ts'
import { operator } from './id/operator.ts'
import { reason } from './id/reason.ts'
import * as rules from './id/rules.ts'
import { steps } from './id/steps.ts'
import { triage } from './id/triage.ts'
import { values } from './id/values.ts'
import type { Words } from './words.ts'

/** Indonesian, as analysts of a response team write it. */
export const id: Words = {
  values,
  labels,
  frame,
  offer,
  facts,
  rules,
  gathered,
  digest,
  triage,
  steps,
  operator,
  reason,
}
