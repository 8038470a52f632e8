import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Many paste sites on one server of loopback, each in a folder of its own with a list and one offer. */
export interface ManySites {
  /** Where each site's visits begin. */
  starts: string[]
  /** Requests so far, those for robots.txt left out. */
  requests: number
  /** Sites that were asked for a second page while the first was not answered. */
  crowded: string[]
  /** Called before each answer. */
  onRequest: (count: number) => void
  close(): Promise<void>
}

/** How long an answer takes, in milliseconds: long enough that a second request to the same site would be seen. */
const answerMs = 20

export async function startManySites(count: number): Promise<ManySites> {
  const open = new Set<string>()
  const sites = { requests: 0, crowded: [] as string[], onRequest: (_count: number) => {} }
  const server = createServer((request, response) => {
    const [, site = '', path = ''] = /^\/s(\d+)(\/.*)$/.exec(request.url ?? '') ?? []
    if (site === '') return void response.writeHead(404).end()
    if (open.has(site)) sites.crowded.push(site)
    open.add(site)
    response.once('close', () => open.delete(site)) // also where the client was killed
    sites.requests++
    sites.onRequest(sites.requests)
    const isList = path.startsWith('/lists')
    const type = isList ? 'text/html' : 'text/plain'
    const body = isList ? listOf(Number(site)) : offerOf(Number(site))
    setTimeout(() => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body), answerMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(sites, {
    starts: Array.from({ length: count }, (_, n) => `http://127.0.0.1:${port}/s${n}/lists`),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

const listOf = (site: number): string => `<!doctype html><html><head><title>Recent pastes</title></head><body>
<h1>Recent Pastes</h1><table class="recent"><tbody>
<tr><td><a href="view/paste${site}">Untitled</a></td><td>anonymous</td><td><a href="view/raw/paste${site}">raw</a></td></tr>
</tbody></table></body></html>`

const offerOf = (site: number): string =>
  `SELLING database of contoh-${site}.example.co.id, ${site + 2},500,000 records: name, email, phone, NIK.\n` +
  `Price $${site + 3}00, BTC only. Contact telegram @seller_no_${site}\n`
