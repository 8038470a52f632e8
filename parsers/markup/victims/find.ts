import { type AnyNode, attribute, type Element, endOf, isTag, isText, startOf, walk } from '../page/dom.ts'
import { oneLine } from '../text.ts'
import { countedFrom } from './deadline.ts'
import { isDataSize } from './facts.ts'
import { countdownOf, isStatus, labelled, labelOf } from './words.ts'

/** Text that may be a fact of a card is short. */
const longestFact = 160

/** Cards of a group that are asked for their names before it is chosen. */
const enough = 50

/** Elements of one shape at one place: the shape of an element and those of what it lies in. */
interface Group {
  cards: Element[]
  /** Cards with facts in them. */
  told: Set<Element>
  depth: number
}

/**
 * Finds the elements that repeat on a page and hold a name and facts of a victim each, in the order of the page; empty
 * where fewer than two do. Shapes tell them, not the words of their classes.
 */
export function repeatedCards(root: Element): Element[] {
  const facts = factElements(root)
  if (facts.length < 2) return []
  const groups = new Map<string, Group>()
  for (const fact of facts) {
    let depth = 0
    for (let element: Element | null = fact; element !== null && element !== root; depth++) {
      const shape = shapeOf(element)
      const group = groups.get(shape) ?? { cards: [], told: new Set(), depth }
      group.told.add(element)
      groups.set(shape, group)
      const above: unknown = element.parent
      element = isElement(above) ? above : null
      if (depth > 30) break
    }
  }
  let best: Group | undefined
  let most = 1
  for (const group of groups.values()) {
    const names = [...group.told].slice(0, enough).flatMap((card) => nameIn(card) ?? [])
    const count = names.length < enough ? names.length : group.told.size
    const apart = names.length > 1 && new Set(names.map(shortLine)).size > names.length / 2
    // Of shapes that are there equally often the outermost one holds the whole card.
    if (!apart || count < most || (count === most && best !== undefined && group.depth < best.depth)) continue
    best = group
    most = count
  }
  if (best === undefined) return []
  const [first] = best.told
  return first === undefined ? [] : alike(root, first).filter((card) => nameIn(card) !== undefined)
}

const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && isTag(node as Element)

/** Elements right around a text that is a fact, or with something that a script counts down from. */
function factElements(root: Element): Element[] {
  const facts = new Set<Element>()
  walk(root, {
    enter(node) {
      if (isTag(node)) {
        if (/^(script|style|noscript|template|svg|select|head)$/.test(node.name)) return false
        if (countedFrom(node) !== '') facts.add(node)
        return
      }
      if (!isText(node) || node.data.length > longestFact || !isElement(node.parent)) return
      const text = node.data.trim()
      if (text.length < 2) return
      if (isFact(text)) facts.add(node.parent)
      return
    },
  })
  return [...facts]
}

/** A number and its unit is a countdown only with a second one beside it: "3 days" stands in every list of news. */
const isFact = (text: string): boolean =>
  isStatus(text) ||
  labelled(text) !== null ||
  labelOf(text) !== null ||
  isDataSize(text) ||
  (/\d\D+\d/.test(text) && countdownOf(text) !== null)

/** A shape is a tag with its first class; an element at another place of the page has another one. */
function shapeOf(element: Element): string {
  const path: string[] = []
  let above: unknown = element
  for (let level = 0; level < 4 && isElement(above); level++) {
    path.push(`${above.name}.${attribute(above, 'class').split(/\s+/)[0] ?? ''}`)
    above = above.parent
  }
  return path.join('<')
}

function alike(root: Element, sample: Element): Element[] {
  const shape = shapeOf(sample)
  const cards: Element[] = []
  walk(root, {
    enter(node) {
      if (!isTag(node) || node.name !== sample.name || shapeOf(node) !== shape) return
      cards.push(node)
      return false
    },
  })
  return cards
}

const heading = /^h[1-6]$/
const naming = /(^|[\s_-])(title|name|company|victim|target|org|organization|heading|header|domain)([\s_-]|$)/i
const longestName = 200
/** Nodes of a card that are looked at for its name: it stands near the top. */
const nearTop = 600

function rankOf(element: Element): number {
  if (heading.test(element.name)) return 0
  if (naming.test(attribute(element, 'class'))) return 1
  if (element.name === 'a') return 2
  return /^(b|strong|th|td|summary)$/.test(element.name) ? 3 : -1
}

/** The element of a card that names the victim: a heading, what its class calls a title, a link, something in bold. */
export function nameIn(card: Element): Element | undefined {
  const ranked: (Element | undefined)[] = [undefined, undefined, undefined, undefined]
  for (const node of nodesIn(card, nearTop)) {
    if (!isTag(node)) continue
    const rank = rankOf(node)
    const before = ranked[rank]
    // A box called "company" may hold the whole card, and the one called "title" in it the name.
    const isInside = before !== undefined && startOf(node) < endOf(before)
    if (rank < 0 || (before !== undefined && !(rank === 1 && isInside)) || !isName(shortLine(node))) continue
    ranked[rank] = node
    if (rank === 0) break
  }
  return ranked.find((element) => element !== undefined)
}

/** What lies in an element, in the order of the page, as far as `most` nodes: cards may lie in each other without end. */
function* nodesIn(element: Element, most: number): Generator<AnyNode> {
  const stack: AnyNode[] = [...element.children].reverse()
  for (let looked = 0; looked < most; looked++) {
    const node = stack.pop()
    if (node === undefined) return
    yield node
    if (isTag(node)) for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at] as AnyNode)
  }
}

/** The words of an element that may be a name; '' for one that holds more than a name. */
function shortLine(element: Element): string {
  const words: string[] = []
  let length = 0
  for (const node of nodesIn(element, 60)) {
    if (!isText(node)) continue
    words.push(node.data)
    length += node.data.trim().length
    if (length > longestName) return ''
  }
  return oneLine(words.join(' '))
}

/** A name is short, has letters, and is no fact itself. */
export const isName = (text: string): boolean =>
  text.length > 1 &&
  text.length <= longestName &&
  /\p{L}/u.test(text) &&
  !isStatus(text) &&
  labelOf(text) === null &&
  labelled(text) === null &&
  countdownOf(text) === null
