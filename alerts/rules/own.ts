import type { OwnData } from '../../model/signal.ts'
import type { Watchlist } from '../../model/watchlist.ts'
import { compileIds } from './id-patterns.ts'
import { compileMails, shownMail } from './mail-patterns.ts'
import { domainOf } from './terms.ts'

/**
 * Counts what of the watchlists' own stands in a post that is not masked yet: different mail addresses, which the masker
 * has found, and different numbers in its words. Nothing but counts comes out.
 */
export type CountOwn = (addresses: Iterable<string>, texts: readonly string[]) => OwnData[]

/** What is counted under one name. */
type Line = Pick<OwnData, 'list' | 'kind' | 'of'>

/** Of a list of everybody's addresses, more lines than these tell nobody more. */
const mostLines = 100

/**
 * Compiles what watchlists count; `null` where none of them does, so that reading costs nothing. Throws ConfigError for a
 * domain that is none and for a pattern that cannot be read or would fit anything.
 */
export function compileOwn(watchlists: readonly Watchlist[]): CountOwn | null {
  const of = (list: string, key: 'mails' | 'ids'): string => `watchlist ${list}: ${key}`
  const addresses = (list: string, name: string): Line => ({ list, kind: 'addresses', of: name })
  const domains = watchlists.flatMap(({ id, domains }) =>
    domains.map((written) => {
      const domain = domainOf(written, id)
      return { domain, data: addresses(id, domain) }
    }),
  )
  const mails = watchlists.flatMap(({ id, mails }) =>
    mails.map((pattern) => ({ pattern, of: of(id, 'mails'), data: addresses(id, shownMail(pattern)) })),
  )
  const ids = watchlists.flatMap(({ id, ids }) =>
    ids.map((pattern) => ({ pattern, of: of(id, 'ids'), data: { list: id, kind: 'ids', of: pattern } as const })),
  )
  const linesOf = compileMails<Line>({ domains, patterns: mails })
  const findIds = compileIds<Line>(ids)
  if (domains.length + mails.length + ids.length === 0) return null

  return (found, texts) => {
    const values = new Map<Line, Set<string>>()
    const note = (line: Line, value: string): void => {
      const known = values.get(line)
      if (known) known.add(value)
      else values.set(line, new Set([value]))
    }
    for (const address of found) for (const line of linesOf(address)) note(line, address)
    if (ids.length > 0) for (const text of texts) findIds(text, note)
    return [...values]
      .map(([line, different]) => ({ ...line, count: different.size }))
      .sort((a, b) => b.count - a.count)
      .slice(0, mostLines)
  }
}
