import { Parser } from 'htmlparser2'

/**
 * Tells of a body, asked from its front to its back, whether an entity may stand between the last place and this one: one
 * comparison says of most words and values that there is none in them.
 */
export function entitiesIn(body: string): (past: number) => boolean {
  const nextFrom = (place: number): number => {
    const at = body.indexOf('&', place)
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  let next = nextFrom(0)
  return (past) => {
    if (next >= past) return false
    next = nextFrom(past)
    return true
  }
}

/** By a pattern: a string that is replaced by replaceAll lies in pieces until somebody looks into it. */
const escaped = /&amp;/g
/** Most entities are those between the parameters of an address. */
const other = /&(?!amp;)/

let out = ''
const inText = new Parser({
  ontext(words) {
    out += words
  },
})
const inValue = new Parser({
  onattribute(_, value) {
    out = value
  },
})

/** The words of a text without its entities: `&lt;b&gt;` is `<b>`. */
export const decodedText = (words: string): string =>
  other.test(words) ? decoded(inText, words.replaceAll('<', '&lt;')) : words.replace(escaped, '&')

/** The same of an attribute, where `&copy=1` is a parameter. */
export const decodedValue = (value: string): string =>
  other.test(value) ? decoded(inValue, `<a b="${value.replaceAll('"', '&quot;')}">`) : value.replace(escaped, '&')

/** By the library's own decoder, which keeps nothing of it: a piece of a page would keep the whole page. */
function decoded(parser: Parser, source: string): string {
  parser.end(source)
  parser.reset()
  const words = out
  out = ''
  return words
}
