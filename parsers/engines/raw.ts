import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import { attribute, type Element } from '../markup/page/dom.ts'
import { compileSelectors } from '../markup/page/selectors.ts'
import { plainText } from '../markup/pastes/text.ts'
import { lineOf, oneLine } from '../markup/text.ts'
import { canonicalUrl, decoded } from '../markup/urls.ts'
import { refusalOf } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

const select = {
  text: 'pre, textarea',
  raw: 'a[href*="raw"], a[href$=".txt"], a[href*="plain"]',
  listed: 'a[href*="/raw/"], a[href$="/raw"]',
  next: 'a[rel="next"]',
} as const
const find = compileSelectors(...Object.values(select))
const empty: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/** A message in the place of a paste is one line, and short. */
const longestMessage = 120

/** Plain text at any address, and pages of unknown paste sites that lead to it. */
export const raw: Engine = {
  id: 'raw',
  name: 'Raw text',
  type: 'paste',
  reads:
    'plain text at any address as one post; lists and pastes of sites that no engine knows lead to their raw texts',
  needs: '',
  start: 'https://files.example/notes.txt',
  limits: 'raw text says neither who wrote it nor when',
  claims(document, above = 0) {
    if (above >= 0.3) return null
    if (isText(document.mime)) return { strength: 0.3, why: `its type is ${document.mime}` }
    return rawLinksOf(document).length === 0 ? null : { strength: 0.15, why: 'it links to raw texts' }
  },
  read(document) {
    if ([404, 410].includes(document.page.status)) return empty
    if (isText(document.mime)) return readText(document)
    const links = rawLinksOf(document)
    if (links.length === 0) throw new ParseError(`${document.url.href}: neither plain text nor a page with links to it`)
    if (links.length === 1) return { ...empty, kind: 'paste', links }
    return { ...empty, kind: 'archive', links: [...links, ...nextOf(document)] }
  },
}

const isText = (mime: string): boolean => /^text\/(plain|markdown|x-markdown|csv)$/.test(mime)

function readText(document: Document): ParsedPage {
  const text = plainText(document.page.body)
  if (text.length < longestMessage && !text.includes('\n') && refusalOf(text) === 'missing') return empty
  const { postId, title } = nameOf(document.url)
  const url = canonicalUrl(document.url.href, document.url) ?? document.url.href
  return { ...empty, kind: 'paste', posts: [postOf({ postId, title, text, url })] }
}

/** The paste's key is the last part of its path (or the query, as in raw.php?i=KEY); one with an ending is a file's name. */
function nameOf(url: URL): { postId: string; title: string } {
  const parts = url.pathname.split('/').filter((part) => part !== '' && !/^(raw|plain|text|download)$/.test(part))
  const query = [...url.searchParams.values()][0] ?? ''
  const last = decoded(parts.at(-1) ?? '')
  const key = (/\.(php|aspx?|cgi)$/.test(last) || last === '') && query !== '' ? query : last
  return { postId: key || url.host, title: /[^.]\.\w{1,5}$/.test(key) ? oneLine(key) : '' }
}

const words = /^(view )?(raw|plain)([ -]?(text|paste|version|format|view))?$/i

/** The links to raw texts on a page: in a list one for each paste, on a paste's page the one that calls itself so. */
function rawLinksOf(document: Document): Link[] {
  if (!/html/.test(document.mime)) return []
  const found = find(document.index)
  const shown = found.first(select.text) === undefined ? [] : found.all(select.raw).filter(saysRaw)
  const links = [...found.all(select.listed), ...shown].flatMap((link): Link[] => {
    const url = canonicalUrl(attribute(link, 'href'), document.url)
    const title = attribute(link, 'title') || lineOf(link)
    if (url === null || url === document.url.href) return []
    return [{ url, kind: 'paste', ...(words.test(title) ? {} : { title }) }]
  })
  const seen = new Set<string>()
  return links.filter(({ url }) => !seen.has(url) && seen.add(url))
}

const saysRaw = (link: Element): boolean => words.test(lineOf(link)) || words.test(attribute(link, 'title'))

function nextOf(document: Document): Link[] {
  const next = find(document.index).first(select.next)
  const url = next === undefined ? null : canonicalUrl(attribute(next, 'href'), document.url)
  return url === null ? [] : [{ url, kind: 'next' }]
}
