import { CDATA, Document as Dom, Element, Text } from 'domhandler'
import { ElementType, Parser } from 'htmlparser2'
import { ParseError } from '../../model/errors.ts'
import { type Sink, Tokenizer } from './tokenizer.ts'

/**
 * Levels that a page may nest. Genuine pages stay under a hundred; old boards that never close their <font> reach some
 * hundreds. The parser's work grows with the square of the depth: 100,000 levels cost it ten seconds.
 */
const deepest = 4_000

/**
 * Elements that a page may have. The largest genuine ones (a board's whole member list, a feed of years) have some tens
 * of thousands; 20 MB of nothing but `<td>` are five million, a gigabyte of nodes.
 */
const most = 400_000

/** A parsed body. */
export interface Tree {
  root: Dom
  /** Its elements in the order of the document; each knows its place: see `startOf` and `endOf` in dom.ts. */
  elements: Element[]
  /** Levels of its deepest element. */
  depth: number
}

/**
 * Builds the DOM of a body, of domhandler's nodes, as css-select and cheerio know them. Comments are left out. Elements
 * are numbered and listed on the way: a second walk over the finished tree cost a third of the first. Throws ParseError
 * for a page that nests deeper, or has more elements, than any genuine one.
 */
export function parseTree(body: string, { xml, url }: { xml: boolean; url: string }): Tree {
  const root = new Dom([])
  const elements: Element[] = []
  const open: (Dom | Element)[] = [root]
  let parent: Dom | Element = root
  let text: Text | null = null
  let depth = 0

  const type = xml ? ElementType.Tag : undefined
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
  const write = (words: string): void => {
    if (text !== null) text.data += words
    else {
      text = new Text(words)
      place(text)
    }
  }
  let given: Record<string, string> | null = null
  const sink: Sink = {
    attributes: (attributes) => {
      given = attributes
    },
    text: write,
  }
  const options = xml ? { xmlMode: true } : { Tokenizer, sink }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = new Element(name, given ?? attributes, undefined, type)
        given = null
        element.startIndex = elements.length
        place(element)
        if (elements.push(element) > most)
          throw new ParseError(`${url}: has more than ${most} elements; no genuine page has`)
        if (open.push(element) - 1 > depth) depth = open.length - 1
        if (depth > deepest)
          throw new ParseError(`${url}: nests more than ${deepest} levels deep; no genuine page does`)
        parent = element
        text = null
      },
      onclosetag() {
        open.pop()
        parent.endIndex = elements.length
        parent = open.at(-1) ?? root
        text = null
      },
      ontext: write,
      oncdatastart() {
        text = new Text('')
        const section = new CDATA([text])
        text.parent = section
        place(section)
      },
      oncdataend() {
        text = null
      },
    },
    options,
  )
  parser.end(body)
  return { root, elements, depth }
}
