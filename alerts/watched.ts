import { ConfigError } from '../model/errors.ts'
import type { Watchlist } from '../model/watchlist.ts'
import type { Happening } from './happening.ts'
import { compileTerms, domainsAbove, hostsIn, termForms } from './terms.ts'
import type { Finding, Place } from './why.ts'

/** What was found of each watchlist; nothing twice, and at the first of its places, which are asked in the order in which they tell most. */
export type Findings = Map<string, Finding[]>

/** Compiles watchlists into one search over a happening. Throws ConfigError for a term that no text can hold. */
export function compileWatchlists(watchlists: readonly Watchlist[]): (happening: Happening) => Findings {
  const search = compileTerms(watchlists.flatMap(termsOf))
  const domains = domainOwners(watchlists)

  return (happening) => {
    const findings: Findings = new Map(watchlists.map(({ id }) => [id, []]))
    const known = new Set<string>()
    const note = (list: string, key: string, found: Finding): void => {
      const name = `${list} ${found.kind} ${key}`
      if (known.has(name)) return
      known.add(name)
      findings.get(list)?.push(found)
    }
    for (const { where, text } of placesOf(happening)) {
      if (where !== 'link') search(text, ({ list, kind, term }) => note(list, term, { kind, term, where }))
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

interface Term {
  list: string
  kind: 'name' | 'keyword'
  term: string
}

function termsOf({ id, names, keywords }: Watchlist): { term: string; data: Term }[] {
  const terms: Term[] = [
    ...names.map((term) => ({ list: id, kind: 'name' as const, term })),
    ...keywords.map((term) => ({ list: id, kind: 'keyword' as const, term })),
  ]
  const empty = terms.find(({ term }) => termForms(term).length === 0)
  if (empty !== undefined)
    throw new ConfigError(`watchlist ${id}: the ${empty.kind} '${empty.term}' holds no letter or digit`)
  return terms.map((data) => ({ term: data.term, data }))
}

/** Which watchlists have a domain. `*.example.id` and `.example.id` mean example.id. */
function domainOwners(watchlists: readonly Watchlist[]): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const { id, domains } of watchlists) {
    for (const written of domains) {
      const [domain] = hostsIn(written)
      if (domain === undefined)
        throw new ConfigError(`watchlist ${id}: '${written}' is no domain such as example.co.id`)
      owners.set(domain, [...(owners.get(domain) ?? []), id])
    }
  }
  return owners
}

/** Where words and domains are looked for. Every victim is a text of its own, never read together with its neighbour. */
function placesOf({ listing, post }: Happening): { where: Place; text: string }[] {
  return [
    ...listing.victims.map((text) => ({ where: 'victims' as const, text })),
    ...[...new Set([listing.title, post.title])].map((text) => ({ where: 'title' as const, text })),
    { where: 'text', text: post.text },
    ...post.images.flatMap(({ text }) => (text ? [{ where: 'picture' as const, text }] : [])),
    ...post.links.map(({ url }) => ({ where: 'link' as const, text: url })),
  ]
}
