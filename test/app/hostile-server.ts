import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** Answers one request over its bare connection, for good or ill. `path` is what was asked for, query included. */
export type Handler = (socket: Socket, path: string) => void

/** A server on loopback that says whatever bytes it likes. */
export interface HostileServer {
  port: number
  /** What was asked for, in order. */
  requests: string[]
  close(): Promise<void>
}

/** Plain HTTP: each request goes to the handler; its robots.txt too, if the handler wants it. */
export const startHostile = (handle: Handler): Promise<HostileServer> => {
  const requests: string[] = []
  return listen(
    createServer((socket) => answer(socket, requests, handle)),
    requests,
  )
}

export const tlsFile = (name: string): string => join(import.meta.dirname, '../fixtures/tls', `${name}.pem`)

/** The same over TLS, with a certificate of test/fixtures/tls. */
export const startHostileTls = (certificate: string, options: TlsOptions, handle: Handler): Promise<HostileServer> => {
  const requests: string[] = []
  const pem = readFileSync(tlsFile(certificate))
  return listen(
    createTlsServer({ cert: pem, key: pem, ...options }, (socket) => answer(socket, requests, handle)),
    requests,
  )
}

function answer(socket: Socket, requests: string[], handle: Handler): void {
  let head = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    head += chunk.toString('latin1')
    if (!head.includes('\r\n\r\n')) return
    const path = /^\w+ (\S+)/.exec(head)?.[1] ?? '/'
    head = ''
    requests.push(path)
    handle(socket, path)
  })
}

async function listen(server: Server, requests: string[]): Promise<HostileServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** An answer as it should be; the connection ends with it. */
export function respond(
  socket: Socket,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  status = 200,
): void {
  const bytes = Buffer.from(body)
  const fields = {
    'content-type': 'text/html',
    'content-length': String(bytes.length),
    connection: 'close',
    ...headers,
  }
  socket.write(`HTTP/1.1 ${status} So\r\n${headOf(fields)}\r\n\r\n`)
  socket.end(bytes)
}

const headOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')

/** Writes something over and over, as fast as the other side takes it, until it hangs up. */
export function pour(socket: Socket, piece: string | Uint8Array): void {
  while (!socket.destroyed && socket.write(piece));
  if (!socket.destroyed) socket.once('drain', () => pour(socket, piece))
}

/** Writes a little, again and again. */
export function drip(socket: Socket, piece: string, everyMs = 20): void {
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(piece)), everyMs)
  socket.on('close', () => clearInterval(timer))
}
