import type { Language } from './language.ts'
import type { ListingEvent } from './listing.ts'
import { Price } from './signal.ts'

// How values of the model read in English, for alerts, exports and the command line.

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 })
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** 279000000 as "279,000,000". Whole numbers, of which every post has some, are grouped here: a formatter takes far longer. */
export function numberWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) return numbers.format(value)
  let rest = value
  let words = ''
  for (; rest >= 1_000; rest = Math.floor(rest / 1_000)) words = `,${String(rest % 1_000).padStart(3, '0')}${words}`
  return `${rest}${words}`
}

/** 1200000000000 as "1.2 TB": decimal units, three figures at most. */
export function bytesWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${Number((bytes / 1_000 ** power).toPrecision(3))} ${units[power]}`
}

/** "0.15 BTC", "15,000 IDR per item", "2 USD per 1,000". */
export function priceWords({ amount, currency, per }: Price): string {
  const sum = `${numbers.format(amount)} ${currency}`
  if (per === 'dataset') return sum
  return per === 'item' ? `${sum} per item` : `${sum} per 1,000`
}

/** "ID" as "Indonesia". A code that no country has stays as it is. */
export const countryWords = (code: string): string => regions.of(code) ?? code

/** "2021-05-12 14:03 UTC". */
export const timeWords = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const indonesianDays = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' })

/** The same by language: "12 Mei 2021 pukul 14.03 UTC". */
export const timeIn: Record<Language, (time: Date) => string> = {
  en: timeWords,
  id: (time) => `${indonesianDays.format(time)} pukul ${time.toISOString().slice(11, 16).replace(':', '.')} UTC`,
}

/** One value of a listing, whichever field it is from; "none" for what is missing. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'number') return numbers.format(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return timeWords(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ')
  const price = Price.safeParse(value)
  if (price.success) return priceWords(price.data)
  if (typeof value === 'object' && 'type' in value && 'value' in value) return `${value.type} ${value.value}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** "price: 0.3 BTC → 0.15 BTC". */
export const changeWords = ({ field, before, after }: ListingEvent['changes'][number]): string =>
  `${field}: ${valueWords(before)} → ${valueWords(after)}`
