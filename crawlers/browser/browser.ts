import { lookup as systemLookup } from 'node:dns'
import { refuseAddress } from '../addresses.ts'
import { within } from '../bounds.ts'
import { createDial } from '../dial.ts'
import { asFetchError } from '../failures.ts'
import type { Fetcher, FetcherOptions, Wish } from '../fetcher.ts'
import { addressOf, usualTor } from '../fetcher.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { createPlaces } from './places.ts'
import { type Room, render } from './render.ts'
import { openTunnel } from './tunnel.ts'

/** The one browser of this process, started when it is first needed. */
export interface Browser {
  /** A visitor with cookies and a cache of its own, which end with it. Its wishes all take one route. */
  visitor(): Fetcher
  close(): Promise<void>
}

export interface BrowserOptions extends FetcherOptions {
  /** The program; found by itself where it isn't given. */
  browser?: string | undefined
  /** Pages after which the next visitor gets a browser that is new: one that lives for months grows. */
  pages?: number
}

/** Pages that are rendered at once; each takes 50 to 500 MB and most of a processor. */
const mostAtOnce = 4
const usualPages = 500
/** Milliseconds after which a browser that nobody uses is closed. */
const idleMs = 60_000

/** A browser with those who use it. */
interface Shared {
  chromium: Promise<Chromium>
  visitors: number
  pages: number
  isGone: boolean
}

/** A visitor's own place in a browser. */
interface Stay {
  room: Room
  shared: Shared
  chromium: Chromium
  end(): Promise<void>
}

/** Renders pages in Chromium. What they may ask for, and over which way, is decided by a tunnel (tunnel.ts). */
export function createBrowser(options: BrowserOptions = {}): Browser {
  const { lookup = systemLookup, tor = usualTor, browser: path, pages: mostPages = usualPages } = options
  const dial = createDial({ lookup, tor })
  const takePlace = createPlaces(mostAtOnce)
  const all = new Set<Shared>()
  let current: Shared | undefined
  let idle: NodeJS.Timeout | undefined

  const start = (): Shared => {
    const shared: Shared = { chromium: startChromium(path), visitors: 0, pages: 0, isGone: false }
    const isGone = (): void => {
      shared.isGone = true
      if (shared.visitors === 0) void end(shared)
    }
    shared.chromium.then(({ browser }) => browser.on('disconnected', isGone), isGone)
    all.add(shared)
    return shared
  }
  const end = async (shared: Shared): Promise<void> => {
    if (current === shared) current = undefined
    all.delete(shared)
    const chromium = await shared.chromium.catch(() => undefined)
    await chromium?.close()
  }
  const join = (): Shared => {
    clearTimeout(idle)
    if (current === undefined || current.isGone || current.pages >= mostPages) current = start()
    current.visitors++
    return current
  }
  const leave = async (shared: Shared): Promise<void> => {
    if (--shared.visitors > 0) return
    if (shared !== current || shared.isGone || shared.pages >= mostPages) await end(shared)
    else idle = setTimeout(() => void end(shared), idleMs).unref()
  }
  const settleIn = async (wish: Wish): Promise<Stay> => {
    const shared = join()
    try {
      const chromium = await shared.chromium
      const userAgent = wish.userAgent ?? chromium.userAgent
      const tunnel = await openTunnel(wish, dial)
      const unwatch = chromium.watch()
      const context = await chromium.browser
        .newContext({
          proxy: { server: tunnel.server, bypass: '<-loopback>' },
          userAgent,
          acceptDownloads: false,
          permissions: [],
          serviceWorkers: 'block',
          // What a script makes of an instant reads the same on every machine.
          ...{ locale: 'en-US', timezoneId: 'UTC' },
        })
        .finally(unwatch)
        .catch(async (error) => {
          await tunnel.close()
          throw error
        })
      const end = async (): Promise<void> => {
        await context.close().catch(() => {}) // the browser has ended
        await tunnel.close()
        await leave(shared)
      }
      const { control, whyEnded } = chromium
      return { room: { context, tunnel, control, userAgent, whyEnded }, shared, chromium, end }
    } catch (error) {
      await leave(shared)
      throw asFetchError(error, wish.url)
    }
  }

  return {
    visitor() {
      let stay: Stay | undefined
      const leaveStay = async (): Promise<void> => {
        const left = stay
        stay = undefined
        await left?.end()
      }
      const stayFor = async (wish: Wish): Promise<Stay> => {
        if (stay?.shared.isGone) await leaveStay()
        stay ??= await settleIn(wish)
        return stay
      }
      return {
        async fetch(wish) {
          refuseAddress(addressOf(wish.url), wish)
          const leavePlace = await takePlace(wish.signal)
          try {
            const { room, shared, chromium } = await stayFor(wish)
            shared.pages++
            const unwatch = chromium.watch()
            return await within(wish, (signal) => render(room, wish, signal)).finally(unwatch)
          } finally {
            leavePlace()
          }
        },
        close: leaveStay,
      }
    },
    async close() {
      clearTimeout(idle)
      await Promise.all([...all].map(end))
    },
  }
}
