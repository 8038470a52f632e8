import type { Hit, Reader } from '../../signals/field.ts'
import { fillers } from '../matching/lexicons.ts'

/**
 * What a word of data does in its clause. Only what is `offered` (or sought, or shown) makes an ad: papers that the
 * reader has to bring are `required`, the author's own ("my email", "data saya") are `own`, the addressed one's ("your
 * customers", "data kalian") `yours`; a disk's data is `wiped`, and a word that describes a course, a case or a program is
 * `part` of that thing's name.
 */
export type Role = 'offered' | 'required' | 'own' | 'yours' | 'wiped' | 'part'

type Place = Pick<Hit, 'part' | 'start' | 'end'>

/** A bullet's mark at the beginning of a line, and its line. */
const bullet = /\n[ \t]{0,4}(?:[-*•–]|\d{1,2}[.)])[^\n]{0,100}/y
const mostBullets = 12
const longestSentence = 240

/** Where a requirement's sentence turns to an offer, it is one no more. */
const turn = /(?<![a-z])(?:jual|dijual|ready|selling|wts|продам|vendo)(?![a-z])|出售/u
/** Who is addressed as needing something ("yang perlu data", "if you need") is asked for nothing. */
const addressed = /(?:yang|yg|kalau|kalo|jika|siapa|if you|who) (?:(?:kemaren|kemarin|kmrn|tadi|pada|still) )?$/
const boundary = /[\n.,;:!?|(，。]/
/** What may stand between a denial and what it denies: "without their passwords". */
const denial = /^ ?(?:[a-z\u0430-\u044f]{1,10} )?$/
/** Two words, or a sign, between a thing and the data that describes it: "software kasir + database". */
const between = /^(?: [\p{L}-]{2,14}){0,2} ?[+&/]? ?$/u

const sentenceMarks: ReadonlySet<string> = new Set(['!', '?', ';', '。', '！', '？', '\n'])

const [space, lastAscii, firstHan] = [' '.charCodeAt(0), '?'.charCodeAt(0), '。'.charCodeAt(0)]

/** Whether a sentence ends at a place. A full stop inside "no.hp" or "booking.com" ends nothing. */
const endsSentence = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  // Most characters are spaces and letters, which lie between the marks of ASCII and those of Chinese.
  if (code === space || (code > lastAscii && code < firstHan)) return false
  const mark = text.charAt(at)
  return sentenceMarks.has(mark) || (mark === '.' && !/\S/.test(text.charAt(at + 1)))
}

/** Where the sentence that goes on at a place ends, after at most `limit` characters. */
export const sentenceEnd = (text: string, at: number, limit = longestSentence): number => {
  const last = Math.min(text.length, at + limit)
  let end = at
  while (end < last && !endsSentence(text, end)) end += 1
  return end
}

/** Where the sentence around a place begins, at most `limit` characters before it. */
export const sentenceStart = (text: string, at: number, limit: number): number => {
  const first = Math.max(0, at - limit)
  let start = at
  while (start > first && !endsSentence(text, start - 1)) start -= 1
  return start
}

/** Where a sentence and the bullets below it end: "Syarat:\n- KTP\n- KK". */
const listEnd = (text: string, at: number): number => {
  let end = sentenceEnd(text, at)
  for (let count = 0; count < mostBullets && text.charAt(end) === '\n'; count += 1) {
    bullet.lastIndex = end
    if (!bullet.test(text)) break
    end = bullet.lastIndex
  }
  return end
}

/** From where to where a text requires what its words name. */
const requiredSpan = (text: string, { start, end }: Place): [number, number] => {
  if (addressed.test(text.slice(Math.max(0, start - 20), start))) return [start, start]
  const sentence = text.slice(end, listEnd(text, end))
  return [start, end + (turn.exec(sentence)?.index ?? sentence.length)]
}

/** Whether no clause ends between two places of a text. */
const isOneClause = (text: string, from: number, to: number): boolean => !boundary.test(text.slice(from, to))

