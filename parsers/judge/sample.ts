import type { Plausibility } from '../../model/signal.ts'
import { plausibilityOf } from '../personal/plausibility.ts'

/** A sample of so many characters says all that can be said; a dump may have a thousand times as many. */
const measured = 20_000

const isDigit = (unit: number): boolean => (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)
const isGap = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x2e
const idLength = 16

/** Whether the last of some groups of digits have sixteen together: a longer run is no id, nor is a part of it. */
const endWithId = (groups: readonly number[]): boolean => {
  let digits = 0
  for (let at = groups.length - 1; at >= 0 && digits < idLength; at -= 1) digits += groups[at] ?? 0
  return digits === idLength
}

/** Whether a text shows two numbers of sixteen digits at least: one look at each unit, before anything is measured. */
export const showsIds = (text: string): boolean => {
  /** Groups of digits with no more than a sign between them, and the digits of the one that is being read. */
  const groups: number[] = []
  let isApart = true
  let digits = 0
  let numbers = 0
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0
    if (isDigit(unit)) {
      digits += 1
      continue
    }
    if (isApart && digits === 0) continue
    if (digits > 0) {
      groups.push(digits)
      digits = 0
      if (endWithId(groups) && ++numbers === 2) return true
      isApart = !isGap(unit)
    } else isApart = true
    if (isApart) groups.length = 0
  }
  return false
}

/**
 * What the ids of a sample look like, read from the text before it is masked; `null` where there is nothing to measure.
 * Numbers of sixteen digits in a post that does not speak of Indonesia are taken for its ids only if most are such.
 */
export const sampleOf = (text: string, countries: readonly string[], today: Date): Plausibility | null => {
  const shown = text.slice(0, measured)
  if (!showsIds(shown)) return null
  const found = plausibilityOf(shown, today)
  if (found === null || countries.includes('ID') || found.wellFormed * 2 >= found.shown) return found
  return null
}

/** Fewer ids than this say nothing either way. */
const fewest = 3

/**
 * What a sample says of its offer. Genuine ids are nearly all well-formed and seldom repeat (a person may stand in two
 * rows); of made-up numbers half fail at province or calendar, or few are copied many times.
 */
export const verdictOf = (sample: Plausibility | null): 'plausible' | 'implausible' | 'unclear' => {
  if (sample === null || sample.shown < fewest) return 'unclear'
  const { shown, wellFormed, repeated } = sample
  if (wellFormed < shown * 0.5 || repeated > shown * 0.5) return 'implausible'
  return wellFormed >= shown * 0.8 && repeated <= shown * 0.2 ? 'plausible' : 'unclear'
}
