import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site before another one, which shows its pages as `paint` makes them: a new theme, a wall, an error. */
export interface PaintedSite {
  url: string
  paint(look: (html: string, path: string) => string | { status: number; body: string }): void
  close(): Promise<void>
}

export async function paintedSite(origin: string): Promise<PaintedSite> {
  let look: Parameters<PaintedSite['paint']>[0] = (html) => html
  let url = ''
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const behind = await fetch(origin + path, { redirect: 'manual' })
    const html = (await behind.text()).replaceAll(origin, url)
    const shown = behind.ok ? look(html, path) : html
    const { status, body } = typeof shown === 'string' ? { status: behind.status, body: shown } : shown
    response.writeHead(status, { 'content-type': behind.headers.get('content-type') ?? 'text/html' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    paint: (next) => {
      look = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
