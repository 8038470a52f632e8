import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A proxy on loopback that notes what it is asked for. Every name leads to the one host that it is given. */
export interface Relay {
  url: string
  /** What it was asked to connect to, as it was asked: `name forum.example:80`, `ip 127.0.0.1:80`. */
  asked: string[]
  /** The users who authenticated themselves, in order; SOCKS only. */
  users: string[]
  close(): Promise<void>
}

/** RFC 1928 and 1929, as much of them as a test needs; `refuses` is the code that every CONNECT is answered with. */
export async function startSocks({ port, refuses = 0 }: { port: number; refuses?: number }): Promise<Relay> {
  const asked: string[] = []
  const users: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => client.destroy())
    const reader = byteReader(client)
    void (async () => {
      const [, methods = 0] = await reader(2)
      const offered = await reader(methods)
      const wantsUser = offered.includes(2)
      client.write(Buffer.from([5, wantsUser ? 2 : 0]))
      if (wantsUser) {
        const [, length = 0] = await reader(2)
        users.push((await reader(length)).toString())
        await reader((await reader(1))[0] ?? 0)
        client.write(Buffer.from([1, 0]))
      }
      const [, , , type] = await reader(4)
      const host =
        type === 3
          ? `name ${await reader((await reader(1))[0] ?? 0)}`
          : `ip ${(await reader(type === 4 ? 16 : 4)).join('.')}`
      asked.push(`${host}:${(await reader(2)).readUInt16BE()}`)
      client.write(Buffer.from([5, refuses, 0, 1, 0, 0, 0, 0, 0, 0]))
      if (refuses) return void client.end()
      const upstream = connect(port, '127.0.0.1')
      sockets.add(upstream)
      upstream.on('error', () => client.destroy())
      reader.pipe(upstream)
      upstream.pipe(client)
    })()
  })
  const address = await listen(server)
  return { url: `socks5://${address}`, asked, users, close: () => shut(server, sockets) }
}

/** A proxy for `CONNECT` and for whole addresses. */
export async function startHttpProxy({ port }: { port: number }): Promise<Relay> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createHttpServer()
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, client: Socket) => {
    asked.push(`name ${request.url}`)
    const upstream = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    sockets.add(upstream)
    client.pipe(upstream).pipe(client)
    for (const end of [client, upstream]) end.on('error', () => end.destroy())
  })
  const address = await listen(server)
  return { url: `http://${address}`, asked, users: [], close: () => shut(server, sockets) }
}

/** Reads so many bytes at a time, whatever pieces they come in; `pipe` hands on the rest. */
function byteReader(socket: Socket): ((bytes: number) => Promise<Buffer>) & { pipe(to: Socket): void } {
  const read = async (bytes: number): Promise<Buffer> => {
    if (bytes === 0) return Buffer.alloc(0)
    for (;;) {
      const chunk: Buffer | null = socket.read(bytes)
      if (chunk) return chunk
      await new Promise((resolve) => socket.once('readable', resolve))
    }
  }
  return Object.assign(read, { pipe: (to: Socket): void => void socket.pipe(to) })
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function shut(server: ReturnType<typeof createServer>, sockets: Iterable<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of sockets) socket.destroy()
  await closed
}