/** The words of a lexicon up to a place: `last()` is the latest that ends before it. Ask in the order of the text. */
const latest = (words: readonly Hit[]): ((start: number) => Hit | undefined) => {
  let next = 0
  return (start) => {
    while ((words[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1
    return words[next - 1]
  }
}

/**
 * Makes the teller of denials: "bukan KPU", "no passwords", "不含密码". An Indonesian "no" is short for nomor ("no hp") and
 * denies nothing. Ask in the order of the text.
 */
export const denialTeller = (reader: Reader): ((place: Place) => boolean) => {
  const denials = reader.of('denies')
  if (denials.length === 0) return () => false
  const words = denials.filter(
    ({ part, start, end }) => !(reader.indonesian && end - start === 2 && reader[part].startsWith('no', start)),
  )
  const [title, text] = (['title', 'text'] as const).map((part) => latest(words.filter((word) => word.part === part)))
  return ({ part, start }) => {
    const word = (part === 'title' ? title : text)?.(start)
    return word !== undefined && start - word.end <= 12 && denial.test(reader[part].slice(word.end, start))
  }
}

const tellerOf = (text: string, words: readonly Hit[]): ((place: Place) => Role) => {
  let next = 0
  /** The ends of the last words of each kind, and up to where a requirement reaches. */
  const last = { thingsBefore: -100, wiped: -100, own: -100, yours: -100 }
  let until = 0
  return ({ start, end }) => {
    // A requirement begins before what it requires; the words stand in the order of the text.
    for (let word = words[next]; word && word.start < end; word = words[next]) {
      if (word.value === 'requires' && word.start >= until) until = Math.max(until, requiredSpan(text, word)[1])
      if (word.value in last && word.end <= start) last[word.value as keyof typeof last] = word.end
      next += 1
    }
    if (start < until) return 'required'
    if (start - last.own <= 1) return 'own'
    if (start - last.yours <= 1) return 'yours'
    if (start - last.thingsBefore < 34 && between.test(text.slice(last.thingsBefore, start))) return 'part'
    for (let at = Math.max(0, next - 1); at < next + 3; at += 1) {
      const word = words[at]
      if (!word || word.start < end || word.start - end > 40) continue
      const gap = word.start - end
      if (word.value === 'ownAfter' && gap === 1) return 'own'
      if (word.value === 'yoursAfter' && gap === 1) return 'yours'
      if (word.value === 'thingsAfter' && gap <= 1) return 'part'
      if (!isOneClause(text, end, word.start)) break
      if (word.value === 'requiredAfter' && gap <= 24) return 'required'
      if (word.value === 'wiped') return 'wiped'
    }
    return start - last.wiped < 18 && isOneClause(text, last.wiped, start) ? 'wiped' : 'offered'
  }
}

/**
 * Makes the teller of roles for the places of a post. Ask in the order of the text: each of its words is looked at once,
 * and what is read around a place is bounded.
 */
export const roleTeller = ({ title, text, of }: Reader): ((place: Place) => Role) => {
  const words = of('roles')
  if (words.length === 0) return () => 'offered'
  const ofTitle = tellerOf(
    title,
    words.filter(({ part }) => part === 'title'),
  )
  const ofText = tellerOf(
    text,
    words.filter(({ part }) => part === 'text'),
  )
  return (place) => (place.part === 'title' ? ofTitle : ofText)(place)
}

/** Up to where a verb's object reaches: the end of the clause, or a word that opens what it is for or how it is dealt. */
const object =
  /^(?!\.\s)[^\p{L}\p{N}\n]{0,8}((?:[^.,;:!?\n(|，。：、]|\.(?=\w)){2,64}?)(?= (?:with|untuk|buat|from|dari|dengan|harga|seharga|para|для|via|by|dgn) |[,;:!?\n(|，。：、]|\.(?!\w)|$)/u

const word = /\p{L}[\p{L}-]+/gu
/** Whether a phrase has a word that is no filler. */
const namesAnything = (phrase: string): boolean => {
  word.lastIndex = 0
  for (let found = word.exec(phrase); found; found = word.exec(phrase)) if (!fillers.has(found[0])) return true
  return false
}

/** The object of the verb that ends at a place of a folded text; `undefined` where none of its words names anything. */
export const objectAfter = (text: string, end: number): { start: number; end: number } | undefined => {
  const match = object.exec(text.slice(end, end + 80))
  const phrase = match?.[1]
  if (!match || phrase === undefined || !namesAnything(phrase)) return undefined
  const start = end + match[0].length - phrase.length
  return { start, end: start + phrase.length }
}
