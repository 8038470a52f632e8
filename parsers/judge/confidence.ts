import { type Sentence, say } from '../../model/sentences.ts'
import type { Told } from '../signals/field.ts'
import { sumOf, type Weight } from './weight.ts'

// How sure we are that the post is such an offer, and that it is what it says. In hundredths; docs/reading.md.

/** What the reading found besides its values. */
export interface Evidence {
  /** Words that speak for the intent. */
  cues: number
  /** The text counts far more than its title. */
  contested: boolean
  sample: 'plausible' | 'implausible' | 'unclear'
}

const fromCues = (cues: number): Weight => ({
  points: 5 * Math.min(2, Math.max(0, cues - 1)),
  why: say(cues > 2 ? 'furtherWords' : 'furtherWord'),
  from: 'intent',
})

/** What every reading has: a post that reads as such a post. */
const base = 30

/** What makes a reading's confidence besides its base, in hundredths: each kind of independent evidence. */
export const confidenceWeights = (told: Told, { cues, contested, sample }: Evidence): Weight[] => {
  const when = (holds: boolean, points: number, why: Sentence, from: keyof Told): Weight => {
    return { points: holds ? points : 0, why: say(why), from }
  }
  const { price, payment, escrow, victims, records } = told
  return [
    when(told.dataClasses.length > 0, 10, 'saysWhat', 'dataClasses'),
    when(records !== null || told.bytes !== null, 10, 'saysHowMuch', records === null ? 'bytes' : 'records'),
    when(
      victims.length > 0 || told.countries.length > 0,
      10,
      'saysWhose',
      victims.length > 0 ? 'victims' : 'countries',
    ),
    when(
      price !== null || payment.length > 0 || escrow,
      10,
      'namesTerms',
      price !== null ? 'price' : escrow ? 'escrow' : 'payment',
    ),
    when(told.contacts.length > 0, 5, 'saysWhom', 'contacts'),
    when(told.columns.length > 0, 5, 'showsColumns', 'columns'),
    when(told.sample && sample !== 'implausible', 5, 'showsSample', 'sample'),
    when(sample === 'plausible', 5, 'idsWell', 'sample'),
    when(sample === 'implausible', -20, 'idsBad', 'sample'),
    fromCues(cues),
    when(contested, -10, 'contested', 'records'),
  ]
}

/** Never 1, for nobody has seen the data; never 0, for somebody wrote it. */
export const confidenceOf = (weights: readonly Weight[]): number =>
  Math.min(99, Math.max(5, base + sumOf(weights))) / 100
