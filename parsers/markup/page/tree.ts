import { CDATA, type ChildNode, Document as Dom, Element, Text } from 'domhandler'
import { ElementType, Parser } from 'htmlparser2'
import { ParseError } from '../../../model/errors.ts'

/**
 * Levels that a page may nest. Genuine pages stay under a hundred; old boards that never close their <font> reach some
 * hundreds. The parser's work grows with the square of the depth: 100,000 levels cost it ten seconds.
 */
const deepest = 4_000

/**
 * Elements that a page may have. The largest genuine ones (a board's whole member list, a feed of years) have some tens
 * of thousands; 20 MB of nothing but `<td>` are five million, three gigabytes of nodes.
 */
const most = 200_000

/**
 * Levels of all elements together that a page may have. What lies in what is asked of every element and of all that it
 * lies in: this bounds the answer, where 4,000 levels with 200,000 elements at their ground would take an hour. Genuine
 * pages have some tens of thousands.
 */
const mostTogether = 15_000_000

/** Closing tags that close nothing are looked for in all that is open: such pages are bounded in the same way. */
const chunk = 1_000_000
const mostStrays = 400_000_000

/** Pieces of text that are joined at once. */
const manyPieces = 10_000

/** A parsed body. */
export interface Tree {
  root: Dom
  /** Its elements in the order of the document; each knows its place: see `startOf` and `endOf` in dom.ts. */
  elements: Element[]
}

/**
 * Builds the DOM of a body with htmlparser2, of domhandler's nodes, as css-select and cheerio know them. Comments are
 * left out, and elements are numbered and listed on the way: a second walk over the finished tree cost a third of the
 * first. Throws ParseError for a page that nests deeper, or has more elements, than any genuine one.
 */
export function parseTree(body: string, { xml, url }: { xml: boolean; url: string }): Tree {
  const builder = build(url, xml)
  const parser = new Parser(builder.events, { xmlMode: xml })
  let strays = 0
  for (let at = 0; at < body.length; at += chunk) {
    const part = body.length <= chunk ? body : body.slice(at, at + chunk)
    if (body.length > chunk) strays += (part.split('</').length - 1) * builder.level()
    if (strays > mostStrays) throw new ParseError(`${url}: closes more than it opens; no genuine page does`)
    parser.write(part)
  }
  parser.end()
  return builder.tree
}

/**
 * Copied for each element. V8 counts for each `[]` in a program how long its arrays live, and where those of the first
 * pages outlive a small collection, it makes all later ones old from their birth; an old array keeps its whole page until
 * the next full collection. In every other process that doubled what a page costs. Copies are not counted.
 */
const noChildren: readonly ChildNode[] = []

interface Builder {
  tree: Tree
  events: ConstructorParameters<typeof Parser>[0]
  /** Levels that are open. */
  level(): number
}

function build(url: string, xml: boolean): Builder {
  const root = new Dom([])
  const elements: Element[] = []
  const open: (Dom | Element)[] = [root]
  const type = xml ? ElementType.Tag : undefined
  let parent: Dom | Element = root
  let text: Text | null = null
  /** Words that the next node begins with, and more of them: a body of nothing but "<" comes in millions of pieces. */
  let first: string | null = null
  const more: string[] = []
  let together = 0
  const place = (node: Element | Text | CDATA): void => {
    const { children } = parent
    const before = children.at(-1)
    node.parent = parent
    if (before !== undefined) {
      node.prev = before
      before.next = node
    }
    children.push(node)
  }
  const settle = (): void => {
    if (first === null) return
    const words = more.length === 0 ? first : first + more.join('')
    first = null
    if (more.length > 0) more.length = 0
    if (text !== null) text.data += words
    else {
      text = new Text(words)
      place(text)
    }
  }
  const events: Builder['events'] = {
    onopentag(name, attributes) {
      settle()
      const element = new Element(name, attributes, noChildren.slice(), type)
      element.startIndex = elements.length
      place(element)
      elements.push(element)
      open.push(element)
      const level = open.length - 1
      together += level
      if (level > deepest) throw new ParseError(`${url}: nests more than ${deepest} levels deep; no genuine page does`)
      if (elements.length > most || together > mostTogether)
        throw new ParseError(`${url}: has more elements, or deeper ones, than any genuine page`)
      parent = element
      text = null
    },
    onclosetag() {
      settle()
      open.pop()
      parent.endIndex = elements.length
      parent = open.at(-1) ?? root
      text = null
    },
    ontext(words) {
      if (first === null) first = words
      else if (more.push(words) === manyPieces) settle()
    },
    oncdatastart() {
      settle()
      text = new Text('')
      const section = new CDATA([text])
      text.parent = section
      place(section)
    },
    oncdataend() {
      settle()
      text = null
    },
    onend: settle,
  }
  return { tree: { root, elements }, events, level: () => open.length }
}
