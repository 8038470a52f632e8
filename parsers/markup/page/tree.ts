import type { Document as Dom } from 'domhandler'
import { Tokenizer } from 'htmlparser2'
import { ParseError } from '../../../model/errors.ts'
import { decodedText, decodedValue, entitiesIn } from './entities.ts'
import { grow } from './growth.ts'
import { type Listed, lister, type Tag } from './listed.ts'

/**
 * Levels that a page may nest. Genuine pages stay under a hundred; old boards that never close their <font> reach some
 * hundreds. The parser's work grows with the square of the depth: 100,000 levels cost it ten seconds.
 */
const deepest = 4_000

/**
 * Elements that a page may have. The largest genuine ones (a board's whole member list, a feed of years) have some tens
 * of thousands; 20 MB of nothing but `<td>` are five million, three gigabytes of nodes.
 */
const most = 200_000

/**
 * Levels of all elements together that a page may have. What lies in what is asked of every element and of all that it
 * lies in: this bounds the answer, where 4,000 levels with 200,000 elements at their ground would take an hour. Genuine
 * pages have some tens of thousands.
 */
const mostTogether = 15_000_000

/** Closing tags that close nothing are looked for in all that is open: such pages are bounded in the same way. */
const chunk = 1_000_000
const mostStrays = 400_000_000

/** A parsed body; each element knows its place among the others: see `startOf` and `endOf` in dom.ts. */
export interface Tree extends Listed {
  root: Dom
}

/**
 * Builds the DOM of a body with htmlparser2's tokenizer, of domhandler's nodes, as css-select and cheerio know them: the
 * tree that htmlparser2's own parser makes. Comments are left out, and elements are numbered and listed by their names on
 * the way. Throws ParseError for a page that nests deeper, or has more elements, than any genuine one.
 */
export function parseTree(body: string, { xml, url }: { xml: boolean; url: string }): Tree {
  // Where a part may end inside an entity, the tokenizer has to put it together.
  const late = !xml && body.length <= chunk
  const builder = build(body, { url, xml, late })
  const tokenizer = new Tokenizer({ xmlMode: xml, decodeEntities: !late }, builder.events)
  let strays = 0
  for (let at = 0; at < body.length; at += chunk) {
    const part = body.length <= chunk ? body : body.slice(at, at + chunk)
    if (body.length > chunk) strays += (part.split('</').length - 1) * builder.level()
    if (strays > mostStrays) throw new ParseError(`${url}: closes more than it opens; no genuine page does`)
    tokenizer.write(part)
  }
  tokenizer.end()
  return builder.tree
}

type Events = ConstructorParameters<typeof Tokenizer>[1]

interface Builder {
  tree: Tree
  /** What the tokenizer tells, by places in the body. */
  events: Events
  /** Levels that are open. */
  level(): number
}

function build(body: string, { url, xml, late }: { url: string; xml: boolean; late: boolean }): Builder {
  const { root, ...growth } = grow()
  const listed = lister(xml)
  const { elements } = listed
  /** The tags that are open, the innermost last. */
  const open: Tag[] = []
  /** Whether the elements that are open, from the body inwards, are foreign to HTML, as far as they say. */
  const foreign: boolean[] = [xml]
  /** The tag that the tokenizer is in. */
  let begun: Tag | null = null
  let name = ''
  let value = ''
  let together = 0
  /** Whether the tokenizer takes what it gives as it stands. */
  let isRaw = false
  const hasEntity = late ? entitiesIn(body) : () => false
  const begin = (tag: Tag): void => {
    while (tag.ends?.has(open.at(-1)?.name ?? '')) close()
    growth.enter(listed.element(tag))
    open.push(tag)
    together += open.length
    refuseMazes(url, { level: open.length, count: elements.length, together })
    if (tag.isForeign !== undefined) foreign.push(tag.isForeign)
    begun = tag
  }
  const close = (): void => {
    open.pop()
    growth.leave(elements.length)
  }
  const finish = (empty: boolean): void => {
    if (begun !== null && (empty || begun.isVoid)) close()
    begun = null
  }
  const end = (tag: Tag): void => {
    isRaw = false
    if (tag.isForeign !== undefined) foreign.pop()
    const from = open.lastIndexOf(tag)
    if (from >= 0 && !tag.isVoid) while (open.length > from) close()
    else if (!xml && (tag.name === 'p' || tag.name === 'br')) {
      begin(tag)
      finish(true)
    }
  }
  const events: Events = {
    ontext(start, past) {
      const words = body.slice(start, past)
      growth.text(hasEntity(past) && !isRaw ? decodedText(words) : words)
    },
    ontextentity: (code) => growth.text(String.fromCodePoint(code)),
    onopentagname: (start, past) => begin(listed.tag(body.slice(start, past))),
    onattribname(start, past) {
      name = body.slice(start, past)
    },
    onattribdata(start, past) {
      const words = body.slice(start, past)
      value += hasEntity(past) ? decodedValue(words) : words
    },
    onattribentity(code) {
      value += String.fromCodePoint(code)
    },
    onattribend() {
      listed.attribute(name, value)
      value = ''
    },
    onopentagend() {
      isRaw = begun?.isRaw === true
      finish(false)
    },
    onselfclosingtag: () => finish(foreign.at(-1) === true),
    onclosetag: (start, past) => end(listed.tag(body.slice(start, past))),
    oncdata(start, past, marks) {
      if (xml) growth.section(body.slice(start, past - marks))
    },
    ondeclaration() {},
    onprocessinginstruction() {},
    oncomment() {},
    onend() {
      // A tag that the body's end cuts off is none.
      if (begun !== null) {
        open.pop()
        listed.forget()
        growth.undo()
      }
      while (open.length > 0) close()
      growth.end()
    },
  }
  const { tags, attributes } = listed
  return { tree: { root, elements, tags, attributes }, events, level: () => open.length + 1 }
}

/** `together` are the levels of all elements so far. */
function refuseMazes(url: string, { level, count, together }: Record<'level' | 'count' | 'together', number>): void {
  if (level > deepest) throw new ParseError(`${url}: nests more than ${deepest} levels deep; no genuine page does`)
  if (count > most || together > mostTogether)
    throw new ParseError(`${url}: has more elements, or deeper ones, than any genuine page`)
}
