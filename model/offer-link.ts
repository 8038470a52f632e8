/** What an address said when it was asked whether anything lies there: `unknown` where that does not tell. */
export type LinkAnswer = 'up' | 'gone' | 'unknown'

/** What is known of an address that an offer gives. */
export interface OfferLinkState {
  url: string
  /** When it was found to answer, first and last; `null`: never, or it was never asked. */
  firstUpAt: Date | null
  lastUpAt: Date | null
  askedAt: Date | null
}
