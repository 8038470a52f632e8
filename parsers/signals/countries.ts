import type { Reason, Span } from '../../model/signal.ts'
import { countryOfCode, countryOfDomain, homeOfWord, isOrdinary, isParticle } from '../language/homes.ts'
import { isDenied } from '../language/language.ts'
import { matchesIn } from '../language/matches.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Hit, Reader } from './field.ts'

interface Code {
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

/** Pairs of capitals that stand alone and are codes of countries. */
const codesIn = (text: string): Code[] => {
  const found: Code[] = []
  for (const { 0: code, index } of matchesIn(text.slice(0, readable), pair)) {
    const country = code === union ? union : countryOfCode(code)
    // 61 GB are bytes.
    if (code === 'GB' && /\d ?$/.test(text.slice(Math.max(0, index - 2), index))) continue
    if (!country || wordly.test(text[index - 1] ?? '') || wordly.test(text[index + 2] ?? '')) continue
    found.push({ country, start: index, end: index + 2 })
  }
  return found
}

/** Whether a code is nothing else: "IT" and "ID" are words too. */
const isTelling = (text: string, { start, end }: Code): boolean => !isOrdinary(text.slice(start, end))

const codesInFileName = (title: string): Code[] =>
  title.includes('_')
    ? matchesIn(title, inFileName).flatMap(({ 0: whole, 1: code = '', index }): Code[] => {
        const country = isParticle(code) ? undefined : countryOfCode(code.toUpperCase())
        const start = index + whole.length - 2
        return country ? [{ country, start, end: start + 2 }] : []
      })
    : []

const between = /^(?: ?[,/|+•&·-] ?| or | and | dan | y | e | и )$/
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
  /^ (?:combo|combos|combolists?|logs?|fullz|ccs?|cvv|mails?|emails?|mailpass|leads|db|dbs|database|base|citizens?|consumers?|customers?|users?|accounts?|docs|passports?|phones?|numbers|mix|cards?|only|geo|victims?|traffic|corp|company|companies|shop|store|bank|hospital|clinic|gov|voters?|residents?|people)(?![a-z])/i

/** Whether a code that stands alone names a country: in brackets, at the head of a line, beside a count or a word for data. */
const isNamed = (text: string, code: Code): boolean => {
  const ahead = text.slice(Math.max(0, code.start - 16), code.start)
  const behind = text.slice(code.end, code.end + 16)
  if ((ahead.endsWith('[') && behind.startsWith(']')) || label.test(ahead)) return true
  const isHead = lineStart.test(ahead) && separator.test(behind)
  if (!isTelling(text, code)) return isHead && /^ ?[/|](?! ?[A-Z]{2}(?![A-Za-z]))/.test(behind)
  return isHead || (ahead.endsWith('(') && behind.startsWith(')')) || goods.test(behind) || counted.test(ahead)
}

const namedCodes = (text: string): Code[] => {
  const codes = codesIn(text)
  // "IT, HR" are departments; a list with a code that is nothing else is one of countries.
  const listed = codes.filter((code, at) => isBeside(text, code, codes[at - 1]) || isBeside(text, code, codes[at + 1]))
  const areSpaced = listed.some(({ end }) => text[end] === ' ')
  const areCountries = listed.filter((code) => isTelling(text, code)).length > (areSpaced ? 1 : 0)
  return codes.filter(
    (code) =>
      code.country !== union &&
      ((areCountries && listed.includes(code)) || isNamed(text, code)) &&
      !isInRow(text, code.start),
  )
}

/** "1,000 $US" is a currency; a country in a sample's row is one person's. */
const isPeople = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader.post[part]
  if (text[start - 1] === '$' || text[end] === '$') return false
  if (isDenied(reader[part], start, reader.indonesian)) return false
  return reader.soFar.intent === 'dump' || !isInRow(text, start)
}

type Add = (country: string, why: string, span: Span) => void
type Way = (reader: Reader, add: Add) => void

const fromWords =
  (lexicon: string, why: string): Way =>
  (reader, add) => {
    const seen = new Set<string>()
    for (const hit of reader.of(lexicon)) {
      if (seen.has(hit.value) || !isPeople(reader, hit)) continue
      seen.add(hit.value)
      add(hit.value, `"${reader.post[hit.part].slice(hit.start, hit.end)}" ${why}`, hit)
    }
  }

const fromCodes: Way = (reader, add) => {
  for (const { country, start, end } of codesInFileName(reader.post.title))
    add(country, 'its code', { part: 'title', start, end })
  // "EC voters": letters that stand for an organisation are no code.
  for (const part of ['title', 'text'] as const)
    for (const { country, start, end } of namedCodes(reader.post[part]))
      if (!reader.soFar.victims?.includes(reader.post[part].slice(start, end)))
        add(country, 'its code', { part, start, end })
}

const fromVictims: Way = (reader, add) => {
  const victims = reader.soFar.victims ?? []
  if (victims.length === 0) return
  for (const hit of [...reader.of('victims'), ...reader.of('ordinary-victims')]) {
    const country = victims.includes(hit.value) ? reader.countryOf(hit.value) : undefined
    if (country) add(country, `${hit.value} is of this country`, hit)
  }
  for (const name of victims) {
    const country = countryOfDomain(name)
    const part = reader.post.title.includes(name) ? 'title' : 'text'
    const start = reader.post[part].indexOf(name)
    if (country && start >= 0) add(country, 'the domain is under its code', { part, start, end: start + name.length })
  }
}

/** Classes of data about which a language says nothing: logins and systems are of anywhere. */
const ofAnywhere: ReadonlySet<string> = new Set([
  'none',
  'credentials',
  'access',
  'passwords',
  'usernames',
  'source-code',
  'email-addresses',
])

/** Columns named in the language of one country are about its people, where nothing else is said. */
const fromLanguage: Way = (reader, add) => {
  for (const hit of reader.of('data-classes')) {
    if (ofAnywhere.has(hit.value)) continue
    const country = homeOfWord(reader[hit.part].slice(hit.start, hit.end))
    if (!country) continue
    add(country, `"${reader.post[hit.part].slice(hit.start, hit.end)}" is a word of its language`, hit)
    return
  }
}

/** The surest ways together; what is only implied, in its order, where nothing was found before. */
const sure: readonly Way[] = [fromWords('countries', 'stands for it'), fromCodes, fromVictims]
const implied: readonly Way[] = [fromWords('implied-countries', 'is spoken of there'), fromLanguage]

/** Whose people are in the data. */
export const countries: Field<'countries'> = {
  id: 'countries',
  reads:
    'countries by name, nationality, flag, code, document, city, domain, language of the columns, and by the victim',
  read(reader) {
    const reasons = new Map<string, Reason>()
    const add: Add = (code, why, span) => {
      if (!reasons.has(code)) reasons.set(code, because('countries', code, why, span))
    }
    for (const way of sure) way(reader, add)
    const isOfPeople = reader.soFar.dataClasses?.every((one) => ofAnywhere.has(one)) !== true
    for (const way of implied) if (reasons.size === 0 && isOfPeople) way(reader, add)
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
