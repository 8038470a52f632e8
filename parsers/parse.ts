import { BlockedError, ConfigError, LoginNeededError, PantauError, ParseError } from '../model/errors.ts'
import type { Link, LinkKind, Page } from '../model/page.ts'
import type { Selectors } from '../model/target.ts'
import type { Claim, Document, Engine, ParsedPage } from './engines/engine.ts'
import { engines } from './engines/index.ts'
import { makeRoomFor } from './garbage.ts'
import { type Circumstances, openDocument } from './markup/page/open.ts'
import { refuseChallenge, refuseWall } from './markup/walls.ts'

/** What a page holds, by which engine, and how that was chosen. */
export type ParsedDocument = ParsedPage & { engine: string; why: string }

/** What a caller knows beyond the page and its engine. */
export interface ParseOptions {
  circumstances?: Circumstances
  /** The site's own selectors, in the place of its engine's. */
  selectors?: Selectors | undefined
}

/**
 * Reads one fetched page: parses it once, takes the engine that was named or, under `auto`, the one that claims it
 * most strongly, and gives its posts, profiles and links. A forum whose theme its engine does not know is read by
 * repetition, as one of unknown software. Throws LoginNeededError and BlockedError for walls, ConfigError for an engine
 * that nobody has heard of, and ParseError, naming the address, for everything else that cannot be read: never the bare
 * error of a parser that stumbled over a hostile page.
 */
export function parsePage(
  page: Page,
  engine = 'auto',
  { circumstances, selectors }: ParseOptions = {},
): ParsedDocument {
  const named = engine === 'auto' && selectors === undefined ? undefined : engineOf(engine, selectors)
  makeRoomFor(page.body)
  try {
    const document = openDocument(page, circumstances)
    const choice = named === undefined ? choose(document) : { engine: named, why: 'the target names it' }
    if (choice === null) return unclaimed(document)
    const parsed = readBy(choice, document)
    return { ...parsed, links: fewOf(parsed.links) }
  } catch (error) {
    if (error instanceof PantauError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ParseError(`${page.finalUrl}: cannot be read (${reason})`, { cause: error })
  }
}

/** Links of a kind on one page. Boards and archives list hundreds at most; what lists more is a farm of links. */
const mostLinks = 2_000

function fewOf(links: readonly Link[]): Link[] {
  if (links.length <= mostLinks) return [...links]
  const counts = new Map<LinkKind, number>()
  return links.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= mostLinks
  })
}

const skins = new WeakMap<Selectors, Map<string, Engine>>()

/**
 * The engine of a target, in its site's skin. Throws ConfigError for an engine that there is not, for selectors that no
 * engine is named for, and for selectors that the engine cannot take.
 */
export function engineOf(id: string, selectors?: Selectors): Engine {
  const engine = engines.find((other) => other.id === id)
  if (id === 'auto') throw new ConfigError('selectors belong to one engine: name it, as in `engine: mybb`')
  if (engine === undefined)
    throw new ConfigError(`no engine is called "${id}"; there are ${engines.map(({ id }) => id).join(', ')} and auto`)
  if (selectors === undefined) return engine
  const before = skins.get(selectors)?.get(id)
  if (before !== undefined) return before
  if (engine.skin === undefined)
    throw new ConfigError(`selectors: ${engine.name} is not read by selectors; take them away`)
  const skin = { ...engine, ...engine.skin(selectors) }
  skins.set(selectors, new Map([...(skins.get(selectors) ?? []), [id, skin]]))
  return skin
}

interface Choice {
  engine: Engine
  why: string
}

const fallbacks = engines.filter(({ fallback }) => fallback)
const tables = engines.filter(({ fallback }) => !fallback)

/** What no table claims may be a wall that repeats something: its marks come before the reader of what repeats. */
function choose(document: Document): Choice | null {
  const table = strongest(tables, document)
  if (table !== null) return table
  refuseChallenge(document)
  return strongest(fallbacks, document)
}

/** Most pages bear a mark that settles whose they are; weaker ones are looked for on the others only. */
const settling = 0.84

function strongest(shelf: readonly Engine[], document: Document): Choice | null {
  for (const least of [settling, 0]) {
    let best: (Choice & Claim) | null = null
    for (const engine of shelf) {
      const above: number = best?.strength ?? least
      const claim = engine.claims(document, above)
      if (claim !== null && claim.strength > above) best = { engine, ...claim }
    }
    if (best !== null) return best
  }
  return null
}

/** A wall says whose it is, so that one sees whether the right engine met it. */
function readBy(choice: Choice, document: Document): ParsedDocument {
  try {
    return read(choice, document)
  } catch (error) {
    if (error instanceof LoginNeededError || error instanceof BlockedError)
      error.message = `${error.message} (read as ${choice.engine.id})`
    throw error
  }
}

/**
 * What the engine gives. Where that is nothing, the page may be a wall before the site; if it is none, it may be a forum
 * in a theme that the engine's table does not know.
 */
function read({ engine, why }: Choice, document: Document): ParsedDocument {
  const parsed = attempt(engine, document)
  const understood = !(parsed instanceof ParseError) && isUnderstood(parsed, engine, document)
  if (understood) return { ...parsed, engine: engine.id, why }
  if (refuseWall(document)) return { ...nothing, engine: engine.id, why }
  const repeated = readByRepetition(engine, document)
  if (repeated !== null) return repeated
  if (parsed instanceof ParseError) throw parsed
  if (engine.claims(document) !== null) return { ...parsed, engine: engine.id, why }
  throw new ParseError(`${document.url.href}: is no page of ${engine.name}, though the target says that it is one`)
}

function attempt(engine: Engine, document: Document): ParsedPage | ParseError {
  try {
    return engine.read(document)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}

/** Whether the page gave something, or said in a way that its engine knows why it gives nothing. */
function isUnderstood({ kind, posts, profiles, links }: ParsedPage, engine: Engine, document: Document): boolean {
  if (posts.length + profiles.length + links.length > 0 || kind === 'empty') return true
  if (kind === 'missing' && !/html/.test(document.mime)) return true
  return kind !== 'other' && engine.claims(document) !== null
}

const nothing: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/** What is under every table of a forum: the engine that knows forums by what repeats on their pages. */
function readByRepetition(engine: Engine, document: Document): ParsedDocument | null {
  const generic = fallbacks.find(({ type }) => type === engine.type)
  if (generic === undefined || generic.id === engine.id || generic.claims(document) === null) return null
  const why = `it is ${engine.name} in a theme that its table does not know, and is read by what repeats`
  return { ...generic.read(document), engine: generic.id, why }
}

function unclaimed(document: Document): ParsedDocument {
  if (refuseWall(document))
    return { ...nothing, engine: 'auto', why: 'no engine claims it, and it says that nothing is here' }
  throw new ParseError(
    `${document.url.href}: no engine knows this page (${document.mime}); name one in the target, or write one`,
  )
}
