import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/** A picture of the fixtures. All were rendered from invented words, by a headless Chromium. */
export const picture = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../fixtures/pictures', name))

/** What the pictures of the best known ad say. */
export const adWords = 'Ready KTP selfie HD\nminat PM aja\nbahan masih fresh'

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of one colour, or of noise (greys that no two pixels share by plan); `rows` is how many it really holds. */
export function png(width: number, height: number, { noise = false, rows = height } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const pixels = Buffer.alloc((width + 1) * rows, 0xff)
  let seed = 1
  for (let at = 0; at < pixels.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    if (at % (width + 1) === 0) pixels[at] = 0
    else if (noise) pixels[at] = seed >> 16
  }
  const start = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    start,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A GIF with a second frame of this size behind its first. */
export function withSecondFrame(gif: Buffer, width: number, height: number): Buffer {
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0x2c, 0])
  frame.writeUInt16LE(width, 5)
  frame.writeUInt16LE(height, 7)
  return Buffer.concat([gif.subarray(0, -1), frame, gif.subarray(-1)])
}
