import type { Document } from '../../engines/engine.ts'
import { type AnyNode, attribute, type Element, isTag, isText, walk } from '../page/dom.ts'
import { silent } from '../text.ts'

/** A line as a screen shows it, with the text nodes that it is made of. Longer ones are prose and are not kept. */
export interface Line {
  text: string
  /** Text nodes' places, and where in `text` each begins. */
  pieces: { place: number; from: number }[]
}

/**
 * A page laid out flat: every element and text node has a number, its place in the order of the document. What lies in
 * an element are the places from its own to its end, so that "how many words are in there" is one subtraction and a
 * region is two numbers, whether or not the markup has an element for it.
 */
export interface Survey {
  readonly document: Document
  readonly nodes: readonly (Element | AnyNode)[]
  /** The first place after the node. */
  readonly ends: readonly number[]
  /** The parent's place; -1 at the top. */
  readonly parents: readonly number[]
  readonly lines: readonly Line[]
  readonly placeOf: ReadonlyMap<AnyNode, number>
  /** Letters in plain words, outside of links, from one place to another. */
  plain(from: number, to: number): number
  /** Letters in links. */
  linked(from: number, to: number): number
  element(place: number): Element | undefined
  /** What tells a place in a template from another: see `shapeOf`. */
  shape(place: number): string
}

/** A line that is longer tells a story; a header with author and date is shorter. */
const longestLine = 200

const inline = new Set(
  'a abbr acronym b bdi bdo big cite code em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/**
 * Lays a page out in one walk. What no visitor sees is left out, with all that lies in it; <noscript> is what a visitor
 * without scripts is given to read, and some software has all its posts there.
 */
export function survey(document: Document): Survey {
  const nodes: AnyNode[] = []
  const ends: number[] = []
  const parents: number[] = []
  const placeOf = new Map<AnyNode, number>()
  // Running counts of letters before each place.
  const plain: number[] = [0]
  const linked: number[] = [0]
  const lines: Line[] = []
  const open: number[] = []
  let links = 0
  let line: Line = { text: '', pieces: [] }
  const breakLine = (): void => {
    if (line.text.trim() !== '' && line.text.length <= longestLine) lines.push(line)
    line = { text: '', pieces: [] }
  }
  const enter = (node: AnyNode, words: number): number => {
    const place = nodes.push(node) - 1
    placeOf.set(node, place)
    ends.push(place + 1)
    parents.push(open.at(-1) ?? -1)
    plain.push((plain[place] ?? 0) + (links > 0 ? 0 : words))
    linked.push((linked[place] ?? 0) + (links > 0 ? words : 0))
    return place
  }
  walk(document.root, {
    enter(node) {
      if (isText(node)) {
        const words = node.data.length > 1_000 ? node.data : node.data.replace(/\s+/g, ' ')
        const place = enter(node, words.trim().length)
        if (line.text.length > longestLine) return
        line.pieces.push({ place, from: line.text.length })
        line.text += words.slice(0, longestLine + 1)
      }
      if (!isTag(node)) return
      if ((silent.has(node.name) && node.name !== 'noscript') || isHidden(node)) return false
      if (!inline.has(node.name)) breakLine()
      open.push(enter(node, 0))
      if (node.name === 'a' && node.attribs.href !== undefined) links += 1
      return
    },
    leave(node) {
      const place = isTag(node) ? open.at(-1) : undefined
      if (!isTag(node) || place === undefined || nodes[place] !== node) return
      open.pop()
      ends[place] = nodes.length
      if (node.name === 'a' && node.attribs.href !== undefined) links -= 1
      if (!inline.has(node.name)) breakLine()
    },
  })
  breakLine()
  const shapes = new Map<number, string>()
  const between = (counts: number[], from: number, to: number): number => (counts[to] ?? 0) - (counts[from] ?? 0)
  const element = (place: number): Element | undefined => {
    const node = nodes[place]
    return node !== undefined && isTag(node) ? node : undefined
  }
  return {
    document,
    nodes,
    ends,
    parents,
    lines,
    placeOf,
    plain: (from, to) => between(plain, from, to),
    linked: (from, to) => between(linked, from, to),
    element,
    shape(place) {
      const before = shapes.get(place)
      if (before !== undefined) return before
      const shape = shapeOf(place, parents, element)
      shapes.set(place, shape)
      return shape
    },
  }
}

const isHidden = (element: Element): boolean =>
  element.attribs.hidden !== undefined || /display\s*:\s*none/i.test(attribute(element, 'style').slice(0, 500))

/** How far up a place without names looks for one. */
const upwards = 4

// Classes that change from post to post within one template.
const varying =
  /odd|even|first|last|unread|online|offline|alternate|^(alt|on|off|read|new|hot|active|selected|staff|op|starter)$/i

/**
 * A place in a page's template: the tags from the element up to the first that has a class or a numbered id. Posts made
 * by one template have their dates at one shape, whatever the classes are called; `td.row1` and `td.row2` are the same.
 */
function shapeOf(place: number, parents: readonly number[], element: (place: number) => Element | undefined): string {
  const parts: string[] = []
  for (let at = place; at >= 0 && parts.length < upwards; at = parents[at] ?? -1) {
    const current = element(at)
    if (current === undefined) break
    const names = namesOf(current)
    parts.push(current.name + names + (names === '' ? lookOf(current) : ''))
    if (names !== '') break
  }
  return parts.join('<')
}

/** Before classes, a template told its places apart by columns and sizes of letters. */
function lookOf(element: Element): string {
  if (element.name === 'font') return `(${attribute(element, 'size')})`
  if (element.name !== 'td' && element.name !== 'th') return ''
  let column = 1
  for (let before = element.prev; before !== null && column < 12; before = before.prev) if (isTag(before)) column += 1
  return `:${column}`
}

/** An element's stable names: its classes without numbers, or else its id's stem. */
export function namesOf(element: Element): string {
  const classes = (element.attribs.class ?? '').slice(0, 300).split(/\s+/)
  const stems = classes.filter((name) => name !== '' && !varying.test(name)).map(classStem)
  if (stems.length > 0) return `.${[...new Set(stems)].sort().join('.')}`
  const id = element.attribs.id ?? ''
  return /\d/.test(id) ? `#${stem(id.slice(0, 100))}` : ''
}

/** Rows that alternate, and numbers that are ids; `x1` and `x2` are two names where classes are made by a machine. */
const classStem = (name: string): string =>
  /[a-z]{2,}[_-]?\d$/i.test(name) ? stem(name) : name.replace(/(?<![a-z\d])\d{3,}/gi, '0')

/** `post_123` → `post_0`. */
export const stem = (name: string): string => name.replace(/\d+/g, '0')
