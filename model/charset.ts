import { TextDecoder } from 'node:util'
import { guessCharset, utf16Of } from './charset-guess.ts'

/**
 * Turns a body's bytes into text the way a browser does: byte order mark, then the Content-Type header, then what the
 * document says of itself in its first 1024 bytes; else UTF-8 where the bytes are valid UTF-8, else what the bytes
 * themselves look like, else windows-1252. Beyond a browser, a charset that is plainly wrong is put right: a page of
 * windows-1251 behind a server that calls everything UTF-8, and the other way round.
 * An unknown charset is passed over. Never throws: a byte that the charset doesn't know becomes U+FFFD.
 * After https://html.spec.whatwg.org/#determining-the-character-encoding; labels are those of
 * https://encoding.spec.whatwg.org/#names-and-labels.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = bomDecoder(bytes) ?? decoderOf(utf16Of(bytes))
  if (marked !== undefined) return marked.decode(bytes)
  const own = documentDecoder(bytes, contentType)
  const declared = headerDecoder(contentType) ?? own
  if (declared === undefined) return asUtf8(bytes) ?? decodeWith(decoderOf(guessCharset(bytes)), bytes)
  const text = (declared.encoding === 'utf-8' ? undefined : asForeignUtf8(bytes)) ?? decodeWith(declared, bytes)
  if (!isBroken(text)) return text
  for (const decoder of [own, decoderOf(guessCharset(bytes))]) {
    const other = decoder === undefined || decoder === declared ? text : decodeWith(decoder, bytes)
    if (!isBroken(other)) return other
  }
  return text
}

/** Fewer foreign characters may be UTF-8, or broken, by chance. */
const leastForeign = 4

/** The text, where what calls itself something else is UTF-8: other charsets hardly ever look like it. */
function asForeignUtf8(bytes: Uint8Array): string | undefined {
  const text = asUtf8(bytes)
  return text !== undefined && countForeign(text) >= leastForeign ? text : undefined
}

/** One of eight foreign characters could not be read: the charset is not this one. A page that broke off has one such. */
function isBroken(text: string): boolean {
  if (!text.includes('\ufffd')) return false
  const lost = text.match(/\ufffd/g)?.length ?? 0
  return lost >= leastForeign && lost * 8 >= countForeign(text)
}

/** Characters beyond ASCII. */
const countForeign = (text: string): number => text.match(/[\u0080-\uffff]/g)?.length ?? 0

/** `undefined` where the bytes are no UTF-8. */
function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

const decodeWith = (decoder: TextDecoder | undefined, bytes: Uint8Array): string =>
  decoder === undefined || decoder.encoding === 'windows-1252' ? decode1252(bytes) : decoder.decode(bytes)

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')

// The characters at 0x80 to 0x9f; five of the bytes have none and stay control characters.
const c1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Several versions of Node, all of 20 among them, decode windows-1252 as ISO-8859-1: these 32 are put right. */
const decode1252 = (bytes: Uint8Array): string =>
  windows1252.decode(bytes).replace(/[\x80-\x9f]/g, (char) => c1[char.charCodeAt(0) - 0x80] ?? char)

const decoders = new Map<string, TextDecoder>()

/** The decoder of a label; `undefined` for a label that nobody knows. */
function decoderOf(label: string | undefined): TextDecoder | undefined {
  const name = label?.trim().toLowerCase()
  if (!name) return undefined
  const known = decoders.get(name)
  if (known !== undefined) return known
  try {
    const decoder = new TextDecoder(name)
    decoders.set(name, decoder)
    return decoder
  } catch {
    return undefined
  }
}

function bomDecoder(bytes: Uint8Array): TextDecoder | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decoderOf('utf-8')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoderOf('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoderOf('utf-16be')
  return undefined
}

function headerDecoder(contentType: string | undefined): TextDecoder | undefined {
  return decoderOf(/;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1])
}

const xmlEncoding = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i
const metaCharset = /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i

/** What the document says of itself. Plain text and JSON say nothing: a paste may quote somebody's meta element. */
function documentDecoder(bytes: Uint8Array, contentType: string | undefined): TextDecoder | undefined {
  if (contentType !== undefined && !/\b(html|xml)\b/i.test(contentType)) return undefined
  const head = windows1252.decode(bytes.subarray(0, 1024)).replace(/<!--[\s\S]*?(-->|$)/g, '')
  const decoder = decoderOf((xmlEncoding.exec(head) ?? metaCharset.exec(head))?.[1])
  // The declaration was readable as ASCII, so it cannot be UTF-16: the standard reads UTF-8 here.
  return decoder?.encoding.startsWith('utf-16') ? decoderOf('utf-8') : decoder
}
