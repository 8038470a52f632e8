import type { VisitReport } from '../../crawlers/step.ts'
import { StoreError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import type { Target } from '../../model/target.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import type { Figures } from '../../store/visits.ts'

/** Fields of a post that tell, where they are missing, that a page is not read right. */
export const fields = ['author', 'date', 'text'] as const
export type Field = (typeof fields)[number]

/** Pages of a visit that may have to be shown to a person: the first of each sort. */
export interface Specimens {
  /** It came, and could not be read. */
  unread?: Page
  /** It gave neither posts nor a thread or paste to read. */
  barren?: Page
  /** By the engine that read them. */
  engines: Map<string, Page>
  /** None of its posts has this field. */
  without: Map<Field, Page>
}

/** Looks on while a visit is made: what its pages turned out to be, whatever comes of the visit. */
export interface Witness {
  read(page: Page, document: ParsedDocument): void
  /** The page came, and was not taken in. */
  unread(page: Page, error: unknown): void
  ended(report: VisitReport): void
  /** How far the visit came; nothing where it did not begin. */
  report(): VisitReport | undefined
  figures(): Figures
  specimens: Specimens
}

/** Characters of a specimen that are held, at most, and engines of which one is. */
const mostCharacters = 500_000
const mostEngines = 3

export function createWitness(target: Pick<Target, 'via'>): Witness {
  const figures: Omit<Figures, 'requests' | 'bytes'> = { ...noFigures, engines: {}, kinds: {}, via: wayOf(target.via) }
  const specimens: Specimens = { engines: new Map(), without: new Map() }
  let report: VisitReport | undefined

  return {
    specimens,

    read(page, document) {
      const { engine, kind, posts, links } = document
      count(figures.kinds, kind)
      if (kind === 'missing') return
      count(figures.engines, engine)
      const has = { author: 0, date: 0, text: 0 }
      for (const { author, postedAt, text } of posts) {
        if (author !== null) has.author++
        if (postedAt !== null) has.date++
        if (text !== '') has.text++
      }
      figures.posts += posts.length
      figures.withAuthor += has.author
      figures.withDate += has.date
      figures.withText += has.text
      // A thread's page names others too, as similar ones; that is no list.
      const listed =
        posts.length > 0 ? 0 : links.filter((link) => link.kind === 'thread' || link.kind === 'paste').length
      figures.listed += listed

      if (specimens.engines.size < mostEngines && !specimens.engines.has(engine))
        specimens.engines.set(engine, held(page))
      if (posts.length + listed === 0) specimens.barren ??= held(page)
      for (const field of fields)
        if (posts.length > 0 && has[field] === 0 && !specimens.without.has(field))
          specimens.without.set(field, held(page))
    },

    unread(page, error) {
      // A store that is away says nothing about the page.
      if (!(error instanceof StoreError)) specimens.unread ??= held(page)
    },

    ended(whole) {
      report = whole
    },

    report: () => report,
    figures: () => ({ ...figures, requests: report?.requests ?? 0, bytes: report?.bytes ?? 0 }),
  }
}

/** The figures of a visit that came to nothing. */
export const noFigures: Figures = {
  ...{ requests: 0, bytes: 0, via: 'direct', engines: {}, kinds: {}, listed: 0 },
  ...{ posts: 0, withAuthor: 0, withDate: 0, withText: 0 },
}

const wayOf = (via: string): Page['via'] => (via === 'direct' || via === 'tor' ? via : 'proxy')

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/**
 * A page as it is held to the visit's end: without what evidence is made of, and a giant only to its beginning, copied, or
 * its whole would be held by it.
 */
const held = ({ bytes: _, rendered: __, ...page }: Page): Page =>
  page.body.length <= mostCharacters
    ? page
    : { ...page, body: Buffer.from(page.body.slice(0, mostCharacters)).toString() }
