import type { CheerioAPI } from 'cheerio'
import type { Document as Dom } from 'domhandler'
import { z } from 'zod'
import { Link, type Page } from '../../model/page.ts'
import { ParsedPost } from '../../model/post.ts'
import { Profile } from '../../model/profile.ts'
import type { Selectors, SourceType } from '../../model/target.ts'
import type { PageIndex } from '../markup/page/selectors.ts'

/**
 * What a page turned out to be. `missing` is "no such thread", whatever its HTTP status; `empty` an answer that says of
 * itself that it holds nothing, as a search without hits; `ciphertext` a paste that nobody can read without its key.
 */
export const PageKind = z.enum([
  'index',
  'board',
  'thread',
  'profile',
  'archive',
  'paste',
  'channel',
  'feed',
  'missing',
  'empty',
  'ciphertext',
  'other',
])
export type PageKind = z.infer<typeof PageKind>

/** What an engine reads from a page. Walls are not pages: LoginNeededError and BlockedError are thrown. */
export const ParsedPage = z.object({
  kind: PageKind,
  posts: z.array(ParsedPost),
  profiles: z.array(Profile),
  links: z.array(Link),
})
export type ParsedPage = z.infer<typeof ParsedPage>

/** A page parsed once: what every engine looks at. */
export interface Document {
  readonly page: Page
  /** The address that answered: relative links hang on it. */
  readonly url: URL
  /** The type of its Content-Type header in lower case, without parameters; guessed from the body where there is none. */
  readonly mime: string
  /** When the server answered, by its own clock, or else when we fetched; `null` where nobody knows it, as of a file. */
  readonly servedAt: Date | null
  /** The body's DOM, built once, of domhandler's nodes; an empty document for plain text and JSON. */
  readonly $: CheerioAPI
  /** The same DOM, for the tools that walk it. */
  readonly root: Dom
  /** Its elements, indexed in one walk for every table of selectors. */
  readonly index: PageIndex
}

/** That an engine knows a page as its own, and by what. */
export interface Claim {
  /** 0 to 1. Two engines at the same strength on one page are a defect. */
  strength: number
  /** The marks that it was known by, for a person to read: "generator meta says MyBB". */
  why: string
}

/** The contract of the shelf: one kind of software, read from its genuine markup. */
export interface Engine {
  readonly id: string
  /** The software's own name. */
  readonly name: string
  readonly type: SourceType
  /** One line for the docs: what is read from which pages. */
  readonly reads: string
  /** One line for the docs: what it needs of the operator; '' where an address is enough. */
  readonly needs: string
  /** For the docs: an address that a target may start at, on an invented host where the software has many. */
  readonly start: string
  /** One line for the docs: what it cannot do. */
  readonly limits: string
  /** Asked only about pages that no other engine claims, and about forums that their own engine cannot read. */
  readonly fallback?: true
  /** A claim that is not stronger than `above` need not be made: somebody else's stands already. */
  claims(document: Document, above?: number): Claim | null
  /** Throws ParseError where the page is not what it claimed to be; never returns an empty page for a wall. */
  read(document: Document): ParsedPage
  /**
   * The same reader with selectors of one site's own, for a theme that renamed things; absent where the engine is no
   * table. Throws ConfigError for a name that the table does not have and for a selector with a mistake.
   */
  skin?(selectors: Selectors): Pick<Engine, 'claims' | 'read'>
}
