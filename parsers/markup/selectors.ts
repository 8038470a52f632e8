import { compile } from 'css-select'
import { type AnyNode, type Element, isTag, walk } from './dom.ts'

/** One selector, or several in the order of preference: the first that finds something is taken. */
export type Selector = string | readonly string[]

/** What one walk found. Everything is in the order of the document. */
export interface Found {
  /** Elements of the first alternative that has any, in the whole page or under `scope` (and the scope itself). */
  all(selector: Selector | undefined, scope?: Element): Element[]
  first(selector: Selector | undefined, scope?: Element): Element | undefined
  /** Whether the element is one of the selector's, by any alternative. */
  is(selector: Selector | undefined, element: Element): boolean
}

interface Compiled {
  selector: string
  matches: (element: Element) => boolean
}

const alternatives = (selector: Selector | undefined): readonly string[] =>
  selector === undefined ? [] : typeof selector === 'string' ? [selector] : selector

/** Every selector in a table: its strings under keys of any depth are listed by the engine's interpreter, not guessed. */
export const selectorsOf = (...selectors: (Selector | undefined)[]): string[] => [
  ...new Set(selectors.flatMap((selector) => [...alternatives(selector)])),
]

/**
 * Compiles selectors once into a single walk over the DOM. css-select decides what matches; an index by the id, class
 * or tag that an element must have spares it most of the questions.
 */
export function compileSelectors(selectors: readonly string[]): (root: AnyNode) => Found {
  const index = new Map<string, Compiled[]>()
  for (const selector of selectors) {
    for (const part of splitList(selector)) {
      const key = keyOf(part)
      const query = compile<AnyNode, Element>(part)
      index.set(key, [...(index.get(key) ?? []), { selector, matches: query }])
    }
  }
  return (root) => run(index, selectors, root)
}

function run(index: Map<string, Compiled[]>, selectors: readonly string[], root: AnyNode): Found {
  const hits = new Map<string, Element[]>(selectors.map((selector) => [selector, []]))
  const spans = new Map<AnyNode, { start: number; end: number }>()
  let position = 0
  const ask = (key: string, element: Element): void => {
    for (const { selector, matches } of index.get(key) ?? []) {
      const list = hits.get(selector)
      if (list !== undefined && list.at(-1) !== element && matches(element)) list.push(element)
    }
  }
  walk(root, {
    enter(node) {
      if (!isTag(node)) return
      spans.set(node, { start: position++, end: 0 })
      ask('*', node)
      ask(node.name, node)
      if (node.attribs.id) ask(`#${node.attribs.id.trim()}`, node)
      if (node.attribs.class) for (const name of new Set(node.attribs.class.split(/\s+/))) ask(`.${name}`, node)
      return
    },
    leave(node) {
      const span = spans.get(node)
      if (span !== undefined) span.end = position
    },
  })
  const under = (list: Element[], scope: Element | undefined): Element[] => {
    if (scope === undefined) return list
    const span = spans.get(scope) ?? { start: 0, end: 0 }
    const at = (element: Element): number => spans.get(element)?.start ?? 0
    // A binary search to the first hit inside the scope: a page may hold ten thousand rows.
    let low = 0
    for (let high = list.length; low < high; ) {
      const middle = (low + high) >> 1
      if (at(list[middle] as Element) < span.start) low = middle + 1
      else high = middle
    }
    let past = low
    while (past < list.length && at(list[past] as Element) < span.end) past += 1
    return list.slice(low, past)
  }
  const members = new Map<string, Set<Element>>()
  const all = (selector: Selector | undefined, scope?: Element): Element[] => {
    for (const alternative of alternatives(selector)) {
      const list = under(hits.get(alternative) ?? [], scope)
      if (list.length > 0) return list
    }
    return []
  }
  return {
    all,
    first: (selector, scope) => all(selector, scope)[0],
    is: (selector, element) =>
      alternatives(selector).some((alternative) => {
        const known = members.get(alternative) ?? new Set(hits.get(alternative))
        members.set(alternative, known)
        return known.has(element)
      }),
  }
}

/** Splits `a, b` at its top-level commas. */
function splitList(selector: string): string[] {
  return blank(selector)
    .split(',')
    .reduce<{ parts: string[]; from: number }>(
      ({ parts, from }, part) => ({
        parts: [...parts, selector.slice(from, from + part.length).trim()],
        from: from + part.length + 1,
      }),
      { parts: [], from: 0 },
    )
    .parts.filter((part) => part !== '')
}

/** The id, class or tag that whatever matches must have; `*` where the last compound names none. */
function keyOf(selector: string): string {
  const last =
    blank(selector)
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? ''
  const id = /#[\w-]+/.exec(last)
  const name = /\.[\w-]+/.exec(last)
  const tag = /^[a-z][\w-]*/i.exec(last)
  return id?.[0] ?? name?.[0] ?? tag?.[0].toLowerCase() ?? '*'
}

/** The selector with what stands in brackets and parentheses blanked out, at the same length. */
function blank(selector: string): string {
  let out = selector
  for (let before = ''; before !== out; ) {
    before = out
    out = out.replace(/\[[^[\]]*\]|\([^()]*\)/g, (inside) => '\u0001'.repeat(inside.length))
  }
  return out
}
