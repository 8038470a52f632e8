import { TextDecoder } from 'node:util'
import { analyse } from 'chardet'

// What the bytes of a text say of its charset, where nobody else says it, or somebody says it wrongly.

/** Bytes that are looked at for UTF-16. */
const beginning = 1_024
/** Bytes of words that are weighed: more make no guess better, and 16 KB take 12 ms. */
const sample = 16_384
/** Fewer bytes beyond ASCII than this are no text to judge by. */
const leastBytes = 12

/**
 * The byte order of UTF-16 that lacks its mark: markup and most languages' spaces are ASCII, so that one of two bytes is
 * often zero, and always the same one. `undefined` for everything else, binary files among it.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0]
  const length = Math.min(bytes.length, beginning)
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > length / 8 && even === 0) return 'utf-16le'
  if (even > length / 8 && odd === 0) return 'utf-16be'
  return undefined
}

/** Two bytes a character: their rules are strict, so that text in one of them hardly passes for another. */
const wide: ReadonlySet<string> = new Set(['Shift_JIS', 'Big5', 'EUC-JP', 'EUC-KR', 'GB18030'])
const least = { wide: 80, narrow: 20 }
/** How much surer a guess has to be than the next. */
const lead = { wide: 1.1, narrow: 1.5 }

/** The charset that the words of a text are most probably in, where that is clear; bytes of a markup count for nothing. */
export function guessCharset(bytes: Uint8Array): string | undefined {
  const words = foreignWords(bytes)
  if (words.reduce((count, byte) => count + (byte >> 7), 0) < leastBytes) return undefined
  const matches = analyse(words).filter(({ name, confidence }) => {
    if (name.startsWith('UTF') || name === 'ASCII') return false
    return confidence >= (wide.has(name) ? least.wide : least.narrow) && fits(words, name)
  })
  const [first, second] = matches
  if (first === undefined) return undefined
  const ahead = wide.has(first.name) ? lead.wide : lead.narrow
  return first.confidence >= (second?.confidence ?? 0) * ahead ? first.name : undefined
}

/** The words with a byte beyond ASCII, without the markup around them. */
function foreignWords(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, sample * 16)).toString('latin1')
  let words = ''
  for (const [word] of text.replace(/<[^<>]*>/g, ' ').matchAll(/[^\s<>]*[\x80-\xff][^\s<>]*/g)) {
    words += `${word} `
    if (words.length >= sample) break
  }
  return Buffer.from(words, 'latin1')
}

function fits(words: Uint8Array, name: string): boolean {
  try {
    new TextDecoder(name, { fatal: true }).decode(words)
    return true
  } catch {
    return false // not its bytes, or a charset that the decoder has no name for
  }
}
