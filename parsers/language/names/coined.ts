import { matchesIn } from '../../matches.ts'
import type { Reader } from '../../signals/field.ts'
import { isInRow } from '../evidence/rows.ts'
import { addressesIn } from './addresses.ts'
import { found, isOtherwise, isSystem, over, unlisted, type Way } from './found-names.ts'
import { type Named, titleName } from './names.ts'

/** Characters of a text in which a name that nothing else marks is looked for. */
const within = 500
/** A capital inside a word: nearly every such word was coined as a name. */
const sign = /[a-z][A-Z][a-z]/
const part = '\\p{Lu}\\p{Ll}{1,14}'
const coinedWord = new RegExp(
  `(?<![\\p{L}\\d@/._#$-])(?:${part}){2,4}(?:\\d{1,3})?(?: ${part}(?:${part})?(?![\\p{L}\\d]))?(?![\\p{L}\\d@/_]|\\.\\p{L})`,
  'gu',
)
/** Behind these stands who sells or took it, or where to meet him. */
const ofSeller =
  /(?:^|[^\p{L}])(?:by|oleh|seller|penjual|vendor|from user|user|nick|nickname|author|contact|kontak|dm|pm|via|lewat|escrow|rekber|mm|forum|channel|group|grup|thanks|thx|credits?|vouch|join|on|at|password|pass|pw|sandi|hello|hi|hey|dear|halo|using|with|pakai|pake|tool|config|bin|base|av)[ :=]{1,3}$/iu

/** The first word of two, where the second means something else: "RekaMart Members". */
const named = (reader: Reader, where: 'title' | 'text', name: Named): Named | undefined => {
  const isName = (one: Named): boolean =>
    !isOtherwise(reader, where, one, unlisted) &&
    over(reader, 'owners', { part: where, ...one }).length === 0 &&
    !isSystem(reader, where, one)
  if (isName(name)) return name
  const [first = ''] = name.name.split(' ')
  const alone = { name: first, start: name.start, end: name.start + first.length }
  return first !== name.name && isName(alone) ? alone : undefined
}

const coinedIn = (reader: Reader, where: 'title' | 'text'): Named[] => {
  const text = reader.post[where].slice(0, within)
  if (!sign.test(text)) return []
  const addresses = addressesIn(text)
  const author = reader.post.author?.toLowerCase()
  return matchesIn(text, coinedWord).flatMap(({ 0: name, index: start }) => {
    const end = start + name.length
    if (addresses.some(([from, to]) => from < end && to > start) || isInRow(text, start)) return []
    if (/forums?$/i.test(name)) return []
    if (ofSeller.test(text.slice(Math.max(0, start - 16), start)) || name.toLowerCase() === author) return []
    return named(reader, where, { name, start, end }) ?? []
  })
}

/** A name that is told by a capital inside it: "chain RekaNest", "fintech (KhayalPay) 800k". */
export const coined =
  (where: 'title' | 'text'): Way =>
  (reader) => {
    const [first] = coinedIn(reader, where)
    return first ? found(where, 'coined as a name', [first]) : []
  }

/** Behind a name of two words at a line's beginning, and behind one of a single word, which may be any word there. */
const counted = /^ ?(?:\(|[,:–—-] ?\d)/
const described = /^ ?\([^)\n]{2,60}\)/

/** A line that may begin with such a name: a capital, and a bracket or a digit behind it. */
const opening = /^[^a-z\d]{0,6}[A-Z][^(\d]{3,60}[(\d]/

/** Lines of a text that are looked at. */
const mostLines = 8

/** A name that opens a line of the text, ahead of a count or of what is known of it: "Rekamart Point (Thailand) - 9.2M members". */
export const opensLine: Way = (reader) => {
  let at = 0
  for (const line of reader.post.text.slice(0, within).split('\n').slice(0, mostLines)) {
    const name = opening.test(line) ? titleName(line) : undefined
    const place = name && { name: name.name, start: at + name.start, end: at + name.end }
    // A single word in capitals is an abbreviation of a system as often.
    const isWord = name && !name.name.includes(' ')
    const isMarked =
      name && !(isWord && !/\p{Ll}/u.test(name.name)) && (isWord ? described : counted).test(line.slice(name.end))
    at += line.length + 1
    if (!place || !isMarked || isInRow(reader.post.text, place.start)) continue
    if (
      !isOtherwise(reader, 'text', place, unlisted) &&
      over(reader, 'owners', { part: 'text', ...place }).length === 0
    )
      return found('text', 'a line begins with its name', [place])
  }
  return []
}
