import classes from '../../../model/data-classes.json' with { type: 'json' }
import table from '../../signals/lexicons/countries.json' with { type: 'json' }

/** Codes of ISO 3166-1 alpha-2 that the reader knows, and the one that people write for GB. */
const codes: ReadonlyMap<string, string> = new Map([
  ...Object.keys(table.countries).map((code) => [code, code] as const),
  ['UK', 'GB'] as const,
])
const otherwise = new Set(table.otherwise)
const generic = new Set(table.generic)

/** The country of a code in capitals; `undefined` for other pairs of letters. */
export const countryOfCode = (code: string): string | undefined => codes.get(code)

/** Whether a code is a word or an abbreviation too: "IT", "ID", "IN". */
export const isOrdinary = (code: string): boolean => otherwise.has(code)

/** Whether a code in small letters is a word of titles and file names: "base_de_datos". */
export const isParticle = (code: string): boolean =>
  otherwise.has(code.toUpperCase()) || generic.has(code) || table.particles.includes(code)

/** The country that a domain is registered under; `undefined` for domains that anybody takes. */
export const countryOfDomain = (domain: string): string | undefined => {
  const last = /\.([a-z]{2})$/i.exec(domain)?.[1]?.toLowerCase()
  return last === undefined || generic.has(last) ? undefined : codes.get(last.toUpperCase())
}

const tables = Object.values(classes.classes as Record<string, { words: Record<string, string[]> }>)
const homes: Readonly<Record<string, string | undefined>> = table.languages

/** Words that only one language has for data, with the country where nearly all who speak it live. */
const homeWords: ReadonlyMap<string, string> = (() => {
  const languages = new Map<string, Set<string>>()
  // "order_id" is the column's name in any language.
  for (const { words } of tables)
    for (const [language, list] of Object.entries(words))
      for (const word of list.filter((one) => !/[ _]id$/.test(one)))
        languages.set(word, (languages.get(word) ?? new Set()).add(language))
  return new Map(
    [...languages].flatMap(([word, of]): [string, string][] => {
      const country = of.size === 1 ? homes[[...of][0] ?? ''] : undefined
      return country ? [[word, country]] : []
    }),
  )
})()

/** The country of a word for data: "tgl lahir" is said of Indonesians, "серия паспорта" of Russians. */
export const homeOfWord = (word: string): string | undefined => homeWords.get(word)
