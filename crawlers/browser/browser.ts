import { lookup as systemLookup } from 'node:dns'
import { type Clock, realTime } from '../../model/clock.ts'
import type { Login } from '../../model/session.ts'
import { refuseAddress } from '../addresses.ts'
import { within } from '../bounds.ts'
import { createDial, type Dial } from '../dial.ts'
import { asFetchError } from '../failures.ts'
import { addressOf, type Fetched, type Fetcher, type FetcherOptions, usualTor, type Wish } from '../fetcher.ts'
import { lendCookies, takeCookies } from './cookies.ts'
import { createPlaces } from './places.ts'
import { type Room, render } from './render.ts'
import { type Share, shareChromium } from './shared.ts'
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
  /** Pages after which the next visitor gets a browser that is new. */
  pages?: number
}

/** Pages that are rendered at once; each takes 50 to 500 MB and most of a processor. */
const mostAtOnce = 4
const usualPages = 500

/** Renders pages in Chromium. What they may ask for, and over which way, is decided by a tunnel (tunnel.ts). */
export function createBrowser(options: BrowserOptions = {}): Browser {
  const { lookup = systemLookup, tor = usualTor, now = realTime, browser: path, pages = usualPages } = options
  const dial = createDial({ lookup, tor })
  const takePlace = createPlaces(mostAtOnce)
  const shared = shareChromium(path, pages)

  const visitor = (): Fetcher => {
    let stay: Stay | undefined
    const leave = async (): Promise<void> => {
      const left = stay
      stay = undefined
      await left?.end()
    }
    const enter = async (wish: Wish): Promise<Stay> => {
      if (stay?.share.isGone()) await leave()
      if (stay === undefined) {
        stay = await settleIn(await shared.join(), wish, dial, now)
        await lendCookies(stay.room.context, wish.jar)
      }
      return stay
    }
    const open = async (wish: Wish, login?: Login): Promise<Fetched> => {
      refuseAddress(addressOf(wish.url), wish)
      const leavePlace = await takePlace(wish.signal)
      try {
        const { room, share } = await enter(wish)
        share.count()
        try {
          return await share.chromium.watched(() => within(wish, (signal) => render(room, wish, signal, login)))
        } finally {
          await takeCookies(room.context, wish)
        }
      } finally {
        leavePlace()
      }
    }
    return {
      fetch: (wish) => open(wish),
      submit: open,
      close: leave,
    }
  }
  return { visitor, close: shared.close }
}

/** A visitor's place in the browser. */
interface Stay {
  room: Room
  share: Share
  end(): Promise<void>
}

/** Opens a context of its own for a visitor, and a tunnel as its only way out. */
async function settleIn(share: Share, wish: Wish, dial: Dial, now: Clock): Promise<Stay> {
  const { chromium, leave } = share
  const { browser, control, whyEnded, watched } = chromium
  const userAgent = wish.userAgent ?? chromium.userAgent
  const tunnel = await openTunnel(wish, dial)
  try {
    const context = await watched(() =>
      browser.newContext({
        proxy: { server: tunnel.server, bypass: '<-loopback>' },
        userAgent,
        acceptDownloads: false,
        permissions: [],
        serviceWorkers: 'block',
        // What a script makes of an instant reads the same on every machine.
        ...{ locale: 'en-US', timezoneId: 'UTC' },
      }),
    )
    return {
      room: { context, tunnel, control, userAgent, now, whyEnded },
      share,
      async end() {
        await watched(() => context.close()).catch(() => {}) // the browser has ended
        await tunnel.close()
        await leave()
      },
    }
  } catch (error) {
    await tunnel.close()
    await leave()
    throw asFetchError(error, wish.url)
  }
}
