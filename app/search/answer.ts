import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, PantauError } from '../../model/errors.ts'
import { maskText } from '../../parsers/mask.ts'
import { findPersonal } from '../../parsers/personal/find.ts'
import { hashUnder, type KeyRing } from '../../parsers/personal/keys.ts'
import type { Sql } from '../../store/database.ts'
import { type FoundPost, postsWithHashes, searchListings, searchPosts } from '../../store/search.ts'
import { searchAccounts } from '../../store/search-handles.ts'
import type { SearchCursor, SearchFilters } from '../../store/search-parts.ts'
import { readWords, toTsquery, wantedTerms } from '../../store/search-words.ts'
import { victimCalled } from '../../store/timeline.ts'
import type { LoadedConfig } from '../config-file.ts'
import type { Environment } from '../environment.ts'
import { checkKeys, loadKeys } from '../keys.ts'
import { accountsCalled, personBehind } from '../sellers/person.ts'

/** What is looked for, in the order in which it is shown. */
export const searchKinds = ['listings', 'sellers', 'posts'] as const
export type SearchKind = (typeof searchKinds)[number]

export interface SearchOptions extends Omit<SearchFilters, 'accountIds'> {
  /** A handle on any site, or site/handle; with it the accounts that were confirmed to be the same person's. */
  seller?: string | undefined
  /** Results of each kind. */
  limit: number
  /** One kind alone, and from where. */
  in?: SearchKind | undefined
  after?: SearchCursor | undefined
}

/** Personal data that stood in the words: how many ads showed it, by its keyed hash alone. */
export interface PersonalAnswer {
  kind: string
  count: number
  ads: FoundPost[]
}

export interface SearchAnswer {
  /** As they were looked for: without the personal data in them. */
  words: string
  personal: PersonalAnswer[]
  listings?: Awaited<ReturnType<typeof searchListings>>
  sellers?: Awaited<ReturnType<typeof searchAccounts>>
  posts?: Awaited<ReturnType<typeof searchPosts>>
}

/** More than a person asks for; a text of that length is no question. */
const longestWords = 2_000
const mostTerms = 32

/**
 * Looks for words in offers, listings and handles, and for personal data by its keyed hash; `keys` is asked for only
 * where there is some. Throws a PantauError where nothing can be looked for, or a filter names what nobody knows.
 */
export async function search(
  sql: Sql,
  typed: string,
  options: SearchOptions,
  keys: () => Promise<KeyRing>,
): Promise<SearchAnswer> {
  if (typed.length > longestWords) throw new PantauError(`a search has ${longestWords} characters at most`)
  const personal = findPersonal(typed)
  const plain = withoutPersonal(typed)
  const words = readWords(plain)
  const terms = wantedTerms(words)
  if (words.flat().length > mostTerms) throw new PantauError(`a search has ${mostTerms} words at most`)
  const query = await toTsquery(sql, words)
  if (query === null && personal.length === 0)
    throw new PantauError(
      `nothing to look for in "${plain.trim()}": give a word that is to be there, as in \`pantau search 'tokopedia -sold'\``,
    )

  const filters = await filtersOf(sql, options)
  const page = { limit: options.limit, after: options.after }
  const wants = (kind: SearchKind): boolean => options.in === undefined || options.in === kind
  const names = terms.map(({ text }) => text.toLowerCase())
  const contacts = [...names, ...personal.flatMap(({ value }) => [value, `+${value}`])]
  return {
    words: plain.trim(),
    personal: personal.length === 0 ? [] : await adsShowing(sql, personal, filters, options.limit, await keys()),
    ...(wants('listings') ? { listings: await searchListings(sql, query ?? '', contacts, filters, page) } : {}),
    ...(wants('sellers') ? { sellers: await searchAccounts(sql, names, filters, page) } : {}),
    ...(wants('posts') ? { posts: await searchPosts(sql, query ?? '', filters, page) } : {}),
  }
}

/** Masked, and without what a mask leaves standing of a number, which would be looked for as a word. */
const withoutPersonal = (typed: string): string =>
  maskText(typed).replace(/(?:[+\d().-]+ +)*\S*•\S*(?: +[\d().•-]+)*/g, ' ')

async function adsShowing(
  sql: Sql,
  personal: ReturnType<typeof findPersonal>,
  filters: SearchFilters,
  limit: number,
  keys: KeyRing,
): Promise<PersonalAnswer[]> {
  const values = new Map(personal.map(({ kind, value }) => [value, kind]))
  const answers: PersonalAnswer[] = []
  for (const [value, kind] of values) {
    const hashes = keys.all.map((key) => hashUnder(key, value))
    const { results, count } = await postsWithHashes(sql, hashes, filters, limit)
    answers.push({ kind, count, ads: results })
  }
  return answers
}

async function filtersOf(sql: Sql, { seller, victim, ...options }: SearchOptions): Promise<SearchFilters> {
  const called = seller === undefined ? undefined : (await accountsCalled(sql, seller)).map(({ id }) => id)
  const accountIds = called && (await personBehind(sql, called)).accountIds
  if (victim !== undefined && (await victimCalled(sql, victim)) === null)
    throw new PantauError(`no listing names "${victim}": give a victim's name as alerts call it`)
  const { since, until, intent, site } = options
  return { since, until, intent, site, victim, accountIds }
}

/**
 * The keys that hashed what is stored, for a command that only reads: where this machine has none, none are made, for
 * they would find nothing.
 */
export async function keysOf(sql: Sql, { data }: LoadedConfig, environment: Environment): Promise<KeyRing> {
  if (environment.keys === undefined && !existsSync(join(data, 'keys.json')))
    throw new ConfigError(
      `personal data is found by its keyed hash, and ${data} has no keys.json: copy it from a machine that runs, or set PANTAU_KEYS`,
    )
  const keys = await loadKeys(data, environment.keys)
  await checkKeys(sql, keys, environment.keys === undefined ? data : 'PANTAU_KEYS')
  return keys
}
