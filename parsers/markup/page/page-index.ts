import { type AnyNode, type Element, isTag, startOf, walk } from './dom.ts'
import type { Tree } from './tree.ts'

/** A page's elements, by what a selector can ask for first. Lists are in the order of the document. */
export interface PageIndex {
  /** Elements under a key: a tag's name, `#id`, `.class`, `[attribute]`, or `*` for all. */
  under(key: string): readonly Element[]
  /** Whether there are any. */
  has(key: string): boolean
  /** Whether some element has `part` in this attribute's value. */
  says(attribute: string, part: string): boolean
  /**
   * What is worked out once for a page, kept with the page. A WeakMap from pages to it would keep every page alive until
   * the next great collection, because V8's small ones do not look into it: one such map doubled what a page costs.
   */
  once<T>(key: object, make: () => T): T
}

/** Elements under one key; where they came in several lists, those are put together when somebody asks. */
interface Entry {
  lists: Element[][]
  all?: readonly Element[]
}

const nothing: readonly Element[] = []

/**
 * Indexes elements that the parser listed. Elements with the same `class="…"` are counted as one: a page of two thousand
 * elements has some sixty of them, and splitting sixty costs a thirtieth. Every key is there from the start: thirty
 * engines ask for a hundred that are not.
 */
export function indexElements({ elements }: Pick<Tree, 'elements'>): PageIndex {
  const tags = new Map<string, Element[]>()
  const attributes = new Map<string, Element[]>()
  const ids = new Map<string, Element[]>()
  const alike = new Map<string, Element[]>()
  for (const element of elements) {
    const { attribs } = element
    file(tags, element.name, element)
    for (const name in attribs) {
      file(attributes, name, element)
      if (name === 'class') file(alike, attribs.class ?? '', element)
      else if (name === 'id') file(ids, attribs.id ?? '', element)
    }
  }
  const entries = new Map<string, Entry>([['*', { lists: [elements] }]])
  for (const [name, list] of tags) entries.set(name, { lists: listOf(list) })
  for (const [name, list] of attributes) entries.set(`[${name}]`, { lists: listOf(list) })
  for (const [id, list] of ids) entries.set(`#${id}`, { lists: listOf(list) })
  for (const [value, list] of alike) {
    for (const name of /\s/.test(value) ? new Set(value.split(/\s+/)) : [value]) {
      const entry = entries.get(`.${name}`)
      if (entry === undefined) entries.set(`.${name}`, { lists: listOf(list) })
      else entry.lists.push(list)
    }
  }
  const under = (key: string): readonly Element[] => {
    const entry = entries.get(key)
    if (entry === undefined) return nothing
    entry.all ??= inOrder(entry.lists)
    return entry.all
  }

  const texts = new Map<string, string>()
  const textOf = (attribute: string): string => {
    const all =
      attribute === 'class'
        ? [...alike.keys()]
        : (attributes.get(attribute) ?? nothing).map(({ attribs }) => attribs[attribute])
    return all.join('\n')
  }
  const made = new Map<object, unknown>()
  return {
    under,
    has: (key) => entries.has(key),
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

const empty: readonly never[] = []

/** A list that is young, like its page: see `noChildren` in tree.ts. */
function listOf<Item>(first: Item): Item[] {
  const list: Item[] = empty.slice()
  list.push(first)
  return list
}

function file(lists: Map<string, Element[]>, key: string, element: Element): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, listOf(element))
  else list.push(element)
}

function inOrder(lists: readonly Element[][]): readonly Element[] {
  const [first = nothing] = lists
  return lists.length < 2 ? first : lists.flat().sort((a, b) => startOf(a) - startOf(b))
}
