import classes from '../../../model/data-classes.json' with { type: 'json' }
import type { Intent } from '../../../model/signal.ts'
import countries from '../../signals/lexicons/countries.json' with { type: 'json' }
import cueTable from '../../signals/lexicons/cues.json' with { type: 'json' }
import { type Language, languages } from '../../signals/lexicons/index.ts'
import owners from '../../signals/lexicons/owners.json' with { type: 'json' }
import services from '../../signals/lexicons/services.json' with { type: 'json' }
import type { Victim } from '../../signals/lexicons/victims/index.ts'
import { fold } from '../spelling/fold.ts'
import { knownVictims, ordinaryEntries, victimEntries } from './gazetteer.ts'
import type { Entry, Lexicon } from './matcher.ts'
import type { OwnWords } from './own-words.ts'

/** What words of one kind say about a post, and how strongly: 3 says it by itself, 1 only adds. */
export interface Cue {
  id: string
  for: Intent | 'goods' | 'quiet' | 'nothing'
  weight: number
  /** A verb that counts only with data for its object: everybody "has" and "needs" something. */
  object: 'data' | undefined
  /** Counts in a title alone: a text may mention rules, a title is what the post is. */
  in: 'title' | undefined
  /** Counts only where the title, or a post without one, begins with it: "[BELI] …", "收 …". */
  opens: true | undefined
  why: string
}

/** One entry for each name, with the words of all languages. */
const entriesOf = (
  tables: readonly (Readonly<Record<string, readonly string[] | undefined>> | undefined)[],
): Entry[] => {
  const entries = new Map<string, string[]>()
  for (const table of tables)
    for (const [value, words] of Object.entries(table ?? {}))
      entries.set(value, [...(entries.get(value) ?? []), ...(words ?? [])])
  return [...entries].map(([value, terms]) => ({ value, terms: [...new Set(terms)] }))
}

/** What the words of each cue say, by its id. */
export const cues: ReadonlyMap<string, Cue> = new Map(
  Object.entries(cueTable.cues).map(([id, cue]) => [
    id,
    { id, object: undefined, in: undefined, opens: undefined, ...cue } as Cue,
  ]),
)
const cueEntries = entriesOf(languages.map((language) => language.cues))
/** Words that name a class of data only as items of a list: "order", "company", "tenor". */
const listedWords: ReadonlySet<string> = new Set(classes.listed)
const classTable = Object.entries(classes.classes as Record<string, { words: Record<string, string[]> }>)
const classEntriesOf = (areListed: boolean): Entry[] =>
  classTable.map(([value, { words }]) => ({
    value,
    terms: Object.values(words)
      .flat()
      .filter((word) => listedWords.has(fold(word).replaceAll('_', ' ')) === areListed),
  }))
const classEntries = classEntriesOf(false)

/** All single words that name data: an offer verb written with one of them has its object in itself ("need combo"). */
export const dataWords: ReadonlySet<string> = new Set(
  [...cueEntries.filter(({ value }) => cues.get(value)?.for === 'goods'), ...classEntries].flatMap(
    ({ terms }) => terms,
  ),
)

/** Words of data that are ordinary words too: they name a class only beside words of another. */
export const weakWords: ReadonlySet<string> = new Set(classes.weak)

/** Words of an offer that name nothing. */
export const fillers: ReadonlySet<string> = new Set(languages.flatMap((language) => language.fillers ?? []))

/** The country of each victim that has one, by its usual name. */
export const countryOf = (victims: readonly Victim[]): ReadonlyMap<string, string> =>
  new Map([...knownVictims, ...victims].flatMap(({ name, country }) => (country ? [[name, country]] : [])))

const words = (name: string, of: (language: Language) => readonly string[] | undefined): Lexicon => ({
  name,
  entries: [{ value: name, terms: [...new Set(languages.flatMap((language) => of(language) ?? []))] }],
})

/** All lexicons of the reader, with the operator's own words among them. */
export const lexicons = (own: Partial<OwnWords> = {}): Lexicon[] => [
  { name: 'intents', entries: [...cueEntries, ...entriesOf([own.cues])] },
  {
    name: 'data-classes',
    entries: [
      ...classEntries,
      ...entriesOf([own.dataClasses]),
      { value: 'none', terms: languages.flatMap(({ notClasses }) => notClasses ?? []) },
    ],
  },
  { name: 'data-columns', entries: classEntriesOf(true) },
  { name: 'victims', entries: victimEntries(own.victims ?? []) },
  { name: 'ordinary-victims', entries: ordinaryEntries },
  {
    name: 'countries',
    entries: Object.entries(countries.countries).map(([value, of]) => ({
      value,
      terms: [...of.names, ...of.documents, ...of.places],
    })),
  },
  {
    name: 'implied-countries',
    entries: Object.entries(countries.countries).map(([value, { implied }]) => ({ value, terms: implied })),
  },
  {
    name: 'namesake-countries',
    entries: Object.entries(countries.namesakes).map(([value, terms]) => ({ value, terms })),
  },
  { name: 'nouns', entries: entriesOf(languages.map((language) => language.nouns)) },
  { name: 'roles', entries: entriesOf(languages.map((language) => language.roles)) },
  words('denies', (language) => language.denies),
  { name: 'common', entries: languages.map(({ language, common }) => ({ value: language, terms: common ?? [] })) },
  words('escrow', (language) => language.escrow),
  words('status', ({ status }) => status?.sold),
  { name: 'sample', entries: entriesOf(languages.map((language) => language.sample)) },
  { name: 'owners', entries: entriesOf([owners.words]) },
  { name: 'services', entries: entriesOf([services.names, { others: services.others }]) },
  { name: 'payment', entries: entriesOf(languages.map((language) => language.payment)) },
  { name: 'details', entries: entriesOf(languages.map((language) => language.details)) },
  { name: 'formats', entries: entriesOf(languages.map((language) => language.formats)) },
]
