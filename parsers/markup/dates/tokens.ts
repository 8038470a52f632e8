import { type Meaning, meanings, nothing, piece, reach } from './words.ts'

/** A piece of a date's text. What is neither number nor known word means nothing. */
export interface Token {
  readonly text: string
  /** The value of digits; `null` for everything else. */
  readonly number: number | null
  readonly means: Meaning
  /** Whether white space stands before it. */
  readonly spaced: boolean
}

/** Where there is no token: beyond the ends of a text, or where a part of it was read already. */
export const gap: Token = { text: '', number: null, means: nothing, spaced: true }

/** A date is shorter; what is longer is prose. */
const longest = 200
const longestHan = 4

/** A page asks for the same date several times: for its order, beside its title, and to read it. */
const asked = new Map<string, readonly Token[]>()
const mostAsked = 300

/** Takes a text apart into numbers, known words and phrases, and the rest, piece by piece. */
export function tokensOf(text: string): readonly Token[] {
  const start = text.slice(0, longest)
  const known = asked.get(start)
  if (known !== undefined) return known
  if (asked.size >= mostAsked) asked.clear()
  const tokens = takeApart(start)
  asked.set(start, tokens)
  return tokens
}

function takeApart(text: string): Token[] {
  const pieces = piecesOf(normal(text))
  const tokens: Token[] = []
  for (let at = 0; at < pieces.length; ) {
    const { text: first, spaced } = pieces[at] ?? gap
    const size = phraseAt(pieces, at, reach.get(first) ?? 1)
    const words = size === 1 ? first : phraseOf(pieces, at, size)
    const digit = words.charCodeAt(0)
    const number = digit >= 0x30 && digit <= 0x39 ? Number(words) : null
    tokens.push({ text: words, number, means: number === null ? (meanings.get(words) ?? nothing) : nothing, spaced })
    at += size
  }
  return tokens
}

interface Piece {
  text: string
  spaced: boolean
}

/** Most dates have plain letters only, and are taken apart at a fraction of the cost. */
const plainPiece = /\d+|[a-z]+(?:['-][a-z]+)*|\S/g

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  const pattern = isPlain(text) ? plainPiece : piece
  pattern.lastIndex = 0
  for (let match = pattern.exec(text), end = 0; match !== null; match = pattern.exec(text)) {
    const [found] = match
    const spaced = match.index > end
    end = match.index + found.length
    if (pattern === piece && han.test(found)) pieces.push(...splitHan(found, spaced))
    else pieces.push({ text: found, spaced })
  }
  return pieces
}

/** How many pieces the longest known phrase has that begins here. */
function phraseAt(pieces: readonly Piece[], at: number, most: number): number {
  let size = most
  while (size > 1 && !meanings.has(phraseOf(pieces, at, size))) size -= 1
  return size
}

const phraseOf = (pieces: readonly Piece[], at: number, size: number): string =>
  pieces
    .slice(at, at + size)
    .map(({ text }) => text)
    .join(' ')

const isPlain = (text: string): boolean => !/[^\t\n\r\x20-\x7e]/.test(text)

const han = /^\p{Script=Han}/u

/** Chinese writes without spaces: the longest word that begins at a place is the word. */
function splitHan(run: string, spaced: boolean): Piece[] {
  const letters = [...run]
  const words: string[] = []
  for (let at = 0; at < letters.length; ) {
    let size = Math.min(longestHan, letters.length - at)
    while (size > 1 && !meanings.has(letters.slice(at, at + size).join(''))) size -= 1
    words.push(letters.slice(at, at + size).join(''))
    at += size
  }
  return words.map((text, index) => ({ text, spaced: spaced && index === 0 }))
}

/** One spelling for what is the same: full-width and Arabic digits, kinds of dashes and apostrophes, "a. m.". */
function normal(text: string): string {
  const lower = text.toLowerCase()
  const plain = isPlain(lower) ? lower : unify(lower)
  return plain.includes('m') ? plain.replace(/(?<!\p{L})([ap])\.\s?m(?:\.|(?!\p{L}))/gu, '$1m') : plain
}

const unify = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u0307\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replaceAll('،', ',')
