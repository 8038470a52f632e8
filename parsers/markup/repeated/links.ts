import type { Link } from '../../../model/page.ts'
import type { Document } from '../../engines/engine.ts'
import { attribute, type Element, isTag } from '../page/dom.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { leadsToAccount } from './hints.ts'
import type { Author } from './roles.ts'
import { saysNext } from './words.ts'

/** The link to the following page: as the markup says, else by its words, else by its number. */
export function nextOf(document: Document): Link[] {
  const links = document.index.under('a').filter((link) => attribute(link, 'href') !== '')
  const related = [...document.index.under('link'), ...links].filter((link) => /\bnext\b/i.test(attribute(link, 'rel')))
  const here = canonicalUrl(document.url.href, document.url)
  const worded = links.filter((link) => saysNext(wordsOf(link)))
  for (const link of [
    ...related,
    ...worded.filter((link) => /\p{L}/u.test(wordsOf(link))),
    ...numbered(links),
    ...worded,
  ]) {
    const url = canonicalUrl(attribute(link, 'href'), document.url)
    if (url !== null && url !== here && new URL(url).host === document.url.host) return [{ url, kind: 'next' }]
  }
  return []
}

/** A button may have its words in an attribute and show an arrow. */
function wordsOf(link: Element): string {
  if (link.children.length > 4) return ''
  return lineOf(link) || attribute(link, 'aria-label') || attribute(link, 'title')
}

/** Of page numbers in a row the one after the current, which is no link, or marked as current. */
function numbered(links: readonly Element[]): Element[] {
  const rows = new Map<unknown, Element[]>()
  for (const link of links) {
    if (link.children.length > 2 || !/^\d{1,5}$/.test(lineOf(link))) continue
    const row = rowOf(link)
    rows.set(row, [...(rows.get(row) ?? []), link].slice(-40))
  }
  for (const [row, numbers] of rows) {
    const current = numbers.find(isCurrent) ?? plainNumber(row as Element)
    const next =
      current === undefined ? undefined : numbers.find((link) => Number(lineOf(link)) === Number(lineOf(current)) + 1)
    if (next !== undefined) return [next]
  }
  return []
}

/** The element that holds all numbers: the parent, or the parent of list items. */
const rowOf = (link: Element): unknown => {
  const { parent } = link
  return parent !== null && isTag(parent) && /^(li|span|td)$/.test(parent.name) ? parent.parent : parent
}

const isCurrent = (link: Element): boolean => {
  const { parent } = link
  const names = `${attribute(link, 'class')} ${parent !== null && isTag(parent) ? attribute(parent, 'class') : ''}`
  return attribute(link, 'aria-current') !== '' || /\b(current|active|selected)\b/i.test(names)
}

/** The number in the row that is not linked. */
function plainNumber(row: Element): Element | undefined {
  return row.children
    .slice(0, 60)
    .find(
      (child): child is Element =>
        isTag(child) &&
        child.name !== 'a' &&
        /^\[?\d{1,5}\]?$/.test(lineOf(child)) &&
        !child.children.some((inside) => isTag(inside) && inside.name === 'a'),
    )
}

/** The accounts of those who wrote. */
export function profilesOf(document: Document, authors: readonly Author[]): Link[] {
  return authors.flatMap(({ name, element }) => {
    const link = element === undefined ? undefined : linkAt(element)
    if (link === undefined || !leadsToAccount(link)) return []
    const url = canonicalUrl(attribute(link, 'href'), document.url)
    return url === null ? [] : [{ url, kind: 'profile' as const, author: name }]
  })
}

function linkAt(element: Element): Element | undefined {
  if (element.name === 'a') return element
  const { parent } = element
  if (parent !== null && isTag(parent) && parent.name === 'a') return parent
  return element.children.find((child): child is Element => isTag(child) && child.name === 'a')
}
