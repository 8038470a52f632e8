import type { PressLink } from '../../model/press.ts'
import type { Story } from '../happening.ts'
import type { Words } from '../words/words.ts'
import { line } from './harmless.ts'

/** Reasons that are told; the strongest stand first. */
const mostReasons = 4

/** Two counts that an analyst takes for one: "91M" and 91,174,216. */
const isSameClaim = (a: number | null, b: number | null): boolean =>
  a !== null && b !== null && Math.abs(a - b) <= 0.05 * Math.max(a, b)

/**
 * 'recycled: same 91,174,216 claim as "Tokopedia | 91M users" by whysodank on raid, first seen 2020-05-02 (the same
 * victim, 91,000,000 in both); and 2 later ones'. The first listing is named: it tells where the data comes from.
 */
export function seenBeforeWords(
  { listing: { verdict, records }, kin }: Pick<Story, 'listing' | 'kin'>,
  { facts, values, reason }: Words,
): string | null {
  const [first] = kin
  if (first === undefined) return null
  return facts.seenBefore({
    verdict: verdict === 'new' ? first.verdict : verdict,
    claim: isSameClaim(records, first.records) && records !== null ? values.number(records) : null,
    title: line(first.title, 120),
    handle: first.handle === null ? null : line(first.handle, 60),
    site: first.site,
    day: values.day(first.offeredAt),
    why: values.listed(first.reasons.slice(0, mostReasons).map(reason), mostReasons),
    later: kin.length - 1,
  })
}

/** '“Data of 91 Million Users Offered” on kompas, 2020-05-03, hxxps://…; and 2 more': the first report. */
export function pressWords(press: readonly PressLink[], { facts, values }: Words): string | null {
  const [first] = press
  if (first === undefined) return null
  return facts.press({
    title: line(first.title, 120),
    site: first.site,
    day: values.day(first.publishedAt ?? first.seenAt),
    url: line(first.url, 200),
    more: press.length - 1,
  })
}
