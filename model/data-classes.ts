import { z } from 'zod'
import table from './data-classes.json' with { type: 'json' }
import type { Language } from './language.ts'

interface Entry {
  /** How it reads in a sentence, by language: "dates of birth". */
  called: Record<Language, string>
  /**
   * How much harm one person's record can do, 0 to 3, after what fraud needs: 3 opens accounts or cannot be changed
   * (identity pictures, biometrics, health, logins), 2 identifies or pays, 1 helps to deceive.
   */
  harm: number
  /** The words by which it is named, by language; the reader of posts looks for them. */
  words: Record<string, string[]>
}

/** What kinds of data an offer holds, named after the classes that breach registers use (test/corpus/LABELS.md). */
export type DataClass = keyof typeof table.classes

const classes: Record<DataClass, Entry> = table.classes

/** In the order of the table; to add one: an entry in data-classes.json. */
export const dataClasses = Object.keys(classes) as DataClass[]
export const DataClass = z.enum(dataClasses)

/** "national-ids" as "national ID numbers". */
export const dataClassWords = (dataClass: DataClass): string => dataClassIn(dataClass, 'en')

export const dataClassIn = (dataClass: DataClass, language: Language): string => classes[dataClass].called[language]

export const harmOf = (dataClass: DataClass): number => classes[dataClass].harm
