import { connect, type LookupFunction, type Socket } from 'node:net'
import { SocksClient, SocksClientError } from 'socks'
import { Client } from 'undici'
import { FetchError } from '../model/errors.ts'
import { guardedLookup } from './addresses.ts'
import { shown } from './failures.ts'
import type { Route } from './ways.ts'

/** Opens a TCP connection to a host, as a route says. Rejects with what went wrong on the way. */
export type Dial = (route: Route, host: string, port: number) => Promise<Socket>

/** A circuit of Tor to a new onion address takes half a minute at worst; longer waits end with the request's own limit. */
const socksTimeoutMs = 60_000
/** As undici's own. */
const directTimeoutMs = 10_000
const usualSocksPort = 1080

/**
 * Sockets for one who speaks his own protocol over them: the browser. A name is resolved by us, guarded, for a direct one,
 * and at the proxy for every other.
 */
export const createDial =
  ({ lookup, tor }: { lookup: LookupFunction; tor: string }): Dial =>
  (route, host, port) => {
    const { via, circuit, allowPrivate } = route
    if (via === 'direct') return dialDirect(host, port, allowPrivate ? lookup : guardedLookup(lookup))
    if (via === 'tor') return dialSocks(torAt(tor), host, port, circuit)
    const proxy = new URL(via)
    return proxy.protocol.startsWith('socks') ? dialSocks(proxy, host, port) : dialHttp(proxy, host, port)
  }

/** Tor's SOCKS port, from its host and port. */
export const torAt = (tor: string): URL => new URL(`socks5://${tor}`)

function dialDirect(host: string, port: number, lookup: LookupFunction): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup, noDelay: true })
    const timeout = (): void =>
      void socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }))
    socket.setTimeout(directTimeoutMs, timeout)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.setTimeout(0).off('timeout', timeout).off('error', reject)
      resolve(socket)
    })
  })
}

/**
 * A connection that begins at a SOCKS5 proxy; the proxy is told the name of the host and resolves it itself. With
 * `circuit` the proxy is Tor, which gives a circuit of its own to each SOCKS user (IsolateSOCKSAuth, on by default).
 */
export async function dialSocks(proxy: URL, host: string, port: number, circuit?: string): Promise<Socket> {
  const user = circuit ?? decodeURIComponent(proxy.username)
  const password = circuit === undefined ? decodeURIComponent(proxy.password) : 'pantau'
  try {
    const { socket } = await SocksClient.createConnection({
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
    return socket.setNoDelay(true)
  } catch (error) {
    throw asSocksError(error instanceof Error ? error : new Error(String(error)), host, proxy, circuit !== undefined)
  }
}

/** What went wrong at the proxy or behind it, and what to do. */
function asSocksError(error: Error, host: string, { host: at }: URL, isTor: boolean): FetchError {
  const what = isTor ? `Tor at ${at}` : `the SOCKS proxy at ${at}`
  const refused = error instanceof SocksClientError && /rejected connection - (.+)$/.exec(error.message)?.[1]
  if (refused) return new FetchError(`${shown(host)}: ${what} could not reach it (${refused})`, { cause: error })
  const todo = isTor ? 'start Tor there, or correct tor: in the configuration' : 'correct via: of the target'
  return new FetchError(`${what} does not let us through (${error.message}); ${todo}`, { cause: error })
}

/** A tunnel through an HTTP proxy, for plain HTTP as well: what it carries is then the browser's and the site's affair. */
async function dialHttp(proxy: URL, host: string, port: number): Promise<Socket> {
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  const authorization = user === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
  const at = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  const client = new Client(proxy.origin)
  try {
    const { statusCode, socket } = await client.connect({ path: at, headers: { host: at, ...authorization } })
    if (statusCode === 200) return socket as Socket
    socket.on('error', () => {}).destroy()
    throw new FetchError(
      `${shown(host)}: the proxy at ${proxy.host} answered ${statusCode}; correct via: of the target`,
    )
  } finally {
    void client.close()
  }
}
