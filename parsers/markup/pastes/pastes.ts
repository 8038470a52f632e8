import { ParseError } from '../../../model/errors.ts'
import type { Link } from '../../../model/page.ts'
import { type ParsedPost, postOf } from '../../../model/post.ts'
import type { Selectors } from '../../../model/target.ts'
import type { Claim, Document, ParsedPage } from '../../engines/engine.ts'
import { readBody } from '../body.ts'
import type { Moment } from '../dates/dates.ts'
import { attribute, type Element } from '../page/dom.ts'
import { jsonOf } from '../page/json.ts'
import type { Found } from '../page/selectors.ts'
import { skinned } from '../page/skin.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl, decoded } from '../urls.ts'
import { refusalOf, refuse } from '../walls.ts'
import { type CompiledPastes, compilePastes, type PasteTable, pasteSelectors, pickOf } from './table.ts'
import { pasteDates, plainText, wordsAsTyped } from './text.ts'

/** The verbs of an engine, made of a table. */
export interface PasteReader {
  claims(document: Document, above?: number): Claim | null
  read(document: Document): ParsedPage
  skin(selectors: Selectors): PasteReader
}

/** A page of a paste site in reading: the table, what was found by it, and the verbs that every part needs. */
interface PastePage {
  readonly table: CompiledPastes
  readonly document: Document
  readonly found: Found
  canonical(href: string): string | null
  pick(name: keyof PasteTable['paste'], scope?: Element): string
}

/** Makes an engine's verbs of its table. Compiles the table at once. */
export function pasteReader(name: string, table: PasteTable): PasteReader {
  const compiled = compilePastes(table)
  const findIn = (document: Document): Found => compiled.find(document.index)
  return {
    claims(document, above = 0) {
      const found = findIn(document)
      const html = /html/.test(document.mime)
      const find = (least: number): { strength: number; why: string }[] => [
        ...(html ? table.marks.filter((mark) => mark.strength > least && found.first(mark.select) !== undefined) : []),
        ...(table.signs ?? []).filter((sign) => sign.strength > least && sign.is(document)),
        ...answersTo(table, document).map(({ why }) => ({ strength: 0.85, why })),
      ]
      if (find(above).length === 0) return null
      const claims = find(0)
      const best = claims.toSorted((a, b) => b.strength - a.strength)[0]
      return best === undefined
        ? null
        : { strength: best.strength, why: [...new Set(claims.map(({ why }) => why))].join('; ') }
    },
    read: (document) => readPaste(name, open(compiled, document, findIn(document))),
    skin: (selectors) => pasteReader(name, skinned(table, pasteSelectors, selectors)),
  }
}

function open(table: CompiledPastes, document: Document, found: Found): PastePage {
  return {
    table,
    document,
    found,
    canonical: (href) => canonicalUrl(href, document.url, table.urls),
    pick(name, scope) {
      const entry = table.paste[name]
      if (entry === undefined) return ''
      const pick = pickOf(entry)
      const element = found.first(pick.select, scope)
      if (element === undefined) return ''
      const skip = (inner: Element): boolean => found.is(table.paste.drop, inner)
      const value = pick.attribute === undefined ? lineOf(element, skip) : attribute(element, pick.attribute)
      return pick.match === undefined ? value : (pick.match.exec(value)?.[1] ?? '').trim()
    },
  }
}

const answersTo = ({ answers }: PasteTable, document: Document): NonNullable<PasteTable['answers']> => {
  const value = answers === undefined ? undefined : jsonOf(document)
  return value === undefined ? [] : (answers ?? []).filter(({ is }) => is(value))
}

const isText = (mime: string): boolean => /^text\/(?!html|xml)/.test(mime)
const missing: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/**
 * Reads one page of a paste site: a paste in any of its views, or a list of them. A page that shows the whole paste is
 * read as it stands, because raw text says neither who wrote it nor when; one that shows a part leads to the raw text.
 * Throws ParseError for a page that is neither.
 */
function readPaste(name: string, page: PastePage): ParsedPage {
  const { table, document, found } = page
  if ([404, 410].includes(document.page.status)) return missing
  const [answer] = answersTo(table, document)
  if (answer !== undefined) return answer.read(jsonOf(document), document)
  if (table.refusal?.(document) === 'missing') return missing
  if (isText(document.mime)) return { ...missing, kind: 'paste', posts: [rawPaste(page)] }
  if (found.first(table.paste.item) !== undefined) return shownPaste(name, page)
  const rows = readRows(page)
  const message = page.found.all(table.message).map((box) => lineOf(box))
  if (rows.length > 0) return { ...missing, kind: 'archive', links: [...rows, ...following(page)] }
  const refusal = message.map((line) => refusalOf(line)).find((refusal) => refusal !== null)
  if (refusal === 'missing') return missing
  if (refusal) refuse(refusal, document.url, message.join(' '))
  throw new ParseError(`${document.url.href}: neither a paste of ${name} nor a list of them`)
}

