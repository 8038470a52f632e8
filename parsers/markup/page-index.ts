import { type AnyNode, type Element, isTag, startOf, walk } from './dom.ts'
import type { Tree } from './tree.ts'

/** A page's elements, by what a selector can ask for first. Lists are in the order of the document. */
export interface PageIndex {
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
 * Indexes elements that the parser listed. Elements with the same `class="…"` are one entry until somebody asks for a
 * class: a page of two thousand elements has some sixty of them, and splitting sixty costs a thirtieth.
 */
export function indexElements({ elements }: Pick<Tree, 'elements'>): PageIndex {
  const tags = new Map<string, Element[]>()
  const attributes = new Map<string, Element[]>()
  const values = { id: new Map<string, Element[]>(), class: new Map<string, Element[]>() }
  for (const element of elements) {
    const { attribs } = element
    file(tags, element.name, element)
    for (const name in attribs) {
      file(attributes, name, element)
      if (name === 'class' || name === 'id') file(values[name], attribs[name] ?? '', element)
    }
  }
  const lists = new Map<string, readonly Element[]>([['*', elements]])
  let classes: ReadonlyMap<string, readonly Element[][]> | undefined
  const collect = (key: string): readonly Element[] | undefined => {
    const name = key.slice(1)
    switch (key[0]) {
      case '.':
        classes ??= byClass(values.class)
        return inOrder(classes.get(name) ?? [])
      case '#':
        return values.id.get(name)
      case '[':
        return attributes.get(name.slice(0, -1))
      default:
        return tags.get(key)
    }
  }
  const under = (key: string): readonly Element[] => {
    let list = lists.get(key)
    if (list === undefined) {
      list = collect(key) ?? nothing
      lists.set(key, list)
    }
    return list
  }

  const texts = new Map<string, string>()
  const textOf = (attribute: string): string => {
    const all =
      attribute === 'class'
        ? [...values.class.keys()]
        : (attributes.get(attribute) ?? nothing).map(({ attribs }) => attribs[attribute])
    return all.join('\n')
  }
  const made = new Map<object, unknown>()
  return {
    under,
    once<T>(key: object, make: () => T): T {
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
    says(attribute, part) {
      let text = texts.get(attribute)
      if (text === undefined) {
        text = textOf(attribute)
        texts.set(attribute, text)
      }
      return text.includes(part)
    },
  }
}

/** Numbers and indexes the elements under a node that lie in no page: a fragment, or a piece of a DOM made elsewhere. */
export function indexPage(root: AnyNode): PageIndex {
  const elements: Element[] = []
  walk(root, {
    enter(node) {
      if (!isTag(node)) return
      node.startIndex = elements.length
      elements.push(node)
      return
    },
    leave(node) {
      if (!isTag(node)) return
      node.endIndex = elements.length
    },
  })
  return indexElements({ elements })
}

function file(lists: Map<string, Element[]>, key: string, element: Element): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [element])
  else list.push(element)
}

function byClass(alike: ReadonlyMap<string, Element[]>): Map<string, Element[][]> {
  const classes = new Map<string, Element[][]>()
  for (const [value, list] of alike) {
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
