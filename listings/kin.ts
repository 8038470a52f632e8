import type { Kin, Offer } from '../model/kin.ts'
import { likeness } from './likeness.ts'
import { type Persons, person, unknown, weigh } from './weights.ts'

// Same, cross-posted, recycled or new: what the earlier of two offers is to the later one.

/** From so many points on two offers are taken to be of the same data. */
const enough = 3
const day = 86_400_000
/** Longer than this after, even the same person offers what is known already. */
const longAgo = 365 * day
/** Within this the same words are the same person's; later they are copied. */
const soon = 30 * day

function verdictOf(earlier: Offer, later: Offer, persons: Persons): Kin['verdict'] {
  const since = later.at.getTime() - earlier.at.getTime()
  if (since > longAgo) return 'recycled'
  const isUnsigned = earlier.accountId === null && later.accountId === null && earlier.site === later.site
  const isOneAccount = earlier.accountId !== null && earlier.accountId === later.accountId
  if (person(earlier, later, persons)) return isOneAccount || isUnsigned ? 'same' : 'cross-posted'
  const haveContacts = earlier.contacts.length > 0 && later.contacts.length > 0
  if (since > soon || haveContacts || likeness(earlier.sketch, later.sketch) < 0.7) return 'recycled'
  return isUnsigned ? 'same' : 'cross-posted'
}

/**
 * What the earlier of two offers is to the later one; `null` where they are of different data. `persons` is what links
 * between accounts tell of either of them.
 */
export function kinship(
  earlier: Offer,
  later: Offer,
  persons: Persons = unknown,
): Pick<Kin, 'verdict' | 'strength' | 'reasons'> | null {
  if ((earlier.intent === 'wanted') !== (later.intent === 'wanted')) return null
  const weights = weigh(earlier, later, persons)
  const score = weights.reduce((sum, { points }) => sum + points, 0)
  if (score < enough) return null
  const reasons = weights.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
  const strength = 1 / (1 + Math.exp(enough - 1 - score))
  return {
    verdict: verdictOf(earlier, later, persons),
    strength: Math.round(strength * 100) / 100,
    reasons: reasons.map(({ why }) => why),
  }
}
