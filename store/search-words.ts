import type { Sql } from './database.ts'

/** A word or a "phrase in quotes" of a search. */
export interface Term {
  text: string
  /** Any word that begins with it: `toko*`. */
  isPrefix: boolean
  /** It must not be there: `-sold`. */
  isLeftOut: boolean
}

/** What a person types: alternatives (`or`), each of terms that must all hold. */
export type SearchWords = Term[][]

/** A word longer than this is no word. */
const longestTerm = 200

const token = /(-?)(?:"([^"]*)"?|([^\s"]+))/gu

/**
 * Reads words as search engines do: all must be there, `"in this order"`, `-not`, `one or another`, and `begin*`. Any
 * text is fine: signs that mean nothing are left out, and what is left is never read as anything but words.
 */
export function readWords(typed: string): SearchWords {
  const alternatives: SearchWords = [[]]
  for (const [, minus, phrase, word] of clean(typed).matchAll(token)) {
    if (minus === '' && phrase === undefined && word?.toLowerCase() === 'or') {
      alternatives.push([])
      continue
    }
    const text = (phrase ?? word?.replace(/^@|\*+$/g, '') ?? '').slice(0, longestTerm).toWellFormed()
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    const isPrefix = phrase === undefined && /[\p{L}\p{N}]\*+$/u.test(word ?? '')
    alternatives.at(-1)?.push({ text, isPrefix, isLeftOut: minus === '-' })
  }
  return alternatives.filter((terms) => terms.length > 0)
}

/** Controls, and the marks that stand where personal data was, are no part of a word. */
const clean = (typed: string): string => typed.normalize('NFKC').replace(/[\p{Cc}\u2022]+/gu, ' ')

/** The terms that are looked for, without those that are left out. */
export const wantedTerms = (words: SearchWords): Term[] => words.flat().filter(({ isLeftOut }) => !isLeftOut)

/**
 * The words as a tsquery, in PostgreSQL's own text. A word is found in either language's form, so that "jual sellers"
 * finds "dijual" and "seller". Null where an alternative has nothing to look for, as `-sold` alone or only signs.
 */
export async function toTsquery(sql: Sql, words: SearchWords): Promise<string | null> {
  const texts: string[] = []
  const alternatives = words.map((terms) => {
    const parts = terms.map((term) => {
      texts.push(term.isPrefix ? asPrefix(term.text) : term.text)
      return partOf(term, `$${texts.length}::text`)
    })
    const wanted = parts.filter((_, at) => terms[at]?.isLeftOut === false)
    return { all: parts.join(' && '), wanted: wanted.join(' && ') || `''::tsquery` }
  })
  if (alternatives.length === 0) return null
  const [row] = await sql.query<{ query: string; isWhole: boolean }>(
    `select (${alternatives.map(({ all }) => `(${all})`).join(' || ')})::text as query,
       ${alternatives.map(({ wanted }) => `numnode(${wanted}) > 0`).join(' and ')} as "isWhole"`,
    texts,
  )
  return row?.isWhole ? row.query : null
}

function partOf({ isPrefix, isLeftOut }: Term, text: string): string {
  const found = isPrefix
    ? `to_tsquery('pg_catalog.simple', ${text})`
    : `(phraseto_tsquery('pg_catalog.indonesian', ${text}) || phraseto_tsquery('pg_catalog.english', ${text}))`
  return isLeftOut ? `!!${found}` : found
}

/** Letters and digits alone, so that nothing but the colon and the star is an operator. */
const asPrefix = (text: string): string => {
  const [word = ''] = text.match(/[\p{L}\p{N}]+$/u) ?? []
  const others = text.slice(0, text.length - word.length).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...others, `${word}:*`].join(' & ')
}
