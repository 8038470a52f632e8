/** One part of a selector list, and what must be on a page for it to find anything. */
export interface Part {
  text: string
  /** Keys of the index, all of which some element of the page must have: `#footer`, `.post`, `a`. */
  needs: readonly string[]
  /** Attributes with the words that one of their values must have in it. */
  says: readonly (readonly [attribute: string, words: string])[]
  /** The key of the index that has every element that can match. */
  key: string
  /** Whether each of those matches. */
  whole: boolean
}

/** Splits `a, b` at its top-level commas. What stands in :not(), :has() and their like says nothing about the page. */
export function partsOf(selector: string): Part[] {
  const blanked = blank(selector)
  const parts: Part[] = []
  let from = 0
  for (const piece of blanked.split(',')) {
    const text = selector.slice(from, from + piece.length).trim()
    if (text !== '') parts.push(partOf(text))
    from += piece.length + 1
  }
  return parts
}

function partOf(text: string): Part {
  // An escape may stand for anything: such a part is left to css-select.
  if (text.includes('\\')) return { text, needs: [], says: [], key: '*', whole: false }
  const outside = blank(text, /\([^()]*\)/g)
  const compounds = blank(outside, /\[[^[\]]*\]/g)
    .split(/[\s>+~]+/)
    .filter((compound) => compound !== '')
  const [last = []] = compounds.slice(-1).map(keysOf)
  const says = [...outside.matchAll(attribute)].flatMap(({ groups: { name, value } = {} }) =>
    name !== undefined && value !== undefined && literal.test(name) ? [[name, value] as const] : [],
  )
  const bare = /\[\s*([\w-]+)/.exec(outside.slice(lastStart(outside)))?.[1]
  const key = last[0] ?? (bare === undefined ? '*' : `[${bare.toLowerCase()}]`)
  return { text, needs: compounds.flatMap(keysOf), says, key, whole: text === key && !text.startsWith('[') }
}

/** Where the last compound begins. */
const lastStart = (text: string): number => blank(text, /\[[^[\]]*\]/g).search(/[^\s>+~]+$/)

/** The id, the classes and the tag of a compound, the rarest first. */
function keysOf(compound: string): string[] {
  const tag = /^[a-z][\w-]*/i.exec(compound)?.[0].toLowerCase()
  const names = [...(compound.match(/#[\w-]+/g) ?? []), ...(compound.match(/\.[\w-]+/g) ?? [])]
  return tag === undefined ? names : [...names, tag]
}

const attribute = /\[\s*(?<name>[\w-]+)\s*[*^$~|]?=\s*(?:"(?<value>[^"]+)"|(?<bare>[\w./-]+))\s*\]/g
/** Attributes whose values css-select compares by their case; of others, such as `rel`, it does not. */
const literal = /^(href|src|action|name|id|class|content|data-[\w-]+)$/

/** The selector with what the pattern finds blanked out, at the same length, from the inside out. */
function blank(selector: string, pattern = /\[[^[\]]*\]|\([^()]*\)/g): string {
  let out = selector
  for (let before = ''; before !== out; ) {
    before = out
    out = out.replace(pattern, (inside) => '\u0001'.repeat(inside.length))
  }
  return out
}
