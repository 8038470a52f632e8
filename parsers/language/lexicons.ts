import { type Intent, Payment } from '../../model/signal.ts'
import countries from '../signals/lexicons/countries.json' with { type: 'json' }
import classes from '../signals/lexicons/data-classes.json' with { type: 'json' }
import intents from '../signals/lexicons/intents.json' with { type: 'json' }
import roles from '../signals/lexicons/roles.json' with { type: 'json' }
import terms from '../signals/lexicons/terms.json' with { type: 'json' }
import gazetteer from '../signals/lexicons/victims.json' with { type: 'json' }
import type { Entry, Lexicon } from './matcher.ts'

/** An organisation that data may be taken from. */
export interface Victim {
  name: string
  aliases: string[]
  /** Whose people a leak of it touches, as an ISO 3166-1 alpha-2 code. */
  country?: string
}

/** What words of one kind say about a post, and how strongly: 3 says it by itself, 1 only adds. */
export interface Cue {
  id: string
  for: Intent | 'goods' | 'quiet' | 'nothing'
  weight: number
  why: string
}

const capitals = new Set(gazetteer.capitals)

/** An alias that is an ordinary word too ("bin", "target") counts in capitals only; a longer one also with a capital first. */
const termsOf = (alias: string): string[] => {
  if (!capitals.has(alias.toLowerCase())) return [alias]
  const upper = alias.toUpperCase()
  const title = upper.slice(0, 1) + alias.slice(1).toLowerCase()
  return alias.length > 4 ? [`=${upper}`, `=${title}`] : [`=${upper}`]
}

const victimEntry = ({ name, aliases }: Victim): Entry => ({ value: name, terms: [name, ...aliases].flatMap(termsOf) })

const listed = (entries: Record<string, Record<string, string[]>>): Entry[] =>
  Object.entries(entries).map(([value, languages]) => ({ value, terms: Object.values(languages).flat() }))

/** What the words of each cue of `intents.json` say. */
export const cues: ReadonlyMap<string, Cue> = new Map(intents.cues.map((cue) => [cue.id, cue as Cue]))

/** All single words that name data: an offer verb written with one of them has its object in itself ("need combo"). */
export const dataWords: ReadonlySet<string> = new Set(
  [
    ...intents.cues.filter((cue) => cue.for === 'goods').map((cue) => cue.terms as Record<string, string[]>),
    ...(Object.values(classes.classes) as Record<string, string[]>[]),
  ].flatMap((terms) => Object.values(terms).flat()),
)

/** Words of data that are ordinary words too: they name a class only beside words of another. */
export const weakWords: ReadonlySet<string> = new Set(classes.weak)

/** The country of each victim that has one, by its usual name. */
export const countryOf = (victims: readonly Victim[]): ReadonlyMap<string, string> =>
  new Map(
    [...(gazetteer.victims as Victim[]), ...victims].flatMap(({ name, country }) => (country ? [[name, country]] : [])),
  )

const roleNames = ['requires', 'requiredAfter', 'wiped', 'thingsBefore', 'thingsAfter'] as const

/** All lexicons of the reader; `victims` are names of the operator's own besides those of the gazetteer. */
export const lexicons = (victims: readonly Victim[]): Lexicon[] => [
  {
    name: 'intents',
    entries: intents.cues.map(({ id, terms: words }) => ({
      value: id,
      terms: Object.values(words as Record<string, string[]>).flat(),
    })),
  },
  {
    name: 'data-classes',
    entries: listed(classes.classes as Record<string, Record<string, string[]>>),
  },
  { name: 'victims', entries: [...victims, ...(gazetteer.victims as Victim[])].map(victimEntry) },
  {
    name: 'countries',
    entries: Object.entries(countries.countries).map(([value, words]) => ({
      value,
      terms: [...words.names, ...words.documents, ...words.places],
    })),
  },
  {
    name: 'roles',
    entries: listed(Object.fromEntries(roleNames.map((name) => [name, roles[name]]))),
  },
  { name: 'escrow', entries: [{ value: 'escrow', terms: terms.escrow }] },
  { name: 'sample', entries: [{ value: 'sample', terms: terms.sample }] },
  {
    name: 'payment',
    entries: Object.entries(terms.payment)
      .filter(([value]) => Payment.safeParse(value).success)
      .map(([value, words]) => ({ value, terms: words })),
  },
]
