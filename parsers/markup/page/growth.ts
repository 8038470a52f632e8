import { CDATA, type ChildNode, Document as Dom, type Element, Text } from 'domhandler'

/** Pieces of text that are joined at once. */
const manyPieces = 10_000

/** A tree that grows in the order of its document. */
export interface Growth {
  root: Dom
  /** Words right here; pieces that follow one another become one text. */
  text(words: string): void
  /** A CDATA section of XML. */
  section(words: string): void
  /** Puts an element here, and goes on inside it. */
  enter(element: Element): void
  /** Goes on behind the element; `place` is that of the next element. */
  leave(place: number): void
  /** Goes on as if the element that was entered right now had never been. */
  undo(): void
  /** The root takes what lies in it. */
  end(): void
}

/** Begins a tree of domhandler's nodes. What lies in an element is known to it as soon as it is left. */
export function grow(): Growth {
  const root = new Dom([])
  const open: (Dom | Element)[] = [root]
  /** What lies in the elements that are open, one behind the other: each takes its own when it is left. */
  const nodes: ChildNode[] = []
  const begins: number[] = [0]
  let [top, begin] = [0, 0]
  let parent: Dom | Element = root
  let text: Text | null = null
  /** Words that the next node begins with, and more of them: a body of nothing but "<" comes in millions of pieces. */
  let first: string | null = null
  const more: string[] = []
  const place = (node: Element | Text | CDATA): void => {
    node.parent = parent
    const before = top > begin ? nodes[top - 1] : undefined
    if (before !== undefined) {
      node.prev = before
      before.next = node
    }
    nodes[top++] = node
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
  const out = (): void => {
    top = begin
    open.pop()
    begins.pop()
    begin = begins.at(-1) ?? 0
    parent = open.at(-1) ?? root
    text = null
  }
  return {
    root,
    text(words) {
      if (first === null) first = words
      else if (more.push(words) === manyPieces) settle()
    },
    section(words) {
      settle()
      const inside = new Text(words)
      const section = new CDATA([inside])
      inside.parent = section
      place(section)
      text = null
    },
    enter(element) {
      settle()
      place(element)
      open.push(element)
      begins.push(top)
      begin = top
      parent = element
      text = null
    },
    leave(place) {
      settle()
      parent.children = nodes.slice(begin, top)
      parent.endIndex = place
      out()
    },
    undo() {
      out()
      top -= 1
      const before = top > begin ? nodes[top - 1] : undefined
      if (before !== undefined) before.next = null
    },
    end() {
      settle()
      root.children = nodes.slice(0, top)
    },
  }
}
