import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib'
import { utf16Of } from '../model/charset-guess.ts'
import { TooLargeError, UnreadableError } from '../model/errors.ts'
import { shown } from './failures.ts'

const readable =
  /^(text\/(html|plain|xml|markdown)|application\/(xhtml|xml|json|rss|atom|feed|ld|activity|problem)(\+(xml|json))?)$/

/**
 * Throws UnreadableError for what a visit never takes in: archives, binaries, pictures, tables of rows, and whatever the
 * site itself calls an attachment. To be asked before the first byte of a body is read.
 */
export function refuseContent(headers: Record<string, string>, url: URL): void {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type && !readable.test(type))
    throw new UnreadableError(`${shown(url)} is ${shown(type)}, not a page: left unread`)
  if (/^\s*attachment\b/i.test(headers['content-disposition'] ?? '')) {
    throw new UnreadableError(`${shown(url)} is an attachment, not a page: left unread`)
  }
}

/** What a body is to be; its limit has a name in the configuration. */
type Content = 'page' | 'picture'
const limitOf: Record<Content, string> = { page: 'limits.bytes', picture: 'limits.pictures.bytes' }

/**
 * Reads a body to its end, decompressed. Neither what comes in nor what it decompresses to ever grows beyond `limit`
 * bytes: TooLargeError then. UnreadableError for a file that only calls itself text and for an unknown compression.
 * The caller destroys the stream where this throws.
 */
export async function readBody(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  headers: Record<string, string>,
  limit: number,
  url: URL,
  content: Content = 'page',
): Promise<Buffer> {
  const tooLarge = (): TooLargeError => tooLargeFor(url, limit, limitOf[content])
  const codings = codingsOf(headers['content-encoding'], url)
  if (codings.length === 0 && Number(headers['content-length']) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    if (size === 0 && codings.length === 0 && content === 'page') refuseBinary(chunk, headers, url)
    size += chunk.length
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  let body: Buffer = Buffer.concat(chunks, size)
  for (const coding of codings) body = await decompress(body, coding, limit, tooLarge)
  if (codings.length > 0 && content === 'page') refuseBinary(body, headers, url)
  return body
}

const decoders = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  'deflate-raw': promisify(inflateRaw),
  br: promisify(brotliDecompress),
}
type Coding = 'gzip' | 'deflate' | 'br'

/** The compressions to undo, in order; the header names them in the order in which they were applied. */
function codingsOf(header: string | undefined, url: URL): Coding[] {
  const names = (header ?? '').toLowerCase().split(',')
  const codings = names
    .map((name) => name.trim().replace(/^x-gzip$/, 'gzip'))
    .filter((name) => name && name !== 'identity')
  const known = codings.filter((name): name is Coding => name === 'gzip' || name === 'deflate' || name === 'br')
  if (known.length < codings.length || known.length > 2) {
    throw new UnreadableError(`${shown(url)} is compressed in a way that we did not ask for: ${shown(header ?? '')}`)
  }
  return known.reverse()
}

async function decompress(
  bytes: Buffer,
  coding: Coding,
  limit: number,
  tooLarge: () => TooLargeError,
): Promise<Buffer> {
  if (bytes.length === 0) return bytes
  // "deflate" means zlib's format (RFC 9110, 8.4.1.2), but some servers send it without zlib's header.
  const isRaw = coding === 'deflate' && ((bytes[0] ?? 0) & 0x0f) !== 8
  // A body that breaks off gives what there is of it, as in a browser.
  const finishFlush = coding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH
  try {
    return await decoders[isRaw ? 'deflate-raw' : coding](bytes, { maxOutputLength: limit, finishFlush })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge()
    throw error
  }
}

/** Archives and programs have NUL bytes near their beginning, and text has none, unless it is UTF-16. */
function refuseBinary(bytes: Uint8Array, headers: Record<string, string>, url: URL): void {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || /utf-?16/i.test(headers['content-type'] ?? '')) return
  const head = bytes.subarray(0, 512)
  if (head.includes(0) && utf16Of(head) === undefined) {
    throw new UnreadableError(`${shown(url)} calls itself text and is a binary file: left unread`)
  }
}

export const tooLarge = (url: URL, limit: number): TooLargeError => tooLargeFor(url, limit, limitOf.page)

const tooLargeFor = (url: URL, limit: number, name: string): TooLargeError =>
  new TooLargeError(`${shown(url)} is larger than ${limit} bytes; raise the target's ${name} if it is worth it`)
