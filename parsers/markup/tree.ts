import { CDATA, Document as Dom, Element, Text } from 'domhandler'
import { ElementType, Parser } from 'htmlparser2'
import { ParseError } from '../../model/errors.ts'
import { closes, foreign, voids } from './tag-rules.ts'
import { type Tags, tokenize } from './tokenizer.ts'

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

/** A parsed body. */
export interface Tree {
  root: Dom
  /** Its elements in the order of the document; each knows its place: see `startOf` and `endOf` in dom.ts. */
  elements: Element[]
}

/**
 * Builds the DOM of a body, of domhandler's nodes, as css-select and cheerio know them. XML is read by htmlparser2; HTML
 * by our own tokenizer and by its rules of which tag closes which, into the same tree that it would build, which
 * markup-tree.test.ts holds them to: that takes half the time. Comments are left out, and elements are numbered and listed
 * on the way. Throws ParseError for a page that nests deeper, or has more elements, than any genuine one.
 */
export function parseTree(body: string, { xml, url }: { xml: boolean; url: string }): Tree {
  const builder = build(url, xml)
  if (xml) parseXml(body, builder)
  else tokenize(body, byRules(builder))
  return builder.end()
}

/** Puts nodes where they belong: into the innermost element that is open. */
interface Builder {
  /** The element becomes the innermost. */
  open(name: string, attributes: Record<string, string>): void
  /** Closes the innermost. */
  close(): void
  text(words: string): void
  /** What is written until `endSection` is the text of a section of its own. */
  section(): void
  endSection(): void
  /** Closes whatever is open. */
  end(): Tree
}

function build(url: string, xml: boolean): Builder {
  const root = new Dom([])
  const elements: Element[] = []
  const open: (Dom | Element)[] = [root]
  let parent: Dom | Element = root
  let text: Text | null = null
  let together = 0
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
  const close = (): void => {
    open.pop()
    parent.endIndex = elements.length
    parent = open.at(-1) ?? root
    text = null
  }
  return {
    open(name, attributes) {
      const element = new Element(name, attributes, undefined, type)
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
    close,
    text(words) {
      if (text !== null) text.data += words
      else {
        text = new Text(words)
        place(text)
      }
    },
    section() {
      text = new Text('')
      const section = new CDATA([text])
      text.parent = section
      place(section)
    },
    endSection() {
      text = null
    },
    end() {
      while (open.length > 1) close()
      return { root, elements }
    },
  }
}

function parseXml(body: string, { open, close, text, section, endSection }: Builder): void {
  const parser = new Parser(
    { onopentag: open, onclosetag: close, ontext: text, oncdatastart: section, oncdataend: endSection },
    { xmlMode: true },
  )
  parser.end(body)
}

/** Opens and closes what tags of HTML leave unsaid. */
function byRules({ open, close, text }: Builder): Tags {
  /** Names of what is open, the innermost last. */
  const names: string[] = []
  /** For each foreign element that is open, whether `<a/>` closes itself in it. */
  const inForeign: boolean[] = []
  /** Names that were closed and not open; a page of nothing but such tags is not searched for each. */
  const strays = new Set<string>()
  const closeInnermost = (): void => {
    names.pop()
    close()
  }
  const openTag: Tags['open'] = (name, attributes, closed) => {
    const ends = closes.get(name)
    if (ends !== undefined) while (names.length > 0 && ends.has(names.at(-1) ?? '')) closeInnermost()
    open(name, attributes)
    if (voids.has(name)) return close()
    names.push(name)
    if (strays.size > 0) strays.delete(name)
    const selfClosing = foreign.get(name)
    if (selfClosing !== undefined) inForeign.push(selfClosing)
    if (closed && inForeign.at(-1)) closeInnermost()
  }
  return {
    open: openTag,
    text,
    close(name) {
      if (foreign.has(name)) inForeign.pop()
      if (name === 'br') {
        open(name, {})
        close()
      }
      if (voids.has(name) || strays.has(name)) return
      const at = names.lastIndexOf(name)
      if (at !== -1) while (names.length > at) closeInnermost()
      else if (name !== 'p') strays.add(name)
      else {
        openTag(name, {}, false)
        closeInnermost()
      }
    },
  }
}
