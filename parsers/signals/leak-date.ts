import type { Claim, Span } from '../../model/signal.ts'
import { kept } from '../language/claims.ts'
import { rowTeller } from '../language/evidence/rows.ts'
import { isSaid, saidBefore, saidBehind } from '../language/numbers/beside.ts'
import { countedNouns, currencies, months, says } from '../language/numbers/number-words.ts'
import { because } from '../language/reason.ts'
import { matchesIn } from '../matches.ts'
import type { Field, Reader } from './field.ts'

interface Dated {
  value: string
  span: Span
}

/** A year, and where the date around it begins and ends. */
interface Written {
  value: string
  start: number
  end: number
}

/** Characters of a post that are looked through, and dates of it that are kept: a seller says early what he has. */
const most = { characters: 20_000, dates: 200 }

const two = (digits: string | number): string => String(digits).padStart(2, '0')
const isMonth = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 12
const isDay = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 31

const at = (pattern: RegExp, text: string, place: number): RegExpExecArray | null => {
  pattern.lastIndex = place
  return pattern.exec(text)
}

/** "2021-05", "2021/05/12", "2021年5月12日" behind a year. */
const monthBehind =
  /[-./](\d{2}|(?<=[-/])\d(?=$|[ \n,;)]))(?:[-./](\d{2}))?(?![\p{L}\d/-]|[.,]\d)|年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?/uy
/** "12.05.", "05/" before it. */
const numbersBefore = /(?<![\p{L}\d.,/-])t?(?:(\d{1,2})[-./])?(\d{1,2})(?:[-./]| \/ )$/u
/** "12 agustus ", "aug 12, ", "agosto de " before it. */
const wordsBefore =
  /(?<![\p{L}\d])(?:(\d{1,2})(?:st|nd|rd|th|-?го)?[ -](?:de |of )?)?(\p{L}{3,10})[.]?(?:[ -](\d{1,2})(?:st|nd|rd|th)?)?(?: de| del| bulan|,|\/|-| -)? ?$/u

const behindYear = (text: string, start: number): Written | undefined => {
  const match = at(monthBehind, text, start + 4)
  if (!match) return undefined
  const [whole, m = match[3] ?? '', d = match[4] ?? ''] = match
  const year = text.slice(start, start + 4)
  const end = start + 4 + whole.length
  if (!isMonth(m)) {
    // "2021/22", "2021-22"
    const next = Number(year) + 1
    return match[3] === undefined && d === '' && m === String(next).slice(2)
      ? { value: String(next), start, end }
      : undefined
  }
  const day = d !== '' && isDay(d) ? `-${two(d)}` : ''
  return { value: `${year}-${two(m)}${day}`, start, end }
}

const beforeYear = (text: string, start: number): Written | undefined => {
  const end = start + 4
  const year = text.slice(start, end)
  const ahead = text.slice(Math.max(0, start - 24), start)
  const numbers = numbersBefore.exec(ahead)
  if (numbers) {
    const [whole, d = '', m = ''] = numbers
    // "05/31/2021" is American.
    const [day, month] = isMonth(m) ? [d, m] : [m, d]
    if (!isMonth(month) || (day !== '' && !isDay(day))) return undefined
    return { value: `${year}-${two(month)}${day ? `-${two(day)}` : ''}`, start: start - whole.length, end }
  }
  const words = wordsBefore.exec(ahead)
  const month = months.get(words?.[2] ?? '')
  if (!words || month === undefined) return undefined
  const day = words[1] ?? words[3] ?? ''
  return {
    value: `${year}-${two(month)}${day && isDay(day) ? `-${two(day)}` : ''}`,
    start: start - words[0].length,
    end,
  }
}

