import { compile } from 'css-select'
import { type AnyNode, type Element, isTag, walk } from './dom.ts'

/** One selector, or several in the order of preference: the first that finds something is taken. */
export type Selector = string | readonly string[]

/** A page's elements, indexed in one walk by tag, id and class, with their places in the document. */
export interface PageIndex {
  readonly under: ReadonlyMap<string, readonly Element[]>
  readonly spans: ReadonlyMap<AnyNode, { start: number; end: number }>
}

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
  /** Whether the element is one of the selector's, by any alternative. */
  is(selector: Selector | undefined, element: Element): boolean
}

/** One part of a selector list: what css-select made of it, and the index entry that holds all it can match. */
interface Part {
  key: string
  matches: (element: Element) => boolean
}

const alternatives = (selector: Selector | undefined): readonly string[] =>
  selector === undefined ? [] : typeof selector === 'string' ? [selector] : selector

/** Walks a page once, for the selectors of all engines. */
export function indexPage(root: AnyNode): PageIndex {
  const under = new Map<string, Element[]>()
  const spans = new Map<AnyNode, { start: number; end: number }>()
  const file = (key: string, element: Element): void => {
    const list = under.get(key)
    if (list === undefined) under.set(key, [element])
    else if (list.at(-1) !== element) list.push(element)
  }
  let position = 0
  walk(root, {
    enter(node) {
      if (!isTag(node)) return
      spans.set(node, { start: position++, end: 0 })
      file('*', node)
      file(node.name, node)
      if (node.attribs.id) file(`#${node.attribs.id.trim()}`, node)
      if (node.attribs.class) for (const name of node.attribs.class.split(/\s+/)) file(`.${name}`, node)
      return
    },
    leave(node) {
      const span = spans.get(node)
      if (span !== undefined) span.end = position
    },
  })
  return { under, spans }
}

/**
 * Compiles a table's selectors, once. css-select decides what matches; the index spares it the elements that cannot,
 * and a selector that nobody asks for on a page is not looked for on it. Throws for a selector with a mistake.
 */
export function compileSelectors(...selectors: (Selector | undefined)[]): (index: PageIndex) => Found {
  const compiled = new Map<string, Part[]>()
  for (const selector of new Set(selectors.flatMap(alternatives))) {
    const parts = splitList(selector).map((part) => ({ key: keyOf(part), matches: compile<AnyNode, Element>(part) }))
    compiled.set(selector, parts)
  }
  return (index) => findIn(index, compiled)
}

function findIn(index: PageIndex, compiled: ReadonlyMap<string, readonly Part[]>): Found {
  const known = new Map<string, { list: readonly Element[]; members: ReadonlySet<Element> }>()
  const start = (element: Element): number => index.spans.get(element)?.start ?? 0
  const look = (selector: string): { list: readonly Element[]; members: ReadonlySet<Element> } => {
    const before = known.get(selector)
    if (before !== undefined) return before
    const parts = compiled.get(selector) ?? []
    const members = new Set(parts.flatMap(({ key, matches }) => (index.under.get(key) ?? []).filter(matches)))
    const list = parts.length > 1 ? [...members].sort((a, b) => start(a) - start(b)) : [...members]
    const found = { list, members }
    known.set(selector, found)
    return found
  }
  const within = (list: readonly Element[], scope: Element | undefined): readonly Element[] => {
    const span = scope && index.spans.get(scope)
    if (span === undefined) return list
    // A binary search to the first hit inside the scope: a page may hold ten thousand rows.
    let low = 0
    for (let high = list.length; low < high; ) {
      const middle = (low + high) >> 1
      if (start(list[middle] as Element) < span.start) low = middle + 1
      else high = middle
    }
    let past = low
    while (past < list.length && start(list[past] as Element) < span.end) past += 1
    return list.slice(low, past)
  }
  const all = (selector: Selector | undefined, scope?: Element): readonly Element[] => {
    for (const alternative of alternatives(selector)) {
      const list = within(look(alternative).list, scope)
      if (list.length > 0) return list
    }
    return []
  }
  const end = (element: Element | undefined): number => (element && index.spans.get(element)?.end) ?? 0
  return {
    all,
    apart(selector, of) {
      const list = all(selector)
      if (of === 'innermost')
        return list.filter((element, at) => at + 1 === list.length || start(list[at + 1] as Element) >= end(element))
      let past = 0
      return list.filter((element) => {
        if (start(element) < past) return false
        past = end(element)
        return true
      })
    },
    first: (selector, scope) => all(selector, scope)[0],
    is: (selector, element) => alternatives(selector).some((alternative) => look(alternative).members.has(element)),
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
