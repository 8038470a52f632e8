import type { Kin } from '../model/kin.ts'
import type { Listing } from '../model/listing.ts'
import type { PressLink } from '../model/press.ts'
import { numberWords } from '../model/words.ts'
import { line, listed } from './harmless.ts'

/** Reasons that are told; the strongest stand first. */
const mostReasons = 4

/** Two counts that an analyst takes for one: "91M" and 91,174,216. */
const isSameClaim = (a: number | null, b: number | null): boolean =>
  a !== null && b !== null && Math.abs(a - b) <= 0.05 * Math.max(a, b)

/**
 * 'recycled: same 91,174,216 claim as "Tokopedia | 91M users" by whysodank on raid, first seen 2020-05-02 (the same
 * victim, 91,000,000 in both); and 2 later ones'. The first listing is named: it tells where the data comes from.
 */
export function seenBeforeWords({ verdict, records }: Listing, kin: readonly Kin[]): string | null {
  const [first] = kin
  if (first === undefined) return null
  const claim = isSameClaim(records, first.records) && records !== null ? `${numberWords(records)} claim` : 'data'
  const by = first.handle === null ? '' : ` by ${line(first.handle, 60)}`
  const title = line(first.title, 120)
  const why = listed(first.reasons.slice(0, mostReasons), mostReasons)
  const more = kin.length > 1 ? `; and ${kin.length - 1} later` : ''
  return `${verdict}: same ${claim} as “${title}”${by} on ${first.site}, first seen ${first.offeredAt.toISOString().slice(0, 10)} (${why})${more}`
}

/** '“Data of 91 Million Users Offered” on kompas, 2020-05-03, hxxps://…; and 2 more': the first report. */
export function pressWords(press: readonly PressLink[]): string | null {
  const [first] = press
  if (first === undefined) return null
  const day = (first.publishedAt ?? first.seenAt).toISOString().slice(0, 10)
  const more = press.length > 1 ? `; and ${press.length - 1} more` : ''
  return `“${line(first.title, 120)}” on ${first.site}, ${day}, ${line(first.url, 200)}${more}`
}
