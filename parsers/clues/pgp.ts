import { createHash } from 'node:crypto'
import { matchesIn } from '../matches.ts'

// Keys that an author shows: whole, in armour (RFC 9580, 6.2), or by their fingerprint. A key is known by its
// fingerprint (5.5.4) whoever prints it, with whatever comments; that takes its first packet and no library.

const [begin, end] = ['-----BEGIN PGP PUBLIC KEY BLOCK-----', '-----END PGP PUBLIC KEY BLOCK-----']
const mostKeys = 10
/** Characters of a block: a key with a hundred signatures. */
const longest = 40_000
const stated =
  /(?:pgp|gpg|key|finger ?print|отпечаток|sidik jari|kunci)[^\n]{0,40}?(?:\b0x|\b)((?:[0-9a-f]{4}[ :]{0,2}){9}[0-9a-f]{4})\b/gi

/** Fingerprints of the keys in a text, upper-case hex; at most ten. */
export function fingerprintsIn(text: string): string[] {
  const found = blocksIn(text).flatMap((body) => fingerprintOf(decoded(body)) ?? [])
  for (const [, hex = ''] of matchesIn(text, stated)) found.push(hex.replace(/[^0-9a-f]/gi, '').toUpperCase())
  return [...new Set(found)].slice(0, mostKeys)
}

/** What stands between the first and last lines of armoured keys. */
function blocksIn(text: string): string[] {
  const blocks: string[] = []
  let from = text.indexOf(begin)
  while (from >= 0 && blocks.length < mostKeys) {
    const to = text.indexOf(end, from)
    if (to < 0) break
    if (to - from <= longest) blocks.push(text.slice(from + begin.length, to))
    from = text.indexOf(begin, to)
  }
  return blocks
}

/** The bytes of an armoured block: without its headers, which an empty line ends, and its checksum. */
function decoded(body: string): Buffer {
  const lines = body.split('\n').map((line) => line.trim())
  const blank = lines.indexOf('')
  const hasHeaders = lines.some((line) => /^[A-Za-z]+: /.test(line))
  const data = lines.slice(hasHeaders ? blank + 1 : 0).filter((line) => /^[A-Za-z0-9+/]+=*$/.test(line))
  return Buffer.from(data.join(''), 'base64')
}

/** The fingerprint of the key that a block begins with; `null` where the first packet is no key that we know. */
function fingerprintOf(bytes: Buffer): string | null {
  const packet = firstPacket(bytes)
  if (packet === null || packet.tag !== 6) return null
  const { body } = packet
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  if (body[0] === 4)
    return createHash('sha1')
      .update(Buffer.of(0x99))
      .update(length.subarray(2))
      .update(body)
      .digest('hex')
      .toUpperCase()
  if (body[0] === 6)
    return createHash('sha256').update(Buffer.of(0x9b)).update(length).update(body).digest('hex').toUpperCase()
  return null
}

/** A packet's tag and body, in the old and in the new format (4.2). */
function firstPacket(bytes: Buffer): { tag: number; body: Buffer } | null {
  const [head = 0, a = 0, b = 0] = bytes
  if ((head & 0x80) === 0) return null
  const isNew = (head & 0x40) !== 0
  const size = isNew ? (a < 192 ? 1 : a < 224 ? 2 : 5) : [1, 2, 4, 0][head & 3]
  if (!size || bytes.length < 1 + size) return null
  const length = isNew
    ? size === 1
      ? a
      : size === 2
        ? ((a - 192) << 8) + b + 192
        : bytes.readUInt32BE(2)
    : bytes.readUIntBE(1, size)
  const body = bytes.subarray(1 + size, 1 + size + length)
  return body.length === length ? { tag: isNew ? head & 0x3f : (head >> 2) & 0x0f, body } : null
}
