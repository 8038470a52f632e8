import { ConfigError, PantauError, ParseError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import type { Document, Engine, ParsedPage } from './engines/engine.ts'
import { engines } from './engines/index.ts'
import { type Circumstances, openDocument } from './markup/open.ts'
import { refuseWall } from './markup/walls.ts'

/** What a page holds, by which engine, and how that was chosen. */
export type ParsedDocument = ParsedPage & { engine: string; why: string }

/**
 * Reads one fetched page: parses it once, takes the engine that was named or, under `auto`, the one that claims it
 * most strongly, and gives its posts, profiles and links. Throws LoginNeededError and BlockedError for walls,
 * ConfigError for an engine that nobody has heard of, and ParseError, naming the address, for everything else that
 * cannot be read: never the bare error of a parser that stumbled over a hostile page.
 */
export function parsePage(page: Page, engine = 'auto', circumstances?: Circumstances): ParsedDocument {
  const named = engine === 'auto' ? undefined : engines.find(({ id }) => id === engine)
  if (engine !== 'auto' && named === undefined) {
    throw new ConfigError(
      `no engine is called "${engine}"; there are ${engines.map(({ id }) => id).join(', ')} and auto`,
    )
  }
  try {
    const document = openDocument(page, circumstances)
    const choice = named === undefined ? choose(document) : { engine: named, why: 'the target names it' }
    if (choice === null) return unclaimed(document)
    return { ...read(choice.engine, document), engine: choice.engine.id, why: choice.why }
  } catch (error) {
    if (error instanceof PantauError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ParseError(`${page.finalUrl}: cannot be read (${reason})`, { cause: error })
  }
}

function choose(document: Document): { engine: Engine; why: string } | null {
  const claims = engines.flatMap((engine) => {
    const claim = engine.claims(document)
    return claim === null ? [] : [{ engine, ...claim }]
  })
  return claims.toSorted((a, b) => b.strength - a.strength)[0] ?? null
}

/**
 * What the engine gives. A page that gives nothing and is not the engine's own, or that the engine refuses, may be a
 * wall before the site.
 */
function read(engine: Engine, document: Document): ParsedPage {
  let refused: ParseError
  try {
    const parsed = engine.read(document)
    const gives = parsed.posts.length + parsed.profiles.length + parsed.links.length > 0
    if (gives || engine.claims(document) !== null) return parsed
    refused = new ParseError(
      `${document.url.href}: is no page of ${engine.name}, though the target says that it is one`,
    )
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    refused = error
  }
  if (refuseWall(document)) return nothing
  throw refused
}

const nothing: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

function unclaimed(document: Document): ParsedDocument {
  if (refuseWall(document))
    return { ...nothing, engine: 'auto', why: 'no engine claims it, and it says that nothing is here' }
  throw new ParseError(
    `${document.url.href}: no engine knows this page (${document.mime}); name one in the target, or write one`,
  )
}
