import { Element, Text } from 'domhandler'
import { type Body, citedAuthor, type Role, readBody } from '../body.ts'
import { type AnyNode, isTag, isText, walk } from '../page/dom.ts'
import said from '../quote-words.json' with { type: 'json' }
import { lineOf, textOf } from '../text.ts'
import { hints } from './hints.ts'
import { findDate } from './moments.ts'
import type { Survey } from './survey.ts'

const oneOf = (pick: (words: (typeof said)['en']) => readonly string[]): string =>
  Object.values(said).flatMap(pick).join('|')
const verbs = oneOf(({ wrote }) => wrote)
const heading = new RegExp(String.raw`^(?:${oneOf(({ quote }) => quote)})\s*:?$`, 'iu')
const cites = new RegExp(
  String.raw`(?:^|\s)(?:${verbs})\s*:?\s*[↑»>]*$|^(?:${oneOf(({ from }) => from)})(?![\p{L}])\s*:?\s*\S`,
  'iu',
)

/** "Kotz wrote: ↑ Thu Nov 19, 2026 3:25 pm", without the date. */
function saysWho(words: string): boolean {
  const date = findDate(words)
  const bare = date === null ? words : words.replace(date.text, ' ').replace(/[\s,(«[]+$/u, '')
  return cites.test(bare)
}

/** A line under which a signature begins: as many boards draw it, or as mail has it. */
const ruled = /\n\s*(?:[_\u2013\u2014=-]{10,}|--)\s*\n/u

/** A post's own words, with what a reader of unknown markup can tell from them. */
export interface ReadWords extends Body {
  signature: string
}

/** What a reader has to know of the page to tell a post's words from what stands between them. */
export interface Setting {
  page: Survey
  /** Letters that only this post says: a part without any is a template's, as are its buttons. */
  own(from: number, to: number): number
  /** Its author's name and its date, by place. */
  marks: ReadonlySet<number>
  /** Where the date of its last edit stands. */
  edited: number | undefined
}

/** Reads the top nodes of a body. */
export function readWords(setting: Setting, places: readonly number[]): ReadWords {
  const { page } = setting
  const nodes = places.flatMap((place) => page.nodes[place] ?? [])
  const { root, origins } = copy(nodes, (node) => setting.marks.has(page.placeOf.get(node) ?? -1))
  const signatures: string[] = []
  const size = places.reduce((sum, place) => sum + page.plain(place, page.ends[place] ?? place), 0)
  const tops = new Set<AnyNode>(nodes)
  const roleOf = (element: Element): Role | undefined => {
    const original = origins.get(element)
    if (original === undefined || (nodes.length === 1 && tops.has(original))) return undefined
    const role = roleIn(setting, original, size)
    if (role === 'signature') signatures.push(textOf(element))
    return role === 'signature' ? 'drop' : role
  }
  const body = readBody(root, page.document.url, roleOf)
  const cut = ruled.exec(body.text)
  const tail = cut === null ? '' : body.text.slice(cut.index + cut[0].length)
  // Only what is shorter than the post is its signature: some rule off their chapters.
  const isSigned = cut !== null && cut.index > 0 && tail.length < 400 && tail.length < cut.index * 3
  return {
    ...body,
    ...ownOrRepeated(isSigned && cut !== null ? body.text.slice(0, cut.index).trimEnd() : body.text, body.quotes),
    signature: [...signatures, ...(isSigned ? [tail] : [])].join('\n').trim(),
  }
}

/** Who posts nothing but an unnamed quote has brought an article along: it is what the post says. */
function ownOrRepeated(text: string, quotes: Body['quotes']): Pick<Body, 'text' | 'quotes'> {
  const all = quotes.map((quote) => named(quote.author, quote.text))
  const [only] = all
  return text === '' && all.length === 1 && only?.author === null
    ? { text: only.text, quotes: [] }
    : { text, quotes: all }
}

/** "Originally Posted by Kotz" in a quote's first line, where no element of its own says it. */
function named(author: string | null, text: string): { author: string | null; text: string } {
  if (author !== null) return { author, text }
  const [line = '', ...others] = text.split('\n')
  if (line.length > 120 || !saysWho(line)) return { author, text }
  return { author: citedAuthor(line), text: others.join('\n').trim() }
}

function roleIn(setting: Setting, element: Element, size: number): Role | 'signature' | undefined {
  const { page, own } = setting
  const place = page.placeOf.get(element)
  const letters = place === undefined ? 0 : page.plain(place, page.ends[place] ?? place)
  const linked = place === undefined ? 0 : page.linked(place, page.ends[place] ?? place)
  const isSmall = letters * 2 < size
  if (element.name === 'cite') return 'cite'
  if (element.name === 'form' && isSmall) return 'drop'
  if (isSmall && hints(element, 'signature')) return 'signature'
  const isShort = letters + linked < 100
  if (
    isShort &&
    letters + linked > 2 &&
    /^(div|p|span|strong|b|dt|header|footer|a|h\d|td|th|legend)$/.test(element.name)
  ) {
    const words = saysWho(lineOf(element)) && (isInQuote(element) || standsBeforeQuote(element))
    if (words) return 'cite'
    if (
      place !== undefined &&
      setting.edited !== undefined &&
      place <= setting.edited &&
      setting.edited < (page.ends[place] ?? 0)
    )
      return 'drop'
    if (heading.test(lineOf(element)) && nextElement(element) !== null) return 'drop'
  }
  if (isQuote(element)) return isInQuote(element) && element.name !== 'blockquote' ? undefined : 'quote'
  const isTemplate = place !== undefined && letters + linked > 0 && own(place, page.ends[place] ?? place) === 0
  if (isTemplate && isShort && !isQuote(element) && !holdsImage(element)) return 'drop'
  if (isSmall && hints(element, 'chrome') && !hints(element, 'body') && !hints(element, 'quote')) return 'drop'
  return undefined
}

const holdsImage = (element: Element): boolean => {
  let found = element.name === 'img'
  walk(element, {
    enter(node) {
      found ||= isTag(node) && node.name === 'img'
      return !found
    },
  })
  return found
}

const isQuote = (element: Element): boolean =>
  element.name === 'blockquote' ||
  (/^(div|section|article|aside|table|dl|fieldset|figure)$/.test(element.name) &&
    (hints(element, 'quote') || followsHeading(element)))

/** vBulletin and its like write "Quote:" into a line of its own above the box. */
function followsHeading(element: Element): boolean {
  let before = element.prev
  while (before !== null && isText(before) && before.data.trim() === '') before = before.prev
  if (before === null) return false
  return isTag(before) && before.children.length < 6 && heading.test(lineOf(before))
}

function isInQuote(element: Element): boolean {
  let up = element.parent
  for (let levels = 0; up !== null && isTag(up) && levels < 4; up = up.parent, levels += 1) {
    if (up.name === 'blockquote' || hints(up, 'quote')) return true
  }
  return false
}

function nextElement(element: Element): Element | null {
  let after = element.next
  while (after !== null && !isTag(after)) after = after.next
  return after
}

const standsBeforeQuote = (element: Element): boolean => {
  const after = nextElement(element)
  return after !== null && isQuote(after)
}

/** Copies siblings under one new element, without what is skipped. By walking: a post may nest deeply. */
function copy(
  nodes: readonly AnyNode[],
  skip: (node: AnyNode) => boolean,
): { root: Element; origins: Map<Element, Element> } {
  const root = new Element('div', {})
  const origins = new Map<Element, Element>()
  let parent = root
  const append = (node: Element | Text): void => {
    node.parent = parent
    node.prev = parent.lastChild
    if (parent.lastChild !== null) parent.lastChild.next = node
    parent.children.push(node)
  }
  const enter = (node: AnyNode): false | undefined => {
    if (skip(node)) return false
    if (isText(node)) append(new Text(node.data))
    if (!isTag(node)) return
    const element = new Element(node.name, node.attribs)
    origins.set(element, node)
    append(element)
    parent = element
    return
  }
  const leave = (node: AnyNode): void => {
    if (isTag(node) && !skip(node) && parent.parent !== null) parent = parent.parent as Element
  }
  for (const node of nodes) {
    if (enter(node) === false) continue
    walk(node, { enter, leave })
    leave(node)
  }
  return { root, origins }
}
