import type { Span } from '../../model/signal.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Reader } from './field.ts'

const monthNames: readonly string[] = [
  'januari|january|jan|janeiro|enero|январ[ья]|янв',
  'februari|pebruari|february|feb|fevereiro|febrero|феврал[ья]',
  'maret|march|mar|marco|marzo|марта?',
  'april|apr|abril|апрел[ья]',
  'mei|may|maio|mayo|ма[йя]',
  'juni|june|jun|junho|junio|июн[ья]',
  'juli|july|jul|julho|julio|июл[ья]',
  'agustus|agst|ags|august|aug|agosto|август[а]?',
  'september|sept|sep|setembro|septiembre|сентябр[ья]',
  'oktober|october|okt|oct|outubro|octubre|октябр[ья]',
  'november|nov|nopember|novembro|noviembre|ноябр[ья]',
  'desember|december|des|dec|dezembro|diciembre|декабр[ья]',
]
const months = monthNames.map((names) => new RegExp(`^(?:${names})$`))
const month = monthNames.join('|')
const year = '((?:19[89]|20[0-4])\\d)'
const edge = '(?![\\p{L}\\d])'
const start = '(?<![a-z\\u0370-\\u04ff\\d./-])(?<!\\d,)'

interface Dated {
  value: string
  span: Span
  /** 3 to the day, 2 to the month, 1 the year alone. */
  depth: number
}

const two = (digits: string | number): string => String(digits).padStart(2, '0')
const monthOf = (name: string): string => two(months.findIndex((pattern) => pattern.test(name)) + 1)
const isMonth = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 12
const isDay = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 31

const rules: readonly (readonly [RegExp, (match: RegExpExecArray) => string | undefined])[] = [
  [
    new RegExp(`${start}${year}[-./](\\d{2})[-./](\\d{2})${edge}`, 'gu'),
    ([, y = '', m = '', d = '']) => (isMonth(m) && isDay(d) ? `${y}-${m}-${d}` : undefined),
  ],
  [
    new RegExp(`${start}(\\d{2})[-./](\\d{2})[-./]${year}${edge}`, 'gu'),
    ([, d = '', m = '', y = '']) => (isMonth(m) && isDay(d) ? `${y}-${m}-${d}` : undefined),
  ],
  [
    new RegExp(`${start}(\\d{1,2}) (?:de )?(${month})(?: de)?,? ${year}${edge}`, 'gu'),
    ([, d = '', m = '', y = '']) => (isDay(d) ? `${y}-${monthOf(m)}-${two(d)}` : undefined),
  ],
  [
    new RegExp(`${start}(${month}) (\\d{1,2}),? ${year}${edge}`, 'gu'),
    ([, m = '', d = '', y = '']) => (isDay(d) ? `${y}-${monthOf(m)}-${two(d)}` : undefined),
  ],
  [
    new RegExp(`${start}(${month})(?: de| del|,|/| bulan)? ?['’]?${year}${edge}`, 'gu'),
    ([, m = '', y = '']) => `${y}-${monthOf(m)}`,
  ],
  [
    new RegExp(`${start}${year}[-./](\\d{2})(?![\\p{L}\\d/-])`, 'gu'),
    ([, y = '', m = '']) => (isMonth(m) ? `${y}-${m}` : undefined),
  ],
  [
    new RegExp(`${start}(\\d{1,2})/${year}${edge}`, 'gu'),
    ([, m = '', y = '']) => (isMonth(m) ? `${y}-${two(m)}` : undefined),
  ],
  [new RegExp(`${year}年(\\d{1,2})月`, 'gu'), ([, y = '', m = '']) => (isMonth(m) ? `${y}-${two(m)}` : undefined)],
  [
    new RegExp(`(?<![a-z\\u0370-\\u04ff\\d./+$-])(?<!\\d,)${year}(?:年|(?![\\p{L}\\d/%-])(?![.,]\\d))`, 'gu'),
    ([, y = '']) => y,
  ],
]

/** What makes a year something else: an incident long known, a birth year, a price, an old account. */
const otherYear =
  /(?:born|lahir|since|from|sejak|joined|there|kelas|©|copyright|last year|was created in|created in|in bulk|uu|nomor|pp|tahun lahir|updated|rp|usd|\$|maks|th|s\/d|antara|between)[ :]{0,2}(?:\d{4} (?:to|-|–|s\/d) )?$/

/** When a threat ends is no date of the data. */
const deadline = /(?:deadline|batas waktu|until|before|sampai|prazo|plazo|joined|posted|срок)[ :]{1,2}$/

const datesIn = (reader: Reader, part: 'title' | 'text'): Dated[] => {
  const text = reader[part].slice(0, 20_000)
  const taken: [number, number][] = []
  return rules.flatMap(([pattern, read], at) =>
    [...text.matchAll(pattern)].slice(0, 60).flatMap((match): Dated[] => {
      const [from, to] = [match.index, match.index + match[0].length]
      const value = read(match)
      if (!value || isInRow(reader.post[part], from) || deadline.test(text.slice(Math.max(0, from - 16), from)))
        return []
      if (taken.some(([a, b]) => from < b && a < to)) return []
      taken.push([from, to])
      if (
        at === rules.length - 1 &&
        (otherYear.test(text.slice(Math.max(0, from - 24), from)) ||
          /^ ?(?:baris|rows|to|usd|\$|pcs|or newer|ke atas)/.test(text.slice(to, to + 10)))
      )
        return []
      return [{ value, span: { part, start: from, end: to }, depth: value.split('-').length }]
    }),
  )
}

/** When the data is from: the latest date of the title, else of the text; the finer of two that agree. */
export const leakDate: Field<'leakDate'> = {
  id: 'leakDate',
  reads: 'year, month or day that the data is from',
  read(reader) {
    // Rows and samples hold other dates: what the seller says comes before them.
    const found = [...datesIn(reader, 'title'), ...datesIn(reader, 'text')]
    const [first] = found
    if (!first) return undefined
    const best = found.reduce((most, one) => {
      // A month says more than a year that may be an election's or a product's.
      if (Math.min(2, one.depth) !== Math.min(2, most.depth)) return one.depth > most.depth ? one : most
      if (one.value.startsWith(most.value)) return one
      return most.value.startsWith(one.value) || one.value < most.value ? most : one
    }, first)
    return { value: best.value, reasons: [because('leakDate', best.value, 'dates the data', best.span)] }
  },
}
