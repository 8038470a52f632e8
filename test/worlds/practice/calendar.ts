import { createHash } from 'node:crypto'
import type { Manifest, PageEntry, TrueEvent, TrueListing, Visit, World } from '../format.ts'
import { type AccountOf, linksBetween } from './people.ts'
import { daysOfNews, type Offered, rules, tellingRules, watchlists } from './rules.ts'
import type { PracticeSite } from './sites.ts'

/** Something that somebody does on a site at a moment of the world. */
export interface Doing {
  at: Date
  site: string
  do(): void
  /** An offer: whose, and how it says that he is reached. */
  shows?: { by: AccountOf; contact: string }
  /** What it means for a listing; nothing where it is noise. */
  event?: Pick<TrueEvent, 'kind' | 'postedAt'> &
    Partial<Pick<TrueEvent, 'account' | 'quiet' | 'precision'>> & {
      listing: string
      /** Its account has shown the offer elsewhere before: to those who are told, it bumps it. */
      isRepeat?: boolean
    }
}

/** A listing of the story, and what it offers; the post that opens it is known when it is opened. */
export type Told = Omit<TrueListing, 'events'> & Offered

/** When the crawler comes by: which sites it reads, and which of their hosts do not answer. */
export interface Call {
  at: Date
  site: string
  down?: string[]
}

/**
 * Lets the story happen, and writes down what each visit finds: the pages that are otherwise than at the visit before. What
 * is true follows from the story alone: an event can be seen from the first visit to its site on that comes after it.
 */
export function playOut(
  name: string,
  doings: readonly Doing[],
  calls: readonly Call[],
  sites: readonly PracticeSite[],
  listings: readonly Told[],
): World {
  const ahead = doings.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const files = new Map<string, string>()
  const shown = new Map(sites.map(({ site }) => [site.id, new Map<string, string>()]))
  let done = 0
  const visits = calls.map(({ at, site, down = [] }): Visit => {
    for (; ahead[done] && Number(ahead[done]?.at) <= at.getTime(); done++) ahead[done]?.do()
    const one = sites.find((other) => other.site.id === site)
    const before = shown.get(site)
    if (!one || !before) throw new Error(`a call at "${site}", which is none of the sites`)
    const now = new Map([...one.pages(at)].map(([path, page]) => [path, keep(page, files)]))
    const gone = [...before.keys()].filter((path) => !now.has(path))
    const pages: Visit['pages'] = {}
    for (const path of gone) now.set(path, keep(one.missing(at), files))
    for (const [path, page] of now) if (before.get(path) !== page) pages[path] = JSON.parse(page) as PageEntry | string
    shown.set(site, now)
    return { at: at.toISOString(), site, pages, down }
  })
  const manifest: Manifest = {
    ...{ format: 'pantau-world/1', name, sites: sites.map(({ site }) => site) },
    ...{ watchlists, rules, visits },
  }
  const firstAfter = ({ at, site }: Doing): number =>
    calls.findIndex((call) => call.site === site && call.at.getTime() >= at.getTime())
  /** It was there long before anybody came by. */
  const isOfOld = ({ at, site }: Doing): boolean => {
    const first = calls.find((call) => call.site === site)?.at ?? at
    const { alertAge } = manifest.sites.find(({ id }) => id === site) ?? {}
    return alertAge === `${daysOfNews}d` && first.getTime() - at.getTime() > daysOfNews * 86_400_000
  }
  // What happens after the last visit, nobody has seen.
  const seen = ahead.filter((doing) => firstAfter(doing) !== -1)
  const truth = {
    links: linksBetween(seen.flatMap(({ shows }) => shows ?? [])),
    listings: listings
      .filter(({ post }) => post !== '')
      .map(({ victim, records, verdict = { kind: 'new', of: [] }, ...listing }) => ({
        ...{ ...listing, verdict },
        events: seen.flatMap((doing): TrueEvent[] => {
          if (doing.event?.listing !== listing.key) return []
          const { listing: _, isRepeat, ...event } = doing.event
          const told = isRepeat ? 'bumped' : event.kind
          const alerts = isOfOld(doing) ? [] : tellingRules(told, { victim, records }, verdict.kind)
          return [{ precision: 'minute', quiet: false, ...event, visit: firstAfter(doing), alerts }]
        }),
      })),
  }
  return {
    manifest,
    truth,
    read: async (file) => {
      const text = files.get(file)
      if (text === undefined) throw new Error(`the world has no file ${file}`)
      return text
    },
  }
}

/** A page as the manifest names it, in JSON: equal pages are equal strings, and stand in one file. */
function keep(page: string | PageEntry, files: Map<string, string>): string {
  const body = typeof page === 'string' ? page : (page.body ?? '')
  const file = `pages/${createHash('sha256').update(body).digest('hex').slice(0, 16)}.html`
  files.set(file, body)
  if (typeof page === 'string') return JSON.stringify(file)
  const { body: _, ...entry } = page
  return JSON.stringify({ ...entry, file })
}
