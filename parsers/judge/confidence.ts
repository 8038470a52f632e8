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
  why: cues > 2 ? 'further words say the same' : 'a further word says the same',
  from: 'intent',
})

/** What every reading has: a post that reads as such a post. */
const base = 30

/** What makes a reading's confidence besides its base, in hundredths: each kind of independent evidence. */
export const confidenceWeights = (told: Told, { cues, contested, sample }: Evidence): Weight[] => {
  const when = (holds: boolean, points: number, why: string, from: keyof Told): Weight => {
    return { points: holds ? points : 0, why, from }
  }
  const { price, payment, escrow, victims, records } = told
  return [
    when(told.dataClasses.length > 0, 10, 'says what is in the data', 'dataClasses'),
    when(records !== null || told.bytes !== null, 10, 'says how much', records === null ? 'bytes' : 'records'),
    when(
      victims.length > 0 || told.countries.length > 0,
      10,
      'says whose data it is',
      victims.length > 0 ? 'victims' : 'countries',
    ),
    when(
      price !== null || payment.length > 0 || escrow,
      10,
      'names its terms',
      price !== null ? 'price' : escrow ? 'escrow' : 'payment',
    ),
    when(told.contacts.length > 0, 5, 'says whom to reach', 'contacts'),
    when(told.columns.length > 0, 5, 'shows the columns', 'columns'),
    when(told.sample && sample !== 'implausible', 5, 'shows or offers a sample', 'sample'),
    when(sample === 'plausible', 5, 'the ids that it shows are well-formed', 'sample'),
    when(sample === 'implausible', -20, 'the ids that it shows are not such', 'sample'),
    fromCues(cues),
    when(contested, -10, 'counts far more in the text than in the title', 'records'),
  ]
}

/** Never 1, for nobody has seen the data; never 0, for somebody wrote it. */
export const confidenceOf = (weights: readonly Weight[]): number =>
  Math.min(99, Math.max(5, base + sumOf(weights))) / 100