/** The key of the paste that an address shows; its last part where the table does not know the address. */
export function pasteKey(key: RegExp, url: string): string {
  const { pathname, search, host } = new URL(url)
  const match = key
    .exec(pathname + search)
    ?.slice(1)
    .find((group) => group !== undefined)
  return decoded(match ?? pathname.split('/').findLast((part) => part !== '') ?? '') || host
}

function rawPaste({ table, document, canonical }: PastePage): ParsedPost {
  const url = canonical(document.url.href) ?? document.url.href
  return postOf({ postId: pasteKey(table.key, url), text: plainText(document.page.body), url })
}

function shownPaste(name: string, page: PastePage): ParsedPage {
  const { table, document, found } = page
  const url = page.canonical(page.pick('address')) ?? page.canonical(document.url.href) ?? document.url.href
  const raw = found.first(table.paste.raw)
  const rawUrl = raw === undefined ? table.rawAt && url.replace(...table.rawAt) : attribute(raw, 'href')
  const bodies = found.apart(table.paste.body, 'outermost')
  const whole = bodies.length > 0 && found.first(table.paste.cut) === undefined
  if (!whole) {
    const there = rawUrl === undefined ? null : canonicalUrl(rawUrl, document.url)
    if (there === null || there === document.url.href)
      throw new ParseError(`${document.url.href}: a paste of ${name} without its text; its theme needs selectors`)
    return { ...missing, kind: 'paste', links: [{ url: there, kind: 'paste' }] }
  }
  const dates = pasteDates(table, document, found)
  const [posted, edited] = [dates(table.paste.date), dates(table.paste.edited)]
  const author = page.pick('author')
  const post = postOf({
    postId: pasteKey(table.key, url),
    author: author === '' || table.anonymous?.test(author) ? null : author,
    postedAt: posted.moment?.iso ?? null,
    dateText: posted.shown,
    editedAt: differing(posted.moment, edited.moment),
    title: page.pick('title'),
    ...bodyOf(page, bodies),
    url,
  })
  return { ...missing, kind: 'paste', posts: [post] }
}

const differing = (posted: Moment | null, edited: Moment | null): string | null =>
  edited === null || edited.iso === posted?.iso ? null : edited.iso

/** Several files of one paste stand under each other, each under its name. */
function bodyOf(page: PastePage, bodies: readonly Element[]): Pick<ParsedPost, 'text' | 'links' | 'images'> {
  const { table, document, found } = page
  const parts = bodies.map((body) => {
    if (table.paste.markup === undefined || !found.is(table.paste.markup, body)) {
      const lines = table.paste.line === undefined ? [] : found.all(table.paste.line, body)
      return { text: wordsAsTyped(body, lines), links: [], images: [] }
    }
    return readBody(body, document.url, (element) => (found.is(table.paste.drop, element) ? 'drop' : undefined))
  })
  const names = found.all(table.paste.file).map((file) => lineOf(file))
  const named = names.length === parts.length && parts.length > 1
  return {
    text: parts.map(({ text }, index) => (named ? `${names[index]}\n\n${text}` : text)).join('\n\n'),
    links: parts.flatMap(({ links }) => links),
    images: parts.flatMap(({ images }) => images),
  }
}

/** A list's rows, newest first, as shown. */
function readRows(page: PastePage): Link[] {
  const { table, found } = page
  const seen = new Set<string>()
  return found.apart(table.row.item, 'innermost').flatMap((item) => {
    const link = found.first(table.row.link, item)
    const href = link === undefined ? '' : attribute(link, 'href')
    const url = page.canonical(href)
    if (link === undefined || url === null || seen.has(url)) return []
    seen.add(url)
    const title = found.first(table.row.title, item) ?? link
    return [{ url, kind: 'paste' as const, title: lineOf(title) }]
  })
}

function following({ table, document, found, canonical }: PastePage): Link[] {
  const next = found.first(table.next)
  const url = next === undefined ? null : canonical(attribute(next, 'href'))
  return url === null || url === canonical(document.url.href) ? [] : [{ url, kind: 'next' }]
}
