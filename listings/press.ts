import type { Mentions, Offer } from '../model/kin.ts'
import type { Report } from '../model/press.ts'
import { say } from '../model/sentences.ts'
import { numberWords } from '../model/words.ts'
import { isRound, keysToAsk, stepsAround, victimKey } from './offer.ts'
import { sameCount } from './weights.ts'

// Whether a news post speaks of a listing. News tell the victim and the count, and little else that can be compared.

const day = 86_400_000
/** An offer and its news lie so near, where only the victim, or only the count, is told. */
const soon = 30 * day
const most = 50

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** What a news post mentions; `null` where that is nothing that an offer could be known by. */
export function reportOf(postId: string, at: Date, { names, counts, countries }: Mentions): Report | null {
  const known = distinct(names.map(victimKey).filter(Boolean)).slice(0, most)
  if (known.length === 0 && counts.length === 0) return null
  return { postId, at, names: known, counts: counts.slice(0, most), countries: countries.slice(0, 10) }
}

/** Under these a report is written down, and offers before it are looked for. */
export function reportKeys({ names, counts, countries }: Report): string[] {
  const whose = [...names.map((name) => `v ${name}`), ...countries.map((country) => `c ${country}`)]
  return distinct([
    ...names.map((name) => `v ${name}`),
    ...whose.flatMap((who) =>
      counts.slice(0, 8).flatMap((count) => stepsAround(count).map((step) => `${who} ${step}`)),
    ),
    ...counts.filter((count) => !isRound(count)).map((count) => `n ${count}`),
  ])
}

/** Of an offer's keys those that a report may have. */
export const keysForPress = (offer: Offer): string[] => keysToAsk(offer).filter((key) => /^[vcn] /.test(key))

/** Why a report is taken to speak of an offer; `null` where it does not. */
export function speaksOf(report: Report, offer: Offer): string[] | null {
  const victim = offer.victims.find((name) => report.names.includes(name))
  const isNear = Math.abs(report.at.getTime() - offer.at.getTime()) <= soon
  // While it is news, the sample may be what is spoken of.
  const told = isNear && victim !== undefined ? [...offer.counts, ...offer.mentioned] : offer.counts
  const count = told.find((one) => report.counts.some((other) => sameCount(one, other)))
  const reasons = [
    ...(victim === undefined ? [] : [say('sameVictim')]),
    ...(count === undefined ? [] : [say('inBoth', numberWords(count))]),
  ]
  if (victim !== undefined && count !== undefined) return reasons
  // One of the two does not say how many: then the days have to fit.
  const isUncounted = offer.counts.length === 0 || report.counts.length === 0
  if (victim !== undefined && isUncounted && isNear) return [...reasons, say('nearInTime')]
  if (count === undefined || offer.victims.length > 0) return null
  const country = offer.countries.find((one) => report.countries.includes(one))
  const isTelling = !isRound(count) || (country !== undefined && isNear && count >= 1_000_000)
  return isTelling ? [...reasons, ...(country ? [say('sameCountry')] : [])] : null
}
