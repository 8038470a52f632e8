import type { Reason } from '../../../model/signal.ts'
import type { Hit, Reader } from '../../signals/field.ts'
import { because } from '../reason.ts'
import type { Named } from './names.ts'

/** An organisation, and by what it was found. */
export interface Found {
  name: string
  reason: Reason
}

/** One way to find who the data was taken from. */
export type Way = (reader: Reader) => Found[]

/** Characters of a text in which the owner of the data is named. */
export const beginning = 1_500
/** Characters of a text in which a name in quotation marks, or any of a kind's, is its victim's. */
export const quotedWithin = 700

export type Place = Pick<Hit, 'part' | 'start' | 'end'>

/** What a lexicon found over a place. Its hits stand in the order of the post, so those behind the place are left alone. */
export const over = (reader: Reader, lexicon: string, { part, start, end }: Place): Hit[] => {
  const found: Hit[] = []
  for (const hit of reader.of(lexicon)) {
    if (hit.part !== part) continue
    if (hit.start >= end) break
    if (hit.end > start) found.push(hit)
  }
  return found
}

/** An office by its short name ahead of the regency or province that it is of. */
const office =
  /^((?:dis|din(?!as ))\p{L}{2,12}|bkpsdm|bkpp|bkd|bapenda|bappeda|bpbd|bpkad|bawaslu|kpud?|dprd|samsat|satpol pp|inspektorat|baznas) (?:kab|prov)(?:upaten|insi)?\.? (?=\p{L})/iu
/** The usual name: "Dinsos Kab. Rekatengah" is spoken of as "Dinsos Rekatengah". */
const usual = (name: string): string => name.replace(office, '$1 ')

/** Names as what was found, for the reason `why`. */
export const found = (part: 'title' | 'text', why: string, names: readonly Named[]): Found[] =>
  names.map((one) => {
    const name = usual(one.name)
    return { name, reason: because('victims', name, why, { part, ...one }) }
  })

/** Lexicons whose words are no names: what they say is said of the data, its people or the deal. */
export const wordly = [
  'data-classes',
  'data-columns',
  'countries',
  'payment',
  'services',
  'escrow',
  'sample',
  'intents',
  'common',
]

/** Cues that are what firms trade in and are named after: "Kopi Senja", "Madu Lestari". */
const honest: ReadonlySet<string> = new Set([
  'sells-things',
  'trades-honestly',
  'errands',
  'offices',
  'studies',
  'news',
])

/** Words of the goods and the deal: a name that holds one is a phrase ("Database Nasabah Bank"). */
export const ofOffer: ReadonlySet<string> = new Set(['goods', 'sells', 'gives', 'seeks'])

/**
 * Whether a hit over a part of a name leaves it a name: a word of trade or of an example, and in a long name any word but
 * one of the goods ("Kedai Emas Permata Seri").
 */
const isOfNames = (lexicon: string, { value, start, end }: Hit, name: Named): boolean => {
  if (start <= name.start && end >= name.end) return false
  if (lexicon === 'sample' || honest.has(value)) return true
  return name.name.split(' ').length > 2 && (lexicon === 'payment' || (lexicon === 'intents' && !ofOffer.has(value)))
}

/** Whether some of a name's words mean something else: a class, a country, an intent. */
export const isOtherwise = (reader: Reader, part: 'title' | 'text', name: Named, lexicons = wordly): boolean =>
  lexicons.some((lexicon) => over(reader, lexicon, { part, ...name }).some((hit) => !isOfNames(lexicon, hit, name)))

/** What no name of a list may be: its words are said of the data, of a place or of a known organisation. */
export const unlisted = [...wordly, 'implied-countries', 'victims', 'formats', 'details']

/** Whether it names the software or the register that data was kept in, of which every hospital or office has its own. */
export const isSystem = (reader: Reader, part: 'title' | 'text', name: Named): boolean =>
  over(reader, 'owners', { part, ...name }).some(({ value, end }) => value === 'systems' && end >= name.end)
