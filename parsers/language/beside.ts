import { beside, scales, wholeNumbers } from './number-words.ts'
import { edgeless, kindOf, letter } from './words.ts'

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

/** Whether a mark at a place ends the sentence: leaders ("....") and the points of numbers and addresses do not. */
const endsSentence = (text: string, at: number): boolean => {
  const mark = text[at]
  if (mark === '\n' || mark === '|' || mark === ';' || mark === '。' || mark === '•') return true
  if (mark !== '.' && mark !== '!' && mark !== '?') return false
  return text[at - 1] !== '.' && text[at + 1] !== '.' && (text[at + 1] === ' ' || text[at + 1] === '\n')
}
/** Marks that part a clause; a bracket that closes before a number only ends an aside: "OB (open bid): 1.000.000". */
const isApart = (mark: string | undefined, step: 1 | -1): boolean =>
  mark === ',' || mark === '(' || mark === '"' || mark === '，' || mark === '、' || (mark === ')' && step === 1)

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57
/** Letters make words; a sign of a script without spaces is a word by itself. */
const isSign = (unit: number): boolean => kindOf(unit) === edgeless && unit >= 0x2e80 && unit < 0xd800

/** The words from a place on, or back from it, nearest first, within the sentence and up to the next number. */
const wordsFrom = (text: string, from: number, step: 1 | -1, most = reach): Word[] => {
  const words: Word[] = []
  let apart = false
  let at = step === 1 ? from : from - 1
  while (words.length < most && at >= 0 && at < text.length && Math.abs(at - from) < span) {
    const unit = text.charCodeAt(at)
    if (isDigit(unit)) break
    if (isSign(unit)) {
      words.push({ start: at, end: at + 1, apart })
      at += step
    } else if (kindOf(unit) === letter) {
      let last = at
      while (kindOf(text.charCodeAt(last + step)) === letter && Math.abs(last - at) < 24) last += step
      // "10jt" is a number, whichever end it is met from.
      if (step === -1 && isDigit(text.charCodeAt(last))) break
      words.push({ start: Math.min(at, last), end: Math.max(at, last) + 1, apart })
      at = last + step
    } else {
      if (endsSentence(text, at)) break
      apart ||= isApart(text[at], step)
      at += step
    }
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
    const isHan = isSign(phrase.charCodeAt(0))
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
  if (!before) return text[noun.start - 1] === ' ' && kindOf(text.charCodeAt(noun.start - 2)) === letter
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

const gapBefore = /[\s):=.@~–—-]/

/** Whether the word right before a place may say something of what stands there: a cheap look before a long one. */
export const mayBeCalled = (text: string, start: number): boolean => {
  let end = start
  while (end > 0 && start - end < 24 && gapBefore.test(text[end - 1] ?? '')) end -= 1
  if (isSign(text.charCodeAt(end - 1))) return known.has(text[end - 1] ?? '')
  let begin = end
  while (begin > 0 && end - begin < 24 && kindOf(text.charCodeAt(begin - 1)) === letter) begin -= 1
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
