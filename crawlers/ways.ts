import type { LookupFunction, Socket } from 'node:net'
import { SocksClient, SocksClientError } from 'socks'
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import { FetchError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import { guardedLookup } from './addresses.ts'
import { shown } from './failures.ts'

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

/** A circuit of Tor to a new onion address takes half a minute at worst; longer waits end with the request's own limit. */
const socksTimeoutMs = 60_000
const usualSocksPort = 1080

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
    // Tor gives a circuit of its own to each SOCKS user (IsolateSOCKSAuth, on by default).
    if (via === 'tor') return throughSocks(new URL(`socks5://${options.tor}`), circuit)
    const proxy = new URL(via)
    return proxy.protocol.startsWith('socks') ? throughSocks(proxy) : new ProxyAgent({ uri: proxy.href })
  }
  return {
    of(route) {
      const { via, circuit, allowPrivate } = route
      const key = via === 'direct' ? `direct ${allowPrivate}` : `${via} ${circuit}`
      const dispatcher = made.get(key) ?? make(route)
      made.set(key, dispatcher)
      return { dispatcher, via: via === 'direct' || via === 'tor' ? via : 'proxy' }
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** An agent whose connections begin at a SOCKS5 proxy; the proxy is told the name of the host and resolves it itself. */
function throughSocks(proxy: URL, circuit?: string): Agent {
  const withTls = buildConnector({})
  const user = circuit ?? decodeURIComponent(proxy.username)
  const password = circuit === undefined ? decodeURIComponent(proxy.password) : 'pantau'
  const open = (host: string, port: number): Promise<{ socket: Socket }> =>
    SocksClient.createConnection({
      proxy: {
        host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(proxy.port) || usualSocksPort,
        type: 5,
        ...(user === '' ? {} : { userId: user, password }),
      },
      command: 'connect',
      destination: { host, port },
      timeout: socksTimeoutMs,
    })
  const connect: buildConnector.connector = (wanted, callback) => {
    const host = wanted.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = Number(wanted.port) || (wanted.protocol === 'https:' ? 443 : 80)
    open(host, port).then(
      ({ socket }) =>
        wanted.protocol === 'https:'
          ? withTls({ ...wanted, httpSocket: socket }, callback)
          : callback(null, socket.setNoDelay(true)),
      (error: Error) => callback(asSocksError(error, host, proxy, circuit !== undefined), null),
    )
  }
  return new Agent({ connect })
}

/** What went wrong at the proxy or behind it, and what to do. */
function asSocksError(error: Error, host: string, { host: at }: URL, isTor: boolean): FetchError {
  const what = isTor ? `Tor at ${at}` : `the SOCKS proxy at ${at}`
  const refused = error instanceof SocksClientError && /rejected connection - (.+)$/.exec(error.message)?.[1]
  if (refused) return new FetchError(`${shown(host)}: ${what} could not reach it (${refused})`, { cause: error })
  const todo = isTor ? 'start Tor there, or correct tor: in the configuration' : 'correct via: of the target'
  return new FetchError(`${what} does not let us through (${error.message}); ${todo}`, { cause: error })
}
