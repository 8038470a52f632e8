import type { Page } from '../../model/page.ts'
import type { Target } from '../../model/target.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { storableId } from './content.ts'

/** What the addresses of a site are known by, whichever host serves them: a moved domain and a mirror rename nothing. */
export interface Places {
  /**
   * What is remembered of an address on the site's own host is remembered by its path and query; an address elsewhere
   * keeps its host. Very long ones, and such as carry personal data, are hashes.
   */
  keyOf(url: string): string
  /** The key, where the address can be found again from it; `null` for a hash. */
  plainKeyOf(url: string): string | null
  /** The address that a plain key stands for today. */
  urlOf(key: string): string
  /** A start page was read: where another host answered for one of the site's own, it is the site too. */
  startedAt(page: Page): void
}

export function createPlaces({ start }: Pick<Target, 'start'>, keys: KeyRing): Places {
  const [first = ''] = start
  const home = new URL(first).origin
  const own = new Set([home])
  const placeOf = (url: string): string => {
    for (const origin of own) if (url.startsWith(`${origin}/`)) return url.slice(origin.length)
    return url
  }
  return {
    keyOf: (url) => storableId(keys, placeOf(url)),
    plainKeyOf: (url) => {
      const place = placeOf(url)
      return storableId(keys, place) === place ? place : null
    },
    urlOf: (key) => (key.startsWith('/') ? home + key : key),
    startedAt: ({ url, finalUrl }) => {
      if (own.has(new URL(url).origin)) own.add(new URL(finalUrl).origin)
    },
  }
}
