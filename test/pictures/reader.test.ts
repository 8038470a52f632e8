import { afterAll, expect, test } from 'vitest'
import { ParseError } from '../../model/errors.ts'
import { headerOf } from '../../pictures/header.ts'
import { createPictureReader } from '../../pictures/reader.ts'
import { startThread, type Thread } from '../../pictures/thread.ts'
import { adWords, picture, png, withSecondFrame } from './pictures.ts'

const reader = createPictureReader()
afterAll(() => reader.close())

const read = async (name: string): Promise<string> => (await reader.read(await picture(name))).text

test.each([
  ['ad.jpg', 'a JPEG of the lowest quality'],
  ['dark.webp', 'a dark theme, as WebP'],
  ['tilted.jpg', 'photographed at an angle'],
])('%s is read: %s', async (name) => {
  const { text, confidence } = await reader.read(await picture(name))
  expect(text).toBe(adWords)
  expect(confidence).toBeGreaterThan(0.85)
  expect(confidence).toBeLessThanOrEqual(1)
})

test('letters of twelve pixels are read, a card is, and a GIF', async () => {
  expect(await read('small.png')).toBe(adWords.replaceAll('\n', ' '))
  expect(await read('card.jpg')).toContain('NIK : 9901014107900001')
  expect(await read('one-line.gif')).toBe('minat PM aja')
})

test('texture gives no words, and neither does what is too small for any', async () => {
  expect(await reader.read(await picture('texture.jpg'))).toEqual({ text: '', confidence: 0 })
  expect(await reader.read(png(40, 40))).toEqual({ text: '', confidence: 0 })
})

test('the size of a picture is known before a byte of it is unpacked', async () => {
  const sizes: Record<string, number[]> = {}
  for (const name of ['ad.jpg', 'dark.webp', 'one-line.gif', 'small.png']) {
    const header = headerOf(await picture(name))
    sizes[name] = [header?.width ?? 0, header?.height ?? 0]
  }
  expect(sizes).toEqual({
    'ad.jpg': [480, 150],
    'dark.webp': [480, 150],
    'one-line.gif': [220, 56],
    'small.png': [380, 60],
  })
})

test('a bomb is not unpacked', async () => {
  const before = process.memoryUsage().rss
  // 400 million pixels that it only speaks of, and twelve that it has.
  await expect(reader.read(png(20_000, 20_000, { rows: 20 }))).rejects.toThrow('has 20000 by 20000 pixels')
  await expect(reader.read(png(4_000, 3_000))).rejects.toThrow('more than 10000000: left unread')
  const gif = await picture('one-line.gif')
  // Of a GIF the first frame is decoded, however large the others.
  expect((await reader.read(withSecondFrame(gif, 65_535, 65_535))).text).toBe('minat PM aja')
  gif.writeUInt16LE(60_000, 6)
  gif.writeUInt16LE(60_000, 8)
  await expect(reader.read(gif)).rejects.toThrow('has 60000 by 60000 pixels')

  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(300)
})

test.each([
  ['a page', Buffer.from('<!doctype html><title>not found</title>')],
  ['nothing', Buffer.alloc(0)],
  ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)])],
  ['a JPEG without a frame', Buffer.from('ffd8ffe00004000000', 'hex')],
  ['a PNG of its first line', png(300, 100).subarray(0, 20)],
])('%s is no picture', async (_what, bytes) => {
  await expect(reader.read(bytes)).rejects.toThrow('no picture that can be read: it takes a PNG, JPEG, WebP or GIF')
})

test('a broken picture fails alone', async () => {
  const whole = await picture('small.png')
  await expect(reader.read(whole.subarray(0, 1_000))).rejects.toThrow('the picture is broken')
  await expect(reader.read(png(300, 300, { rows: 2 }))).rejects.toThrow('the picture is broken')
  // A WebP that says so in its first bytes, and is something else behind them.
  const liar = Buffer.concat([(await picture('dark.webp')).subarray(0, 40), Buffer.alloc(3_000, 7)])
  await expect(reader.read(liar)).rejects.toThrow(ParseError)
  expect((await reader.read(await picture('one-line.gif'))).text).toBe('minat PM aja')
})

/** A reader whose threads are counted, and how each is ended. */
function counted(): { started: Thread[]; ended: () => number; start: () => Promise<Thread> } {
  const started: Thread[] = []
  let ended = 0
  const start = async (): Promise<Thread> => {
    const thread = await startThread()
    started.push(thread)
    return {
      ...thread,
      end: async () => {
        await thread.end()
        ended++
      },
    }
  }
  return { started, ended: () => ended, start }
}

test('one that takes too long is ended with its thread, and the next is read by another', async () => {
  const { started, ended, start } = counted()
  const mine = createPictureReader({ start })
  try {
    const slow = mine.read(png(1_600, 1_600, { noise: true }), { timeout: 1_500 })
    const next = mine.read(await picture('ad.jpg'))
    await expect(slow).rejects.toThrow('takes longer than 1500 ms to read: left unread')
    expect((await next).text).toBe(adWords)
    expect([started.length, ended()]).toEqual([2, 1])
  } finally {
    await mine.close()
  }
  expect(ended()).toBe(2)
  await expect(mine.read(await picture('small.png'))).rejects.toThrow('closed')
})

test('a thread that dies is that picture’s failure', async () => {
  const { started, start } = counted()
  const mine = createPictureReader({ start })
  try {
    const doomed = mine.read(png(1_600, 1_600, { noise: true }))
    await expect.poll(() => started.length, { timeout: 20_000 }).toBe(1)
    await started[0]?.end()
    await expect(doomed).rejects.toThrow('the reader of pictures was ended')
    expect((await mine.read(await picture('one-line.gif'))).text).toBe('minat PM aja')
  } finally {
    await mine.close()
  }
})

test('the same picture is read once, and a thread with nothing to do ends', async () => {
  const { started, ended, start } = counted()
  let looks = 0
  const mine = createPictureReader({
    idleMs: 50,
    start: async () => {
      const thread = await start()
      return {
        ...thread,
        recognize: (...of) => {
          looks++
          return thread.recognize(...of)
        },
      }
    },
  })
  try {
    const bytes = await picture('ad.jpg')
    const [first, second] = await Promise.all([mine.read(bytes), mine.read(bytes)])
    expect(second).toEqual(first)
    expect([looks, started.length]).toEqual([1, 1])
    await expect.poll(ended, { timeout: 20_000 }).toBe(1)
    await mine.read(await picture('dark.webp'))
    expect(started.length).toBe(2)
  } finally {
    await mine.close()
  }
})

test('whoever goes waits no longer', async () => {
  const stop = new AbortController()
  const slow = reader.read(png(1_600, 1_600, { noise: true }), { timeout: 2_000 })
  const given = reader.read(png(300, 200), { signal: stop.signal })
  stop.abort(new Error('the visit is over'))
  await expect(given).rejects.toThrow('the visit is over')
  await expect(slow).rejects.toThrow(ParseError)
})
