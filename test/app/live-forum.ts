import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Members, startMembers } from '../crawlers/members.ts'

/** What the forum is like today. */
interface Mood {
  /** Another theme: every class renamed, no template comments, the same addresses. */
  theme: 'default' | 'renamed'
  /** Pages that are answered before the others are refused with 429 and a Retry-After. */
  patience: number
}

/** The members' board behind an address that goes down, moves, and changes its mood. */
export interface LiveForum {
  readonly board: Members
  readonly mood: Mood
  /** Its address now, with no slash at its end. */
  url(): string
  /** What was asked since the last call: `GET /index.php`, wherever it was asked. robots.txt aside. */
  asked(): string[]
  /** Nothing listens any more, until it comes back at the same address. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  /** Lives at another address from now on; the old one leads there, or to nothing. */
  move(old: 'redirects' | 'is gone'): Promise<void>
  close(): Promise<void>
}

export async function startLiveForum(): Promise<LiveForum> {
  const board = await startMembers()
  const mood: Mood = { theme: 'default', patience: Number.POSITIVE_INFINITY }
  const asked: string[] = []
  const servers = new Set<Server>()

  const answer =
    (url: string) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      asked.push(`${request.method} ${request.url}`)
      if (mood.patience-- <= 0) return void response.writeHead(429, { 'retry-after': '120' }).end('slow down')
      const body = await buffer(request)
      const { cookie = '', 'content-type': type = '' } = request.headers
      const said = await fetch(`${board.url}${request.url}`, {
        ...{ method: request.method ?? 'GET', redirect: 'manual', headers: { cookie, 'content-type': type } },
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      })
      const html = (await said.text()).replaceAll(board.url, url)
      response.setHeader('set-cookie', said.headers.getSetCookie())
      response.writeHead(said.status, { 'content-type': said.headers.get('content-type') ?? 'text/html' })
      response.end(mood.theme === 'renamed' ? renamed(html) : html)
    }

  const open = async (port: number): Promise<{ server: Server; url: string }> => {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
    servers.add(server)
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', answer(url))
    return { server, url }
  }
  let home = await open(0)

  return {
    board,
    mood,
    url: () => home.url,
    asked: () => asked.splice(0),
    goDown: () => stop(home.server),
    comeBack: async () => {
      home = await open(Number(new URL(home.url).port))
    },
    move: async (old) => {
      const former = home.server
      home = await open(0)
      if (old === 'is gone') return stop(former)
      former.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
        asked.push(`${request.method} ${request.url}, of the old address`)
        response.writeHead(301, { location: `${home.url}${request.url}` }).end()
      })
    },
    close: async () => {
      for (const server of servers) await stop(server)
      await board.close()
    },
  }
}

const stop = (server: Server): Promise<void> =>
  new Promise((closed) => {
    if (!server.listening) return closed()
    server.close(() => closed())
    server.closeAllConnections()
  })

const renamed = (html: string): string =>
  html
    .replace(/<!-- (?:start|end): [\w ]+ -->/g, '')
    .replace(/class="([^"]*)"/g, (_, names: string) => `class="${names.replace(/[\w-]+/g, (name) => `nx-${name}`)}"`)
