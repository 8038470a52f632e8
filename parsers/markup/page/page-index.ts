import { type AnyNode, type Element, isTag, startOf, walk } from './dom.ts'
import { type Attribute, type Listed, listed, youngList } from './listed.ts'

/** A page's elements, by what a selector can ask for first. Lists are in the order of the document. */
export interface PageIndex {
  /** Elements under a key: a tag's name, `#id`, `.class`, `[attribute]`, or `*` for all. */
  under(key: string): readonly Element[]
  /** Whether there are any. */
  has(key: string): boolean
  /** Elements that have `words` in this attribute's value. */
  saying(attribute: string, words: string): readonly Element[]
  /**
   * What is worked out once for a page, kept with the page. A WeakMap from pages to it would keep every page alive until
   * the next great collection, because V8's small ones do not look into it: one such map doubled what a page costs.
   */
  once<T>(key: object, make: () => T): T
}

const nothing: readonly Element[] = []

/**
 * Indexes elements that are listed by their names. Elements with the same `class="…"` are counted as one: a page of two
 * thousand elements has some sixty of them, and splitting sixty costs a thirtieth.
 */
export function indexElements({ elements, tags, attributes }: Listed): PageIndex {
  const ids = byValue(attributes.get('id'))
  /** Lists of elements of the same class attribute, by each of its classes; put together when somebody asks. */
  const classes = new Map<string, Element[][]>()
  for (const [value, list] of byValue(attributes.get('class'))) {
    for (const name of /\s/.test(value) ? new Set(value.split(/\s+/)) : [value]) file(classes, name, list)
  }
  const joined = new Map<string, readonly Element[]>()
  const ofClass = (name: string): readonly Element[] | undefined => {
    const lists = classes.get(name)
    if (lists === undefined || lists.length === 1) return lists?.[0]
    const all = joined.get(name) ?? lists.flat().sort((a, b) => startOf(a) - startOf(b))
    joined.set(name, all)
    return all
  }
  const listOf = (key: string): readonly Element[] | undefined => {
    if (key.startsWith('.')) return ofClass(key.slice(1))
    if (key.startsWith('#')) return ids.get(key.slice(1))
    if (key.startsWith('[')) return attributes.get(key.slice(1, -1))?.elements
    return key === '*' ? elements : tags.get(key)?.elements
  }
  const spoken = new Map<string, string>()
  const made = new Map<object, unknown>()
  return {
    under: (key) => listOf(key) ?? nothing,
    has: (key) => (key.startsWith('.') ? classes.has(key.slice(1)) : listOf(key) !== undefined),
    saying(name, words) {
      const attribute = attributes.get(name)
      if (attribute === undefined) return nothing
      const all = spoken.get(name) ?? attribute.values.join(between)
      spoken.set(name, all)
      return sayingIn(all, words, attribute)
    },
    once<T>(key: object, make: () => T): T {
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
  }
}

/** Stands in no selector. */
const between = '\n'

/** One search through all values of an attribute: to search each costs several times as much. */
function sayingIn(all: string, words: string, { elements, values }: Attribute): readonly Element[] {
  const found: Element[] = youngList()
  let [at, end] = [0, 0]
  for (let place = all.indexOf(words); place >= 0; place = all.indexOf(words, end)) {
    for (; end <= place; at += 1) end += (values[at]?.length ?? 0) + between.length
    const element = elements[at - 1]
    if (element !== undefined) found.push(element)
  }
  return found
}

function byValue(attribute: Attribute | undefined): Map<string, Element[]> {
  const lists = new Map<string, Element[]>()
  attribute?.elements.forEach((element, at) => {
    file(lists, attribute.values[at] ?? '', element)
  })
  return lists
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
  return indexElements(listed(elements))
}

function file<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  let list = lists.get(key)
  if (list === undefined) {
    list = youngList()
    lists.set(key, list)
  }
  list.push(item)
}
