import { type Credibility, credibilityWords } from '../../model/admiralty.ts'
import { type Sentence, say } from '../../model/sentences.ts'
import type { Reason } from '../../model/signal.ts'
import type { Told } from '../signals/field.ts'
import type { Evidence } from './confidence.ts'

type Judged = Pick<Told, 'intent' | 'sample' | 'freshness'>

const ruling = (
  { intent, sample: offered, freshness }: Judged,
  { sample, contested }: Pick<Evidence, 'sample' | 'contested'>,
): readonly [Credibility, Sentence] => {
  if (sample === 'implausible') return [5, 'idsBad']
  if (contested) return [4, 'contradicts']
  if (sample === 'plausible') return [3, 'idsWell']
  if (freshness === 'old') return [4, 'saysOld']
  if (intent === 'dump') return [3, 'rowsCheckable']
  if (offered) return [3, 'sampleCheckable']
  return [6, 'nothingCheckable']
}

/**
 * The second half of the Admiralty code, of the post alone: 3 where it shows something that can be checked, 4 where it
 * contradicts itself or warms up what is known, 5 where its sample is made up, else 6. Higher than 3 needs others: what
 * is told by one mouth is confirmed by nobody.
 */
export const credibilityOf = (
  told: Judged,
  evidence: Pick<Evidence, 'sample' | 'contested'>,
): [Credibility, Reason] => {
  const [credibility, why] = ruling(told, evidence)
  return [
    credibility,
    { field: 'credibility', value: String(credibility), why: `${credibilityWords[credibility]}: ${say(why)}` },
  ]
}
