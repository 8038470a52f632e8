import type { Price } from '../../model/signal.ts'

/** How values read in a language. */
export interface Values {
  /** 279000000 as "279,000,000" or "279.000.000". */
  number(value: number): string
  /** 1200000000000 as "1.2 TB" or "1,2 TB". */
  bytes(value: number): string
  price(price: Price): string
  /** "ID" as "Indonesia"; a code that no country has stays as it is. */
  country(code: string): string
  /** In UTC, to the minute, and said so. */
  time(time: Date): string
  day(time: Date): string
  /** A date of data, which may be a year or a month: YYYY, YYYY-MM or YYYY-MM-DD. */
  date(date: string): string
  /** The first of a list, and how many more there are. */
  listed(values: readonly string[], most: number): string
}
