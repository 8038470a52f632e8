import type { Beside } from '../signals/lexicons/index.ts'
import { beside } from './number-words.ts'
import { edgeless, kindOf, letter } from './words.ts'

/** A word or phrase near a number, and what it says of it. */
export interface Near {
  says: ReadonlySet<Beside>
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

/** The number of words of the longest phrase that has a word at its begin or end. */
const longest = new Map<string, number>()
for (const phrase of beside.keys()) {
  const isHan = isSign(phrase.charCodeAt(0))
  const words = isHan ? [...phrase] : phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  for (const word of [words[0], words.at(-1)])
    if (word) longest.set(word, Math.max(longest.get(word) ?? 0, words.length))
}

/** Of words in a row, nearest first, those that say something, as the longest phrases. */
const phrasesOf = (text: string, words: readonly Word[]): Near[] => {
  const found: Near[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    let length = Math.min(longest.get(text.slice(word.start, word.end)) ?? 0, words.length - at)
    for (; length > 0; length -= 1) {
      const last = words[at + length - 1] ?? word
      const [start, end] = [Math.min(word.start, last.start), Math.max(word.end, last.end)]
      const says = beside.get(text.slice(start, end))
      if (!says) continue
      found.push({ says, start, end, apart: word.apart })
      at += length - 1
      break
    }
  }
  return found
}

/** What is said before a place, nearest first: within its sentence, and not before another number. */
export const saidBefore = (text: string, start: number): Near[] => phrasesOf(text, wordsFrom(text, start, -1))

/** What is said behind a place, nearest first. */
export const saidBehind = (text: string, end: number): Near[] => phrasesOf(text, wordsFrom(text, end, 1))

/** The words behind a place in its own clause, nearest first, up to `most`. */
export const wordsBehind = (text: string, end: number, most: number): string[] =>
  wordsFrom(text, end, 1, most).flatMap(({ start, end, apart }) => (apart ? [] : [text.slice(start, end)]))
