import { edgeless, isLetterAt, kindOf, letter } from '../spelling/words.ts'
import { beside, countedNouns, scales, wholeNumbers } from './number-words.ts'

/** A word or phrase near a number. */
export interface Near {
  /** What it says of the number: bits of `says`. */
  says: number
  start: number
  end: number
  /** A comma or a bracket stands between it and the number. */
  apart: boolean
}

interface Word {
  start: number
  end: number
  apart: boolean
}

/** How far a word may stand from the number that it speaks of, in words; a sign of Han counts as one. */
const reach = 7
/** And in characters. */
const span = 60

/** Characters of a word that are looked at. */
const longestWord = 24

// What a unit is to whoever looks for words beside a number. Letters make words; a sign of a script without spaces is a
// word by itself. A bracket that closes before a number only ends an aside: "OB (open bid): 1.000.000".
const [gap, inWord, digit, sign, stop, point, parting, closing, slash] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const marks: Readonly<Record<string, number>> = {
  '\n': stop,
  '|': stop,
  ';': stop,
  '•': stop,
  '.': point,
  '!': point,
  '?': point,
  ',': parting,
  '(': parting,
  '"': parting,
  '，': parting,
  ')': closing,
  '،': parting,
  '、': parting,
  '/': slash,
}
const kindAmongWords = (unit: number): number => {
  if (unit >= 0x30 && unit <= 0x39) return digit
  if (kindOf(unit) === letter) return inWord
  if (kindOf(unit) === edgeless && unit >= 0x2e80 && unit < 0xd800) return sign
  return marks[String.fromCharCode(unit)] ?? gap
}
const kinds = Uint8Array.from({ length: 0x10000 }, (_, unit) => kindAmongWords(unit))
const kindAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? (kinds[text.charCodeAt(at)] ?? gap) : gap

/** Whether a point ends the sentence: leaders ("....") and the points of numbers and addresses do not. */
const endsSentence = (text: string, at: number): boolean =>
  text[at - 1] !== '.' && text[at + 1] !== '.' && (text[at + 1] === ' ' || text[at + 1] === '\n')

/** The last unit of the word that begins at a place, whichever way it is read. */
const lastOf = (text: string, first: number, step: 1 | -1): number => {
  let last = first
  for (let next = kindAt(text, first + step); next === inWord || next === digit; next = kindAt(text, last + step)) {
    last += step
    if (Math.abs(last - first) === longestWord) break
  }
  return last
}

/** The words from a place on, or back from it, nearest first, within the sentence and up to the next number. */
const wordsFrom = (text: string, from: number, step: 1 | -1, most = reach): Word[] => {
  const words: Word[] = []
  const edge = step === 1 ? Math.min(text.length, from + span) : Math.max(-1, from - span)
  let apart = false
  let at = step === 1 ? from : from - 1
  while (words.length < most && (edge - at) * step > 0) {
    const kind = kindAt(text, at)
    if (kind === digit || kind === stop || (kind === point && endsSentence(text, at))) break
    const last = kind === inWord ? lastOf(text, at, step) : at
    // "10jt" is a number, whichever end it is met from.
    if (step === -1 && kindAt(text, last) === digit) break
    if (kind === inWord || kind === sign) words.push({ start: Math.min(at, last), end: Math.max(at, last) + 1, apart })
    // "44k pcs / first seller" are two things, "nik/ktp" is one.
    else if (kind === slash) apart ||= text[at - 1] === ' ' && text[at + 1] === ' '
    else if (kind === parting || (kind === closing && step === 1)) apart = true
    at = last + step
  }
  return words
}

/** What is known of a word beside a number. */
interface Known {
  /** The number of words of the longest phrase that has it at its begin or end. */
  most: number
  /** What it says alone, as bits of `says`. */
  alone: number
}

const known: ReadonlyMap<string, Known> = (() => {
  const found = new Map<string, Known>()
  for (const phrase of beside.keys()) {
    const isHan = kindAt(phrase, 0) === sign
    const words = isHan ? [...phrase] : phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    for (const word of [words[0], words.at(-1)])
      if (word)
        found.set(word, { most: Math.max(found.get(word)?.most ?? 0, words.length), alone: beside.get(word) ?? 0 })
  }
  return found
})()

