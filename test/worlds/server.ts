import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { PageEntry, Site, World } from './format.ts'

/** All sites of a world behind one proxy on loopback: it answers for their hosts, and leads nowhere else. */
export interface WorldServer {
  /** The proxy's address. */
  url: string
  /** From now on every site stands as it did at this visit. */
  goTo(visit: number): void
  /** Addresses asked for since the last call; robots.txt aside. */
  asked(): string[]
  close(): Promise<void>
}

/** A site as it stands now: what its addresses answer, and which of its hosts do not. */
interface Standing {
  home: string
  pages: Map<string, PageEntry>
  down: Set<string>
}

const usual = { status: 200, type: 'text/html; charset=utf-8' }
const missing: PageEntry = {
  status: 404,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>The requested page was not found.</p>',
}

export async function serveWorld({ manifest, read }: World): Promise<WorldServer> {
  const standing = new Map(manifest.sites.map((site) => [site.id, standingOf(site)]))
  const siteAt = new Map(
    manifest.sites.flatMap(({ id, start, mirrors }) =>
      [...start, ...mirrors].map((url) => [new URL(url).host, id] as const),
    ),
  )
  const asked: string[] = []
  let next = 0
  let today = ''

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { host = '' } = request.headers
    const { url = '/' } = request
    const site = standing.get(siteAt.get(host) ?? '')
    if (url === '/robots.txt') return void response.writeHead(404).end()
    asked.push(`http://${host}${url}`)
    const { status, type, location, file, body } = site?.pages.get(url) ?? missing
    const text = body ?? (file === undefined ? '' : await read(file))
    // A mirror speaks of itself by its own name.
    const shown = site && site.home !== host ? text.replaceAll(site.home, host) : text
    response
      .writeHead(status, { date: today, 'content-type': type, ...(location === undefined ? {} : { location }) })
      .end(shown)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error))
  })
  const isDown = (host: string): boolean => standing.get(siteAt.get(host) ?? '')?.down.has(host) ?? true
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
    const host = url.replace(/:80$/, '')
    socket.on('error', () => {}) // whoever asked has gone
    if (isDown(host)) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    server.emit('connection', socket)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    goTo: (visit) => {
      for (; next <= visit; next++) {
        const { at = '', site = '', pages = {}, down = [] } = manifest.visits[next] ?? {}
        today = new Date(at).toUTCString()
        const now = standing.get(site)
        if (!now) continue
        now.down = new Set(down)
        for (const [path, entry] of Object.entries(pages))
          if (entry === null) now.pages.delete(path)
          else now.pages.set(path, typeof entry === 'string' ? { ...usual, file: entry } : entry)
      }
      // What is kept open to a host that is down now would still answer.
      server.closeAllConnections()
    },
    asked: () => asked.splice(0),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const standingOf = ({ start: [first = ''] }: Site): Standing => ({
  home: new URL(first).host,
  pages: new Map(),
  down: new Set(),
})
