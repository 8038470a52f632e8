import { DataClass } from '../../model/data-classes.ts'
import type { ListingEvent } from '../../model/listing.ts'
import { Country, Intent, Price } from '../../model/signal.ts'
import type { Words } from '../words/words.ts'

/** "price: 0.3 BTC → 0.15 BTC". */
export const changeWords = ({ field, before, after }: ListingEvent['changes'][number], words: Words): string =>
  words.facts.changed(
    words.facts.isField(field) ? words.facts.fields[field] : field,
    valueWords(field, before, words),
    valueWords(field, after, words),
  )

/** A value as its field is told elsewhere in the message; anything unknown as it stands. */
export function valueWords(field: string, value: unknown, words: Words): string {
  const { facts, values, offer } = words
  if (Array.isArray(value) && value.length > 0) return value.map((one) => valueWords(field, one, words)).join(', ')
  if (field === 'dataClasses') return told(DataClass.safeParse(value).data, facts.dataClass) ?? facts.value(value)
  if (field === 'countries') return told(Country.safeParse(value).data, values.country) ?? facts.value(value)
  if (field === 'intent')
    return told(Intent.safeParse(value).data, (intent) => offer.intents[intent]) ?? facts.value(value)
  if (field === 'status' && (value === 'open' || value === 'sold')) return facts.statuses[value]
  if (field === 'leakDate' && typeof value === 'string') return values.date(value)
  if (field === 'price') return told(Price.safeParse(value).data, values.price) ?? facts.value(value)
  return facts.value(value)
}

const told = <T>(value: T | undefined, say: (value: T) => string): string | undefined =>
  value === undefined ? undefined : say(value)
