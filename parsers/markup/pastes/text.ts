import type { Document } from '../../engines/engine.ts'
import { dateReader, type Moment, type ShownDate, shownDate } from '../dates/dates.ts'
import type { Pick } from '../forum/table.ts'
import { type AnyNode, attribute, type Element, isTag, isText, walk } from '../page/dom.ts'
import { parseFragment } from '../page/open.ts'
import type { Found, Selector } from '../page/selectors.ts'
import { lineOf } from '../text.ts'
import { type PasteTable, pickOf } from './table.ts'

/** Raw text as it is kept: lines end in \n, without a byte order mark and the empty lines at the end. */
export const plainText = (body: string): string =>
  body
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd()

/**
 * The text under an element as it was typed, spaces and all; of `lines`, where there are any, each is one line. Code is
 * laid out by its own line ends, not by elements: colours and links inside it change nothing.
 */
export function wordsAsTyped(element: Element, lines: readonly Element[] = []): string {
  if (lines.length > 0) return plainText(lines.map((line) => typed(line).replace(/\n+$/, '').trimEnd()).join('\n'))
  // Browsers leave out the line end right after <pre> and <textarea>; the parser leaves the latter's entities alone.
  const text = element.name === 'textarea' ? decoded(typed(element)) : typed(element)
  return plainText(/^(pre|textarea)$/.test(element.name) ? text.replace(/^\r?\n/, '') : text)
}

const decoded = (text: string): string =>
  text.includes('&') ? typed(parseFragment(text.replaceAll('<', '&lt;'), '')) : text

function typed(element: AnyNode): string {
  const parts: string[] = []
  walk(element, {
    enter(node) {
      if (isText(node)) parts.push(node.data)
      if (isTag(node) && node.name === 'br') parts.push('\n')
      return !(isTag(node) && /^(script|style)$/.test(node.name))
    },
  })
  // A no-break space stands for an empty line and for indentation.
  return parts.join('').replaceAll('\u00a0', ' ')
}

/** A reader for the dates of one page: what is shown, and the moment that it means. */
export function pasteDates(
  { dates, paste }: PasteTable,
  document: Document,
  found: Found,
): (entry: Selector | Pick | undefined) => { shown: string; moment: Moment | null } {
  const dated = (entry: Selector | Pick | undefined): ShownDate => {
    if (entry === undefined) return { shown: '', written: '' }
    const pick = pickOf(entry)
    const element = found.first(pick.select)
    if (element === undefined) return { shown: '', written: '' }
    if (pick.attribute === undefined && pick.match === undefined) return shownDate(element)
    const value = pick.attribute === undefined ? lineOf(element) : attribute(element, pick.attribute)
    const words = pick.match === undefined ? value : (pick.match.exec(value)?.[1] ?? '')
    return { shown: words, written: words }
  }
  const zoned = (written: string): string =>
    (dates?.zones ?? []).reduce((words, [zone, offset]) => words.replace(zone, offset), written)
  const read = dateReader({
    order: dates?.order ?? 'month-first',
    clock: '',
    servedAt: document.servedAt,
    fetchedAt: document.page.fetchedAt,
    samples: [paste.date, paste.edited].map((entry) => dated(entry).written),
  })
  return (entry) => {
    const { shown, written } = dated(entry)
    return { shown, moment: read(zoned(written)) }
  }
}
