import type { Language } from '../../model/language.ts'
import { en } from './en.ts'
import { id } from './id.ts'

// Every word of an alert stands in one table a language. English says which words there are: a language that lacks one does
// not compile. To add a language: a table like id.ts, a line here, one in model/language.ts, and names in data-classes.json.

/** All words in which an alert is told. */
export type Words = Pick<typeof en, keyof typeof en>

const tables: Record<Language, Words> = { en, id }

/** The words of a language. */
export const wordsOf = (language: Language): Words => tables[language]
