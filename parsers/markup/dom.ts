import { type AnyNode, type ChildNode, type Element, hasChildren, isTag } from 'domhandler'

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
  let node: ChildNode | null = hasChildren(root) ? (root.firstChild as ChildNode | null) : null
  while (node !== null) {
    const inside: ChildNode | null =
      visitor.enter(node) !== false && hasChildren(node) ? (node.firstChild as ChildNode | null) : null
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

/** An attribute's value, trimmed; '' where there is none. */
export const attribute = (element: Element, name: string): string => (element.attribs[name] ?? '').trim()

/** Whether the element carries the class. */
export const hasClass = (element: Element, name: string): boolean =>
  ` ${element.attribs.class ?? ''} `.replace(/\s/g, ' ').includes(` ${name} `)

/** The elements right under a node. */
export const elementsOf = (node: AnyNode): Element[] => (hasChildren(node) ? node.children.filter(isTag) : [])

/** The elements right under a node that bear the name; XML's prefixes belong to it: `dc:creator`. */
export const named = (node: AnyNode, name: string): Element[] =>
  elementsOf(node).filter((element) => element.name === name)
