import { compile } from 'css-select'
import { DomUtils } from 'htmlparser2'
import { type AnyNode, type Element, endOf, hasClass, isTag, startOf } from './dom.ts'
import type { PageIndex } from './page-index.ts'
import { type Part, partsOf as split } from './selector-parts.ts'

export { indexPage, type PageIndex } from './page-index.ts'

/** One selector, or several in the order of preference: the first that finds something is taken. */
export type Selector = string | readonly string[]

/** What a table's selectors find on a page. Everything is in the order of the document. */
export interface Found {
  /** Elements of the first alternative that has any, in the whole page or under `scope` (and the scope itself). */
  all(selector: Selector | undefined, scope?: Element): readonly Element[]
  first(selector: Selector | undefined, scope?: Element): Element | undefined
  /**
   * All, without those that lie in each other: of nested ones the outermost (posts: a post holds no post) or the
   * innermost (rows: old boards put their whole page into a table).
   */
  apart(selector: Selector | undefined, of: 'outermost' | 'innermost'): readonly Element[]
  /** All elements of all alternatives, alternative by alternative. */
  any(selector: Selector | undefined): readonly Element[]
  /** Whether the element is one of the selector's, by any alternative. */
  is(selector: Selector | undefined, element: Element): boolean
}

/** A part of a selector list, ready to be looked for. */
interface Compiled extends Part {
  matches: (element: Element) => boolean
  /** For a part that is nothing but a tag, an id or a class: whether the element bears it. */
  bears: ((element: Element) => boolean) | undefined
}

const alternatives = (selector: Selector | undefined): readonly string[] =>
  selector === undefined ? [] : typeof selector === 'string' ? [selector] : selector

/**
 * Compiles a table's selectors, once. css-select decides what matches; the index spares it the elements that cannot,
 * and a selector that nobody asks for on a page is not looked for on it. What was found on a page stays with it. Throws
 * for a selector with a mistake.
 */
export function compileSelectors(...selectors: (Selector | undefined)[]): (index: PageIndex) => Found {
  const compiled = new Map<string, readonly Compiled[]>()
  for (const selector of new Set(selectors.flatMap(alternatives))) {
    compiled.set(
      selector,
      split(selector).map((part) => ({
        ...part,
        matches: compile<AnyNode, Element>(part.text, asking),
        bears: bearing(part),
      })),
    )
  }
  return (index) => index.once(compiled, () => findIn(index, compiled))
}

/**
 * How css-select is asked. It may not remember which ancestors do not match: on a genuine page that costs more than it
 * saves, in the garbage collector too. And what lies in an element is gone through without recursion, which would overflow
 * the stack on deep pages.
 */
const asking = {
  cacheResults: false,
  adapter: {
    ...DomUtils,
    existsOne(test: (element: Element) => boolean, nodes: AnyNode[]): boolean {
      return nodes.some((node) => isTag(node) && (test(node) || holds(node, test)))
    },
  },
}

function holds(root: Element, test: (element: Element) => boolean): boolean {
  let node: AnyNode = root
  for (;;) {
    const inside: AnyNode | undefined = isTag(node) ? node.children[0] : undefined
    if (inside !== undefined) node = inside
    else {
      while (node !== root && node.next === null) node = node.parent ?? root
      if (node === root || node.next === null) return false
      node = node.next
    }
    if (isTag(node) && test(node)) return true
  }
}

const nothing: readonly Element[] = []

/** Elements from which on it is cheaper to look through the values of an attribute than to ask each. */
const many = 30

/** The elements that a part finds. Most parts find none on most pages: one look into the index says so. */
function hitsOf({ needs, keys, around, says, whole, matches }: Compiled, index: PageIndex): readonly Element[] {
  for (const need of needs) if (!index.has(need)) return nothing
  const key = rarest(keys, index)
  if (whole) return index.under(key)
  const outer = around.length === 0 ? undefined : index.under(rarest(around, index))
  const all = index.under(key)
  const list = outer === undefined || outer.length > all.length / 2 ? all : inside(all, outer)
  const [said, ...others] = says
  if (said === undefined) return list.filter(matches)
  const speaking = list.length > many ? index.saying(...said) : list.filter((element) => speaks(element, [said]))
  return speaking.filter((element) => speaks(element, others) && matches(element))
}

