import type { Mentions } from '../../../model/kin.ts'
import type { Reader } from '../../signals/field.ts'
import { mailProviders, socialApps } from './messengers.ts'
import { domainsIn, organisationsIn } from './names.ts'

const most = 100
/** Fewer are a price, a day or a share. */
const fewest = 1_000

/**
 * Whom, how many and where a text speaks of, whatever it says of them. Wider than a Signal's fields, which are what the
 * author offers: "1 million of the 279 million" offers one of two counts, and mentions both.
 */
export function mentionsIn(reader: Reader): Mentions {
  const parts = ['title', 'text'] as const
  const names = [
    ...reader.of('victims').map(({ value }) => value),
    ...parts
      .flatMap((part) => [...organisationsIn(reader.post[part]), ...domainsIn(reader.post[part])])
      .map(({ name }) => name),
  ]
  const counts = parts.flatMap((part) => {
    // "337 juta" may be rupiah or people: only what names its currency is surely money.
    const money = reader.money(part).filter(({ bare }) => !bare)
    return reader
      .quantities(part)
      .filter(({ start, end }) => !money.some((price) => price.start < end && start < price.end))
      .map((quantity) => Math.round((quantity.upTo ?? quantity).value))
      .filter((value) => value >= fewest && !(value >= 1_900 && value <= 2_100))
  })
  const owned = reader.of('victims').flatMap(({ value }) => reader.countryOf(value) ?? [])
  const countries = [...reader.of('countries').map(({ value }) => value), ...owned]
  const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)].slice(0, most)
  return {
    names: distinct(names.filter((name) => !socialApps.has(name) && !mailProviders.has(name))),
    counts: distinct(counts),
    countries: distinct(countries),
  }
}
