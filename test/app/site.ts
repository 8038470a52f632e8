import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A paste site on loopback: a list and its raw texts, and a hook on every request. */
export interface Site {
  url: string
  start: string
  /** Paths asked for, in order. */
  requests: string[]
  pastes: Map<string, string>
  /** Called before each answer; what it throws away (the process that asks) is the test's business. */
  onRequest: (count: number) => void
  close(): Promise<void>
}

export async function startSite(pastes: Record<string, string>): Promise<Site> {
  const site = { requests: [] as string[], pastes: new Map(Object.entries(pastes)), onRequest: (_count: number) => {} }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/robots.txt') return answer(response, 404, 'text/plain', 'no rules')
    site.requests.push(path)
    site.onRequest(site.requests.length)
    const id = /^\/view\/raw\/([\w-]+)$/.exec(path)?.[1]
    const paste = id === undefined ? undefined : site.pastes.get(id)
    if (path === '/lists') return answer(response, 200, 'text/html', listOf([...site.pastes.keys()]))
    if (paste !== undefined) return answer(response, 200, 'text/plain', paste)
    return answer(response, 404, 'text/plain', 'no such paste')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(site, {
    url,
    start: `${url}/lists`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

const listOf = (ids: string[]): string => `<!doctype html><html><head><title>Recent pastes</title></head><body>
<h1>Recent Pastes</h1><table class="recent"><tbody>
${ids.map((id) => `<tr><td><a href="/view/${id}">Untitled ${id}</a></td><td>anonymous</td><td><a href="/view/raw/${id}">raw</a></td></tr>`).join('\n')}
</tbody></table></body></html>`

/** `count` offers of different victims, by different sellers, among as many honest pastes. */
export const offersAmongOthers = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      [
        `offer${n}`,
        `SELLING database of contoh-${n}.example.co.id, ${n + 2},500,000 records: name, email, phone, NIK.\nPrice $${n + 3}00, BTC only. Contact telegram @seller_no_${n}`,
      ],
      [`honest${n}`, `#!/bin/sh\n# backup number ${n}\ntar czf /backup/home-${n}.tar.gz /home\n`],
    ]).flat(),
  )
