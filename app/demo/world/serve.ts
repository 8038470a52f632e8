import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../model/clock.ts'

/** What a site answers. */
export interface Answer {
  status?: number
  type: string
  body: string
  headers?: Record<string, string | string[]>
}

/** A site on its own port of loopback. */
export interface Site {
  /** With no slash at its end. */
  url: string
  /** Requests since the start. */
  requests(): number
  /** Whether it hangs up on whoever comes, from now on. */
  hangUp(isDown: boolean): void
  close(): Promise<void>
}

/**
 * Serves GET and HEAD on a free port, by the clock of its world; a handler that throws answers 500. `make` learns the
 * address it will have.
 */
export async function serve(
  make: (base: string) => (url: URL) => Answer,
  now: Clock = () => new Date(),
): Promise<Site> {
  let count = 0
  let isDown = false
  let answer: (url: URL) => Answer = () => ({ status: 503, type: 'text/plain', body: 'starting\n' })
  const server = createServer((request, response) => {
    count++
    const { status = 200, type, body, headers } = reply(answer, new URL(request.url ?? '/', 'http://127.0.0.1'))
    response.writeHead(status, { date: now().toUTCString(), 'content-type': type, ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  server.on('connection', (socket) => isDown && socket.destroy())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  answer = make(url)
  return {
    url,
    requests: () => count,
    hangUp: (down) => {
      isDown = down
      if (down) server.closeAllConnections()
    },
    close: () =>
      new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()))
        server.closeAllConnections()
      }),
  }
}

function reply(answer: (url: URL) => Answer, url: URL): Answer {
  try {
    return answer(url)
  } catch (error) {
    return { status: 500, type: 'text/plain; charset=UTF-8', body: `${error instanceof Error ? error.stack : error}\n` }
  }
}

export const html = 'text/html; charset=UTF-8'

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark)
