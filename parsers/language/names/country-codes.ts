import { matchesIn } from '../../matches.ts'
import { isInRow } from '../evidence/rows.ts'
import { countryOfCode, isOrdinary, isParticle } from './homes.ts'

/** A country's code, and where it stands. */
export interface Code {
  country: string
  start: number
  end: number
}

const pair = /(?<![A-Za-z\d@#_$])[A-Z]{2}(?![A-Za-z\d@#_$])/g
const wordly = /[\p{L}\p{N}@#_$]/u
const readable = 20_000
/** A list may hold it; it is no country. */
const union = 'EU'
/** "clinic_bookings_nz": a file's name may carry a code, in small letters. */
const inFileName = /(?:^|_)([a-z]{2})(?=_|\.|$)/g

const isSize = (ahead: string): boolean => /\d ?$/.test(ahead) && !/(?:^|\n)#\d{1,2} $/.test(ahead)

/** Pairs of capitals that stand alone and are codes of countries. */
const codesIn = (text: string): Code[] => {
  const found: Code[] = []
  for (const { 0: code, index } of matchesIn(text.slice(0, readable), pair)) {
    const country = code === union ? union : countryOfCode(code)
    // 61 GB are bytes, "#4 GB | law" is the fourth line.
    if (code === 'GB' && isSize(text.slice(Math.max(0, index - 6), index))) continue
    if (!country || wordly.test(text[index - 1] ?? '') || wordly.test(text[index + 2] ?? '')) continue
    found.push({ country, start: index, end: index + 2 })
  }
  return found
}

/** Whether a code is nothing else: "IT" and "ID" are words too. */
const isTelling = (text: string, { start, end }: Code): boolean => !isOrdinary(text.slice(start, end))

/** Codes in the name of a file. */
export const codesInFileName = (title: string): Code[] =>
  title.includes('_')
    ? matchesIn(title, inFileName).flatMap(({ 0: whole, 1: code = '', index }): Code[] => {
        const country = isParticle(code) ? undefined : countryOfCode(code.toUpperCase())
        const start = index + whole.length - 2
        return country ? [{ country, start, end: start + 2 }] : []
      })
    : []

/** "2k .pk mail:pass", "mailpass nl/be", "mix ru": codes in small letters beside what lists of logins are called. */
const inListName =
  /(?<![\w.])\.([a-z]{2})(?= |$)|(?<!\p{L})(?:combo(?:list)?s?|mix|mail ?:?pass|mail access|hq|leads|fullz) ([a-z]{2})(?:[/,+]([a-z]{2}))?(?![\p{L}\d])/gu

/** Codes in small letters in what a list of logins is called. */
export const codesInListName = (text: string): Code[] =>
  matchesIn(text, inListName).flatMap(({ 0: whole, index, ...groups }): Code[] => {
    const codes = [groups[1], groups[2], groups[3]].filter((code) => code !== undefined)
    // "nl/be": one that is nothing else says what the other is.
    if (codes.every(isParticle)) return []
    return codes.flatMap((code) => {
      const country = countryOfCode(code.toUpperCase())
      return country ? [{ country, start: index, end: index + whole.length }] : []
    })
  })

/** What stands between two countries of a list. */
export const between = /^(?: ?[,/|+•&·-] ?| (?:or|and|dan|y|e|и|campur|sama|atau|plus|with|o|или|và|und|et|ve) )$/
const isBeside = (text: string, a: Code, b: Code | undefined): boolean => {
  if (b === undefined) return false
  const gap = a.start < b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start)
  return between.test(gap) || (gap === ' ' && (isTelling(text, a) || isTelling(text, b)))
}

const label = /(?:country|countries|geo|гео|страна|negara|asal|país|pais|paises|国家|location|region)\]?[ :=]{1,3}$/i
const lineStart = /(?:^|\n)[^\p{L}\n]{0,6}$/u
const separator = /^(?: ?[/|—–,-]| {2,}\$|:)/
const counted = /(?:\d ?(?:k|m|mil|mio|million)?|full|all|only|from|geo|di|в) $/i
const goods =
  /^ (?:combo|combos|combolists?|logs?|fullz|ccs?|cvv|mails?|emails?|mailpass|leads|db|dbs|database|base|citizens?|consumers?|customers?|users?|accounts?|docs|passports?|phones?|numbers|mix|cards?|only|geo|victims?|traffic|corp|company|companies|shop|store|bank|hospital|clinic|gov|voters?|residents?|people|mostly|mainly|based)(?![a-z])/i

/** Whether a code that stands alone names a country: in brackets, at the head of a line, beside a count or a word for data. */
const isNamed = (text: string, code: Code): boolean => {
  const ahead = text.slice(Math.max(0, code.start - 16), code.start)
  const behind = text.slice(code.end, code.end + 16)
  if ((ahead.endsWith('[') && behind.startsWith(']')) || label.test(ahead)) return true
  const isHead = lineStart.test(ahead) && separator.test(behind)
  if (!isTelling(text, code)) return isHead && /^ ?[/|](?! ?[A-Z]{2}(?![A-Za-z]))/.test(behind)
  return isHead || (ahead.endsWith('(') && behind.startsWith(')')) || goods.test(behind) || counted.test(ahead)
}

/** "2. IT, packaging", where other lines begin so with codes that are nothing else. */
const isLineOfCode = (text: string, { start, end }: Code): boolean =>
  lineStart.test(text.slice(Math.max(0, start - 8), start)) && /^ ?[,|/]/.test(text.slice(end, end + 2))

/** "domestic helpers from ID / PH / MM" */
const origin =
  /(?:from|geo|geos|countries|dari|из|de|mostly|mainly|mix(?:ed)?(?: of)?|negara|mayoritas|kebanyakan|в основном|mayormente) ?:? $/i

/** Pairs of capitals that name countries. */
export const namedCodes = (text: string): Code[] => {
  const codes = codesIn(text)
  if (codes.length === 0) return codes
  const lines = codes.filter((code) => isLineOfCode(text, code))
  const areLines = lines.filter((code) => isTelling(text, code)).length > 1
  // "IT, HR" are departments; a list with a code that is nothing else is one of countries.
  const listed = codes.filter((code, at) => isBeside(text, code, codes[at - 1]) || isBeside(text, code, codes[at + 1]))
  const areSpaced = listed.some(({ end }) => text[end] === ' ')
  const isOrigin = listed.some(({ start }) => origin.test(text.slice(Math.max(0, start - 12), start)))
  const areCountries = listed.filter((code) => isTelling(text, code)).length > (areSpaced && !isOrigin ? 1 : 0)
  return codes.filter(
    (code) =>
      code.country !== union &&
      ((areCountries && listed.includes(code)) || (areLines && lines.includes(code)) || isNamed(text, code)) &&
      !isInRow(text, code.start),
  )
}
