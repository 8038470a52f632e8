import { createServer, isIPv6, type Socket } from 'node:net'
import { ForbiddenAddressError } from '../../model/errors.ts'
import { refuseAddress } from '../addresses.ts'
import type { Dial } from '../dial.ts'
import { shown } from '../failures.ts'
import type { Route } from '../ways.ts'
import trackers from './trackers.json' with { type: 'json' }

/** The one way out of a browser's context, and the guard that stands in it. */
export interface Tunnel {
  /** Where the browser finds it: `socks5://127.0.0.1:41234`. */
  server: string
  /** A page begins, which may bring in so many bytes; what it brought in beyond them is told once, and cut off. */
  begin(page: { bytes: number; onTooMuch(): void }): void
  /** The page is given up: it gets nothing any more, however long it takes to close it. */
  stop(): void
  /** Why the page's last connection to the host and port of an address did not come about. */
  failureOf(url: string): Error | undefined
  close(): Promise<void>
}

/** RFC 1928, section 6: what a request that failed is answered with. */
const replies = { done: 0, forbidden: 2, unreachable: 4 } as const

/** Who counts visitors for others would learn what is watched, and nothing that is read comes from there. */
const counters: ReadonlySet<string> = new Set(trackers)

/**
 * Opens a SOCKS5 server (RFC 1928) on loopback for one context of a browser: whatever its pages ask for, by whatever
 * protocol, arrives here as a host and a port, is judged as a request of our own is, and goes out over the target's route.
 *
 * A proxy and not an interception of requests inside the browser: that one is told of no web socket, preconnect or beacon,
 * costs a round trip for each request and switches the browser's cache off, while a browser that can resolve no name and
 * has no other way out cannot pass a proxy by. A proxy of each context, because Chromium tells a SOCKS proxy no user.
 */
export async function openTunnel(route: Route, dial: Dial): Promise<Tunnel> {
  const sockets = new Set<Socket>()
  const failures = new Map<string, Error>()
  let isOpen = false
  let spare = 0
  let onTooMuch = (): void => {}

  const hold = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    return socket
  }
  const reach = async (host: string, port: number): Promise<Socket> => {
    if (!isOpen) throw new ForbiddenAddressError(`${shown(host)}: no page is open`)
    if (isCounter(host)) throw new ForbiddenAddressError(`${shown(host)} only counts visitors`)
    const at = keyOf(host, port)
    if (!URL.canParse(`http://${at}`)) throw new ForbiddenAddressError(`"${shown(at)}" is not an address`)
    refuseAddress(new URL(`http://${at}`), route)
    return dial(route, host, port)
  }
  const count = (chunk: Buffer): void => {
    spare -= chunk.length
    if (spare >= 0) return
    onTooMuch()
    stop()
  }
  const stop = (): void => {
    isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  const serve = async (client: Socket): Promise<void> => {
    const [, methods = 0] = await take(client, 2)
    await take(client, methods)
    client.write(Buffer.from([5, 0]))
    const { host, port } = await readRequest(client)
    try {
      const upstream = hold(await reach(host, port))
      client.on('close', () => upstream.destroy())
      upstream.on('close', () => client.destroySoon())
      upstream.on('data', count)
      if (client.destroyed) return void upstream.destroy()
      reply(client, replies.done)
      client.pipe(upstream)
      upstream.pipe(client)
    } catch (error) {
      failures.set(keyOf(host, port), error instanceof Error ? error : new Error(String(error)))
      reply(client, error instanceof ForbiddenAddressError ? replies.forbidden : replies.unreachable)
      client.end()
    }
  }
  const server = createServer((client) => {
    // Whoever speaks something else is no browser of ours.
    serve(hold(client)).catch(() => client.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()

  return {
    server: `socks5://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    begin(page) {
      failures.clear()
      isOpen = true
      spare = page.bytes
      onTooMuch = page.onTooMuch
    },
    stop,
    failureOf(url) {
      const { hostname, port, protocol } = new URL(url)
      return failures.get(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      stop()
      await closed
    },
  }
}

const keyOf = (host: string, port: number): string => (isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`)

/** Whether a host, or a domain that it lies under, is known to count visitors. */
function isCounter(host: string): boolean {
  const labels = host.toLowerCase().split('.')
  return labels.some((_, at) => counters.has(labels.slice(at).join('.')))
}

const reply = (client: Socket, code: number): void => void client.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]))

/** A CONNECT: version, command, a reserved byte, then the address by its type (1: IPv4, 3: a name, 4: IPv6), and the port. */
async function readRequest(client: Socket): Promise<{ host: string; port: number }> {
  const [version, command, , type] = await take(client, 4)
  if (version !== 5 || command !== 1) throw new Error('only CONNECT is served')
  const length = type === 3 ? ((await take(client, 1))[0] ?? 0) : type === 4 ? 16 : 4
  const bytes = await take(client, length)
  const host = type === 3 ? bytes.toString('latin1') : type === 4 ? inColons(bytes) : bytes.join('.')
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: (await take(client, 2)).readUInt16BE() }
}

const inColons = (bytes: Buffer): string => (bytes.toString('hex').match(/.{4}/g) ?? []).join(':')

/** Exactly so many bytes, whatever pieces they come in. */
async function take(socket: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    const chunk: Buffer | null = bytes === 0 ? Buffer.alloc(0) : socket.read(bytes)
    if (chunk !== null) return chunk
    if (socket.readableEnded || socket.destroyed) throw new Error('the connection was cut')
    await new Promise<void>((resolve) => {
      socket.once('readable', resolve).once('close', resolve)
    })
  }
}
