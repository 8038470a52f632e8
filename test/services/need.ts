import { connect } from 'node:net'
import { describe, inject, test } from 'vitest'
import { findChromium } from './chromium.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import type { Missing, Server } from './server.ts'
import type { ServiceName } from './setup.ts'
import { type MailServer, startMailServer } from './smtpd.ts'

/** The server that all suites of this run share: its URL, or why there is none. Use a database or a prefix of your own. */
export function sharedService(name: ServiceName): Promise<{ url: string } | Missing> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(inject('servicesDesk'))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('end', () => resolve(JSON.parse(answer)))
    socket.on('error', reject)
    socket.write(`${name}\n`)
  })
}

/**
 * `describe` for what needs a server: `await describeWith('redis', 'queues on Redis', (url) => { … })`. Where the server
 * cannot be had, the suite is skipped by name with the reason; with CI=true that is a failure.
 */
export async function describeWith(service: ServiceName, name: string, body: (url: string) => void): Promise<void> {
  const outcome = await sharedService(service)
  if ('url' in outcome) describe(name, () => body(outcome.url))
  else miss(name, outcome)
}

/**
 * The same with a server that belongs to the suite alone, which may halt, resume, freeze and thaw it. The suite stops
 * it in its `afterAll`.
 */
export async function describeWithOwn(
  service: ServiceName,
  name: string,
  body: (server: Required<Server>) => void,
): Promise<void> {
  // The shared one first: what is missing is installed there, once, however many suites ask.
  const shared = await sharedService(service)
  if ('missing' in shared) return miss(name, shared)
  const outcome = await { redis: startRedis, postgres: startPostgres }[service]({ own: true })
  if ('url' in outcome) describe(name, () => body(outcome as Required<Server>))
  else miss(name, outcome)
}

/** `describe` for what needs a Chromium: it gets the program's path. */
export async function describeWithChromium(name: string, body: (path: string) => void): Promise<void> {
  const outcome = await findChromium()
  if ('path' in outcome) describe(name, () => body(outcome.path))
  else miss(name, outcome)
}

/** `describe` for what needs a mail server of its own: the suite stops it in its `afterAll`. */
export async function describeWithMailServer(name: string, body: (server: MailServer) => void): Promise<void> {
  const outcome = await startMailServer()
  if ('port' in outcome) describe(name, () => body(outcome))
  else miss(name, outcome)
}

function miss(name: string, { missing }: Missing): void {
  if (process.env.CI === 'true') {
    test(name, () => {
      throw new Error(missing)
    })
  } else {
    process.stderr.write(`skipped: ${name}: ${missing}\n`)
    test.skip(`${name} (skipped: ${missing})`)
  }
}
