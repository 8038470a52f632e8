import { load } from 'cheerio/slim'
import { type Document as Dom, DomHandler } from 'domhandler'
import { Parser } from 'htmlparser2'
import { ParseError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import type { Document } from '../engines/engine.ts'
import { indexPage } from './selectors.ts'

/**
 * Levels that a page may nest. Genuine pages stay under a hundred; old boards that never close their <font> reach some
 * hundreds. The parser's work grows with the square of the depth: 100,000 levels cost it ten seconds.
 */
const deepest = 4_000

/** What a caller knows beyond the page. */
export interface Circumstances {
  /** When the server answered, by its own clock; `null` where nobody knows it, as of a file. */
  servedAt: Date | null
}

/**
 * Parses a page, once, into what every engine looks at. NUL characters are dropped: no store takes them.
 * Throws ParseError for a page that nests deeper than any genuine one.
 */
export function openDocument(page: Page, circumstances: Circumstances = { servedAt: servedAt(page) }): Document {
  const body = page.body.includes('\0') ? page.body.replaceAll('\0', '') : page.body
  const mime = mimeOf(page, body)
  const xml = /[/+]xml$/.test(mime) && mime !== 'application/xhtml+xml'
  const markup = xml || mime === 'text/html' || mime === 'application/xhtml+xml'
  const root = parse(markup ? body : '', xml, page.finalUrl)
  const $ = load(root, { xml: { xmlMode: xml } })
  return {
    page: { ...page, body },
    url: new URL(page.finalUrl),
    mime,
    servedAt: circumstances.servedAt,
    $,
    root,
    index: indexPage(root),
  }
}

/** Parses a piece of HTML that stands inside something else: a feed's description, a field of JSON. */
export const parseFragment = (html: string, url: string): Dom => parse(html.replaceAll('\0', ''), false, url)

function parse(body: string, xml: boolean, url: string): Dom {
  const handler = new DomHandler()
  let depth = 0
  const parser = new Parser(
    {
      onparserinit: (instance) => handler.onparserinit(instance),
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > deepest)
          throw new ParseError(`${url}: nests more than ${deepest} levels deep; no genuine page does`)
        handler.onopentag(name, attributes)
      },
      onclosetag: () => {
        depth -= 1
        handler.onclosetag()
      },
      ontext: (data) => handler.ontext(data),
      oncdatastart: () => handler.oncdatastart(),
      oncdataend: () => handler.oncdataend(),
      onend: () => handler.onend(),
      onerror: (error) => handler.onerror(error),
    },
    { xmlMode: xml, decodeEntities: true },
  )
  parser.end(body)
  return handler.root
}

/** The HTTP Date header, else the moment of the fetch. */
function servedAt(page: Page): Date {
  const header = new Date(page.headers.date ?? '')
  return Number.isNaN(header.getTime()) ? page.fetchedAt : header
}

function mimeOf(page: Page, body: string): string {
  const declared = (page.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const start = body.slice(0, 1_000).trimStart().toLowerCase()
  // Comments go first and on their own: in one pattern with what follows they would take exponential time.
  const bare = start.replace(/<!--.*?-->|<\?.*?\?>/gs, '').trimStart()
  const xml = /^<(rss|feed|rdf:rdf)\b/.test(bare)
  // Feeds travel under every label; only plain text is taken at its word, because a paste may hold markup.
  if (xml && declared !== 'text/plain') return 'text/xml'
  if (/^[\w.+-]+\/[\w.+-]+$/.test(declared)) return declared
  if (start.startsWith('<')) return 'text/html'
  if (/^[[{]/.test(start)) return 'application/json'
  return 'text/plain'
}
