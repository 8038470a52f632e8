import { type ChildNode, Element } from 'domhandler'
import { ElementType } from 'htmlparser2'
import { type Habits, habitsOf, noHabits } from './html.ts'

/** The elements that bear a name, as a tag or as an attribute. */
export interface Bearers {
  /** One string for all of them: a name that is cut out of the page anew is hashed anew wherever it is a key. */
  name: string
  elements: Element[]
}

export interface Attribute extends Bearers {
  /** What it says at each of the elements. */
  values: string[]
}

export interface Tag extends Bearers, Habits {}

/** A page's elements, all lists in the order of the document. */
export interface Listed {
  elements: Element[]
  /** By the name as it is written: with capitals there may be another entry for the same. */
  tags: ReadonlyMap<string, Bearers>
  attributes: ReadonlyMap<string, Attribute>
}

/** Makes elements, and lists them on the way. */
export interface Lister extends Listed {
  /** The tag of a name, as it is written. */
  tag(name: string): Tag
  /** The next element, with its place among the others as its `startIndex`. */
  element(tag: Tag): Element
  /** An attribute of the element that was made last; the first of a name counts. */
  attribute(name: string, value: string): void
  /** Takes the element that was made last off every list. */
  forget(): void
}

const empty: readonly never[] = []

/**
 * A list that is young, like its page. V8 counts for each `[]` in a program how long its arrays live, and where those of
 * the first pages outlive a small collection, it makes all later ones old from their birth; an old array keeps its whole
 * page until the next full collection. In every other process that doubled what a page costs. Copies are not counted.
 */
export const youngList = <Item>(): Item[] => empty.slice()

/** An empty list of elements. In HTML names are lowered, and what is a script or a style is told by them. */
export function lister(xml: boolean): Lister {
  const type = xml ? ElementType.Tag : undefined
  const elements: Element[] = youngList()
  const lowered = (name: string): string => (xml ? name : name.toLowerCase())
  const tags = names(lowered, (name): Tag => ({ name, elements: youngList(), ...(xml ? noHabits : habitsOf(name)) }))
  const attributes = names(lowered, attributeOf)
  let last: Element
  return {
    elements,
    tags: tags.known,
    attributes: attributes.known,
    tag: tags.of,
    element(tag) {
      last = new Element(tag.name, {}, youngList<ChildNode>(), type)
      last.startIndex = elements.length
      elements.push(last)
      tag.elements.push(last)
      return last
    },
    attribute(name, value) {
      const attribute = attributes.of(name)
      if (attribute.elements.at(-1) === last) return
      last.attribs[attribute.name] = value
      attribute.elements.push(last)
      attribute.values.push(value)
    },
    forget() {
      elements.pop()
      for (const tag of tags.known.values()) if (tag.elements.at(-1) === last) tag.elements.pop()
      for (const { elements, values } of attributes.known.values()) {
        if (elements.at(-1) !== last) continue
        elements.pop()
        values.pop()
      }
    },
  }
}

/** Lists elements that were made elsewhere. */
export function listed(elements: Element[]): Listed {
  const tags = names(String, bearers)
  const attributes = names(String, attributeOf)
  for (const element of elements) {
    tags.of(element.name).elements.push(element)
    for (const [name, value] of Object.entries(element.attribs)) {
      const { elements, values } = attributes.of(name)
      elements.push(element)
      values.push(value)
    }
  }
  return { elements, tags: tags.known, attributes: attributes.known }
}

const bearers = (name: string): Bearers => ({ name, elements: youngList() })
const attributeOf = (name: string): Attribute => ({ name, elements: youngList(), values: youngList() })

/** What is known by a name; the name as it is written is looked up once, and lowered only where it is new. */
function names<Known>(
  lowered: (name: string) => string,
  make: (name: string) => Known,
): { known: ReadonlyMap<string, Known>; of(name: string): Known } {
  const known = new Map<string, Known>()
  return {
    known,
    of(written) {
      const before = known.get(written)
      if (before !== undefined) return before
      const name = lowered(written)
      const made = known.get(name) ?? make(name)
      known.set(name, made)
      known.set(written, made)
      return made
    },
  }
}
