import type { ParsedPost } from '../../../model/post.ts'
import type { Document } from '../../engines/engine.ts'
import { firsts } from '../page/api.ts'
import { attribute, type Element } from '../page/dom.ts'
import type { Found } from '../page/selectors.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { bodyOf, detailOf, victimPage, victimPost } from './card.ts'
import { type VictimRow, victimRows } from './columns.ts'
import { countedFrom, isAhead } from './deadline.ts'
import { type Facts, factsOf, isUnknown } from './facts.ts'
import { isName, nameIn } from './find.ts'
import { cardLines } from './lines.ts'
import { isTelling, mainOf } from './survey.ts'
import { type CompiledVictims, machineTime } from './table.ts'

/** The victims of a list: by the table's selectors, by a table's head, or else the cards that were found by repetition. */
export function readCards(
  table: CompiledVictims,
  document: Document,
  found: Found,
  repeated: readonly Element[],
): ParsedPost[] {
  const known = found.apart(table.card.item, 'innermost')
  const rows = table.layout === 'table' ? victimRows(document.index) : []
  const posts =
    known.length > 0
      ? known.flatMap((card) => readCard(table, document, found, card) ?? [])
      : rows.length > 0
        ? rows.map((row) => readRow(table, document, found, row))
        : repeated.flatMap((card) => readCard(table, document, found, card) ?? [])
  return firsts(posts, ({ postId }) => postId)
}

function readCard(table: CompiledVictims, document: Document, found: Found, card: Element): ParsedPost | null {
  const facts = factsIn(table, document, found, card)
  const named = found.first(table.card.victim, card) ?? nameIn(card)
  const victim = (named === undefined ? facts.victim : lineOf(named)) || (facts.lines[0] ?? '')
  if (!isName(victim)) return null
  return postIn(table, document, found, { card, named, victim, facts })
}

function readRow(
  table: CompiledVictims,
  document: Document,
  found: Found,
  { row, cells, victim, lines }: VictimRow,
): ParsedPost {
  const facts = factsIn(table, document, found, row)
  for (const [label, cell] of cells) {
    if (label === 'other' || label === 'views' || label === 'victim') continue
    const counts = label === 'deadline' ? countedFrom(cell) : ''
    const value = counts || lineOf(cell)
    facts[label] =
      label === 'deadline' && counts === '' && facts.deadline !== '' ? facts.deadline : isUnknown(value) ? '' : value
  }
  return postIn(table, document, found, {
    card: row,
    named: victim,
    victim: lineOf(victim),
    facts: { ...facts, lines },
  })
}

interface Seen {
  card: Element
  named: Element | undefined
  victim: string
  facts: Facts
}

function postIn(
  table: CompiledVictims,
  document: Document,
  found: Found,
  { card, named, victim, facts }: Seen,
): ParsedPost {
  const url = detailOf(document, card, named, found.first(table.card.link, card))
  const key = card.attribs['data-id'] || card.attribs.id
  const body = bodyOf(document, card, url)
  return victimPost(document, { victim, facts, url, author: authorOf(table, found), ...(key ? { key } : {}) }, body)
}

function authorOf(table: CompiledVictims, found: Found): string | null {
  const name = found.first(table.author)
  return (name && lineOf(name)) || null
}

/** Facts by the words of the card, those that the table knows a place for from there. */
function factsIn(table: CompiledVictims, document: Document, found: Found, card: Element): Facts {
  const { item: _item, victim: _victim, link: _link, drop, ...places } = table.card
  const facts = factsOf(cardLines(card, (element) => found.is(drop, element)))
  for (const [name, selector] of Object.entries(places) as [keyof typeof places, CompiledVictims['next']][]) {
    const element = found.first(selector, card)
    const value = element === undefined ? '' : (name === 'deadline' ? countedFrom(element) : '') || lineOf(element)
    if (value !== '') facts[name] = withoutLabel(value, facts[name])
  }
  const time = found.first(machineTime, card)
  const exact = time === undefined ? '' : attribute(time, 'datetime')
  if (time === undefined || exact === '') return facts
  if (isAhead(exact, document)) facts.deadline ||= exact
  else if (facts.posted === '' || facts.posted.includes(lineOf(time))) {
    facts.posted ||= lineOf(time)
    facts.exact = exact
  }
  return facts
}

/** A place may hold its label too: `Size: 120 GB` stays what the words gave. */
const withoutLabel = (value: string, before: string): string =>
  before !== '' && value.includes(before) ? before : value

/** The page of one victim; `null` for a page that says too little of one. */
export function readDetail(table: CompiledVictims, document: Document, found: Found): ParsedPost | null {
  const whole = found.first(table.detail.item) ?? mainOf(document)
  if (whole === undefined) return null
  const facts = factsIn(table, document, found, whole)
  const named = found.first(table.detail.victim, whole) ?? nameIn(whole) ?? document.index.under('h1')[0]
  const victim = (named === undefined ? '' : lineOf(named)) || facts.victim
  if (!isName(victim) || (found.first(table.detail.item) === undefined && !isTelling(facts))) return null
  const url = canonicalUrl(document.url.href, document.url) ?? document.url.href
  const body = bodyOf(document, whole, url)
  return victimPage(victimPost(document, { victim, facts, url, author: authorOf(table, found) }, body))
}
