import type { Reason, Span } from '../../model/signal.ts'
import { isInRow } from '../language/evidence/rows.ts'
import { isDenied } from '../language/matching/language.ts'
import { between, codesInFileName, codesInListName, namedCodes } from '../language/names/country-codes.ts'
import { countryOfCode, countryOfDomain, homeOfWord } from '../language/names/homes.ts'
import { countriesCalled } from '../language/numbers/phones.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** "1,000 $US" is a currency; a country in a sample's row is one person's. */
const isPeople = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader.post[part]
  if (text[start - 1] === '$' || text[end] === '$') return false
  if (isDenied(reader[part], start, reader.indonesian)) return false
  // "any south american carrier" names a continent.
  if (/(?:south|latin|north|central) $/.test(reader[part].slice(Math.max(0, start - 8), start))) return false
  return !carrier.test(text.slice(end, end + 10)) && !/(?<![a-z])air $/i.test(text.slice(Math.max(0, start - 5), start))
}

/** "Turkish Airlines", "Air India": whom an airline flies is no country's people. */
const carrier = /^ (?:airlines?|airways|air|lion)(?!\p{L})/iu

type Add = (country: string, why: string, span: Span) => void
type Way = (reader: Reader, add: Add) => void

const fromWords =
  (lexicon: string, why: string): Way =>
  (reader, add) => {
    const seen = new Set<string>()
    const inRows: Hit[] = []
    for (const hit of reader.of(lexicon)) {
      if (seen.has(hit.value) || !isPeople(reader, hit)) continue
      if (isInRow(reader.post[hit.part], hit.start)) {
        inRows.push(hit)
        continue
      }
      seen.add(hit.value)
      add(hit.value, `"${reader.post[hit.part].slice(hit.start, hit.end)}" ${why}`, hit)
    }
    // A dump's rows tell where its people live, unless its own words do: a name in them may be a city's.
    if (reader.soFar.intent !== 'dump' || seen.size > 0) return
    for (const hit of inRows) add(hit.value, `"${reader.post[hit.part].slice(hit.start, hit.end)}" ${why}`, hit)
  }

/** "Ukraine, Georgia": a name that others have too means the country beside another one. */
const fromNeighbours: Way = (reader, add) => {
  const named = reader.of('countries')
  if (named.length === 0) return
  for (const hit of reader.of('namesake-countries')) {
    const text = reader[hit.part]
    const isBesideOne = named.some(
      (one) =>
        one.part === hit.part &&
        one.value !== hit.value &&
        between.test(one.start < hit.start ? text.slice(one.end, hit.start) : text.slice(hit.end, one.start)),
    )
    if (isBesideOne && isPeople(reader, hit))
      add(hit.value, `"${reader.post[hit.part].slice(hit.start, hit.end)}" stands beside a country`, hit)
  }
}

/** "akun Shopee ID", "Grab MY": a service of many countries with the code of one. "Line ID: x" is a handle. */
const codesOfServices = (reader: Reader): ({ country: string } & Span)[] =>
  reader.of('victims').flatMap(({ part, end }) => {
    const code = /^ ([A-Z]{2})(?![A-Za-z\d]|:| ?[:=])/.exec(reader.post[part].slice(end, end + 6))?.[1]
    const country = code && ofMany.has(code) ? countryOfCode(code) : undefined
    return country ? [{ country, part, start: end + 1, end: end + 3 }] : []
  })
/** Codes that name the branch of a service. */
const ofMany: ReadonlySet<string> = new Set(
  'ID MY PH SG TH VN TW HK JP KR IN BR MX US UK GB AU CA DE FR ES IT TR'.split(' '),
)

const fromCodes: Way = (reader, add) => {
  for (const { country, start, end } of codesInFileName(reader.post.title))
    add(country, 'its code', { part: 'title', start, end })
  const areLogins = reader.soFar.dataClasses?.includes('credentials') === true
  for (const part of areLogins ? (['title', 'text'] as const) : [])
    for (const { country, start, end } of codesInListName(reader[part].slice(0, 400)))
      add(country, 'its code', { part, start, end })
  for (const { country, ...span } of codesOfServices(reader)) add(country, 'the service is named with its code', span)
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

/** "+7 000 000-01-01", "0812…": how the numbers in a dump's rows begin. */
const fromPhones: Way = (reader, add) => {
  const rows = reader.soFar.intent === 'dump' ? reader.rows() : undefined
  if (rows?.kind !== 'table' && rows?.kind !== 'people') return
  const span = { part: 'text' as const, start: rows.start, end: rows.end }
  const row = reader.post.text.slice(rows.start, rows.end)
  for (const country of countriesCalled(row)) add(country, 'the numbers in its rows', span)
}

/** The surest ways together; what is only implied, in its order, where nothing was found before. */
const sure: readonly Way[] = [fromWords('countries', 'stands for it'), fromNeighbours, fromCodes, fromVictims]
const implied: readonly Way[] = [fromPhones, fromWords('implied-countries', 'is spoken of there'), fromLanguage]

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
