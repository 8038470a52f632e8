import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import { attribute, type Element } from '../markup/dom.ts'
import { compileSelectors, type Found } from '../markup/selectors.ts'
import { lineOf, oneLine } from '../markup/text.ts'
import { canonicalUrl } from '../markup/urls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

/** A kind of paste site: how its list of pastes is known, and where a paste's raw text lies. */
interface PasteSite {
  name: string
  mark: string
  /** Links of a list to one paste each. */
  row?: string
  /** A paste's page to its raw text, over the path. */
  raw: readonly [RegExp, string]
  next?: string
  strength: number
}

const sites: readonly PasteSite[] = [
  {
    name: 'Stikked',
    mark: 'a[href*="github.com/claudehohl/Stikked"]',
    row: 'table.recent td.first a',
    raw: [/\/view\/(?!raw\/|download\/)([\w-]+)\/?$/, '/view/raw/$1'],
    next: '.pages a[rel="next"]',
    strength: 0.9,
  },
  {
    name: 'Pastebin',
    mark: 'table.maintable',
    row: 'table.maintable td:first-child > a',
    raw: [/^\/(\w{8})$/, '/raw/$1'],
    strength: 0.8,
  },
  { name: 'hastebin', mark: 'pre#box + textarea', raw: [/^\/([\w-]+)(?:\.\w+)?$/, '/raw/$1'], strength: 0.8 },
  {
    name: 'a paste site',
    mark: 'a[href*="/raw/"], a[href$="/raw"]',
    raw: [/^$/, ''],
    row: 'a[href*="/raw/"], a[href$="/raw"]',
    strength: 0.3,
  },
]

const find = compileSelectors(...sites.flatMap(({ mark, row, next }) => [mark, row, next]))
const empty: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/** Raw pastes of any site, and the lists that lead to them. */
export const paste: Engine = {
  id: 'paste',
  name: 'Paste sites',
  type: 'paste',
  reads: 'raw text as one post, a haste document, and the lists of Stikked and Pastebin, which lead to the raw pastes',
  needs: '',
  start: 'https://paste.example/lists',
  limits: "a raw paste has neither author nor date; a paste's own page is not read but leads to its raw text",
  claims(document) {
    if (isText(document.mime)) return { strength: 0.6, why: `its type is ${document.mime}` }
    if (hasteDocument(document) !== null) return { strength: 0.6, why: 'it is a haste document' }
    const site = siteOf(document, find(document.index))
    return site === undefined ? null : { strength: site.strength, why: `it bears the marks of ${site.name}` }
  },
  read(document) {
    if (document.page.status === 404 || document.page.status === 410) return empty
    if (isText(document.mime)) return onePaste(document, document.page.body)
    const haste = hasteDocument(document)
    if (haste !== null) return onePaste(document, haste.data)
    const found = find(document.index)
    const site = siteOf(document, found)
    if (site === undefined) throw new ParseError(`${document.url.href}: neither a raw paste nor a list that we know`)
    const links = listLinks(document, found, site)
    if (links.length === 0)
      throw new ParseError(`${document.url.href}: ${site.name} without a single paste in its list`)
    return {
      kind: site.row !== undefined && found.first(site.row) ? 'archive' : 'paste',
      posts: [],
      profiles: [],
      links,
    }
  },
}

const isText = (mime: string): boolean => /^text\/(plain|markdown|x-markdown|csv)$/.test(mime)

const siteOf = (document: Document, found: Found): PasteSite | undefined =>
  /html/.test(document.mime) ? sites.find(({ mark }) => found.first(mark) !== undefined) : undefined

function onePaste(document: Document, body: string): ParsedPage {
  const { postId, title } = nameOf(document.url)
  const url = canonicalUrl(document.url.href, document.url) ?? document.url.href
  const text = body
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
    .trimEnd()
  const post = postOf({ postId, title, text, url })
  return { kind: 'paste', posts: [post], profiles: [], links: [] }
}

/** The paste's key is the last part of its path (or the query, as in raw.php?i=KEY); one with an ending is a file's name. */
function nameOf(url: URL): { postId: string; title: string } {
  const parts = url.pathname.split('/').filter((part) => part !== '' && part !== 'raw')
  const query = [...url.searchParams.values()][0] ?? ''
  const last = decode(parts.at(-1) ?? '')
  const key = (/\.(php|aspx?|cgi)$/.test(last) || last === '') && query !== '' ? query : last
  return { postId: key || url.host, title: /[^.]\.\w{1,5}$/.test(key) ? oneLine(key) : '' }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // A stray per cent sign is a part of the name.
  }
}

function listLinks(document: Document, found: Found, site: PasteSite): Link[] {
  const rawOf = (href: string): string | null => {
    const url = canonicalUrl(href, document.url, { rewrite: [site.raw] })
    return url
  }
  const rows = found.all(site.row).flatMap((row) => {
    const url = rawOf(attribute(row, 'href'))
    return url === null ? [] : [{ url, kind: 'paste' as const, title: titleOf(row) }]
  })
  const own = rows.length > 0 ? null : rawOf(document.url.href)
  const here = canonicalUrl(document.url.href, document.url)
  const next = found.first(site.next)
  const following = next === undefined ? null : canonicalUrl(attribute(next, 'href'), document.url)
  return [
    ...rows,
    ...(own === null || own === here ? [] : [{ url: own, kind: 'paste' as const }]),
    ...(following === null ? [] : [{ url: following, kind: 'next' as const }]),
  ]
}

const titleOf = (row: Element): string => attribute(row, 'title') || lineOf(row)

/** haste-server's answer to /documents/KEY: `{"key": …, "data": …}`. */
function hasteDocument({ mime, page }: Document): { key: string; data: string } | null {
  if (mime !== 'application/json') return null
  try {
    const value: unknown = JSON.parse(page.body)
    const { key, data } = (value ?? {}) as { key?: unknown; data?: unknown }
    return typeof key === 'string' && typeof data === 'string' ? { key, data } : null
  } catch {
    return null // Broken JSON is nobody's document.
  }
}
