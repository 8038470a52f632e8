import { type AnyNode, type ChildNode, type Element, hasChildren, isTag, type NodeWithChildren } from 'domhandler'

export type { AnyNode, Document, Element } from 'domhandler'
export { isCDATA, isTag, isText } from 'domhandler'

/** What a walk does on its way: `enter` may return `false` to pass over what lies inside; `leave` is called after it. */
export interface Visitor {
  enter(node: ChildNode): boolean | undefined
  leave?(node: ChildNode): void
}

/**
 * Visits everything under `root` in the order of the document. It follows the nodes' own links instead of calling
 * itself: a page that nests a hundred thousand levels must not overflow the stack.
 */
export function walk(root: AnyNode, visitor: Visitor): void {
  let node: ChildNode | null = firstIn(root)
  while (node !== null) {
    const inside: ChildNode | null = visitor.enter(node) === false ? null : firstIn(node)
    if (inside !== null) {
      node = inside
      continue
    }
    visitor.leave?.(node)
    while (node !== null && node.next === null) {
      const parent: AnyNode | null = node.parent
      if (parent === null || parent === root) return
      node = parent as ChildNode
      visitor.leave?.(node)
    }
    node = node?.next ?? null
  }
}

// domhandler's own hasChildren asks Object.prototype for every node, which is half of what a walk costs.
const firstIn = (node: AnyNode): ChildNode | null => (node as Partial<NodeWithChildren>).children?.[0] ?? null

/**
 * The place of an element among those of its page, from 0, and the place after the last one that lies in it: `b` lies in
 * `a` where `startOf(a) < startOf(b) && startOf(b) < endOf(a)`. They are kept in domhandler's two fields for offsets in
 * the source, which nobody else needs here: a Map from elements to places cost more than the whole index.
 */
export const startOf = (element: Element): number => element.startIndex ?? 0
export const endOf = (element: Element): number => element.endIndex ?? 0

/** An attribute's value, trimmed; '' where there is none. */
export const attribute = (element: Element, name: string): string => (element.attribs[name] ?? '').trim()

/** Whether the element carries the class. */
export function hasClass(element: Element, name: string): boolean {
  const value = element.attribs.class
  if (value === undefined || !value.includes(name)) return false
  return value === name || ` ${value} `.replace(/\s/g, ' ').includes(` ${name} `)
}

/** What stands between a script's tags. */
export const sourceOf = ({ children }: Element): string =>
  children.map((node) => ('data' in node ? node.data : '')).join('')

/** The elements right under a node. */
export const elementsOf = (node: AnyNode): Element[] => (hasChildren(node) ? node.children.filter(isTag) : [])

/** The elements right under a node that bear the name; XML's prefixes belong to it: `dc:creator`. */
export const named = (node: AnyNode, name: string): Element[] =>
  elementsOf(node).filter((element) => element.name === name)
