import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../../model/errors.ts'
import type { House } from '../house.ts'
import type { Metrics } from './metrics.ts'

export interface MetricsServer {
  url: string
  close(): Promise<void>
}

/**
 * Serves `/metrics`, and `/healthz`, which is 200 while the store and the queue answer and 503 while they don't. `at` is
 * host and port. Throws a ConfigError where nobody can listen there.
 */
export async function serveMetrics(at: string, metrics: Metrics, house: () => House): Promise<MetricsServer> {
  const { hostname, port } = new URL(`http://${at}`)
  const listener: RequestListener = (request, response) => {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8'): void =>
      void response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body)
    const fail = (error: unknown): void => answer(503, `${error instanceof Error ? error.message : String(error)}\n`)
    const path = request.url?.split('?', 1)[0]
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(405, 'GET only\n')
    else if (path === '/metrics') metrics.text().then(({ body, type }) => answer(200, body, type), fail)
    else if (path === '/healthz') isWell(house()).then(() => answer(200, 'ok\n'), fail)
    else answer(404, 'there is /metrics and /healthz\n')
  }
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(`metrics: cannot listen at ${at} (${error.code}): take another port, or leave it out`)),
    )
    // A bare port as :80 is dropped by URL.
    server.listen(Number(port || 80), hostname.replace(/^\[|\]$/g, ''), resolve)
  })
  const { address, port: bound, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const isWell = async ({ database, queues }: House): Promise<void> => {
  await Promise.all([database.query('select 1'), queues.counts()])
}
