import { timeIn } from '../../../model/words.ts'
import type { Values } from '../values.ts'

// Numbers have a dot for thousands and a comma before decimals; days are written out, as formal letters have them.

const numbers = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 8 })
const figures = new Intl.NumberFormat('id-ID', { maximumSignificantDigits: 3, useGrouping: false })
const regions = new Intl.DisplayNames('id', { type: 'region', fallback: 'code' })
const days = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' })

const months = new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' })

const units = ['bita', 'KB', 'MB', 'GB', 'TB', 'PB']

const day = (time: Date): string => days.format(time)

export const values: Values = {
  number: (value) => numbers.format(value),
  bytes(value) {
    const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
    return `${figures.format(value / 1_000 ** power)} ${units[power]}`
  },
  price({ amount, currency, per }) {
    const sum = `${numbers.format(amount)} ${currency}`
    return { dataset: sum, item: `${sum} per data`, 1000: `${sum} per 1.000 data` }[per]
  },
  country: (code) => regions.of(code) ?? code,
  time: timeIn.id,
  day,
  date(date) {
    const time = new Date(date)
    if (Number.isNaN(time.getTime()) || date.length < 7) return date
    return date.length === 7 ? months.format(time) : day(time)
  },
  listed: (all, most) =>
    all.length > most ? `${all.slice(0, most).join(', ')}, dan ${all.length - most} lainnya` : all.join(', '),
}