/** A name of a file may end in a year: "pelanggan2023.csv". */
const extension = /\.(?:csv|sql|txt|zip|rar|7z|json|xlsx?|gz|db|tar)(?!\p{L})/uy
/** What a year alone may not touch: letters, other numbers, an amount's marks. */
const notBefore = /(?!\p{sc=Han})[\p{L}\d./+$€£@-]$|\d,$/u
const notBehind = /(?!\p{sc=Han})[\p{L}\d/%@-]|[.,]\d| ?(?:s\/d|-|to|sampai) ?(?:sekarang|skrg|now|present|today)/uy
/** "2019-2023", "Q3 2024" */
const rangeBefore = /(?:19|20)\d\d ?[-–—/]$/
const rangeBehind = / ?[-–—/] ?(?:19|20)\d\d(?!\d)/y
const quarterBefore = /(?:^|[^\p{L}])q[1-4][ -/]?$/u
const quarterBehind = /q[1-4]/y
/** "2023.2": Brazilian and Spanish schools count a year's halves so. */
const halfBehind = /\.[12](?![\d.])/y
/** "2022 (июль)", "2024 juni" */
const monthInWords = / ?\(?(\p{L}{3,10})(?![\p{L}\d])\)?/uy
/** "not dumps from 2019": what the goods are not. */
const denied = /(?<!\p{L})(?:not|no|bukan|bkn|не|нет|不是|nao|sin)(?: [\p{L}/]{1,14}){0,6} ?$/u
/** What is sought "or newer" is not dated by it. */
const orNewer =
  / ?(?:\+|or newer|or later|and newer|onwards?|ke ?atas|keatas|atau lebih baru|atau baru|и новее|и свежее|以后|之后|ou mais|o mas)/y

/** What may touch a year after all: the begin of a range, a quarter, a name that ends in it. */
const mayTouchBefore = (text: string, start: number, isTitle: boolean): boolean => {
  const before = text.slice(Math.max(0, start - 6), start)
  if (rangeBefore.test(before) || quarterBefore.test(before.slice(-4))) return true
  // "RockYou2024", "pelanggan2023.csv"
  return /\p{L}{2}$/u.test(before.slice(-2)) && (isTitle || at(extension, text, start + 4) !== null)
}
const mayTouchBehind = (text: string, end: number): boolean =>
  [rangeBehind, quarterBehind, halfBehind, extension].some((pattern) => at(pattern, text, end))

const isYearAlone = (text: string, start: number, end: number, isTitle: boolean): boolean => {
  if (notBefore.test(text.slice(Math.max(0, start - 2), start)) && !mayTouchBefore(text, start, isTitle)) return false
  if (at(notBehind, text, end) && !mayTouchBehind(text, end)) return false
  const [, behind = ''] = at(/ ([^\s,.;:)]{1,12})/y, text, end) ?? []
  // "2000 data" are so many, "2021 data" is of a year.
  const isRound = text.startsWith('00', start + 2)
  const isRange = rangeBefore.test(text.slice(Math.max(0, start - 6), start))
  const isCount =
    !isRange &&
    countedNouns.has(behind) &&
    (isRound || !['data', 'file', 'files', 'no', 'id', 'database'].includes(behind))
  return !isCount && !currencies.has(behind)
}

const year = /(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)/g

/** A date that stands at a year: to the day, to the month, or the year alone. */
const dateAt = (text: string, start: number, isTitle: boolean): Written | undefined => {
  const end = start + 4
  const behind = behindYear(text, start)
  if (behind && !/(?!\p{sc=Han})\p{L}$|\d[.,]$/u.test(text.slice(Math.max(0, start - 2), start))) return behind
  const before = beforeYear(text, start)
  if (before && text[end] !== '%') return before
  const named = at(monthInWords, text, end)
  const month = months.get(named?.[1] ?? '')
  if (named && month !== undefined && isYearAlone(text, start, end, isTitle))
    return { value: `${text.slice(start, end)}-${two(month)}`, start, end: end + named[0].length }
  if (text[end] === '年') return { value: text.slice(start, end), start, end: end + 1 }
  return isYearAlone(text, start, end, isTitle) ? { value: text.slice(start, end), start, end } : undefined
}

/** "born 1940-", "from 2018 until ": what the words before it say holds of both its ends. */
const rangeAhead = /\d{4} ?(?:[-–—]|s\/d|to|until|till|up to|sampai|hingga|sd|до|hasta|ate|đến|den|至|到) ?$/
/** What is held since a day was taken on it; somebody is a member, and a firm in business, since a year. */
const since: ReadonlySet<string> = new Set(['sejak', 'since', 'desde', 'с', 'منذ'])
/** Whether the words beside a date say that it is another's: a birth, a founding, a deadline, a law. */
const isOther = (reader: Reader, text: string, date: Written): boolean => {
  // Of "born 1940-2004" the word stands before the first.
  const [range = ''] = rangeAhead.exec(text.slice(Math.max(0, date.start - 24), date.start)) ?? []
  const from = { start: date.start - range.length, end: date.end }
  const nearest = saidBefore(text, from.start).slice(0, 1)
  const isSince = date.value.length === 10 && nearest.some((near) => since.has(text.slice(near.start, near.end)))
  if (!isSince && isSaid(nearest, from, 6, says.notDate)) return true
  if (/(?:[$€£]|rp\.?|usd|©) ?$/.test(text.slice(Math.max(0, date.start - 4), date.start))) return true
  if (isSaid(saidBehind(text, date.end).slice(0, 1), date, 6, says.notDate)) return true
  if (range !== '' && isSaid(saidBefore(text, from.start).slice(0, 2), from, 12, says.notDate)) return true
  const [no] = denied.exec(text.slice(Math.max(0, date.start - 48), date.start)) ?? []
  // An Indonesian "no hp" is a number.
  if (no !== undefined && !(reader.indonesian && no.startsWith('no '))) return true
  return reader.soFar.intent === 'wanted' && at(orNewer, text, date.end) !== null
}