/** Of words in a row, nearest first, those that say something, as the longest phrases. */
const phrasesOf = (text: string, words: readonly Word[]): Near[] => {
  const found: Near[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    const about = known.get(text.slice(word.start, word.end))
    if (!about) continue
    for (let length = Math.min(about.most, words.length - at); length > 0; length -= 1) {
      const last = words[at + length - 1] ?? word
      const [start, end] = [Math.min(word.start, last.start), Math.max(word.end, last.end)]
      const bits = length > 1 ? beside.get(text.slice(start, end)) : about.alone
      if (!bits) continue
      found.push({ says: bits, start, end, apart: word.apart })
      at += length - 1
      break
    }
  }
  return found
}

/** What is said before a place, nearest first. */
export const saidBefore = (text: string, start: number): Near[] => phrasesOf(text, wordsFrom(text, start, -1))

/** What is said behind a place, nearest first. */
export const saidBehind = (text: string, end: number): Near[] => phrasesOf(text, wordsFrom(text, end, 1))

/** "80an", "3 jt-an": about so many. */
const about = / ?-?an(?![a-z])/y

/** Where a number ends with what makes it about so many: "80an", "3 jt-an", "70M+". */
export const endOf = (text: string, end: number): number => {
  const to = text[end] === '+' ? end + 1 : end
  about.lastIndex = to
  return about.test(text) ? about.lastIndex : to
}

/** "10 sets 160", "seribu baris 60rb": whether a noun belongs to the number before it. */
const isCountedBy = (text: string, noun: Word, before: Word | undefined): boolean => {
  if (!before) return text[noun.start - 1] === ' ' && isLetterAt(text, noun.start - 2)
  const word = text.slice(before.start, before.end)
  return wholeNumbers.has(word) || scales.has(word)
}

/** The noun right before a number, or ''; of the Indonesian "-nya" the noun: "mahasiswanya 9 ribuan". */
export const nounBefore = (text: string, start: number): string => {
  const [last, second] = wordsFrom(text, start, -1, 2)
  const isRight = last !== undefined && !last.apart && start - last.end <= 3 && text[last.end] !== ')'
  return isRight && !isCountedBy(text, last, second) ? text.slice(last.start, last.end).replace(/nya$/, '') : ''
}

/** The first words behind a number in its own clause, at most three. */
export const nounsBehind = (text: string, end: number): string[] => {
  const nouns: string[] = []
  for (const word of wordsFrom(text, end, 1, 3)) if (!word.apart) nouns.push(text.slice(word.start, word.end))
  return nouns
}

const afterMark = / ?[,:)(|] ?(\p{L}{1,16})/uy
/** The word behind the mark that ends a number's clause: the "nama" of "88 ribu, nama no hp". */
export const wordAfterMark = (text: string, end: number): string => {
  afterMark.lastIndex = end
  return afterMark.exec(text)?.[1] ?? ''
}

/** What is counted, but names no column of a table. */
const noColumns: ReadonlySet<string> = new Set(['file', 'files', 'data', 'unit', 'set', 'orang', 'org'])
/** Whether a noun may be a column of the data that is counted: "nama", "nik". */
export const isColumn = (noun: string): boolean => countedNouns.has(noun) && !noColumns.has(noun)

const gapBefore = /[\s):=.@~–—-]/

/** Whether the word right before a place may say something of what stands there: a cheap look before a long one. */
export const mayBeCalled = (text: string, start: number): boolean => {
  let end = start
  while (end > 0 && start - end < 24 && gapBefore.test(text[end - 1] ?? '')) end -= 1
  if (kindAt(text, end - 1) === sign) return known.has(text[end - 1] ?? '')
  let begin = end
  while (end - begin < longestWord && isLetterAt(text, begin - 1)) begin -= 1
  return begin < end && known.has(text.slice(begin, end))
}

/** Whether one of the words within so many characters of a number, in its own clause, says one of these things. */
export const isSaid = (
  near: readonly Near[],
  { start, end }: { start: number; end: number },
  within: number,
  what: number,
): boolean =>
  near.some(
    (word) =>
      !word.apart && (word.says & what) !== 0 && (word.end <= start ? start - word.end : word.start - end) <= within,
  )

/** What is said on the line before a place, up to 80 characters back, other numbers or not: "BORONGAN 1,2 juta .. 5jt". */
export const isSaidOnLine = (text: string, place: number, what: number): boolean => {
  for (let at = place; at > 0 && place - at < 80 && text[at - 1] !== '\n'; ) {
    const words = wordsFrom(text, at, -1)
    if (phrasesOf(text, words).some((near) => near.says & what)) return true
    at = words.at(-1)?.start ?? at - 1
    if (text[at - 1] === ' ' && text[at - 2] === '.') return false
  }
  return false
}
