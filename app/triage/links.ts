import { type LinkKeys, mintToken } from '../../console/token.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import type { Listen } from '../config-listen.ts'
import { derivedKey } from '../seal.ts'

/** Makes the links to the page of an alert. */
export interface Links {
  /** By which whoever reads the channel gets to the alert; the same each time, as it counts from when it was told. */
  to(rootId: string, channelId: string, toldAt: Date): string
  keys: LinkKeys
}

/** Links under a configuration; `null` where no page is served. They turn with the key ring, as what is sealed does. */
export function linksOf(listen: Listen | undefined, ring: KeyRing): Links | null {
  if (listen === undefined) return null
  const all = new Map(ring.all.map((key) => [key.id, derivedKey(key, 'alert links')]))
  const keys = { current: ring.current.id, all }
  return {
    keys,
    to: (alertId, channelId, toldAt) => {
      const expiresAt = new Date(toldAt.getTime() + listen.links)
      return `${listen.url}/alerts/${mintToken({ alertId, channelId, expiresAt }, keys)}`
    },
  }
}