/** "Jan'24", "июль '24", "25年3月": a year of two digits is one beside its month. */
const shortYear = /(?<![\p{L}\d])(?:(\p{L}{3,9})[ .]{0,2}['’](2\d)(?!\d)|(2\d)年 ?(\d{1,2})月)/gu
const shortYearsIn = (text: string): Written[] => {
  if (!/['’]2\d|2\d年/.test(text)) return []
  const found: Written[] = []
  for (const { index, 0: whole, 1: name = '', 2: behind, 3: ahead, 4: number } of matchesIn(text, shortYear)) {
    const month = number ?? months.get(name)
    if (month === undefined || !isMonth(String(month))) continue
    found.push({ value: `20${behind ?? ahead}-${two(month)}`, start: index, end: index + whole.length })
  }
  return found
}

const datesIn = (reader: Reader, part: 'title' | 'text'): Dated[] => {
  const text = reader[part].slice(0, most.characters)
  const inRow = rowTeller(reader.post[part])
  const found: Dated[] = []
  for (const { index } of matchesIn(text, year)) {
    if (found.length >= most.dates) break
    const date = inRow(index) ? undefined : dateAt(text, index, part === 'title')
    if (!date || isOther(reader, text, date)) continue
    found.push({ value: date.value, span: { part, start: date.start, end: date.end } })
  }
  for (const date of shortYearsIn(text))
    if (!inRow(date.start) && !isOther(reader, text, date))
      found.push({ value: date.value, span: { part, start: date.start, end: date.end } })
  return found
}

/** A year alone says less than a month of it; a day says no more than its month. */
const isFine = ({ value }: Dated): boolean => value.length > 4

/** Of two dates the one that says more; the latest of two that say as much. */
const better = (best: Dated, one: Dated): Dated => {
  // A month says more than a year that may be an election's or a product's.
  if (isFine(one) !== isFine(best)) return isFine(one) ? one : best
  if (one.value.startsWith(best.value)) return one
  return best.value.startsWith(one.value) || one.value < best.value ? best : one
}

/** Whether lines of lots have a year each: the offer is of none of them. */
const areLots = (reader: Reader, found: readonly Dated[]): boolean => {
  const sums = new Set(reader.money('text').map(({ of }) => of))
  const numbers = reader.quantities('text').filter((one) => !sums.has(one))
  const lots = new Map<number, string>()
  for (const { value, span } of found) {
    if (span.part === 'title') return false
    const from = reader.text.lastIndexOf('\n', span.start) + 1
    const to = reader.text.indexOf('\n', span.end)
    const isLot = numbers.some(
      ({ start, end, scale, grouped }) =>
        start >= from && (to < 0 || end <= to) && (scale !== '' || grouped) && (end <= span.start || start >= span.end),
    )
    if (isLot) lots.set(from, value.slice(0, 4))
  }
  return lots.size >= 2 && new Set(lots.values()).size === lots.size
}

/** When the data is from: the latest date of title and text; the finer of two that agree. */
export const leakDate: Field<'leakDate'> = {
  id: 'leakDate',
  reads: 'year, month or day that the data is from',
  read(reader) {
    const found = [...datesIn(reader, 'title'), ...datesIn(reader, 'text')]
    const [first] = found
    if (!first || (found.length > 1 && areLots(reader, found))) return undefined
    const best = found.reduce(better, first)
    const claims = found.map(
      (one): Claim => ({ field: 'leakDate', value: one.value, as: one === best ? 'taken' : 'other', span: one.span }),
    )
    return {
      value: best.value,
      reasons: [because('leakDate', best.value, 'dates the data', best.span)],
      claims: kept(claims),
    }
  },
}
