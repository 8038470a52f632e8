import { type AnyNode, type Element, isTag, startOf, walk } from './dom.ts'
import type { Tree } from './tree.ts'

/** A page's elements, by what a selector can ask for first. Lists are in the order of the document. */
export interface PageIndex {
  /** Levels of the deepest element. */
  readonly depth: number
  /** Elements under a key: a tag's name, `#id`, `.class`, `[attribute]`, or `*` for all. */
  under(key: string): readonly Element[]
  /** Whether some element has `part` in this attribute's value. */
  says(attribute: string, part: string): boolean
  /**
   * What is worked out once for a page, kept with the page. A WeakMap from pages to it would keep every page alive until
   * the next great collection, because V8's small ones do not look into it: one such map doubled what a page costs.
   */
  once<T>(key: object, make: () => T): T
}

const nothing: readonly Element[] = []

/**
 * Indexes elements that the parser listed. Tags and attributes are sorted at once, ids and classes when somebody first
 * asks. Elements with the same `class="…"` are one entry until then: a page of two thousand elements has some sixty of
 * them, and splitting sixty costs a thirtieth.
 */
export function indexElements({ elements, depth }: Pick<Tree, 'elements' | 'depth'>): PageIndex {
  const values = new Map<string, string>()
  const tags = new Map<string, Element[]>()
  const attributes = new Map<string, Element[]>()
  for (const element of elements) {
    file(tags, element.name, element)
    for (const name in element.attribs) file(attributes, name, element)
  }
  const having = (attribute: string): readonly Element[] => attributes.get(attribute) ?? nothing
  const lists = new Map<string, readonly Element[]>([['*', elements]])
  let classes: ReadonlyMap<string, readonly Element[][]> | undefined
  let ids: ReadonlyMap<string, readonly Element[]> | undefined

  const collect = (key: string): readonly Element[] => {
    const name = key.slice(1)
    switch (key[0]) {
      case '.':
        classes ??= byClass(having('class'))
        return inOrder(classes.get(name) ?? [])
      case '#':
        ids ??= byValue(having('id'), 'id')
        return ids.get(name) ?? nothing
      case '[':
        return having(name.slice(0, -1))
      default:
        return tags.get(key) ?? nothing
    }
  }
  const under = (key: string): readonly Element[] => {
    let list = lists.get(key)
    if (list === undefined) {
      list = collect(key)
      lists.set(key, list)
    }
    return list
  }
  const made = new Map<object, unknown>()
  return {
    depth,
    under,
    once<T>(key: object, make: () => T): T {
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
    says(attribute, part) {
      let all = values.get(attribute)
      if (all === undefined) {
        all = having(attribute)
          .map(({ attribs }) => attribs[attribute])
          .join('\n')
        values.set(attribute, all)
      }
      return all.includes(part)
    },
  }
}

/** Numbers and indexes the elements under a node that lie in no page: a fragment, or a piece of a DOM made elsewhere. */
export function indexPage(root: AnyNode): PageIndex {
  const elements: Element[] = []
  let [level, depth] = [0, 0]
  walk(root, {
    enter(node) {
      if (!isTag(node)) return
      node.startIndex = elements.length
      elements.push(node)
      level += 1
      depth = Math.max(depth, level)
      return
    },
    leave(node) {
      if (!isTag(node)) return
      node.endIndex = elements.length
      level -= 1
    },
  })
  return indexElements({ elements, depth })
}

function file(lists: Map<string, Element[]>, key: string, element: Element): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [element])
  else list.push(element)
}

function byValue(elements: readonly Element[], attribute: 'id' | 'class'): Map<string, Element[]> {
  const lists = new Map<string, Element[]>()
  for (const element of elements) file(lists, element.attribs[attribute] ?? '', element)
  return lists
}

function byClass(elements: readonly Element[]): Map<string, Element[][]> {
  const classes = new Map<string, Element[][]>()
  for (const [value, list] of byValue(elements, 'class')) {
    for (const name of new Set(value.split(/\s+/))) {
      const before = classes.get(name)
      if (before === undefined) classes.set(name, [list])
      else before.push(list)
    }
  }
  return classes
}

function inOrder(lists: readonly Element[][]): readonly Element[] {
  const [first = nothing] = lists
  return lists.length < 2 ? first : lists.flat().sort((a, b) => startOf(a) - startOf(b))
}
