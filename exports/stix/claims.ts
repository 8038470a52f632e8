import { defang, oneLine } from '../../model/plain.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { countryWords, numberWords, priceWords } from '../../model/words.ts'
import { rowOf } from '../trail/row.ts'
import { nameOf } from './objects.ts'

/** What an entry claims, a line each. */
export function claimsOf(entry: TimelineEntry): string[] {
  const { victims, countries, data_classes, records, contacts, payment } = rowOf(entry)
  const { price, leakDate } = entry.signal
  return [
    ['Of', victims.map(nameOf).join(', ')],
    ['In', countries.map(countryWords).join(', ')],
    ['Records', records === null ? '' : numberWords(records)],
    ['Data', data_classes.join(', ')],
    ['Date of the data', leakDate ?? ''],
    ['Price', price ? priceWords(price) : ''],
    ['Payment', payment.join(', ')],
    ['Contacts', contacts.map(({ type, value }) => `${type} ${nameOf(value)}`).join(', ')],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
}

/** What the listing of an entry is called. */
export const titleOf = ({ listing, post }: TimelineEntry): string =>
  defang(oneLine(listing.title || post.title)) || 'without a title'
