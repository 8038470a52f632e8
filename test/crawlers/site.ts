import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Crawler, type CrawlerOptions, createCrawler } from '../../crawlers/crawler.ts'
import { Target } from '../../model/target.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A real server on loopback that notes what it was asked, and when. */
export interface Site {
  origin: string
  port: number
  hits: { path: string; at: number; headers: IncomingMessage['headers'] }[]
  /** Resolves when the connection of a request to `path` is cut before the answer was complete. */
  cut(path: string): Promise<void>
  on(path: string, handler: Handler): void
  close(): Promise<void>
}

/** Starts a site; what has no handler is a small page. */
export async function startSite(): Promise<Site> {
  const handlers = new Map<string, Handler>()
  const waiting = new Map<string, () => void>()
  const cuts = new Map<string, Promise<void>>()
  const cut = (path: string): Promise<void> => {
    const known = cuts.get(path) ?? new Promise<void>((resolve) => waiting.set(path, resolve))
    cuts.set(path, known)
    return known
  }
  const hits: Site['hits'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/robots.txt' && !handlers.has(path)) return void response.writeHead(404).end()
    hits.push({ path, at: performance.now(), headers: request.headers })
    response.on('close', () => {
      void cut(path)
      if (!response.writableFinished) waiting.get(path)?.()
    })
    response.on('error', () => {})
    const handler = handlers.get(path)
    if (handler) handler(request, response)
    else response.setHeader('content-type', 'text/html').end(`<title>${path}</title>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    hits,
    cut,
    on: (path, handler) => void handlers.set(path, handler),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A target on loopback without a pause; what `limits` leaves out is the default. */
export const targetOf = (start: string | string[], more: object = {}, limits: object = {}): Target =>
  Target.parse({
    id: 'practice',
    type: 'forum',
    start: [start].flat(),
    allowPrivate: true,
    limits: { delay: '0s', ...limits },
    ...more,
  })

const silent = { debug() {}, warn() {}, error() {} }

export const openCrawler = (options: Partial<CrawlerOptions> = {}): Promise<Crawler> =>
  createCrawler({ log: silent, ...options })
