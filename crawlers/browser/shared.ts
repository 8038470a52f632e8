import { type Chromium, startChromium } from './chromium.ts'

/** A visitor's share in the browser. */
export interface Share {
  chromium: Chromium
  /** Whether the browser has ended. */
  isGone(): boolean
  /** A page is about to be rendered. */
  count(): void
  leave(): Promise<void>
}

/** The browser that all visitors share. */
export interface SharedChromium {
  /** Starts the browser where none is there, or the one that is there has seen enough pages. */
  join(): Promise<Share>
  close(): Promise<void>
}

/** Milliseconds after which a browser that nobody uses is closed. */
const idleMs = 60_000

/** One browser, and who is in it. */
interface House {
  chromium: Promise<Chromium>
  visitors: number
  pages: number
  isGone: boolean
}

/**
 * Keeps a browser for all visitors, and a new one for those who come after it crashed or had `mostPages`: one that lives for
 * months grows. The old one closes behind its last visitor.
 */
export function shareChromium(path: string | undefined, mostPages: number): SharedChromium {
  const all = new Set<House>()
  let current: House | undefined
  let idle: NodeJS.Timeout | undefined

  const end = async (house: House): Promise<void> => {
    if (current === house) current = undefined
    all.delete(house)
    const chromium = await house.chromium.catch(() => undefined)
    await chromium?.close()
  }
  const isSpent = (house: House): boolean => house.isGone || house.pages >= mostPages
  const start = (): House => {
    const house: House = { chromium: startChromium(path), visitors: 0, pages: 0, isGone: false }
    const goes = (): void => {
      house.isGone = true
      if (house.visitors === 0) void end(house)
    }
    house.chromium.then(({ browser }) => browser.on('disconnected', goes), goes)
    all.add(house)
    return house
  }
  const leave = async (house: House): Promise<void> => {
    if (--house.visitors > 0) return
    if (house !== current || isSpent(house)) await end(house)
    else idle = setTimeout(() => void end(house), idleMs).unref()
  }

  return {
    async join() {
      clearTimeout(idle)
      const house = current !== undefined && !isSpent(current) ? current : start()
      current = house
      house.visitors++
      try {
        return {
          chromium: await house.chromium,
          isGone: () => house.isGone,
          count: () => void house.pages++,
          leave: () => leave(house),
        }
      } catch (error) {
        await leave(house)
        throw error
      }
    },
    async close() {
      clearTimeout(idle)
      await Promise.all([...all].map(end))
    },
  }
}