const speaks = ({ attribs }: Element, says: Part['says']): boolean =>
  says.every(([attribute, words]) => attribs[attribute]?.includes(words))

function rarest([first = '*', ...others]: readonly string[], index: PageIndex): string {
  let best = first
  for (const key of others) if (index.under(key).length < index.under(best).length) best = key
  return best
}

/** Those elements of a list that lie in some element of another. */
function inside(list: readonly Element[], outer: readonly Element[]): readonly Element[] {
  const found: Element[] = []
  let past = 0
  for (const element of outer) {
    if (startOf(element) < past) continue
    past = endOf(element)
    for (const one of within(list, element)) found.push(one)
  }
  return found
}

function bearing({ whole, keys: [key = ''] }: Part): Compiled['bears'] {
  if (!whole) return undefined
  const name = key.slice(1)
  if (key.startsWith('.')) return (element) => hasClass(element, name)
  if (key.startsWith('#')) return ({ attribs }) => attribs.id === name
  return (element) => element.name === key
}

function findIn(index: PageIndex, compiled: ReadonlyMap<string, readonly Compiled[]>): Found {
  const hits = new Map<Compiled, readonly Element[]>()
  const sets = new Map<Compiled, ReadonlySet<Element>>()
  const lists = new Map<string, readonly Element[]>()
  const partsOf = (selector: string): readonly Compiled[] => compiled.get(selector) ?? []
  const hitsIn = (part: Compiled): readonly Element[] => {
    let list = hits.get(part)
    if (list === undefined) {
      list = hitsOf(part, index)
      hits.set(part, list)
    }
    return list
  }
  const setOf = (part: Compiled): ReadonlySet<Element> => {
    let set = sets.get(part)
    if (set === undefined) {
      set = new Set(hitsIn(part))
      sets.set(part, set)
    }
    return set
  }
  const listOf = (selector: string): readonly Element[] => {
    let list = lists.get(selector)
    if (list === undefined) {
      const all = partsOf(selector)
        .map(hitsIn)
        .filter(({ length }) => length > 0)
      list = all.length > 1 ? inOrder(all.flat()) : (all[0] ?? nothing)
      lists.set(selector, list)
    }
    return list
  }
  const all = (selector: Selector | undefined, scope?: Element): readonly Element[] => {
    for (const alternative of alternatives(selector)) {
      const list = listOf(alternative)
      const inside = scope === undefined ? list : within(list, scope)
      if (inside.length > 0) return inside
    }
    return []
  }
  return {
    all,
    first(selector, scope) {
      for (const alternative of alternatives(selector)) {
        const list = listOf(alternative)
        const first = list[scope === undefined ? 0 : firstFrom(list, startOf(scope))]
        if (first !== undefined && (scope === undefined || startOf(first) < endOf(scope))) return first
      }
      return undefined
    },
    apart(selector, of) {
      const list = all(selector)
      if (of === 'innermost')
        return list.filter((element, at) => {
          const next = list[at + 1]
          return next === undefined || startOf(next) >= endOf(element)
        })
      let past = 0
      return list.filter((element) => {
        if (startOf(element) < past) return false
        past = endOf(element)
        return true
      })
    },
    any: (selector) => alternatives(selector).flatMap(listOf),
    is: (selector, element) =>
      alternatives(selector).some((alternative) =>
        partsOf(alternative).some((part) => part.bears?.(element) ?? setOf(part).has(element)),
      ),
  }
}

const inOrder = (elements: Element[]): Element[] =>
  elements.sort((a, b) => startOf(a) - startOf(b)).filter((element, at) => element !== elements[at - 1])

/** The index of the first element from a place on: a binary search, because a page may hold ten thousand rows. */
function firstFrom(list: readonly Element[], place: number): number {
  let low = 0
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1
    if (startOf(list[middle] as Element) < place) low = middle + 1
    else high = middle
  }
  return low
}

const within = (list: readonly Element[], scope: Element): readonly Element[] =>
  list.slice(firstFrom(list, startOf(scope)), firstFrom(list, endOf(scope)))
