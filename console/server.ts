import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../model/errors.ts'
import { type AlertRouteOptions, alertRoute } from './alert-route.ts'
import { type Asked, askerOf, bodyOf, guards, type Reply } from './exchange.ts'
import { type SlackRouteOptions, slackRoute } from './slack-route.ts'
import { wordsIn } from './words.ts'

/** What the console serves, and where. */
export interface ConsoleOptions extends AlertRouteOptions, SlackRouteOptions {
  /** Host and port to listen at. */
  at: string
  /** Something went wrong that is not the asker's doing. */
  onError(error: unknown): void
}

export interface ConsoleServer {
  /** Where it listens. */
  address: string
  close(): Promise<void>
}

/** A form is a few hundred bytes; what Slack sends repeats the whole message. */
const mostBytes = { alerts: 8_192, slack: 262_144 }
const form = 'application/x-www-form-urlencoded'

/**
 * Serves the pages of alerts, and what Slack's buttons call. Plain HTTP: whoever opens it to others puts a proxy with
 * TLS before it. Throws a ConfigError where nobody can listen there.
 */
export async function serveConsole(options: ConsoleOptions): Promise<ConsoleServer> {
  const { hostname, port } = new URL(`http://${options.at}`)
  const prefix = new URL(options.url).pathname.replace(/\/$/, '')
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    answer(request, prefix, options)
      .catch((error: unknown): Reply => {
        options.onError(error)
        return { status: 503, body: wordsIn.en.trouble, headers: { 'retry-after': '60' } }
      })
      .then((reply) => send(request, response, reply))
  })
  // Whoever is slow, or opens many connections, is not waited for.
  Object.assign(server, {
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
    maxConnections: 500,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(`listen.at: cannot listen at ${options.at} (${error.code}): take another port`)),
    )
    server.listen(Number(port || 80), hostname.replace(/^\[|\]$/g, ''), resolve)
  })
  const { address, port: bound, family } = server.address() as AddressInfo
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1_000).unref()
      }),
  }
}

async function answer(request: IncomingMessage, prefix: string, options: ConsoleOptions): Promise<Reply> {
  const whole = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const path = prefix !== '' && whole.startsWith(`${prefix}/`) ? whole.slice(prefix.length) : whole
  const token = /^\/alerts\/([\w-]{20,200})$/.exec(path)?.[1]
  const isSlack = path === '/slack/actions'
  if (token === undefined && !isSlack) return path === '/robots.txt' ? robots : nothing
  const allowed = isSlack ? ['POST'] : ['GET', 'HEAD', 'POST']
  const method = request.method ?? ''
  if (!allowed.includes(method)) return { status: 405, body: 'not like that', headers: { allow: allowed.join(', ') } }
  if (method === 'POST' && request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() !== form)
    return { status: 415, body: `only ${form}` }
  const body = await bodyOf(request, isSlack ? mostBytes.slack : mostBytes.alerts)
  if (body === null) return { status: 413, body: 'too long', headers: { connection: 'close' } }
  const asked: Asked = { method, headers: request.headers, body, who: askerOf(request) }
  return token === undefined ? slackRoute(asked, options) : alertRoute(token, asked, options)
}

const nothing: Reply = { status: 404, body: 'there is nothing here' }
const robots: Reply = { status: 200, body: 'User-agent: *\nDisallow: /\n' }

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status, body = '', type = 'text/plain', headers } = reply
  const text = type === 'text/plain' && body !== '' && !body.endsWith('\n') ? `${body}\n` : body
  response.writeHead(status, {
    ...guards,
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}
