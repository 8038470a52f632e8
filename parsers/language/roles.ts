import lexicon from '../signals/lexicons/roles.json' with { type: 'json' }
import { fold } from './fold.ts'

/**
 * What a word of data does in its clause. Only what is `offered` (or sought, or shown) makes an ad: papers that the
 * reader has to bring are `required`, a disk's data is `wiped`, and a word that describes a course, a case or a program
 * is `part` of that thing's name.
 */
export type Role = 'offered' | 'required' | 'wiped' | 'part'

type Words = Readonly<Record<string, readonly string[]>>

const letter = '\\p{L}\\p{N}'
const escaped = (term: string): string => fold(term).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
/** Source of a pattern of whole words; scripts without spaces have no word's edge. */
const anyOf = (words: readonly string[]): string =>
  words
    .map((term) => {
      const source = escaped(term.replace(/\*$/, ''))
      const hasEdge = !/\p{Script=Han}/u.test(term)
      return `${hasEdge ? `(?<![${letter}])` : ''}${source}${hasEdge && !term.endsWith('*') ? `(?![${letter}])` : ''}`
    })
    .join('|')
const allOf = (words: Words): string => anyOf(Object.values(words).flat())

/** The rest of a sentence, and the bullets below it: "Syarat:\n- KTP\n- KK". A full stop inside "no.hp" ends nothing. */
const rest = '(?:[^.!?;。！？\\n]|\\.(?=\\S)){0,240}(?:\\n[ \\t]{0,4}(?:[-*•–]|\\d{1,2}[.)])[^\\n]{0,100}){0,12}'
/** Called as a condition, whatever follows in the sentence is one: "bawa KTP, KK dan NPWP". */
const required = new RegExp(`(?:${allOf(lexicon.requires)})${rest}`, 'gu')
/** Where a requirement's sentence turns to an offer, it is one no more. */
const turn = /(?<![a-z])(?:jual|dijual|ready|selling|wts|продам|vendo)(?![a-z])|出售/u
/** Who is addressed as needing something ("yang perlu data", "if you need") is asked for nothing. */
const addressed = /(?:yang|yg|kalau|kalo|jika|siapa|if you|who) $/

const requiredBehind = new RegExp(`^[^.!?,;\\n]{0,24}?(?:${allOf(lexicon.requiredAfter)})`, 'u')
const wipedBehind = new RegExp(`^[^.!?,;，。\\n]{0,40}?(?:${allOf(lexicon.wiped)})`, 'u')
const wipedAhead = /(?:wipe|erase|delete|hapus|удал\p{L}{0,4}) (?:any |all |the |semua )?$/u
const thingAhead = new RegExp(`(?:${allOf(lexicon.thingsBefore)})(?: [\\p{L}-]{2,14}){0,2} ?[+&/]? ?$`, 'u')
const thingBehind = new RegExp(`^ ?(?:${allOf(lexicon.thingsAfter)})`, 'u')

/** Spans of a folded text in which things are required of the reader, in its order and without overlaps. */
const requiredSpans = (text: string): [number, number][] =>
  [...text.matchAll(required)].flatMap((match): [number, number][] => {
    if (addressed.test(text.slice(Math.max(0, match.index - 10), match.index))) return []
    const end = turn.exec(match[0])?.index ?? match[0].length
    return [[match.index, match.index + end]]
  })

/**
 * Makes the teller of roles for the words of one folded text. Ask in the order of the text: it is read once, and what is
 * looked at around a word is bounded.
 */
export const roleTeller = (text: string): ((start: number, end: number) => Role) => {
  const spans = requiredSpans(text)
  let at = 0
  return (start, end) => {
    while (at < spans.length && (spans[at]?.[1] ?? 0) <= start) at += 1
    const [from = Number.POSITIVE_INFINITY, to = 0] = spans[at] ?? []
    if (start >= from && start < to) return 'required'
    const ahead = text.slice(Math.max(0, start - 40), start).replace(/^.*[\n.,;:!?|(]/s, '')
    const behind = text.slice(end, end + 60)
    if (thingAhead.test(ahead) || thingBehind.test(behind)) return 'part'
    if (requiredBehind.test(behind)) return 'required'
    return wipedBehind.test(behind) || wipedAhead.test(ahead) ? 'wiped' : 'offered'
  }
}

const fillers: ReadonlySet<string> = new Set(lexicon.fillers)
/** Up to where a verb's object reaches: the end of the clause, or a word that opens what it is for or how it is dealt. */
const object =
  /^[^\p{L}\p{N}\n]{0,8}([^.,;:!?\n(|，。：、]{2,64}?)(?= (?:with|untuk|buat|from|dari|dengan|harga|seharga|para|para a|для|via|by|dgn) |[.,;:!?\n(|，。：、]|$)/u

/** The object of the verb that ends at a place of a folded text; `undefined` where none of its words names anything. */
export const objectAfter = (text: string, end: number): { start: number; end: number } | undefined => {
  const match = object.exec(text.slice(end, end + 80))
  const phrase = match?.[1]
  if (!match || phrase === undefined) return undefined
  const words = phrase.match(/\p{L}[\p{L}-]+/gu) ?? []
  if (!words.some((word) => !fillers.has(word))) return undefined
  const start = end + match[0].length - phrase.length
  return { start, end: start + phrase.length }
}
