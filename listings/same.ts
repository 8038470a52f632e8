import type { Listing } from '../model/listing.ts'
import type { Reading } from '../model/signal.ts'

/** Two counts within a twentieth of each other are taken for the same claim: "279 million" and "279,012,345". */
const sameCount = (a: number, b: number): boolean => Math.abs(a - b) <= 0.05 * Math.max(a, b)

/** A count that is told to four figures (41,250) is hardly anybody else's; a million may be everybody's. */
const isTelling = (count: number): boolean => String(count).replace(/0+$/, '').length >= 4

const normal = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function overlap(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b])
  return all.size === 0 ? 1 : a.filter((item) => b.includes(item)).length / all.size
}

/**
 * Whether a reading makes the same offer as a listing: the same intent, no other victim, no other count, and at least
 * half of the data classes in common. What one of the two leaves unsaid does not tell them apart; a claim that names
 * neither a victim nor a country nor a count nor a class is like nothing. Where only one of the two names its victim, they
 * must tell the same count, and no round one.
 */
export function sameOffer(reading: Reading, listing: Listing): boolean {
  if (reading.intent !== listing.intent) return false
  const victims = reading.victims.map(normal)
  const known = listing.victims.map(normal)
  const oneNames = victims.length > 0 !== known.length > 0
  if (oneNames && (listing.records === null || reading.records !== listing.records || !isTelling(listing.records)))
    return false
  if (victims.length > 0 && !oneNames && !victims.some((victim) => known.includes(victim))) return false
  if (reading.records !== null && listing.records !== null && !sameCount(reading.records, listing.records)) return false
  if (
    reading.countries.length > 0 &&
    listing.countries.length > 0 &&
    overlap(reading.countries, listing.countries) === 0
  )
    return false
  const saysSomething = victims.length > 0 || reading.dataClasses.length > 0 || reading.records !== null
  return saysSomething && overlap(reading.dataClasses, listing.dataClasses) >= 0.5
}

/**
 * Whether a further word of the same author cannot be about a listing: both name victims, and none of them is the same.
 * Shop threads offer one set of data after another.
 */
export function isAnotherOffer(reading: Reading, listing: Listing): boolean {
  const known = listing.victims.map(normal)
  return (
    reading.victims.length > 0 && known.length > 0 && !reading.victims.some((victim) => known.includes(normal(victim)))
  )
}

/**
 * Whether what an author posts below his offer is an offer of its own: of another victim; or, where one of the two names
 * none, an ad that tells what it holds, what it costs, and another count.
 */
export function isNextOffer(reading: Reading, listing: Listing): boolean {
  if (isAnotherOffer(reading, listing)) return true
  if (reading.victims.length > 0 && listing.victims.length > 0) return false
  const isWholeAd = reading.dataClasses.length > 0 && reading.price !== null
  return (
    isWholeAd && reading.records !== null && listing.records !== null && !sameCount(reading.records, listing.records)
  )
}
