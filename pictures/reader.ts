import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Block } from 'tesseract.js'
import { ParseError } from '../model/errors.ts'
import { type Header, headerOf } from './header.ts'
import { startThread, type Thread } from './thread.ts'

/** What a picture says. */
export interface PictureText {
  /** Line by line; '' where nothing stands in it that can be read with confidence. */
  text: string
  /** 0 to 1: how sure the reading of these lines is; 0 where there are none. */
  confidence: number
}

/** What the reading of one picture may cost. */
export interface PictureBounds {
  /** Width by height, at most: what unpacks to more is not unpacked. */
  pixels?: number
  /** Milliseconds, at most. */
  timeout?: number
  signal?: AbortSignal | undefined
}

export interface PictureReader {
  /**
   * Reads the words in a PNG, JPEG, WebP or GIF (its first frame), in Indonesian and English. One picture is read at a
   * time; the others wait. Rejects with a ParseError for what is no picture, is too large, is broken, or takes too long.
   */
  read(bytes: Uint8Array, bounds?: PictureBounds): Promise<PictureText>
  /** Ends the thread; what is being read rejects. */
  close(): Promise<void>
}

/** Unpacked, and as often as tesseract copies it, a picture of so many takes some 250 MB. */
export const usualPixels = 10_000_000
export const usualTimeout = 20_000

/** Smaller than this on a side is a smiley, a rule, a counter: no line of words fits in. */
const leastWidth = 60
const leastHeight = 16
/** A line that is read with less is noise: texture and faces give lines of 0 to 50, print gives 75 to 97. */
const leastConfidence = 60
/** Letters and digits, at least: what has fewer says nothing. */
const leastLetters = 4
/** Characters kept of one picture. */
const longest = 10_000

/** The memory of WebAssembly never shrinks: a thread that had a picture of more pixels than this is ended after it. */
const smallPixels = 4_000_000
/** Pictures whose words are remembered, by the hash of their bytes. */
const remembered = 1_000

/** Makes the reader of pictures of this process. Its thread starts at first use, and ends when idle for `idleMs`. */
export function createPictureReader({ idleMs = 60_000, start = startThread } = {}): PictureReader {
  const known = new Map<string, PictureText>()
  let thread: Promise<Thread> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  let isClosed = false

  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ending = thread
    thread = undefined
    await ending?.then(
      ({ end }) => end(),
      () => {}, // it never started, and whoever asked for it was told
    )
  }

  /** Reads with the thread; one that fails, hangs or has grown large is ended, and the next picture gets another. */
  const recognize = async ({ bytes, width, height }: Header, timeout: number): Promise<PictureText> => {
    if (isClosed) throw new ParseError('the reader of pictures is closed')
    clearTimeout(idle)
    thread ??= start()
    const over = new AbortController()
    const tooLong = sleep(timeout, undefined, { signal: over.signal }).then(() => {
      throw new ParseError(`the picture takes longer than ${timeout} ms to read: left unread`)
    })
    tooLong.catch(() => {}) // it is heard of in the race, or not at all
    let isDone = false
    try {
      const text = await Promise.race([thread.then((thread) => readWith(thread, bytes)), tooLong])
      isDone = width * height <= smallPixels
      return text
    } finally {
      over.abort()
      if (!isDone) await end()
      else idle = setTimeout(() => void end(), idleMs).unref()
    }
  }

  const remember = (hash: string, text: PictureText): void => {
    known.set(hash, text)
    const [oldest] = known.keys()
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
  }

  return {
    async read(bytes, { pixels = usualPixels, timeout = usualTimeout, signal } = {}) {
      const header = measured(bytes, pixels)
      if (header.width < leastWidth || header.height < leastHeight) return nothing
      const hash = createHash('sha256').update(bytes).digest('hex')
      const mine = turn.then(async () => {
        const before = known.get(hash)
        if (before) return before
        signal?.throwIfAborted()
        const text = await recognize(header, timeout)
        remember(hash, text)
        return text
      })
      turn = mine.catch(() => {})
      return orAborted(mine, signal)
    },
    async close() {
      isClosed = true
      await end()
      await turn
    },
  }
}

/** Where the first look sees nothing, a second one may: it finds tilted lines in a bad JPEG, at a second for mere texture. */
async function readWith({ recognize }: Thread, bytes: Uint8Array): Promise<PictureText> {
  const text = confident(await recognize(bytes, 'page'))
  return text.text === '' ? confident(await recognize(bytes, 'block')) : text
}

const nothing: PictureText = { text: '', confidence: 0 }

function measured(bytes: Uint8Array, pixels: number): Header {
  const header = headerOf(bytes)
  if (header === undefined) throw new ParseError('no picture that can be read: it takes a PNG, JPEG, WebP or GIF')
  const { width, height } = header
  if (width * height > pixels)
    throw new ParseError(`the picture has ${width} by ${height} pixels, more than ${pixels}: left unread`)
  return header
}

/** The lines that were read with confidence, and how much of it they have, each by its length. */
function confident(blocks: readonly Block[]): PictureText {
  const lines = blocks
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ lines }) => lines)
    .map(({ text, confidence }) => ({ text: text.trim(), confidence }))
    .filter(({ text, confidence }) => confidence >= leastConfidence && text !== '')
  const text = lines.map((line) => line.text).join('\n')
  const length = lines.reduce((sum, line) => sum + line.text.length, 0)
  if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < leastLetters) return nothing
  const mean = lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0) / length
  return { text: text.slice(0, longest), confidence: Math.round(mean) / 100 }
}

/** The outcome, or the signal's reason as soon as it is aborted. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    signal.throwIfAborted()
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
    work.catch(() => {}) // nobody waits for it any more
  }
}
