import { ConfigError } from '../../model/errors.ts'
import type { OwnData } from '../../model/signal.ts'
import { listsOfTerms, type Watchlist } from '../../model/watchlist.ts'
import type { Judged } from '../happening.ts'
import { compileContext, type Words, wordsOf } from './context.ts'
import { shownMail } from './mail-patterns.ts'
import { compileTerms, domainOf, domainsAbove, hostsIn, termForms } from './terms.ts'
import type { Finding, Place } from './why.ts'

/** What was found of each watchlist; nothing twice, and at the first of its places, which are asked in the order in which they tell most. */
export type Findings = Map<string, Finding[]>

/** Whether a watchlist has to look into the words of a post. */
export const needsWords = (list: Watchlist): boolean => listsOfTerms.some((key) => list[key].length > 0)

/** Compiles watchlists into one search over a happening. Throws ConfigError for a term that no text can hold. */
export function compileWatchlists(watchlists: readonly Watchlist[]): (happening: Judged) => Findings {
  const search = compileTerms(watchlists.flatMap(termsOf))
  const domains = domainOwners(watchlists)
  const isAsked = ownersOf(watchlists)

  return (happening) => {
    const findings: Findings = new Map(watchlists.map(({ id }) => [id, []]))
    const known = new Set<string>()
    const note = (list: string, key: string, found: Finding): void => {
      const name = `${list} ${found.kind} ${key}`
      if (known.has(name)) return
      known.add(name)
      findings.get(list)?.push(found)
    }
    for (const { list, kind, of, count } of happening.signal.own.filter(isAsked)) note(list, of, { kind, of, count })
    for (const { where, text } of placesOf(happening)) {
      if (where !== 'link') searchWords(search, text, (list, found) => note(list, found.term, { ...found, where }))
      if (domains.size === 0) continue
      for (const domain of [...hostsIn(text)].flatMap(domainsAbove))
        for (const list of domains.get(domain) ?? []) note(list, domain, { kind: 'domain', term: domain, where })
    }
    for (const { id, countries, dataClasses } of watchlists) {
      for (const country of happening.listing.countries)
        if (countries.includes(country)) note(id, country, { kind: 'country', country })
      for (const dataClass of happening.listing.dataClasses)
        if (dataClasses.includes(dataClass)) note(id, dataClass, { kind: 'data-class', dataClass })
    }
    return findings
  }
}

/** What the words of one text say; a keyword that needs company is looked at once, however often it stands there. */
function searchWords(
  search: ReturnType<typeof compileTerms<Term>>,
  text: string,
  found: (list: string, what: { kind: 'name' | 'keyword'; term: string; near?: string }) => void,
): void {
  const looked = new Set<Term>()
  let words: Words | undefined
  search(text, (term) => {
    const { list, kind, term: written, context } = term
    if (context === undefined) return found(list, { kind, term: written })
    if (looked.has(term)) return
    looked.add(term)
    words ??= wordsOf(text)
    const company = context(words)
    if (company) found(list, { kind, term: written, ...(company.near === null ? {} : { near: company.near }) })
  })
}

interface Term {
  list: string
  kind: 'name' | 'keyword'
  term: string
  /** Where the word alone is not enough. */
  context?: ReturnType<typeof compileContext>
}

function termsOf({ id: list, names, keywords }: Watchlist): { term: string; data: Term }[] {
  const terms: Term[] = [
    ...names.map((term) => ({ list, kind: 'name' as const, term })),
    ...keywords.map((keyword) =>
      typeof keyword === 'string'
        ? { list, kind: 'keyword' as const, term: keyword }
        : { list, kind: 'keyword' as const, term: keyword.word, context: compileContext(keyword) },
    ),
  ]
  const company = keywords.flatMap((keyword) =>
    typeof keyword === 'string' ? [] : [...keyword.near, ...keyword.notNear].map((term) => ({ kind: 'keyword', term })),
  )
  const empty = [...terms, ...company].find(({ term }) => termForms(term).length === 0)
  if (empty !== undefined)
    throw new ConfigError(`watchlist ${list}: the ${empty.kind} '${empty.term}' holds no letter or digit`)
  return terms.map((data) => ({ term: data.term, data }))
}

/** Which watchlists have a domain. */
function domainOwners(watchlists: readonly Watchlist[]): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const { id, domains } of watchlists) {
    for (const written of domains) {
      const domain = domainOf(written, id)
      owners.set(domain, [...(owners.get(domain) ?? []), id])
    }
  }
  return owners
}

/** What a signal says of watchlists' own data, as far as they still ask for it. */
function ownersOf(watchlists: readonly Watchlist[]): (own: OwnData) => boolean {
  const lines = new Set(
    watchlists.flatMap(({ id, domains, mails, ids }) => [
      ...domains.map((written) => `${id} addresses ${domainOf(written, id)}`),
      ...mails.map((pattern) => `${id} addresses ${shownMail(pattern)}`),
      ...ids.map((pattern) => `${id} ids ${pattern}`),
    ]),
  )
  return ({ list, kind, of }) => lines.has(`${list} ${kind} ${of}`)
}

/** Where words and domains are looked for. Every victim is a text of its own, never read together with its neighbour. */
function placesOf({ listing, post }: Judged): { where: Place; text: string }[] {
  return [
    ...listing.victims.map((text) => ({ where: 'victims' as const, text })),
    ...[...new Set([listing.title, post.title])].map((text) => ({ where: 'title' as const, text })),
    { where: 'text', text: post.text },
    ...post.images.flatMap(({ text }) => (text ? [{ where: 'picture' as const, text }] : [])),
    ...post.links.map(({ url }) => ({ where: 'link' as const, text: url })),
  ]
}
