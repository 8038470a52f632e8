import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Response } from 'playwright-core'
import type { Page } from '../../model/page.ts'

/** Milliseconds that a page's proof may take: without it the page is as good. */
const proofMs = 3_000
/** The picture goes down to here, in CSS pixels, and is no wider: a page may be endless. */
const widest = 1_600
const longest = 8_000
/** Of a JPEG: words stay sharp. */
const quality = 60

/**
 * What speaks for a page that a script has built: the document as it came, and how it looks now (pictures are never
 * loaded, so it shows none). What cannot be had in time is `null`. From here on the page gets nothing more: to look at
 * it would make it load.
 */
export async function proofOf(
  session: CDPSession,
  response: Response,
  { bytes, until }: { bytes: number; until: number },
): Promise<Page['rendered']> {
  const spareMs = Math.min(proofMs, until - performance.now())
  const over = new AbortController()
  const inTime = async <T>(work: Promise<T>): Promise<T | null> =>
    // A page that has gone, a browser that has ended: there is no proof then.
    Promise.race([work.catch(() => null), pause(Math.max(spareMs, 0), null, { signal: over.signal })])
  try {
    const [source, screenshot] = await Promise.all([inTime(response.body()), inTime(screenshotOf(session))])
    return { source: source && source.length <= bytes ? source : null, screenshot }
  } finally {
    over.abort()
  }
}

async function screenshotOf(session: CDPSession): Promise<Buffer> {
  // Whatever it asks for from here on is refused (tab.ts).
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  const clip = {
    ...{ x: 0, y: 0, scale: 1 },
    width: Math.max(1, Math.min(cssContentSize.width, widest)),
    height: Math.max(1, Math.min(cssContentSize.height, longest)),
  }
  const { data } = await session.send('Page.captureScreenshot', {
    ...{ format: 'jpeg', quality, captureBeyondViewport: true, clip },
  })
  return Buffer.from(data, 'base64')
}
