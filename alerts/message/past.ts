import type { Words } from '../words/words.ts'
import { line } from './harmless.ts'

/** What a seller offered besides what an alert is about. */
export interface SellerPast {
  /** How many accounts are taken for his: those that an analyst has confirmed. */
  accounts: number
  offers: number
  /** There are more than were counted. */
  isMore: boolean
  sold: number
  /** Offers of data that was out before. */
  recycled: number
  /** When the first of them was made, by the site's date. */
  since: Date | null
  /** The last ones, the latest first. */
  last: readonly { title: string; victims: readonly string[]; offeredAt: Date }[]
}

/** "14 other offers since 2019-03-02: 3 sold; last: “Tokopedia” (2020-05-02), …"; nothing for an anonymous paste. */
export function pastWords(past: SellerPast | null, { facts, values }: Words): string | null {
  if (past === null) return null
  return facts.past({
    ...past,
    since: past.since === null ? '–' : values.day(past.since),
    last: past.last.map(({ title, victims, offeredAt }) => ({
      what: line(victims[0] ?? title, 60),
      day: values.day(offeredAt),
    })),
  })
}
