/** One part of a selector list, and what must be on a page for it to find anything. */
export interface Part {
  text: string
  /** Keys of the index, all of which some element of the page must have: `#footer`, `.post`, `a`. */
  needs: readonly string[]
  /** Those of them that what matches has itself; where it needs none, the key of all that can match. */
  keys: readonly string[]
  /** Those of them that something around what matches has. */
  around: readonly string[]
  /** Attributes of what matches, with the words that their values must have in them. */
  says: readonly (readonly [attribute: string, words: string])[]
  /** Whether everything under the first of `keys` matches. */
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
  if (text.includes('\\')) return { text, needs: [], keys: ['*'], around: [], says: [], whole: false }
  const outside = blank(text, /\([^()]*\)/g)
  const compounds = [...blank(outside, /\[[^[\]]*\]/g).matchAll(/[^\s>+~]+([\s>+~]*)/g)].map((match) => ({
    at: match.index,
    keys: keysOf(match[0]),
    // What stands before `+` or `~` lies beside what matches, not around it.
    holds: !/[+~]/.test(match[1] ?? ''),
  }))
  const last = compounds.pop()
  const attributes = [...outside.slice(last?.at).matchAll(attribute)].map(({ groups = {} }) => ({
    name: (groups.name ?? '').toLowerCase(),
    value: groups.value ?? groups.bare,
  }))
  const own = last?.keys ?? []
  const keys = own.length > 0 ? own : [attributes.map(({ name }) => `[${name}]`)[0] ?? '*']
  return {
    text,
    needs: [...compounds.flatMap((compound) => compound.keys), ...own],
    keys,
    around: compounds.flatMap((compound) => (compound.holds ? compound.keys.filter((key) => /^[.#]/.test(key)) : [])),
    says: attributes.flatMap(({ name, value }) =>
      value !== undefined && byCase.test(name) ? [[name, value] as const] : [],
    ),
    whole: text === keys[0] && !text.startsWith('['),
  }
}

/** The id, the classes and the tag of a compound, the rarest first. */
function keysOf(compound: string): string[] {
  const tag = /^[a-z][\w-]*/i.exec(compound)?.[0].toLowerCase()
  const names = [...(compound.match(/#[\w-]+/g) ?? []), ...(compound.match(/\.[\w-]+/g) ?? [])]
  return tag === undefined ? names : [...names, tag]
}

const attribute = /\[\s*(?<name>[\w-]+)\s*(?:[*^$~|]?=\s*(?:"(?<value>[^"]+)"|(?<bare>[\w./-]+))\s*)?\]/g
/** Attributes whose values css-select compares by their case; those of others, such as `rel`, it does not. */
const byCase = /^(href|src|action|name|id|class|content|data-[\w-]+)$/

/** The selector with what the pattern finds blanked out, at the same length, from the inside out. */
function blank(selector: string, pattern = /\[[^[\]]*\]|\([^()]*\)/g): string {
  let out = selector
  for (let before = ''; before !== out; ) {
    before = out
    out = out.replace(pattern, (inside) => '\u0001'.repeat(inside.length))
  }
  return out
}
