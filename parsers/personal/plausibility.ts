import type { Plausibility } from '../../model/signal.ts'
import { isNik } from './checks.ts'
import { findPersonal } from './find.ts'

interface Holder {
  region: string
  year: number
  woman: boolean
}

/** Two digits say no century: nobody is born after `year`, and so the birth was in the one before. */
const holderOf = (nik: string, year: number): Holder => {
  const short = Number(nik.slice(10, 12))
  const century = Math.floor(year / 100) * 100
  return {
    region: nik.slice(0, 4),
    year: century + short > year ? century - 100 + short : century + short,
    woman: Number(nik.slice(6, 8)) > 40,
  }
}

/** The day exists in its month, leap years among them: 31 February is an invention. */
const isBirthday = (nik: string, year: number): boolean => {
  const day = Number(nik.slice(6, 8)) % 40
  const born = new Date(Date.UTC(year, Number(nik.slice(8, 10)) - 1, day))
  return born.getUTCDate() === day
}

const several = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

/**
 * Measures the NIKs of a sample, which must not be masked yet. Genuine rows are nearly all well-formed, come from many
 * regions and years, from women and men alike, and do not repeat; invented ones seldom manage all of it. `null` where a text
 * shows fewer than two. `now` is what births cannot lie behind.
 */
export function plausibilityOf(text: string, now: Date): Plausibility | null {
  const niks = findPersonal(text)
    .filter(({ shape, value }) => shape === 'nik' && value.length === 16)
    .map(({ value }) => value)
  if (niks.length < 2) return null
  const year = now.getUTCFullYear()
  const holders = niks
    .filter(isNik)
    .map((nik) => ({ nik, ...holderOf(nik, year) }))
    .filter((holder) => isBirthday(holder.nik, holder.year))
  const years = holders.map((holder) => holder.year).sort((one, other) => one - other)
  const [first, last] = [years[0], years.at(-1)]
  const women = holders.filter(({ woman }) => woman).length
  const measured = {
    shown: niks.length,
    wellFormed: holders.length,
    repeated: niks.length - new Set(niks).size,
    regions: new Set(holders.map(({ region }) => region)).size,
    years: first === undefined || last === undefined ? null : { count: new Set(years).size, first, last },
    ...{ women, men: holders.length - women },
  }
  return { ...measured, sentence: sentenceOf(measured) }
}

function sentenceOf({
  shown,
  wellFormed,
  repeated,
  regions,
  years,
  women,
  men,
}: Omit<Plausibility, 'sentence'>): string {
  const parts = [`${wellFormed} of ${shown} NIKs well-formed`]
  if (years !== null) {
    const span = years.first === years.last ? `in ${years.first}` : `${years.first} to ${years.last}`
    parts.push(
      several(regions, 'region'),
      `born ${span}`,
      `${several(women, 'woman', 'women')} and ${several(men, 'man', 'men')}`,
    )
  }
  if (repeated > 0) parts.push(`${repeated} repeated`)
  return parts.join(', ')
}
