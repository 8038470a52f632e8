import { type CheerioAPI, load } from 'cheerio/slim'
import type { Document as Dom } from 'domhandler'
import type { Page } from '../../../model/page.ts'
import type { Document } from '../../engines/engine.ts'
import { indexElements } from './page-index.ts'
import { parseTree } from './tree.ts'

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
  const xml = isXml(mime)
  const markup = xml || mime === 'text/html' || mime === 'application/xhtml+xml'
  const tree = parseTree(markup ? body : '', { xml, url: page.finalUrl })
  const parsed: Omit<Document, '$'> = {
    page: { ...page, body },
    url: new URL(page.finalUrl),
    mime,
    servedAt: circumstances.servedAt,
    root: tree.root,
    index: indexElements(tree),
  }
  return Object.assign(Object.create(onDemand), parsed)
}

/**
 * What hardly any engine asks for. cheerio's load makes a class for every page, and a class outlives its page until the
 * next great collection: that doubled what a page costs. A getter on each document of its own would do the same.
 */
const onDemand = {
  get $(): CheerioAPI {
    const { root, mime } = this as unknown as Document
    const $ = load(root, { xml: { xmlMode: isXml(mime) } })
    Object.defineProperty(this, '$', { value: $ })
    return $
  },
}

const isXml = (mime: string): boolean => /[/+]xml$/.test(mime) && mime !== 'application/xhtml+xml'

/** Parses a piece of HTML that stands inside something else: a feed's description, a field of JSON. */
export const parseFragment = (html: string, url: string): Dom =>
  parseTree(html.replaceAll('\0', ''), { xml: false, url }).root

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
