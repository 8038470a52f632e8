import type { LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import type { Page } from '../model/page.ts'
import { guardedLookup } from './addresses.ts'
import { dialSocks, torAt } from './dial.ts'

/** How a target's requests travel. */
export interface Route {
  /** `direct`, `tor`, or the address of a proxy: `socks5://user:password@host:1080`, `http://host:3128`. */
  via: string
  /** Requests of one circuit share connections and, through Tor, one way through its network; those of others do not. */
  circuit: string
  /** Whether private addresses may be reached: on connections of their own, so that no guarded request rides on them. */
  allowPrivate: boolean
}

export interface Ways {
  /** The dispatcher of a route, made at its first use and kept. */
  of(route: Route): { dispatcher: Dispatcher; via: Page['via'] }
  close(): Promise<void>
}

/**
 * Opens the ways out of this process. A name is resolved where the socket is made: by us, guarded, for a direct one; at
 * the proxy for every other, so that nobody on the way, our own resolver included, learns what is watched. That holds
 * for `socks5`, `socks5h` and `socks` alike, which elsewhere differ in just this.
 */
export function createWays(options: { lookup: LookupFunction; tor: string }): Ways {
  const made = new Map<string, Dispatcher>()
  const make = ({ via, circuit, allowPrivate }: Route): Dispatcher => {
    const { lookup } = options
    if (via === 'direct') return new Agent({ connect: { lookup: allowPrivate ? lookup : guardedLookup(lookup) } })
    if (via === 'tor') return throughSocks(torAt(options.tor), circuit)
    const proxy = new URL(via)
    return proxy.protocol.startsWith('socks') ? throughSocks(proxy) : new ProxyAgent({ uri: proxy.href })
  }
  return {
    of(route) {
      const { via, circuit, allowPrivate } = route
      const key = via === 'direct' ? `direct ${allowPrivate}` : `${via} ${circuit}`
      const dispatcher = made.get(key) ?? make(route)
      made.set(key, dispatcher)
      return { dispatcher, via: kindOf(via) }
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** What a page says of the way that it came: a proxy's address is nobody's business. */
export const kindOf = (via: string): Page['via'] => (via === 'direct' || via === 'tor' ? via : 'proxy')

/** An agent whose connections begin at a SOCKS5 proxy. */
function throughSocks(proxy: URL, circuit?: string): Agent {
  const withTls = buildConnector({})
  const connect: buildConnector.connector = (wanted, callback) => {
    const host = wanted.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = Number(wanted.port) || (wanted.protocol === 'https:' ? 443 : 80)
    dialSocks(proxy, host, port, circuit).then(
      (socket) =>
        wanted.protocol === 'https:' ? withTls({ ...wanted, httpSocket: socket }, callback) : callback(null, socket),
      (error: Error) => callback(error, null),
    )
  }
  return new Agent({ connect })
}
