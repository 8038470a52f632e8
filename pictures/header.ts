/** What a picture's first bytes say of it. */
export interface Header {
  format: 'png' | 'jpeg' | 'webp' | 'gif'
  /** Pixels. */
  width: number
  height: number
  /** The bytes to decode: all, but of a GIF its first frame only. */
  bytes: Uint8Array
}

/**
 * Format and size of a picture, by its bytes and never by what a server calls it; `undefined` for what is none, or of a
 * format that is not read (BMP, SVG, AVIF …). Nothing is decoded, and the work is linear in the bytes: whoever decodes
 * knows before how much memory a picture takes.
 */
export function headerOf(bytes: Uint8Array): Header | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = formats.find(({ is }) => is(view))
  const header = kind?.read(view)
  return kind && header && header.width > 0 && header.height > 0 ? { format: kind.format, bytes, ...header } : undefined
}

type Read = Omit<Header, 'format' | 'bytes'> & Partial<Pick<Header, 'bytes'>>

const textAt = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString('latin1', at, at + text.length) === text

const formats: { format: Header['format']; is(bytes: Buffer): boolean; read(bytes: Buffer): Read | undefined }[] = [
  // The header chunk is the first of a PNG (its specification, 5.6); the size stands behind its length and name.
  { format: 'png', is: (bytes) => textAt(bytes, 0, '\x89PNG\r\n\x1a\n') && textAt(bytes, 12, 'IHDR'), read: readPng },
  { format: 'jpeg', is: (bytes) => textAt(bytes, 0, '\xff\xd8\xff'), read: readJpeg },
  { format: 'webp', is: (bytes) => textAt(bytes, 0, 'RIFF') && textAt(bytes, 8, 'WEBP'), read: readWebp },
  { format: 'gif', is: (bytes) => textAt(bytes, 0, 'GIF87a') || textAt(bytes, 0, 'GIF89a'), read: readGif },
]

function readPng(bytes: Buffer): Read | undefined {
  return bytes.length < 24 ? undefined : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** The frame header (SOF, ITU T.81, B.2.2) is one of the segments, each of which tells its length. */
function readJpeg(bytes: Buffer): Read | undefined {
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // a fill byte
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || marker === 0xda) return undefined // the picture itself begins: no frame header stood before it
    at += 2 + length
  }
  return undefined
}

/** RFC 9649: a key frame of VP8, a VP8L header of 14 bits a side, or the canvas of the extended format. */
function readWebp(bytes: Buffer): Read | undefined {
  if (bytes.length < 30) return undefined
  if (textAt(bytes, 12, 'VP8 '))
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (textAt(bytes, 12, 'VP8L')) {
    const bits = bytes.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (textAt(bytes, 12, 'VP8X')) return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  return undefined
}

/**
 * A GIF may hold any number of frames, each of a size of its own, and the decoder unpacks them all: it gets the first
 * and the end mark.
 */
function readGif(bytes: Buffer): Read | undefined {
  const tableAfter = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  /** Behind a chain of blocks that each tell their length, up to the empty one. */
  const behind = (from: number): number => {
    let at = from
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0)
    return at + 1
  }
  let at = 13 + tableAfter(bytes[10] ?? 0)
  while (bytes[at] === 0x21) at = behind(at + 2)
  if (bytes[at] !== 0x2c || at + 11 > bytes.length) return undefined
  const end = behind(at + 11 + tableAfter(bytes[at + 9] ?? 0))
  const frame = { width: bytes.readUInt16LE(at + 5), height: bytes.readUInt16LE(at + 7) }
  return {
    // Of the screen that it is painted on and the frame, whichever is larger.
    width: Math.max(frame.width, bytes.readUInt16LE(6)),
    height: Math.max(frame.height, bytes.readUInt16LE(8)),
    bytes: Buffer.concat([bytes.subarray(0, end), Buffer.from([0x3b])]),
  }
}
