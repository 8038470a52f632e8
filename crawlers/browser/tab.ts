import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Response, Page as Tab } from 'playwright-core'
import { FetchError, TooLargeError, UnreadableError } from '../../model/errors.ts'
import { refuseContent } from '../body.ts'
import { shown } from '../failures.ts'
import { maxRedirects, redirects } from '../fetcher.ts'

/** What is heard of a tab. */
export interface Watch {
  /** How often it set out for an address: redirects, of whatever kind, count. */
  departures: number
  /** The last address that it set out for. */
  address: string
  /** What answered last, and was no redirect. */
  response: Response | undefined
  /** Rejects when the tab is not worth waiting for any longer; never resolves. */
  failed: Promise<never>
  fail(error: Error): void
}

/** Listens to a tab that is to open `url`. `whyEnded` tells why its process ended, where it was us who ended it. */
export function watchTab(tab: Tab, url: string, whyEnded: () => string | undefined): Watch {
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {}) // whoever races it hears of it
  const watch: Watch = { departures: 0, address: url, response: undefined, failed, fail }
  tab.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== tab.mainFrame()) return
    watch.address = request.url()
    if (++watch.departures > maxRedirects + 1)
      fail(new UnreadableError(`${shown(url)} redirects more than ${maxRedirects} times`))
  })
  tab.on('response', (response) => {
    const request = response.request()
    if (!request.isNavigationRequest() || request.frame() !== tab.mainFrame()) return
    const headers = response.headers()
    if (redirects.includes(response.status()) && headers.location !== undefined) return
    watch.response = response
    try {
      refuseContent(headers, new URL(response.url()))
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  })
  tab.on('crash', () => fail(endOf(url, whyEnded())))
  return watch
}

/** A tab that isn't closed after so many milliseconds goes with its context. */
const closeMs = 3_000
/** A page whose script does not let go is closed over its head after half a second; to say it again begins that anew. */
const againMs = 1_000

/**
 * Closes a tab and the windows that its page opened. A word to close is lost where an answer is just beginning to be shown
 * (Chromium 156), so it is said again until it is heard.
 */
export async function closeTabs(context: BrowserContext, closeAgain: () => Promise<unknown>): Promise<void> {
  // Where its process or its browser has ended, there is nothing to close.
  const closed = Promise.all(context.pages().map((tab) => tab.close().catch(() => {})))
  for (let waited = 0; waited < closeMs; waited += againMs) {
    const isClosed = await Promise.race([closed.then(() => true), pause(againMs, false)])
    if (isClosed) return
    await closeAgain().catch(() => {})
  }
}

/** What became of a page whose process has ended. */
export const endOf = (url: string, why: string | undefined): FetchError =>
  why === undefined
    ? new FetchError(`${shown(url)}: the browser, or the page's process in it, has ended`)
    : new TooLargeError(`${shown(url)}: ${why}`)

/** Nobody listens to a tab: its films and music stay where they are. And it calls itself what a Chromium with a window does. */
export async function prepareTab(context: BrowserContext, tab: Tab, userAgent: string): Promise<CDPSession> {
  const session = await context.newCDPSession(tab)
  session.on('Fetch.requestPaused', ({ requestId }) => {
    session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => {}) // the tab is closed
  })
  const version = /Chrome\/(\d+)/.exec(userAgent)?.[1] ?? ''
  const brands = [
    { brand: 'Not:A-Brand', version: '8' },
    { brand: 'Chromium', version },
  ]
  const machine = { platform: 'Linux', platformVersion: '', architecture: 'x86', model: '', mobile: false }
  await Promise.all([
    session.send('Fetch.enable', { patterns: [{ resourceType: 'Media' }] }),
    session.send('Emulation.setUserAgentOverride', { userAgent, userAgentMetadata: { brands, ...machine } }),
  ])
  return session
}
