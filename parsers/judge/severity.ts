import { dataClassWords, harmOf } from '../../model/data-classes.ts'
import { say } from '../../model/sentences.ts'
import type { Intent } from '../../model/signal.ts'
import { bytesWords, numberWords } from '../../model/words.ts'
import type { Told } from '../signals/field.ts'
import type { Weight } from './weight.ts'

// How much harm an offer does if it is what it says. Whether it is so, confidence and credibility tell.
// The table and what is behind it: docs/reading.md.

/** How near the harm is: what is public is already used, what is only sought may never exist. */
const nearness: Record<Intent, number> = { dump: 20, giveaway: 20, extortion: 18, sale: 15, wanted: 0 }

/** Points for each power of ten, and at most: beyond a hundred million, nobody's answer changes. */
const [perPower, mostForCount] = [5, 40]
/** Where no count is told, size stands in at a kilobyte a record, and less surely. */
const [bytesPerRecord, mostForSize] = [1_000, 25]
/** What nothing is told of, is neither small nor large: a hundred records, the least harmful class. */
const [unsaidCount, perHarm] = [10, 8]
/** A second class that identifies or pays makes the first worth more: fraud needs several. */
const [perFurther, mostForFurther] = [2, 6]

export type Weighed = Pick<Told, 'intent' | 'records' | 'bytes' | 'dataClasses' | 'victims' | 'freshness'>

const pointsFor = (count: number): number => Math.floor(perPower * Math.log10(Math.max(1, count)))

const amount = ({ records, bytes }: Weighed): Weight => {
  const byCount = records === null ? 0 : Math.min(mostForCount, pointsFor(records))
  const bySize = bytes === null ? 0 : Math.min(mostForSize, pointsFor(bytes / bytesPerRecord))
  if (bytes !== null && bySize > byCount) return { points: bySize, why: bytesWords(bytes), from: 'bytes' }
  if (records !== null) return { points: byCount, why: say('count', numberWords(records)), from: 'records' }
  return { points: unsaidCount, why: say('noCount'), from: 'records' }
}

const harm = ({ dataClasses }: Weighed): Weight[] => {
  const [worst, ...others] = [...dataClasses].sort((one, other) => harmOf(other) - harmOf(one))
  if (worst === undefined) return [{ points: perHarm, why: say('noKind'), from: 'dataClasses' }]
  const further = others.filter((name) => harmOf(name) >= 2)
  return [
    { points: perHarm * harmOf(worst), why: dataClassWords(worst), from: 'dataClasses' },
    {
      points: Math.min(mostForFurther, perFurther * further.length),
      why: say('furtherKinds', further.slice(0, 3).map(dataClassWords).join(', ')),
      from: 'dataClasses',
    },
  ]
}

/** What makes an offer's severity: the points add up to 0 to 100. A sold offer keeps them: its data has found a buyer. */
export const severityWeights = (told: Weighed): Weight[] => [
  { points: nearness[told.intent], why: say(told.intent), from: 'intent' },
  amount(told),
  ...harm(told),
  { points: told.victims.length > 0 ? 5 : 0, why: say('namesVictim'), from: 'victims' },
  { points: told.freshness === 'fresh' ? 5 : 0, why: say('saidNew'), from: 'freshness' },
  { points: told.freshness === 'old' ? -8 : 0, why: say('outBefore'), from: 'freshness' },
]
