import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Country } from './signal.ts'
import { Slug } from './target.ts'

export const Term = z.string().trim().min(2).max(200)

/** A keyword that counts only in company: where one of `near` stands within so many words of it, and none of `notNear`. */
export const ContextKeyword = z
  .strictObject({
    word: Term,
    near: z.array(Term).default([]),
    notNear: z.array(Term).default([]),
    within: z.number().int().min(1).max(100).default(10),
  })
  .refine(({ near, notNear }) => near.length + notNear.length > 0, 'say near:, notNear: or both')
export type ContextKeyword = z.infer<typeof ContextKeyword>

/** Terms, or a file that holds them: its lines stand here when the configuration is checked (app/term-files.ts). */
const listOf = <T extends z.ZodType>(term: T) =>
  z.array(term, 'a list, or { file: terms.txt }').meta({ orFile: true }).default([])
const terms = listOf(Term)

/** Whom we protect. A listing matches when any of its lines does. */
export const Watchlist = z.strictObject({
  id: Slug,
  /** Organisations and brands, with their aliases and abbreviations. */
  names: terms,
  /** Domains: `example.co.id` matches itself and what lies under it; mail addresses under it are counted. */
  domains: terms,
  /** Words of a post, matched whole, case ignored; or such that count only in company. */
  keywords: listOf(
    z.union([Term, ContextKeyword], 'a word, or { word: mandiri, near: [bank], notNear: [pangan], within: 10 }'),
  ),
  /** Mail addresses, before a post is masked: `hr.*@example.com`, `*@*.example.com`. */
  mails: terms,
  /** Numbers of a form of one's own, before a post is masked: `PLG-########`. # is a digit, @ a letter, ? either. */
  ids: terms,
  countries: z.array(Country).default([]),
  dataClasses: z.array(DataClass).default([]),
})
export type Watchlist = z.infer<typeof Watchlist>

/** The lists that may lie in a file of their own, a term a line. */
export const listsOfTerms = ['names', 'domains', 'keywords', 'mails', 'ids'] as const satisfies (keyof Watchlist)[]
