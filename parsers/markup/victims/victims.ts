import { ParseError } from '../../../model/errors.ts'
import type { Link } from '../../../model/page.ts'
import type { ParsedPost } from '../../../model/post.ts'
import type { Selectors } from '../../../model/target.ts'
import type { Claim, Document, ParsedPage } from '../../engines/engine.ts'
import { attribute } from '../page/dom.ts'
import type { Found } from '../page/selectors.ts'
import { skinned } from '../page/skin.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { refusalOf, refuse } from '../walls.ts'
import { markOf } from './card.ts'
import { readCards, readDetail } from './reading.ts'
import { surveyOf } from './survey.ts'
import { type CompiledVictims, compileVictims, type VictimTable, victimSelectors } from './table.ts'

/** The verbs of an engine, made of a table. */
export interface VictimReader {
  claims(document: Document, above?: number): Claim | null
  read(document: Document): ParsedPage
  skin(selectors: Selectors): VictimReader
}

const reasons: Record<VictimTable['layout'], string> = {
  cards: 'it repeats cards that name victims with a size, a status or a countdown',
  blog: 'it repeats long posts about victims with a size, a status or a deadline',
  table: 'it has a table of victims',
  countdown: 'it counts down for one victim after the other',
}

/** The claim on a layout that is known. */
const strongest = 0.75

/** Makes an engine's verbs of its table. Compiles the table at once. */
export function victimReader(name: string, table: VictimTable): VictimReader {
  const compiled = compileVictims(table)
  return {
    claims(document, above = 0) {
      if (above >= strongest || !/html/.test(document.mime)) return null
      const survey = surveyOf(document)
      if (survey === null) return null
      const known = readCards(compiled, document, compiled.find(document.index), [])
      if (survey.told(known) >= 1)
        return { strength: strongest, why: `${reasons[table.layout]}, in a layout that is known` }
      if (!survey.isTrade()) return null
      if (survey.layout() === table.layout) return { strength: 0.55, why: reasons[table.layout] }
      if (survey.detail() === table.layout) return { strength: 0.45, why: 'it says of one victim what leak sites say' }
      return null
    },
    read: (document) => readVictims(name, compiled, document),
    skin: (selectors) => victimReader(name, skinned(table, victimSelectors, selectors)),
  }
}

const nothing: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }
const none =
  /\b(no|nothing|not any|0)\b.{0,30}\b(victims?|leaks?|posts?|companies|results?|entries|records|here|yet|found)\b|пока (ничего|пусто)|нет (записей|публикаций|жертв)|belum ada|tidak ada (data|korban|postingan)/iu

/**
 * Reads one page of a leak site: a list of victims, or one victim's page. Throws ParseError for a page that names none
 * and does not say that there are none.
 */
function readVictims(name: string, table: CompiledVictims, document: Document): ParsedPage {
  if ([404, 410].includes(document.page.status)) return nothing
  const found = table.find(document.index)
  const survey = surveyOf(document, true)
  const posts = readCards(table, document, found, survey?.layout() ? survey.cards() : [])
  if (posts.length > 0)
    return {
      ...nothing,
      kind: 'board',
      posts,
      links: [...detailsOf(posts, document), ...nextOf(table, found, document)],
    }
  const message = found.all(table.message).map((box) => lineOf(box))
  const refusal = message.map((line) => refusalOf(line)).find((said) => said !== null)
  if (refusal === 'missing') return nothing
  if (refusal) refuse(refusal, document.url, message.join(' '))
  const detail = readDetail(table, document, found)
  if (detail !== null) return { ...nothing, kind: 'thread', posts: [detail] }
  if (message.some((line) => none.test(line))) return { ...nothing, kind: 'empty' }
  throw new ParseError(
    `${document.url.href}: ${name} would have victims here, but none is found; the site needs selectors`,
  )
}

/** Whoever is told apart by an address of his own has a page there; what may change on the card is its mark. */
function detailsOf(posts: readonly ParsedPost[], document: Document): Link[] {
  const here = document.url.href
  const seen = new Set<string>([here])
  return posts.flatMap((post): Link[] => {
    const { url, title } = post
    if (seen.has(url)) return []
    seen.add(url)
    return [{ url, kind: 'thread', title, mark: markOf(post) }]
  })
}

function nextOf(table: CompiledVictims, found: Found, document: Document): Link[] {
  const here = canonicalUrl(document.url.href, document.url)
  const next = found.first(table.next)
  const url = next === undefined ? null : canonicalUrl(attribute(next, 'href'), document.url)
  return url === null || url === here ? [] : [{ url, kind: 'next' }]
}
