import { digest } from './en/digest.ts'
import * as facts from './en/facts.ts'
import { gathered } from './en/gathered.ts'
import { frame, labels } from './en/labels.ts'
import * as offer from './en/offer.ts'
import { operator } from './en/operator.ts'
import * as rules from './en/rules.ts'
import { steps } from './en/steps.ts'
import { triage } from './en/triage.ts'
import { values } from './en/values.ts'

/** English: the pattern that every other language has to fill. */
export const en = {
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
  /** What a rule of the reading says is stored in English as it stands. */
  reason: (said: string): string => said,
}
