import type { Verdict } from '../../../model/kin.ts'
import type { ListingEventKind } from '../../../model/listing.ts'
import type { Intent } from '../../../model/signal.ts'

// What the subject of an alert says, and what it is called that an offer changed.

export const intents: Record<Intent, string> = {
  sale: 'for sale',
  giveaway: 'given away',
  wanted: 'wanted',
  extortion: 'held to ransom',
  dump: 'dumped',
}

/** As they stand in a badge: one or two words each. */
export const events: Record<ListingEventKind, string> = {
  opened: 'opened',
  edited: 'edited',
  repriced: 'repriced',
  bumped: 'bumped',
  'sample-added': 'sample added',
  'contact-changed': 'contact changed',
  moved: 'moved',
  sold: 'sold',
  reopened: 'reopened',
  removed: 'removed',
  'seen-elsewhere': 'seen elsewhere',
}

export const verdicts: Record<Verdict, string> = {
  new: 'new',
  same: 'same',
  'cross-posted': 'cross-posted',
  recycled: 'recycled',
}

/** What an event made of an offer. */
interface Turn {
  intent: Intent
  event: ListingEventKind
  verdict: Verdict
}

function verb({ intent, event, verdict }: Turn): string {
  const offer = intents[intent]
  switch (event) {
    case 'opened':
      return verdict === 'new' ? offer : `${offer} (${verdicts[verdict]})`
    case 'edited':
      return `${offer}, offer edited`
    case 'repriced':
      return `${offer}, repriced`
    case 'bumped':
      return `still ${offer}`
    case 'sample-added':
      return `${offer}, sample added`
    case 'contact-changed':
      return `${offer}, new contact`
    case 'moved':
      return `${offer}, moved`
    case 'sold':
      return intent === 'sale' ? 'sold' : `${offer}, now closed`
    case 'reopened':
      return `${offer} again`
    case 'removed':
      return `${offer}, offer removed`
    case 'seen-elsewhere':
      return `${offer}, seen elsewhere`
  }
}

/** "BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)". */
export const subject = ({
  whose,
  what,
  by,
  asked,
  ...turn
}: Turn & { whose: string; what: string; by: string | null; asked: string | null }): string =>
  [
    `${whose || 'Unnamed victim'}: ${what || 'data'} ${verb(turn)}`,
    by === null ? '' : ` by ${by}`,
    asked === null ? '' : ` (${asked})`,
  ].join('')

export const counted = (records: string): string => `${records} records`
